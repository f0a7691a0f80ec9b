"""What a paper takes from the office and not from the report: whom to call, and the days of the public notice."""

from datetime import date
from typing import Any

from lib.register.reading import Reading
from lib.reports.content import Content, Row
from lib.reports.figures import chinese_day
from lib.reports.notice import Notice

BLANK = "________"
BLANK_DAY = "____年__月__日"


def office_of(register: Reading) -> dict[str, str]:
    """The office's settings (data/reference/office.csv); a line to write on where one is empty."""
    return {row["setting"]: row["value"] or BLANK for row in register.ask_rows("asks/reports/office")}


def notice_words(notice: Notice) -> dict[str, Any]:
    """From when to when the notice stands, where the ledger knows it; lines to write on where it does not."""
    first, last = (chinese_day(day.isoformat()) for day in notice.span) if notice.span else (BLANK_DAY, BLANK_DAY)
    return {"notice_days": notice.days, "notice_from": first, "notice_to": last}


def issuer(area: Row) -> str:
    """The bureau that writes an area's letter, in general words where its name is not known."""
    return area.get("industry_bureau") or f"{area['area_name']}工业和信息化主管部门"


def letter_words(content: Content, area: Row) -> dict[str, str]:
    """Number and day of an area's letter where everything it stated came in one; lines to write on where not."""
    stated = [
        row
        for table in ("statements", "screening")
        for row in content[table]
        if row["area_code"] == area["area_code"] and row["report_id"]
    ]
    numbers, days = {row["document_no"] for row in stated}, {row["reported_on"] for row in stated}
    year = date.fromisoformat(content["due_on"]).year
    return {
        "document_no": numbers.pop() if len(numbers) == 1 else f"{BLANK}〔{year}〕____号",
        "letter_day": chinese_day(days.pop()) if len(days) == 1 else BLANK_DAY,
    }

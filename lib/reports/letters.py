"""The letter of an area, filled in as far as the register goes: what it states of each sector is proposed by the
ledger, its summary by the account, its signer and number by the letter before. A person edits it and records the whole
in one action; nothing that would contradict the register is proposed (聊工信发〔2022〕64号 四（三）)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from lib.register.reading import Reading
from lib.register.store import Register
from lib.reports import papers
from lib.reports.content import Content, Row, citation, content_of, plain, summaries
from lib.reports.figures import chinese_day
from lib.reports.matrix import matrix
from lib.reports.office import BLANK, BLANK_DAY, issuer, office_of
from lib.reports.pack import stamp
from lib.reports.papers import DEMO, drafted
from lib.reports.periods import Period, period_of
from lib.reports.refusal import ReportRefused
from lib.reports.statements import MATRICES, SUMMARY, Statement, record_reports
from lib.reports.word import render

BLANK_NUMBER: Final = "__"  # what a number is proposed with in the place that a person fills in
NUMBER: Final = re.compile(r"^(.*〔)\d{4}(〕).*$")


NAMES: Final = {"reports": "重点行业退出情况", "screening": "淘汰类生产工艺排查"}
OWED: Final = ("not_reported", "returned")  # states of a cell that an area is asked for


@dataclass(frozen=True)
class Letter:
    """A letter to be filled in: the cells that are not stated yet, and what the one before says of signer and
    number."""

    area: str
    cells: tuple[Row, ...]
    signer: str
    document_no: str
    summary: str
    is_given: bool  # whether the area gave the summary itself


def letter_of(register: Reading, period: Period, area: str, on: date, content: Content, language: str = "zh") -> Letter:
    """The letter of an area for a period, filled in as of a day; `content` is the report as the register gives it."""
    found = [row | {"matrix": kind} for kind in MATRICES for row in matrix(register, period.period, kind, on, language)]
    cells = tuple(row for row in found if row["area_code"] == area and not row["report_id"])
    last = {row["area_code"]: row for row in register.ask_rows("asks/reports/last_letters", on)}.get(area, {})
    row = next(row for row in summaries(register, period, on) if row["area_code"] == area)
    number = str(last.get("document_no") or "")
    if last.get("period") != period.period:
        year = rf"\g<1>{period.due_on.year}\g<2>{BLANK_NUMBER}号"
        number = NUMBER.sub(year, number) if NUMBER.match(number) else ""  # the whole number is another letter's
    return Letter(area, cells, str(last.get("signer") or ""), number, drafted(content, row), bool(row["note"]))


def area_letter(register: Register, period: Period, area: str) -> bytes:
    """The letter of one area as Word: what it stated until today, and as proposals what it did not state yet. Raises
    ReportRefused for an unknown area."""
    today, content = date.today(), content_of(register, period)
    content["statements"], content["screening"] = (
        [plain(row) for row in matrix(register, period.period, kind, today)] for kind in MATRICES
    )
    content["summaries"] = summaries(register, period, today)
    for place in content["areas"]:
        if place["area_code"] == area:
            told = {"office": office_of(register)} | papers.letter(content, place, stamp(content, None))
            return render(register, period.plan.plan_id, "letter", told)
    raise ReportRefused(register, "There is no area {area}; there are {known}.", area=area,
                        known="、".join(place["area_code"] for place in content["areas"]))  # fmt: skip


def reminders(register: Register, period: Period, on: date) -> bytes:
    """Letters to every area that has not stated everything by a day, in one Word file. Raises ReportRefused when none
    is missing anything."""
    content = citation(register, period)
    missing = missing_of(register, period, on)
    if not missing:
        raise ReportRefused(register, "Every area has stated everything.")
    areas = register.ask_rows("asks/reports/areas", on, "zh")
    reminded = [
        {"issuer": issuer(area), "area_name": area["area_name"], "missing": missing[area["area_code"]]}
        for area in areas
        if area["area_code"] in missing
    ]
    context = content | {
        "reminded": reminded, "office": office_of(register), "span": period.span, "blank": BLANK,
        "blank_day": BLANK_DAY, "due_on": chinese_day(period.due_on.isoformat()), "due_year": period.due_on.year,
        "today": chinese_day(on.isoformat()), "stamp": "", "demo": DEMO if _is_demo(register, on) else "",
    }  # fmt: skip
    return render(register, period.plan.plan_id, "reminder", context)


def _is_demo(register: Reading, on: date) -> bool:
    return bool(register.query("pages/every/is_demo", on).iloc[0, 0])


def missing_of(register: Reading, period: Period, on: date) -> dict[str, list[str]]:
    """Area → what it has not stated by a day, a sentence for each matrix; areas that lack nothing are left out."""
    found: dict[str, list[str]] = {}
    for number, (kind, name) in enumerate(NAMES.items(), start=1):
        rows = matrix(register, period.period, kind, on)
        every = len({row["sector"] for row in rows})
        for area in dict.fromkeys(row["area_code"] for row in rows):
            names = [row["sector_name"] for row in rows if row["area_code"] == area and row["state"] in OWED]
            if names:
                told = f"全部{every}个行业" if len(names) == every else "、".join(names)
                found.setdefault(area, []).append(f"{number}.{name}：{told}。")
    return found


def record_letter(
    register: Register,
    period: str,
    area: str,
    stated: Mapping[tuple[str, str], str],
    *,
    on: date,
    signer: str,
    document_no: str,
    actor: str,
    summary: str = "",
    note: str = "",
) -> list[str]:
    """Record what an area states in one letter, all of it or nothing, and return the report_ids: `stated` is matrix and
    sector → `reported` or `zero`; an empty summary says none. Raises ReportRefused with the reason."""
    if BLANK_NUMBER in document_no:
        raise ReportRefused(register, "Complete the number of the letter: {number}.", number=document_no)
    if not stated and not summary.strip():
        raise ReportRefused(register, "The letter states nothing: choose exits or zero for a sector at least.")
    period_of(register, period)
    more: dict[str, Any] = {"on": on, "signer": signer, "document_no": document_no}
    said = [
        Statement(period, area, sector, statement, note=note, matrix=kind, **more)
        for (kind, sector), statement in stated.items()
    ]
    if summary.strip():
        said.append(Statement(period, area, None, "reported", note=summary, matrix=SUMMARY, **more))
    return record_reports(register, said, actor=actor)

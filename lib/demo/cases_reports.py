"""What the areas of the made-up register state: exits where the ledger has some, else zero; some late, some silent."""

from datetime import date
from typing import Final

from lib.demo.words import word
from lib.register.store import Register
from lib.reports.statements import record_report

# period: the day its areas write, the sectors they speak of; what is not said stays unsaid, in no area a zero
WRITTEN: Final = {
    "2022-07": (date(2022, 7, 13), ("cement",)),
    "2022-12": (date(2022, 12, 28), ("cement", "paper")),
}
SILENT_AREAS: Final = 2  # the last areas say nothing
LATE_EVERY: Final = 4  # every fourth area writes after the period
LATE: Final = {"2022-07": date(2022, 7, 22), "2022-12": date(2023, 1, 6)}


def build_reports(register: Register) -> None:
    """Record the letters of the areas for both periods in which areas report."""
    areas = register.query("pages/report_areas")
    for period, (written_on, sectors) in WRITTEN.items():
        found = register.query("pages/demo_case_shut", written_on)
        shut = set(zip(found.area_code, found.sector, strict=True))
        for number, area in enumerate(list(areas.itertuples())[:-SILENT_AREAS], start=1):
            is_late = number % LATE_EVERY == 0
            on = LATE[period] if is_late else written_on
            for sector in sectors:
                record_report(
                    register,
                    period=period,
                    area=area.area_code,
                    sector=sector,
                    statement="reported" if (area.area_code, sector) in shut else "zero",
                    on=on,
                    signer=word("report_signer"),
                    document_no=word("report_document").format(area=area.area_name, year=on.year, number=number),
                    actor="demo",
                    note=word("report_late_note") if is_late else "",
                )

"""What the areas of the made-up register state, and what the city makes of it: July frozen, an objection answered.

An area reports exits where the ledger has some and zero where the register has neither exits nor outdated lines. Of the
others most stay silent, one states a zero that the register contradicts; some write late, the last areas not at all.
Two municipal departments write, and one duty of the plan is done by a document.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from lib.demo.lexicon import word
from lib.register.store import Register
from lib.reports.duties import record_duty
from lib.reports.freeze import freeze
from lib.reports.matrix import matrix
from lib.reports.objections import answer_objection, record_objection
from lib.reports.statements import DEPARTMENTS, MATRICES, Statement, record_reports

WRITTEN: Final = {"2022-07": date(2022, 7, 13), "2022-12": date(2022, 12, 28)}  # period: the day its areas write
LATE: Final = {"2022-07": date(2022, 7, 22), "2022-12": date(2023, 1, 6)}
SILENT_AREAS: Final = 2  # the last areas say nothing
LATE_EVERY: Final = 4  # every fourth area writes after the period
BY_POST: Final = "371502"  # its letter of July was opened after the report was frozen
LETTERS: Final = {"市生态环境局": "reported", "市行政审批局": "zero"}  # municipal departments that write, and what
PLAN, DUTY = "LC2022", "energy_inspection"
NOTICE, OBJECTED_ON, ANSWERED_ON = "2023-01", date(2023, 1, 9), date(2023, 1, 12)


def build_reports(register: Register) -> None:
    """Record the letters of both periods, freeze July before a last letter is opened, and answer an objection."""
    record_reports(register, list(of_departments()), actor="demo")
    number = word("case_document").format(year=2022, number=9)
    record_duty(register, PLAN, DUTY, on=WRITTEN["2022-07"], document_no=number, actor="demo")
    for period, on in WRITTEN.items():
        letters = [one for kind in MATRICES for one in stated(register, period, kind, on)]
        held = [one for one in letters if period == "2022-07" and one.area == BY_POST]
        record_reports(register, [one for one in letters if one not in held], actor="demo")
        if held:
            freeze(register, period, actor="demo")
            record_reports(register, held, actor="demo")
    objection = record_objection(
        register, NOTICE, on=OBJECTED_ON, objector=word("objector"), content=word("objection"), actor="demo"
    )
    answer_objection(register, objection, on=ANSWERED_ON, answer=word("objection_answer"), actor="demo")


def of_departments() -> Iterator[Statement]:
    """What two municipal departments write at large; the others are silent."""
    for number, (department, said) in enumerate(LETTERS.items(), start=1):
        for period, on in WRITTEN.items():
            letter = word("report_document").format(area=department, year=on.year, number=number)
            yield Statement(
                period, None, None, said, on, word("report_signer"), letter, "", DEPARTMENTS, department
            )  # fmt: skip


def stated(register: Register, period: str, kind: str, written_on: date) -> Iterator[Statement]:
    """What the areas say in one matrix of a period."""
    rows = matrix(register, period, kind, written_on)
    areas = list(dict.fromkeys(row["area_code"] for row in rows))[:-SILENT_AREAS]
    denied = next((row for row in rows if row["area_code"] in areas and not says(row, kind)), None)
    for row in rows:
        said = "zero" if row is denied else says(row, kind)
        if said is None or row["area_code"] not in areas:
            continue
        number = areas.index(row["area_code"]) + 1
        is_late = number % LATE_EVERY == 0
        on = LATE[period] if is_late else written_on
        yield Statement(
            period, row["area_code"], row["sector"], said, on, signer=word("report_signer"),
            document_no=word("report_document").format(area=row["area_name"], year=on.year, number=number),
            note=word("report_late_note") if is_late else "", matrix=kind,
        )  # fmt: skip


def says(row: dict[str, Any], kind: str) -> str | None:
    """What an honest area says of a sector, None where it cannot say anything yet."""
    if kind == "screening":
        found, is_open = row["caught_lines"] > 0, row["unscreened_enterprises"] > 0
    else:
        found, is_open = row["shut_lines"] > 0, row["outdated_lines"] > 0
    return "reported" if found else None if is_open else "zero"

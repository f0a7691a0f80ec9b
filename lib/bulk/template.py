"""The template of the form: the open cases of an area, what the ladder allows of each next, lists to choose from."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name

from lib.bulk.form import LISTED, columns, listed
from lib.cases.history import REVERSAL, WITHDRAWN, Case, standing
from lib.cases.loading import ladder_of, load_cases
from lib.cases.next_steps import next_steps
from lib.cases.requirements import Ladder
from lib.exports.workbook import new_book
from lib.imports.reasons import sentence
from lib.register.reference import Row
from lib.register.store import Register
from lib.words import said

SPARE: Final = 300  # rows below the cases with formats and lists: a case may take several steps
LONGEST: Final = 255  # letters of a list that stands in the cell's own rule
WIDTHS: Final = {"case_id": 20, "enterprise_name": 28, "next_steps": 40, "evidence": 40, "note": 24, "last_step": 22}


def template(register: Register, area: str, language: str) -> bytes:
    """A workbook with a row for each open case of an area (empty: of the city)."""
    ladder, form = ladder_of(register), columns(register.settings)
    cases = register.ask_rows("asks/cases/to_record", language=language, area=area)
    steps = load_cases(register, register.cursor(), [row["case_id"] for row in cases])
    for row in cases:
        row["allowed"] = [ladder.name("step", step, language) for step in _usual_first(steps[row["case_id"]], ladder)]
        row["next_steps"] = listed(row["allowed"], language)
    buffer = io.BytesIO()
    with new_book(buffer, said("Case steps", language)) as book:
        sheet = book.add_worksheet(said("Case steps", language))
        notes = book.add_worksheet(sentence("label_instructions", {}, language))
        lists = book.add_worksheet(sentence("label_choices", {}, language))
        looks = _looks(book)
        sources = _write_lists(lists, ladder, looks, language)
        _write_cases(sheet, form, cases, sources, looks, language)
        _write_notes(notes, form, looks, language)
    return buffer.getvalue()


def _usual_first(case: Case, ladder: Ladder) -> list[str]:
    """The steps that may come next today: first those further up the ladder, then a visit, a relapse and their like."""
    today = date.today()
    here = max((ladder.rank(one.step) for one in standing(case, ladder)), default=0)
    allowed = [step for step, why in next_steps(case, today, today, ladder).items() if not why]
    return sorted(allowed, key=lambda step: (ladder.rank(step) < here or step == WITHDRAWN, ladder.rank(step)))


def _looks(book: Any) -> dict[str, Any]:
    head = {"bold": True, "font_color": "#FFFFFF", "border": 1, "text_wrap": True, "valign": "vcenter"}
    return {
        "required": book.add_format(head | {"bg_color": "#C8382E"}),
        "free": book.add_format(head | {"bg_color": "#1F4E79"}),
        "shown": book.add_format({"bg_color": "#EEF2F6", "num_format": "@", "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "whole": book.add_format({"num_format": "0", "valign": "top"}),
        "title": book.add_format({"bold": True}),
    }


def _write_cases(
    sheet: Any, form: dict[str, Row], cases: Sequence[dict[str, Any]], sources: dict[str, str], looks: dict[str, Any],
    language: str,
) -> None:  # fmt: skip
    last = len(cases) + SPARE
    for at, (name, row) in enumerate(form.items()):
        look = looks[row["kind"]] if row["kind"] in ("day", "whole") else looks["text"]
        sheet.set_column(at, at, WIDTHS.get(name, 15), look)
        heading = row["heading_en" if language == "en" else "heading_zh"]
        sheet.write_string(0, at, heading, looks["required" if row["is_required"] == "true" else "free"])
        for number, case in enumerate(cases, start=1):
            if value := case.get(name):
                sheet.write_string(number, at, str(value), looks["shown"])
        if source := sources.get(name):
            _allow(sheet, len(cases) + 1, last, at, source)
    step = list(form).index("step")
    for number, case in enumerate(cases, start=1):
        letters = len(",".join(case["allowed"]))
        _allow(sheet, number, number, step, case["allowed"] if 0 < letters <= LONGEST else sources["step"])
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(form) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _allow(sheet: Any, first: int, last: int, column: int, source: object) -> None:
    """A list to choose from; what is not on it is questioned, not forbidden: a row may rest on one above it."""
    sheet.data_validation(first, column, last, column, {"validate": "list", "source": source, "error_type": "warning"})


def _write_lists(sheet: Any, ladder: Ladder, looks: dict[str, Any], language: str) -> dict[str, str]:
    """The allowed words, one column a field; where each list stands, by field."""
    known = {"step": [one for one in ladder.steps if one != REVERSAL], "ground": ladder.grounds}
    known |= {"restriction": ladder.restrictions, "kind": list(ladder.kinds)}
    known |= {"credit_class": list({one.credit_class: one for one in ladder.credit_terms if one.credit_class != "any"})}
    sources = {}
    for at, (kind, codes) in enumerate(known.items()):
        names = [ladder.name(kind, code, language) for code in codes]
        sheet.set_column(at, at, 30)
        sheet.write_string(0, at, said(TITLES[kind], language), looks["title"])
        sheet.write_column(1, at, names)
        letter = xl_col_to_name(at)
        sources[kind] = f"='{sheet.get_name()}'!${letter}$2:${letter}${len(names) + 1}"
    return {name: sources[kind] for name, kind in LISTED.items()}


def _write_notes(sheet: Any, form: dict[str, Row], looks: dict[str, Any], language: str) -> None:
    for at, width in enumerate((26, 10, 100)):
        sheet.set_column(at, at, width, looks["text"])
    for number, note in enumerate(NOTES):
        sheet.write_string(number, 0, said(note, language), looks["title"])
    labels = ("label_heading", "label_required", "label_note")
    top = len(NOTES) + 1
    sheet.write_row(top, 0, [sentence(label, {}, language) for label in labels], looks["free"])
    tongue = "en" if language == "en" else "zh"
    for number, row in enumerate(form.values(), start=top + 1):
        owed = sentence("label_yes" if row["is_required"] == "true" else "label_no", {}, language)
        sheet.write_row(number, 0, [row[f"heading_{tongue}"], owed, row[f"note_{tongue}"]], looks["text"])


TITLES: Final = {
    "step": "Steps of the ladder",
    "ground": "Grounds on which a sealing counts as complete",
    "restriction": "Fields of credit measures",
    "credit_class": "Classes of breaches",
    "kind": "Kinds of evidence",
}
NOTES: Final = (
    "One row is one step of one case. Add rows for further steps of a case; rows without a step record nothing.",
    "Rows are recorded in the order of their days: a row may rest on an earlier one of the same workbook.",
    "Put the files of all rows into one zip, and write their names into the rows.",
)

"""A form as an XLSForm, which ODK Central, KoboToolbox and `pyxform` read."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Final

from lib.errors import UserError
from lib.exports.workbook import new_book
from lib.inspections.odk.questions import TARGETS, Choice, Form, form_of
from lib.inspections.odk.targets import Lists, areas_of, lists_of
from lib.register.reading import Reading

LANGUAGES: Final = ("中文 (zh)", "English (en)")
SURVEY: Final = (
    "type", "name", *(f"{kind}::{one}" for kind in ("label", "hint") for one in LANGUAGES), "required", "relevant",
    "constraint", *(f"constraint_message::{one}" for one in LANGUAGES), "appearance", "choice_filter",
)  # fmt: skip
CHOICES: Final = ("list_name", "name", *(f"label::{one}" for one in LANGUAGES), "target", "item")
SETTINGS: Final = ("form_title", "form_id", "version", "default_language", "allow_choice_duplicates")
NOBODY: Final = Choice("-", ("–", "–"), "-")  # a list may not be empty; of no target, so that nobody is shown it
Rows = Iterable[tuple[str, ...]]


def xlsform(register: Reading, checklist: str, on: date, plan_id: str = "") -> bytes:
    """The workbook of a checklist's form with the visits of a plan, else of the approved plans of a day, as its
    targets. Raises UserError where there is no such checklist, no such plan, or no visit on that day."""
    form = form_of(register, checklist, on)
    lists = areas_of(register) if form.is_of_areas else lists_of(register, form, on, plan_id)
    if not lists[TARGETS]:
        raise UserError("No approved plan visits anybody on {day}. Name a plan with --plan.", day=on)
    return written(form, lists)


def written(form: Form, lists: Lists) -> bytes:
    """A form with its lists as a workbook."""
    buffer = io.BytesIO()
    with new_book(buffer, form.title[0]) as book:
        for name, head, rows in (
            ("survey", SURVEY, _survey(form)),
            ("choices", CHOICES, _choices(form, lists)),
            ("settings", SETTINGS, [(form.title[0], form.checklist, form.version, LANGUAGES[0], "yes")]),
        ):
            sheet = book.add_worksheet(name)
            for at, row in enumerate((head, *rows)):
                for column, text in enumerate(row):
                    sheet.write_string(at, column, text)  # whatever a name begins with, it is no formula
    return buffer.getvalue()


def _survey(form: Form) -> Rows:
    for one in form.questions:
        kind = f"{one.kind} {one.choices}" if one.choices else one.kind
        needed = "yes" if one.is_required else ""
        shown = (one.shown_if, one.constraint, *one.misfit, one.appearance, one.chosen_if)
        yield kind, one.name, *one.label, *one.hint, needed, *shown


def _choices(form: Form, lists: Lists) -> Rows:
    changing = {name: choices or (NOBODY,) for name, choices in lists.items()}
    for name, choices in (form.lists | changing).items():
        if name in form.asked_lists:
            yield from ((name, one.name, *one.label, one.target, one.item) for one in choices)

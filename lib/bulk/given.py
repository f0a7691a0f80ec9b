"""What a row says: the case, the step with its day and fields, the files it names; or what is wrong with which cell."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from lib.bulk.form import LISTED, Words, listed
from lib.bulk.form_rows import FormRow
from lib.bulk.naming import Cases, Named, some
from lib.cases.history import REVERSAL, Step
from lib.cases.requirements import Ladder
from lib.imports.cells import key, plain
from lib.imports.rows import Remark
from lib.imports.values.days import day
from lib.register.reference import Row

SAYS_WHICH: Final = frozenset(("case_id", "enterprise_name", "case_line"))  # a row with no more records nothing
PARTS: Final = re.compile(r"[;；\n|]+")  # between names of files
COMMAS: Final = re.compile(r"[、,，]+")  # the same, but a name may hold one
OF_KIND: Final = re.compile(r"\s*([^:：=]{1,20})\s*[:：=]\s*(.+)", re.S)


@dataclass
class Given:
    """A row as it was understood; `remarks` say why it was not."""

    row: FormRow
    case: Named | None = None
    step: Step | None = None
    remarks: list[Remark] = field(default_factory=list)


def remark(row: FormRow, name: str, heading: str, reason: str, **params: str) -> Remark:
    """What is to be said of a field of a row: at its cell, or under its heading where it is empty."""
    cell = row.cells.get(name)
    value, label = (cell.text, cell.heading) if cell else ("", heading)
    filled = {"value": value, "column": label} | params
    return Remark(row.sheet, row.number, cell.address if cell else "", label, value, reason, filled, row.original)


def is_filled(row: FormRow) -> bool:
    """Whether a row says more than which case it is about."""
    return bool(row.cells.keys() - SAYS_WHICH)


@dataclass(frozen=True)
class Understanding:
    """Reads rows with the form's columns, the ladder's words and the cases there are."""

    columns: Mapping[str, Row]
    words: Words
    ladder: Ladder
    cases: Cases
    epoch: date
    language: str

    def heading(self, name: str) -> str:
        """The heading of a field in the reader's language."""
        return str(self.columns[name]["heading_en" if self.language == "en" else "heading_zh"])

    def remark(self, row: FormRow, name: str, reason: str, **params: str) -> Remark:
        """`remark` with the field's own heading."""
        return remark(row, name, self.heading(name), reason, **params)

    def names(self, kind: str) -> str:
        """What a field may say, for a sentence."""
        kinds = {"step": self.ladder.steps, "kind": self.ladder.kinds, "ground": self.ladder.grounds}
        kinds |= {"restriction": self.ladder.restrictions}
        kinds |= {"credit_class": {one.credit_class: one for one in self.ladder.credit_terms}}
        known = (code for code in kinds[kind] if code != REVERSAL)
        return listed((self.ladder.name(kind, code, self.language) for code in known), self.language)

    def given(self, row: FormRow) -> Given:
        """The row with everything that is wrong with its cells."""
        found = Given(row, remarks=list(row.refusals))
        broken = [name for name, cell in row.cells.items() if cell.is_broken]
        found.remarks += [remark(row, name, "", "form_cell_broken") for name in broken]
        found.case = self._case(row, found.remarks)
        fields: dict[str, Any] = {
            name: self._value(row, name, found.remarks)
            for name in row.cells
            if name in self.columns and name not in (*SAYS_WHICH, "evidence") and name not in broken
        }
        for name, row_of_form in self.columns.items():
            if row_of_form["is_required"] == "true" and name not in row.cells:
                found.remarks.append(self.remark(row, name, f"form_lacks_{name}", allowed=self.names("step")))
        if not found.remarks:
            found.step = Step(on=fields.pop("happened_on"), step=fields.pop("step"), **fields)
        return found

    def _case(self, row: FormRow, remarks: list[Remark]) -> Named | None:
        number, enterprise, line = (
            cell.text if (cell := row.cells.get(name)) and not cell.is_broken else ""
            for name in ("case_id", "enterprise_name", "case_line")
        )
        if number:
            return self._numbered(row, number, enterprise, line, remarks)
        if not enterprise:
            remarks.append(self.remark(row, "case_id", "form_lacks_case"))
            return None
        found = self.cases.meant(enterprise, line)
        if len(found) == 1:
            return found[0]
        known = self.cases.meant(enterprise, "")
        if found:
            remarks.append(self.remark(row, "enterprise_name", "form_cases_several", cases=some(found)))
        elif known:
            told = self.remark(row, "case_line", "form_line_unknown", enterprise=enterprise, cases=some(known))
            remarks.append(told)
        else:
            remarks.append(self.remark(row, "enterprise_name", "form_enterprise_unknown"))
        return None

    def _numbered(self, row: FormRow, number: str, enterprise: str, line: str, remarks: list[Remark]) -> Named | None:
        """The case of a number, whose enterprise and line must be those that stand beside it."""
        case = self.cases.by_id.get(key(number))
        if case is None:
            remarks.append(self.remark(row, "case_id", "form_case_unknown"))
            return None
        if enterprise and case.enterprises and key(enterprise) not in case.enterprises:
            known = {"case": case.case_id, "known": case.enterprise_name}
            remarks.append(self.remark(row, "enterprise_name", "form_case_of_another", **known))
        if line and case.lines and key(line) not in case.lines:
            told = {"case": case.case_id, "known": case.line_name}
            remarks.append(self.remark(row, "case_line", "form_case_of_another", **told))
        return case

    def _value(self, row: FormRow, name: str, remarks: list[Remark]) -> Any:
        """A field's value; what cannot be read is remarked."""
        text, kind = row.cells[name].text, self.columns[name]["kind"]
        if kind == "day":
            value, problem = exact_day(text, self.epoch)
            if problem:
                remarks.append(self.remark(row, name, f"form_day_{problem}"))
            return value
        if kind in ("step", "listed"):
            listed_as = LISTED[name]
            code = self.words.code(listed_as, text)
            if code is None or code == REVERSAL:
                remarks.append(self.remark(row, name, "form_word_unknown", allowed=self.names(listed_as)))
            return code
        if kind == "whole":
            number = re.fullmatch(r"(\d{1,4})(?:\.0+)?\s*(?:个月|月)?", plain(text))
            if not number:
                remarks.append(self.remark(row, name, "form_whole_unreadable"))
            return int(number[1]) if number else None
        return text


def exact_day(text: str, epoch: date) -> tuple[date | None, str]:
    """A day written whole; the problem is `unreadable`, or `inexact` for a month, a year, a beginning or an end."""
    value, problem = day(text, epoch)
    if problem or value is None:
        return None, "unreadable"
    digits = re.findall(r"\d+", plain(text))
    is_serial = len(digits[0]) in (5, 8) and len(digits) <= 2
    return (value, "") if is_serial or len(digits) >= 3 else (None, "inexact")


def files_in(text: str, words: Words, is_there: Callable[[str], object]) -> list[tuple[str, str]]:
    """The files a cell names, each with the kind that stands before it (empty: none): semicolons part them, and commas
    where there is no file so called."""
    if is_there(text):
        return [("", text)]
    found = []
    for piece in PARTS.split(text):
        kind, names = _kind_before(piece, words)
        found += [(kind, name.strip()) for name in ([names] if is_there(names) else COMMAS.split(names))]
    return [(kind, name) for kind, name in found if name]


def _kind_before(piece: str, words: Words) -> tuple[str, str]:
    """The kind of evidence before a colon, and what stands behind it."""
    found = OF_KIND.fullmatch(piece)
    kind = words.code("kind", found[1]) if found else None
    return (kind, found[2].strip()) if found and kind else ("", piece.strip())

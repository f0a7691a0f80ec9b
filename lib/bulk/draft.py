"""A dry run: the workbook read, its files looked at, each row judged; and what committing it would record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lib.bulk import archive as zips
from lib.bulk.archive import Archive
from lib.bulk.form import Words, columns, reading_words
from lib.bulk.form_rows import Form, read_form
from lib.bulk.given import Understanding, is_filled
from lib.bulk.judging import ACCEPTED, REFUSED, SAME, Judge, Judged, in_order
from lib.bulk.naming import Cases
from lib.cases.loading import ladder_of
from lib.cases.playing import Played
from lib.imports.commit import told as remark_told
from lib.imports.reasons import refused
from lib.imports.rows import Remark
from lib.limited.run import Told, unheard
from lib.register.store import Register


@dataclass
class Draft:
    """Every row that records something with its fate, in the order of the file; `empty` rows record nothing."""

    form: Form
    archive: Archive | None
    rows: list[Judged]
    empty: int
    seen: Mapping[str, str]  # last step of each case that something is recorded of, as it was when the rows were judged
    warnings: list[Remark] = field(default_factory=list)

    def of(self, fate: str) -> list[Judged]:
        """The rows of a fate."""
        return [one for one in self.rows if one.fate == fate]

    def refusals(self) -> list[Remark]:
        """What is wrong with the refused rows, cell by cell."""
        return [remark for one in self.of(REFUSED) for remark in one.remarks]

    def summary(self, batch: str | None, language: str) -> dict[str, Any]:
        """What the command line prints and the page shows."""
        return {
            "batch": batch,
            "file": self.form.file_name,
            "sha256": self.form.sha256,
            "evidence": self.archive.file_name if self.archive else None,
            "rows": len(self.rows),
            "empty": self.empty,
            "accepted": len(self.of(ACCEPTED)),
            "same": len(self.of(SAME)),
            "rejected": len(self.of(REFUSED)),
            "warnings": len(self.warnings),
            "steps": [_step(one) for one in self.of(ACCEPTED)],
            "rejects": [_told(remark, language) for remark in self.refusals()],
            "warned": [_told(remark, language) for remark in self.warnings],
        }


def prepare(
    register: Register, workbook: Path, evidence: Path | None, language: str, told: Told = unheard,
    opened: Archive | None = None,
) -> Draft:  # fmt: skip
    """Read and judge; nothing is written. `opened` is the zip where it was opened before: its files are not looked at
    again. Raises FileRefused for the workbook, UserError for the zip.
    """
    if not workbook.is_file():
        raise refused("file_missing", language, path=workbook)
    ladder, form_columns = ladder_of(register), columns(register.settings)
    shown = frozenset(name for name, row in form_columns.items() if row["kind"] == "shown")
    form = read_form(workbook, reading_words(register), shown, register.settings, language, told)
    packed = opened or (zips.opened(evidence, register) if evidence else None)
    told(stage="comparing", rows=len(form.rows))
    cursor = register.cursor(language=language)
    understanding = Understanding(
        form_columns, Words.of(ladder), ladder, Cases.of(register, cursor), form.epoch, language
    )
    given = [understanding.given(row) for row in form.rows if is_filled(row)]
    played = Played(register, cursor, [one.case.case_id for one in given if one.case])
    seen = {case_id: case.steps[-1].step_id for case_id, case in played.cases.items()}

    def inspect(entry: zips.Entry) -> Any:
        assert packed and evidence, "only a file of the zip is looked at"
        told(stage="looking", file=entry.name)
        return zips.inspected(packed, entry, evidence, register)

    judge = Judge(played, understanding, packed, inspect)
    fates = {id(one): judge.judge(one) for one in in_order(given, lambda one: one.step)}
    rows = [fates[id(one)] for one in given]
    warnings = form.warnings + (_unused(packed, judge.used) if packed else [])
    return Draft(form, packed, rows, len(form.rows) - len(given), seen, warnings)


def _unused(packed: Archive, used: set[int]) -> list[Remark]:
    """The files of the zip that no row names, and archives inside it, which are not opened."""
    left = [("form_file_unused", one) for one in packed.entries if one.index not in used]
    left += [("form_file_nested", one) for one in packed.nested]
    return [Remark(packed.file_name, 0, "", "", one.path, reason, {"value": one.path}) for reason, one in left]


def _told(remark: Remark, language: str) -> dict[str, Any]:
    """A remark with its sentence, and the ladder's code of a refused step."""
    code = {"code": remark.params["code"]} if "code" in remark.params else {}
    return remark_told(remark, language) | code


def _step(one: Judged) -> dict[str, Any]:
    """An accepted row as it will be recorded."""
    assert one.step and one.given.case, "an accepted row has both"
    return {
        "sheet": one.given.row.sheet,
        "row_number": one.given.row.number,
        "case_id": one.given.case.case_id,
        "enterprise_name": one.given.case.enterprise_name,
        "line_name": one.given.case.line_name,
        "step": one.step.step,
        "happened_on": one.step.on,
        "document_no": one.step.document_no,
        "step_id": one.step.step_id,
        "files": [{"kind": kind, "file": entry.path, "sha256": kept.sha256} for kind, entry, kept in one.files],
    }

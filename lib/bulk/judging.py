"""What becomes of each row: in order of day, as if each were recorded alone, the ladder takes it or says why not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeVar

from lib.bulk.archive import Archive, Entry
from lib.bulk.form import listed
from lib.bulk.given import Given, Understanding, files_in, remark
from lib.cases.evidence import Kept, kind_of, proof
from lib.cases.history import Case, Step, unreversed
from lib.cases.next_steps import next_steps
from lib.cases.playing import Played
from lib.cases.refusal import CaseRefused, Code, Refusal
from lib.imports.rows import Remark

Row = TypeVar("Row")
Inspect = Callable[[Entry], Kept | CaseRefused]
ACCEPTED, SAME, REFUSED = "accepted", "same", "refused"
AT: Final = {  # refusal of the ladder → the field it concerns, where that is not the step itself
    "document_no": ("needs_document",),
    "happened_on": (
        *("in_future", "before_required", "before_opening", "before_relapse", "overtaken", "deadline_over", "wait"),
        *("repair_early", "not_published"),
    ),
    "evidence": ("needs_evidence", "wrong_media", "used_elsewhere", "same_evidence", "unknown_kind"),
    "due_on": ("due_not_after", "due_after_rule", "due_beyond", "already_dated", "credit_range", "measure_beyond"),
    "months": ("months_range", "no_deadline"),
    "cured_on": ("cure_of_pass", "cure_range"),
    "ground": ("unknown_ground",),
    "restriction": ("unknown_restriction",),
    "case_id": ("closed_case",),
}
FIELD_OF: Final = {code: name for name, codes in AT.items() for code in codes}
OUT_OF_TURN: Final = (
    *("needs_step", "needs_any", "forbidden_after", "not_on_ladder", "no_extension", "too_often"),
    *("before_required", "overtaken"),
)
COMPARED: Final = (
    *("document_no", "note", "due_on", "months", "ground", "destination", "cured_on", "credit_class", "restriction"),
    *("basis", "authority"),
)


@dataclass
class Judged:
    """A row with its fate; an accepted one holds the step as the next of its case, and the files that prove it."""

    given: Given
    fate: str
    step: Step | None = None
    files: list[tuple[str, Entry, Kept]] = field(default_factory=list)  # kind, file of the zip, what it is
    remarks: list[Remark] = field(default_factory=list)


def in_order(rows: Iterable[Row], step_of: Callable[[Row], Step | None]) -> list[Row]:
    """Rows in the order in which their steps are tried and recorded: by day, those of one day as they stand."""
    return sorted(rows, key=lambda row: step.on if (step := step_of(row)) else date.max)


@dataclass
class Judge:
    """Tries one row after the other on cases that become what the rows before made of them."""

    played: Played
    understanding: Understanding
    archive: Archive | None
    inspect: Inspect
    used: set[int] = field(default_factory=set)  # files of the zip that a row names
    _first: dict[tuple[object, ...], Given] = field(default_factory=dict)
    _known: dict[str, int] = field(default_factory=dict)  # rows each case had before

    def __post_init__(self) -> None:
        self._known = {case_id: len(case.steps) for case_id, case in self.played.cases.items()}

    def judge(self, given: Given) -> Judged:
        """The fate of a row."""
        remarks = list(given.remarks)
        files = self._files(given, remarks)
        if remarks or given.case is None or given.step is None:
            return Judged(given, REFUSED, remarks=remarks)
        step = replace(given.step, evidence=tuple(proof(kind, kept) for kind, _, kept in files))
        told = (given.case.case_id, *_said(step), frozenset((kind, kept.sha256) for kind, _, kept in files))
        if first := self._first.get(told):
            row = {"first": str(first.row.number), "sheet": first.row.sheet}
            return Judged(given, REFUSED, remarks=[self._remark(given, "step", "form_row_repeated", **row)])
        self._first[told] = given
        if stands := self._standing(given.case.case_id, step):
            return self._again(given, step, stands)
        if found := self.played.refusals(given.case.case_id, step):
            return Judged(given, REFUSED, remarks=[self._refusal(given, step, one) for one in found])
        return Judged(given, ACCEPTED, self.played.take(given.case.case_id, step), files)

    def _remark(self, given: Given, name: str, reason: str, **params: str) -> Remark:
        return self.understanding.remark(given.row, name, reason, **params)

    def _standing(self, case_id: str, step: Step) -> Step | None:
        """The step of the register that says the same of the same day."""
        case = self.played.cases[case_id]
        before = replace(case, steps=case.steps[: self._known[case_id]])
        return next((one for one in unreversed(before) if _is_said_by(step, one)), None)

    def _again(self, given: Given, step: Step, stands: Step) -> Judged:
        """A row that was recorded before is left out; files it brings anew belong to the step as late evidence."""
        if {one.sha256 for one in step.evidence} <= {one.sha256 for one in stands.evidence}:
            return Judged(given, SAME)
        told = {"on": str(stands.on), "step": self._name("step", stands.step), "step_id": stands.step_id}
        return Judged(given, REFUSED, remarks=[self._remark(given, "evidence", "form_files_come_late", **told)])

    def _name(self, kind: str, code: str) -> str:
        return self.understanding.ladder.name(kind, code, self.understanding.language)

    def _refusal(self, given: Given, step: Step, refusal: Refusal) -> Remark:
        """The ladder's sentence at the cell it concerns; a step out of turn is told which may come on that day."""
        ladder, language = self.understanding.ladder, self.understanding.language
        params = {"sentence": refusal.sentence(ladder, language), "code": refusal.code}
        name = FIELD_OF.get(refusal.code, "step")
        if refusal.code == "needs_field":
            first = next(iter(refusal.params["field"]))
            name = first.code if isinstance(first, Code) and first.code in self.understanding.columns else "step"
        if refusal.code not in OUT_OF_TURN:
            return self._remark(given, name, "form_refused", **params)
        assert given.case, "only a row whose case is known is tried"
        allowed = possible(self.played.cases[given.case.case_id], step.on, self)
        reason = "form_refused_out_of_turn" if allowed else "form_refused"
        return self._remark(given, name, reason, allowed=allowed, on=str(step.on), **params)

    def _files(self, given: Given, remarks: list[Remark]) -> list[tuple[str, Entry, Kept]]:
        """The files of a row, each found in the zip and looked at; what is wrong with one is remarked."""
        found = []
        for kind, cell in given.row.files().items():
            name = f"evidence:{kind}" if kind else "evidence"
            there = self.archive.meant if self.archive else (lambda _text: [])
            for said, text in files_in(cell.text, self.understanding.words, there):
                if problem := self._file(given, name, text, remarks):
                    entry, kept = problem
                    found.append((kind or said or self._kind(text, entry), entry, kept))
        return found

    def _file(self, given: Given, name: str, text: str, remarks: list[Remark]) -> tuple[Entry, Kept] | None:
        told = {"file": text}
        if self.archive is None:
            remarks.append(remark(given.row, name, "", "form_no_zip", **told))
            return None
        entries = self.archive.meant(text)
        self.used |= {one.index for one in entries}
        if len(entries) != 1:
            reason = "form_files_several" if entries else "form_file_absent"
            paths = "、".join(one.path for one in entries[:5])
            remarks.append(remark(given.row, name, "", reason, found=paths, zip=self.archive.file_name, **told))
            return None
        kept = self.inspect(entries[0])
        if isinstance(kept, CaseRefused):
            sentence = {"sentence": kept.sentence(self.understanding.language), "code": kept.refusals[0].code}
            remarks.append(remark(given.row, name, "", "form_refused", **sentence))
            return None
        return entries[0], kept

    def _kind(self, text: str, entry: Entry) -> str:
        """The kind a file's name tells, else its folder's, else the name as the row writes it."""
        kinds = (kind_of(one, self.understanding.ladder) for one in (entry.name, entry.path, text))
        return next((kind for kind in kinds if kind != "other"), "other")


def possible(case: Case, on: date, judge: Judge) -> str:
    """The steps that may come next on a day, by name."""
    found = next_steps(case, on, date.today(), judge.understanding.ladder)
    names = (judge._name("step", step) for step, why in found.items() if not why)
    return listed(names, judge.understanding.language)


def _said(step: Step) -> tuple[object, ...]:
    """What a row says of a step, without its files."""
    return (step.step, step.on, *(getattr(step, name) for name in COMPARED))


def _is_said_by(step: Step, other: Step) -> bool:
    """Whether another step is the same one, and has all that this one says."""
    if (step.step, step.on) != (other.step, other.on):
        return False
    return all(getattr(step, name) in (None, getattr(other, name)) for name in COMPARED)

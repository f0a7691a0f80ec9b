"""Recording on a case: only the steps the ladder allows next, each with the fields it needs; reversing; extending."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

import streamlit as st

from lib.cases.clocks import EXTENSION, RECTIFICATION, due_on
from lib.cases.evidence import Upload
from lib.cases.history import IDENTIFIED, REVERSAL, Case, Step, standing
from lib.cases.ledger import record_step, reverse_step
from lib.cases.loading import ladder_of, load_cases
from lib.cases.next_steps import asks_document, next_steps, sets_date
from lib.cases.rules import Ladder, Rung
from lib.ui import data, saving
from lib.ui.words import _, day, language


@dataclass(frozen=True)
class Desk:
    """A case on the desk: its rows now, the ladder, and the last step the reader saw before this run."""

    case: Case
    ladder: Ladder
    seen: str | None

    def name(self, kind: str, code: str) -> str:
        """Name of a code in the reader's language."""
        return self.ladder.name(kind, code, language())

    def key(self, part: str) -> str:
        """Key of a widget, another one after each write."""
        return f"{part}_{self.case.case_id}_{saving.forms()}"


def panel(case_id: str) -> None:
    """The forms of a case."""
    register = data.register()
    case = load_cases(register, register.cursor(), [case_id])[case_id]
    key = f"seen_{case_id}"
    desk = Desk(case, ladder_of(register), st.session_state.get(key, case.steps[-1].step_id))
    if data.as_of() < date.today():
        st.caption(
            _("The page speaks of {day}; steps after it count here, but are not in the timeline.", day=data.as_of())
        )
    _record(desk)
    with st.expander(_("Reverse a wrong step")):
        _reverse(desk)
    st.session_state[key] = case.steps[-1].step_id


def _record(desk: Desk) -> None:
    """Choose the day and one of the steps possible on it, then fill in what it needs."""
    on = _date(_("The day it happened"), desk.key("on"), min(data.as_of(), date.today()))
    found = next_steps(desk.case, on, date.today(), desk.ladder)
    allowed = [step for step, why in found.items() if not why]
    if EXTENSION in allowed and st.button(_("Extend the deadline …"), key=desk.key("extend")):
        st.dialog(_("Extend the rectification"))(_extend)(desk, on)
    choices = [step for step in allowed if step != EXTENSION]
    if choices:
        step = st.selectbox(
            _("Next step"),
            choices,
            format_func=partial(desk.name, "step"),
            key=desk.key("step"),
            index=_usual(choices, desk),
        )
        _step_form(desk, step, on)
    else:
        st.info(_("No step can follow on this day."))
    _not_yet(desk, {step: why for step, why in found.items() if why})


def _usual(choices: list[str], desk: Desk) -> int:
    """The step offered first: the next one up the ladder, not a withdrawal, a relapse or a visit."""
    here = max((desk.ladder.rank(one.step) for one in standing(desk.case, desk.ladder)), default=0)
    ahead = [step for step in choices if desk.ladder.rank(step) >= here]
    return choices.index(min(ahead or choices, key=desk.ladder.rank))


def _not_yet(desk: Desk, refused: dict[str, list[Any]]) -> None:
    """The other steps of the ladder, each with why it cannot be recorded on that day."""
    if not refused:
        return
    with st.expander(_("Not possible on this day, and why ({count})", count=len(refused))):
        for step, why in refused.items():
            st.markdown(
                f"**{desk.name('step', step)}**: " + " ".join(one.sentence(desk.ladder, language()) for one in why)
            )


def _step_form(desk: Desk, step: str, on: date) -> None:
    """The form of one step: its fields, its evidence, and the clause it rests on."""
    rung = desk.ladder.rung(desk.case.variant, step)
    if rung is None:
        return
    with st.form(desk.key(f"form_{step}"), border=True):
        st.caption(_("Clause: {clause}", clause=rung.clause))
        fields = _fields(desk, rung, on)
        files = _files(desk, rung)
        who = saving.actor(desk.key("actor"))
        sent = st.form_submit_button(_("Record {step}", step=desk.name("step", step)), type="primary")
    if sent and saving.save(partial(write, desk, step, on, who, fields, files), who):
        st.rerun()


def write(desk: Desk, step: str, on: date, who: str, fields: dict[str, Any], files: list[Upload]) -> str:
    """Record a step and say so. Raises CaseRefused or StaleSave."""
    record_step(data.register(), desk.case.case_id, step, on=on, actor=who, evidence=files, seen=desk.seen, **fields)
    return _("Recorded: {step} on {day}.", step=desk.name("step", step), day=day(on))


def _fields(desk: Desk, rung: Rung, on: date) -> dict[str, Any]:
    """What the step needs beside its day; a field marked * cannot be left empty."""
    needed = partial(_label, rung)
    found: dict[str, Any] = {}
    star = " *" if asks_document(rung) else ""
    found["document_no"] = st.text_input(_("Document no.") + star, key=desk.key(f"doc_{rung.step}")).strip() or None
    if sets_date(rung, desk.ladder):
        found["due_on"] = _date(
            needed("due_on", _("Due on")), desk.key(f"due_{rung.step}"), None, first=on + timedelta(days=1)
        )
    if "ground" in rung.needs_fields:
        names = partial(desk.name, "ground")
        found["ground"] = st.selectbox(
            needed("ground", _("Ground")), desk.ladder.grounds, format_func=names, key=desk.key("ground")
        )
    if "destination" in rung.needs_fields:
        label = needed("destination", _("Where the equipment went"))
        found["destination"] = st.text_input(label, key=desk.key("destination")).strip() or None
    found["note"] = st.text_input(_("Note"), key=desk.key(f"note_{rung.step}")).strip() or None
    return found


def _label(rung: Rung, field: str, label: str) -> str:
    return f"{label} *" if field in rung.needs_fields else label


def _date(label: str, key: str, value: date | None, first: date | None = None) -> Any:
    """A day; the past reaches back to the first plans."""
    least = first or date(2015, 1, 1)
    return st.date_input(
        label, value=value, min_value=least, max_value=date(2100, 12, 31), key=key, format="YYYY-MM-DD"
    )


def _files(desk: Desk, rung: Rung) -> list[Upload]:
    """One place for each kind of evidence the step needs, and one for other papers."""
    kinds = [*rung.needs_evidence, *([] if rung.needs_evidence else ["decision"]), "other"]
    found: list[Upload] = []
    for kind in kinds:
        star = " *" if kind in rung.needs_evidence else ""
        given = st.file_uploader(
            desk.name("kind", kind) + star, accept_multiple_files=True, key=desk.key(f"{kind}_{rung.step}"),
            max_upload_size=data.register().settings.evidence_megabytes,
        )  # fmt: skip
        found += [Upload(kind, file.name, file.getvalue()) for file in given]
    return found


def _extend(desk: Desk, on: date) -> None:
    """The dialog of an extension: months within the law, and the deadline that follows from them."""
    most = desk.ladder.variants[desk.case.variant].extension_months
    months = st.number_input(_("Months (at most {count})", count=most), 1, most, key=desk.key("months"))
    asked = Step(EXTENSION, on, document_no="-", months=int(months), position=len(desk.case.steps) + 1)
    now, then = (due_on(RECTIFICATION, case, desk.ladder) for case in (desk.case, desk.case.after(asked)))
    st.markdown(_("Deadline: {now} → **{then}**", now=day(now), then=day(then)))
    number = st.text_input(_("Document no.") + " *", key=desk.key("doc_extension")).strip() or None
    note = st.text_input(_("Note"), key=desk.key("note_extension")).strip() or None
    who = saving.actor(desk.key("actor_extension"))
    fields = {"months": int(months), "document_no": number, "note": note}
    if st.button(_("Grant the extension"), type="primary", key=desk.key("grant")) and saving.save(
        partial(write, desk, EXTENSION, on, who, fields, []), who
    ):
        st.rerun()


def _reverse(desk: Desk) -> None:
    """Choose a step that stands, the day and the reason; the step stays visible."""
    undone = {one.reverses for one in desk.case.steps}
    left = [one for one in desk.case.steps if one.step not in (REVERSAL, IDENTIFIED) and one.step_id not in undone]
    if not left:
        st.caption(_("There is no step to reverse; withdraw a case that was opened in error."))
        return
    with st.form(desk.key("reverse"), border=False):
        chosen = st.selectbox(_("Step"), left[::-1], format_func=lambda one: f"{desk.name('step', one.step)} {one.on}")
        on = st.date_input(_("Reversed on"), value=date.today(), format="YYYY-MM-DD", key=desk.key("reversed_on"))
        reason = st.text_input(_("Reason") + " *", key=desk.key("reason"))
        who = saving.actor(desk.key("actor_reverse"))
        sent = st.form_submit_button(_("Reverse the step"))

    def undo() -> str:
        reverse_step(data.register(), chosen.step_id, on=on, actor=who, reason=reason, seen=desk.seen)
        return _("Reversed: {step}.", step=desk.name("step", chosen.step))

    if sent and saving.save(undo, who):
        st.rerun()

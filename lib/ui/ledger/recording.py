"""Recording on a case: only the steps the ladder allows next, each with the fields and the evidence it needs."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import streamlit as st

from lib.cases.clocks import EXTENSION, PASSED
from lib.cases.credit import PUBLISHED, classes_on, repair_proofs
from lib.cases.evidence import Upload
from lib.cases.history import CITY_ACCEPTED, WITHDRAWN, standing
from lib.cases.ladder import CURE
from lib.cases.loading import case_now, ladder_of
from lib.cases.next_steps import asks_document, next_steps, sets_date
from lib.cases.requirements import Rung
from lib.ui.frame import data, saving
from lib.ui.frame.words import _, day, in_sentence, language, literal
from lib.ui.ledger import mending
from lib.ui.ledger.desk import Desk, seen_key, write
from lib.ui.parts import seconding, uploading


def panel(case_id: str) -> None:
    """The forms of a case."""
    register = data.register()
    case = case_now(register, case_id)
    seconding.waits(case_id)
    key, kept = seen_key(case_id), saving.memory()
    desk = Desk(case, ladder_of(register), kept.get(key, case.steps[-1].step_id))
    if data.as_of() < date.today():
        st.caption(
            _("The page speaks of {day}; steps after it count here, but are not in the timeline.", day=data.as_of())
        )
    if desk.seen != case.steps[-1].step_id:
        _moved_on(desk)
    _record(desk)
    with st.expander(_("Add evidence to a step")):
        mending.add_files(desk)
    with st.expander(_("Reverse a wrong step")):
        mending.reverse(desk)
    kept[key] = case.steps[-1].step_id


def _moved_on(desk: Desk) -> None:
    """Someone else wrote since the reader looked: both versions, and nothing the reader sent is kept."""
    st.error(_("Someone else recorded a step meanwhile. Nothing of yours was written; look and save again."))
    st.info(_("You saw last: {step}", step=desk.told(desk.seen)))
    st.warning(_("Last step now: {step}", step=desk.told(desk.case.steps[-1].step_id)))


def _record(desk: Desk) -> None:
    """Choose the day and one of the steps possible on it, then fill in what it needs."""
    on = _date(_("The day it happened"), f"on_{desk.case.case_id}", min(data.as_of(), date.today()))
    found = next_steps(desk.case, on, date.today(), desk.ladder)
    allowed = [step for step, why in found.items() if not why]
    if EXTENSION in allowed and st.button(_("Extend the deadline …"), key=desk.key("extend")):
        st.dialog(_("Extend the rectification"))(mending.extend)(desk, on)
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
        st.info(f"{_('No step can follow on this day.')} {_why_none(desk, on, found)}")
    _not_yet(desk, {step: why for step, why in found.items() if why})


def _why_none(desk: Desk, on: date, found: dict[str, list[Any]]) -> str:
    """Why no step can follow on a day, and what to do."""
    latest = max(standing(desk.case, desk.ladder), key=lambda one: (one.on, one.position))
    if latest.step == WITHDRAWN:
        return _("The case was withdrawn on {day}; nothing more is recorded on it.", day=day(latest.on))
    if latest.on > on:
        return _(
            "“{step}” stands already on {day}: choose that day or a later one, or reverse it first if it is wrong.",
            step=desk.name("step", latest.step),
            day=day(latest.on),
        )
    if not found:
        return _("Every step of the ladder is recorded: the case is finished.")
    return _("What each step still lacks is listed below.")


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
            reasons = " ".join(one.sentence(desk.ladder, language()) for one in why)
            st.markdown(f"**{literal(desk.name('step', step))}**: {literal(reasons)}")


def _step_form(desk: Desk, step: str, on: date) -> None:
    """The form of one step: its fields, its evidence, and the clause it rests on."""
    rung = desk.ladder.rung(desk.case.variant, step, desk.case.plan_id)
    if rung is None:
        return
    with st.form(desk.key(f"form_{step}"), border=True):
        st.caption(_("Clause: {clause}", clause=rung.clause))
        fields = _fields(desk, rung, on)
        files = _files(desk, replace(rung, needs_evidence=rung.needs_evidence + repair_proofs(step, on, desk.ladder)))
        who = saving.actor(desk.key("actor"))
        second = seconding.field(desk.key("second")) if step == CITY_ACCEPTED else ""
        # A typed date reaches the page only when its field is left: the button says for which day it records.
        words = _("Record {step} on {day}", step=in_sentence(desk.name("step", step)), day=day(on))
        sent = st.form_submit_button(words, type="primary")
    if sent and saving.save(partial(write, desk, step, on, who, fields, files, second), who):
        st.rerun()


def _fields(desk: Desk, rung: Rung, on: date) -> dict[str, Any]:
    """What the step needs beside its day; a field marked * cannot be left empty."""
    needed = partial(_label, rung)
    found: dict[str, Any] = {}
    star = " *" if asks_document(rung) else ""
    found["document_no"] = st.text_input(_("Document no.") + star, key=desk.key(f"doc_{rung.step}")).strip() or None
    if sets_date(rung, desk.ladder, desk.case.plan_id):
        words = _("Published until") if rung.step == PUBLISHED else _("Due on")
        found["due_on"] = _date(
            needed("due_on", words), desk.key(f"due_{rung.step}"), None, first=on + timedelta(days=1)
        )
    if "ground" in rung.needs_fields:
        names = partial(desk.name, "ground")
        found["ground"] = st.selectbox(
            needed("ground", _("Ground")), desk.ladder.grounds, format_func=names, key=desk.key("ground")
        )
    if "destination" in rung.needs_fields:
        label = needed("destination", _("Destination of the equipment"))
        found["destination"] = st.text_input(label, key=desk.key("destination")).strip() or None
    if rung.step == PUBLISHED and (classes := classes_on(on, desk.ladder)):
        found["credit_class"] = st.selectbox(
            _("Class of the breach") + " *", classes, format_func=partial(desk.name, "credit_class"), index=None,
            key=desk.key("credit_class"),
        )  # fmt: skip
        if found["credit_class"] == "minor":
            st.warning(_("A minor breach is as a rule not published. Say in the note why this one is."))
        found["decided_on"] = _date(_("Day of the document that decided it") + " *", desk.key("decided"), None)
    if "restriction" in rung.needs_fields:
        found["restriction"] = st.selectbox(
            needed("restriction", _("Field of the measure")), desk.ladder.restrictions,
            format_func=partial(desk.name, "restriction"), index=None, key=desk.key("restriction"),
        )  # fmt: skip
        found["basis"] = st.text_input(needed("basis", _("Legal basis")), key=desk.key("basis")).strip() or None
        authority = st.text_input(needed("authority", _("Authority")), key=desk.key("authority"))
        found["authority"] = authority.strip() or None
    if rung.step == PASSED:
        words = _("Day of the cure, where it was inspected later (with its proof)")
        found["cured_on"] = _date(words, desk.key("cured"), None)
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
    papers = [CURE, "decision"] if rung.step == PASSED else ["decision"]
    kinds = [*rung.needs_evidence, *([] if rung.needs_evidence else papers), "other"]
    limit, found = data.register().settings.evidence_megabytes, list[Upload]()
    uploading.words(limit)
    for kind in kinds:
        star = " *" if kind in rung.needs_evidence else ""
        given = st.file_uploader(
            desk.name("kind", kind) + star, accept_multiple_files=True, key=desk.key(f"{kind}_{rung.step}"),
            max_upload_size=limit,
        )  # fmt: skip
        found += [Upload(kind, file.name, file.getvalue()) for file in given]
    return found

"""Rules on the screen: those that match, one in detail, switching by name, another bound tried out."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from lib import switching
from lib.ui.frame import data, person, turns
from lib.ui.frame.page import nothing_found
from lib.ui.frame.words import _, day, literal, number
from lib.ui.parts import clauses, filters, seconding, tables

SUBJECT_COLUMNS = ("enterprise_name", "area_name", "line_name", "verdict_name", "explanation", "deadline")


def listed(chosen: dict[str, Any]) -> None:
    """Every rule that matches; the number it catches opens its rows."""
    rows = data.ask("standards/rules", **chosen)
    if rows.empty:
        nothing_found()
    else:
        clauses.sheet(rows)


def rule() -> str:
    """The rule to look at, one of those that match the filters before it, kept in the URL; empty for none."""
    before: dict[str, Any] = {key: filters.set_to(key) for key in ("status", "dimension", "sector")}
    rows = data.ask("standards/rules", **before, rule="")
    options = {row.rule_id: f"{row.rule_id} · {row.rule_title}" for row in rows.itertuples()}
    return filters.choice("rule", _("Rule in detail"), options, _("choose a rule, or click one below"))


def detail(rule: str) -> None:
    """Everything about one rule: its clause, whom it catches, switching it, another bound."""
    clause(rule)
    switching, trial = st.columns(2, gap="large")
    with switching:
        st.subheader(_("Switch the rule on or off"), anchor=False)
        if person.offers("switch"):
            switch_form(rule)
    with trial:
        st.subheader(_("What if the bound were another?"), anchor=False)
        what_if(rule)
    st.subheader(_("Whom the rule catches"), anchor=False)
    tables.paged("standards/subjects", _("Whom the rule catches"), SUBJECT_COLUMNS, {"rule": rule})


def clause(rule: str) -> None:
    """The clause of a rule in full: its words, its conditions, where it comes from, who checked it, since when
    it judges."""
    row = data.one("standards/rules", sector="", status="", dimension="", rule=rule)
    st.html(clauses.clause(row.to_dict()))
    tables.facts(
        {
            _("Status"): data.named("rule_status", row.status),
            _("Judging on this date"): tables.plain(row.is_judging),
            _("Judges"): data.named("scope", row.scope),
            _("Way of asking"): data.named("trigger", row.trigger),
            _("Consequence"): tables.plain(row.consequence),
            _("Effective"): _period(row.effective_from, row.effective_to),
            _("Deadline"): day(row.deadline),
            _("Provenance"): tables.plain(row.provenance),
            _("Last decision"): tables.joined(row.decided_by, row.decided_on, _why(row.decision_note)),
        }
    )
    conditions = data.ask("standards/conditions", rule=rule)
    shown = conditions.assign(role=[data.named("role", code) for code in conditions.role])
    tables.sheet(shown, ("role", "attribute_name", "operator_name", "bound_name", "unit_name", "is_settled", "note"))


def _why(note: object) -> object:
    """The reason of a decision; those made with the register say so."""
    return _("in force since the register was made") if note == switching.AT_INIT else note


def _period(start: date | None, end: date | None) -> str:
    """From when to when, either may be open."""
    return f"{day(start)} – {day(end)}" if day(end) != "–" else _("from {day} on", day=day(start))


def switch_form(rule: str) -> None:
    """A named person gives the rule another status from a date on; the audit keeps who and why."""
    seconding.waits(rule)
    with st.form("switch", border=True):
        status = st.selectbox(_("New status"), switching.STATUSES, format_func=partial(data.named, "rule_status"))
        actor = person.author("decided_by", _("Decided by"))
        decided_on = st.date_input(_("Decided on"), value=data.as_of(), format="YYYY-MM-DD")
        note = st.text_input(_("Reason"), placeholder=_("Document or meeting the decision rests on"))
        second = seconding.field("decided_with")
        sent = st.form_submit_button(_("Record the decision"), type="primary")
    if sent and isinstance(decided_on, date):
        if not actor or not note.strip():
            st.warning(_("A decision carries the name of the person who made it and the reason. Fill in both."))
            return

        def told(version: int) -> str:
            return _(
                "Recorded as version {version}. Every page judges by it from {day} on.", version=version, day=decided_on
            )

        given = {"rule_id": rule, "status": status, "actor": actor, "decided_on": decided_on, "note": note}
        with turns.aside():
            sentence = seconding.put("rule status", second, told, **given)
        st.success(sentence)


def what_if(rule: str) -> None:
    """How many subjects another bound would catch, compared exactly."""
    conditions = data.ask("standards/conditions", rule=rule)
    tests = conditions[(conditions.role == "outdated_if") & conditions.bound_number.notna()]
    if tests.empty:
        st.caption(_("This rule has no numeric bound to move."))
        return
    test = tests.iloc[0]
    label = literal(f"{test.attribute_name} {test.operator_name} ({tables.plain(test.unit_name)})")
    bound = st.number_input(
        label,
        value=float(test.bound_number),
        step=0.1 if test.bound_number < 10 else 10.0,
        key=f"bound_{rule}",
        format="%.8g",
    )
    result = data.one("standards/what_if", rule=rule, bound=Decimal(str(bound)))
    scope = data.one("standards/rules", sector="", status="", dimension="", rule=rule).scope
    subjects, enterprises = _("lines") if scope == "line" else _("enterprises"), _("enterprises")
    tables.facts(
        {
            _("Subjects with a value"): f"{number(result.measured_count)} {subjects}",
            _("Caught at the present bound"): f"{number(result.caught)} {subjects}",
            _("Caught at this bound"): f"{number(result.would_be_caught)} {subjects}",
            _("Newly caught"): f"{number(result.more)} {subjects}",
            _("No longer caught"): f"{number(result.fewer)} {subjects}",
            _("Enterprises concerned"): f"{number(result.changed_enterprises)} {enterprises}",
        }
    )
    st.caption(_("A trial only: nothing is stored and no verdict changes."))

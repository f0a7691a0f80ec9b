"""Instructions of the leadership: one is given about a number or a row, replied to, handed back or done, each with its
history."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pandas as pd
import streamlit as st

from lib.errors import UserError
from lib.instructions import instructing
from lib.ui.frame import address, data, person, saving
from lib.ui.frame.words import _, day
from lib.ui.parts import tables

STEPS = ("happened_on", "step_name", "note", "actor")
USUAL = 7  # days until an instruction is due


def is_given() -> bool:
    """Whether the address asks for the form of a new instruction (`give`: the address of what it stands for)."""
    return "give" in st.query_params and person.may("instruct")


def chosen() -> str:
    """The instruction of the address; empty when none is asked for. Raises UserError for one that there is not."""
    asked = address.value("instruction")
    if asked and data.ask("todo/instruction", instruction=asked).empty:
        raise UserError("There is no instruction {instruction} on this date.", instruction=asked)
    return asked


def form() -> None:
    """Give an instruction: to whom, what, until when, about the number or row the reader came from."""
    place, about = address.value("give"), address.value("about")
    tables.ways({_("Back"): place if instructing.ADDRESS.fullmatch(place) else address.link("todo")})
    st.subheader(_("Give an instruction"), anchor=False)
    names = data.labels("addressed")
    kind = st.radio(_("Given to"), list(names), format_func=names.__getitem__, horizontal=True, key="give_kind")
    with st.form(saving.key("give"), border=True):
        left, right = st.columns([3, 1])
        with left:
            addressee, area = _addressee(str(kind))
        later = right.date_input(
            _("By when"), date.today() + timedelta(USUAL), min_value=date.today(), format="YYYY-MM-DD",
            key=saving.key("give_due"),
        )  # fmt: skip
        what = st.text_area(_("What is asked"), key=saving.key("give_what"), height=90, max_chars=instructing.LONGEST)
        told = st.text_input(_("About what"), about, key=saving.key("give_about"), max_chars=instructing.SHORT)
        who = saving.actor(saving.key("give_actor"))
        sent = st.form_submit_button(_("Give the instruction"), type="primary")
    write = partial(
        instructing.give, addressed=str(kind), addressee=addressee, what=what, due_on=later, actor=who, area=area,
        page_address=place, about=told,
    )  # fmt: skip
    if sent and saving.save(lambda: _given(write(data.register())), who):
        if data.as_of() != date.today():  # what is given today stands on no earlier day
            address.put("as_of", date.today().isoformat())
        st.rerun()


def _addressee(kind: str) -> tuple[str, str]:
    """Whom the instruction is given to, and the area it is about."""
    areas, asked = data.areas(), address.value("area")
    if kind == "area":
        start = list(areas).index(asked) if asked in areas else 0
        code = st.selectbox(_("Area"), list(areas), start, format_func=areas.__getitem__, key=saving.key("give_area"))
        return str(code), str(code)
    if kind == "department":
        rows = data.ask("todo/departments")
        names = dict(zip(rows.department, rows.name, strict=True))
        who = st.selectbox(_("Department"), list(names), format_func=names.__getitem__, key=saving.key("give_to"))
        return str(who), asked if asked in areas else ""
    who = st.text_input(_("Person"), key=saving.key("give_person"), max_chars=40)
    whose = {"": _("the whole city")} | areas
    start = list(whose).index(asked) if asked in whose else 0
    code = st.selectbox(
        _("Area it is about"), list(whose), start, format_func=whose.__getitem__, key=saving.key("give_whose")
    )
    return str(who or ""), str(code or "")


def _given(instruction: str) -> str:
    link = address.link("todo", instruction=instruction)
    return f"{_('{instruction} was given.', instruction=instruction)} [{_('See it')}]({link})"


def one(instruction: str) -> None:
    """One instruction: what it asks, the way to what it stands for, its history, and what can be done next."""
    row = data.one("todo/instruction", instruction=instruction)
    about = tables.plain(row.instructed_about) if tables.is_said(row.instructed_about) else _("What it stands for")
    ways = {_("Back to the list"): address.link("todo", kind="instruction")}
    if tables.is_said(row.page_address):
        ways[about] = str(row.page_address)
    tables.ways(ways)
    tables.facts(
        {
            _("Instruction"): tables.joined(row.instruction_id, row.instruction_state_name),
            _("Given to"): str(row.addressee_name),
            _("What is asked"): str(row.instructed),
            _("By when"): tables.joined(day(row.due_on), _left(row)),
            _("Area"): tables.plain(row.area_name),
        }
    )
    tables.sheet(data.ask("todo/instruction_steps", instruction=instruction), STEPS, is_cards=True)
    if row.instruction_state in instructing.STANDING:
        _follow(row)


def _left(row: pd.Series) -> str:
    """How many days are left or over, while somebody owes a reply."""
    if not tables.is_said(row.days_left):
        return ""
    left = int(row.days_left)
    return _("{count} days over", count=-left) if left < 0 else _("{count} days left", count=left)


def _follow(row: pd.Series) -> None:
    """The forms of what may happen to an instruction that stands."""
    may, state = person.may("instruct"), row.instruction_state
    if person.may("reply"):
        _step(row.instruction_id, "reply", _("Reply"), _("What came of it"), instructing.reply)
    if may and state == "replied":
        _step(row.instruction_id, "finish", _("It is done"), _("Remark"), instructing.finish)
        _step(row.instruction_id, "return", _("Hand it back"), _("What is lacking"), instructing.hand_back)
    if may:
        _step(row.instruction_id, "withdraw", _("Withdraw the instruction"), _("Reason"), instructing.withdraw)


def _step(instruction: str, name: str, label: str, asked: str, write: Callable[..., None]) -> None:
    """The form of one step with its words."""
    with st.expander(label, expanded=name not in ("return", "withdraw")), st.form(saving.key(name), border=False):
        note = st.text_area(asked, key=saving.key(f"{name}_note"), height=70, max_chars=instructing.LONGEST)
        who = saving.actor(saving.key(f"{name}_actor"))
        sent = st.form_submit_button(label)

    def recorded() -> str:
        write(data.register(), instruction, note=note, actor=who)
        return _("Recorded: {instruction}.", instruction=instruction)

    if sent and saving.save(recorded, who):
        st.rerun()

"""Enterprises that may be one, side by side with what speaks for and against; a person merges them, tells them apart,
or splits one."""

from datetime import date
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from lib.errors import UserError
from lib.imports.subjects.acts import merge_enterprises, split_enterprise
from lib.imports.subjects.apart import tell_apart
from lib.ui.frame import address, data, person, saving
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, bare, day, listed, number
from lib.ui.parts import tables

PAIRS: Final = 20  # on a page: each is two files to read
CARD: Final = (
    "former_names", "credit_code", "area_name", "address", "contact_name", "contact_phone", "sector_name",
    "line_count", "line_names", "valid_from",
)  # fmt: skip


def show() -> None:
    """The pairs, the likeliest first, each with a form; and splitting an enterprise."""
    st.subheader(_("Enterprises that may be one"), anchor=False)
    st.caption(_("Nothing is merged by itself. A merger begins on a day; voiding its batch undoes it."))
    pairs = data.ask("imports/doubles", size=PAIRS)
    if pairs.empty:
        empty(_("No two enterprises look like one."), _("New deliveries are compared as they come."))
    else:
        st.html(f'<p class="stamp">{_("{count} pairs", count=number(int(pairs.total_count.iloc[0])))}</p>')
    for pair in pairs.to_dict("records"):
        _pair(pair)
    _told_apart()
    _split()


def _pair(pair: dict[str, Any]) -> None:
    """Two enterprises beside each other, what speaks for and against their being one, and the form that merges them."""
    ids = [str(pair["enterprise_id"]), str(pair["other_id"])]
    rows = data.ask("imports/enterprises", enterprises=ids).set_index("enterprise_id").loc[ids]
    with st.container(border=True):
        labels = data.labels("column")
        tables.beside(
            [(str(rows.enterprise_name[code]), address.link("enterprise", enterprise=code)) for code in ids],
            {labels[name]: [tables.plain(rows[name][code]) for code in ids] for name in CARD},
        )
        st.markdown(_("**For:** {reasons}", reasons=listed(_said(pair, "same")) or "–"))
        st.markdown(_("**Against:** {reasons}", reasons=listed(_said(pair, "other")) or "–"))
        if person.may("import"):
            with st.expander(_("They are one: merge them")):
                _merge(ids, dict(rows.enterprise_name))
            with st.expander(_("They are two: list them no longer")), st.form(f"apart_{'_'.join(ids)}", border=False):
                _apart(ids, _("They are two"), is_different=True)


def _said(pair: dict[str, Any], kind: str) -> list[str]:
    """What speaks for or against, in words."""
    words = {
        "same_name": bare("the same name but for place and legal form, or a former one"),
        "same_organisation": bare("the same organisation number in the credit code"),
        "same_phone": bare("the same telephone"),
        "same_address": bare("the same address"),
        "same_spot": bare("within some hundred metres, in the same sector"),
        "other_organisation": bare("another organisation number in the credit code"),
        "other_area": bare("another area"),
        "other_sector": bare("another sector"),
        "other_scale": bare("another scale"),
    }
    return [words[name] for name, is_so in pair.items() if name in words and name.startswith(kind) and _is(is_so)]


def _is(value: object) -> bool:
    return bool(pd.notna(value) and value)


def _merge(ids: list[str], names: dict[str, str]) -> None:
    with st.form(f"merge_{'_'.join(ids)}", border=False):
        kept = st.radio(
            _("Which stands on"), ids, format_func=lambda code: f"{names[code]} ({code})", key=f"kept_{'_'.join(ids)}"
        )
        on, actor, reason = _act(f"merge_{'_'.join(ids)}")
        sent = st.form_submit_button(_("Merge"))
    gone = next(code for code in ids if code != kept)

    def merge() -> str:
        merge_enterprises(data.register(), gone, str(kept), on=on, actor=actor, reason=reason)
        return _(
            "From {day} the lines of {gone} are those of {kept}.", day=day(on), gone=names[gone], kept=names[str(kept)]
        )

    _write(sent, actor, reason, merge)


def _apart(ids: list[str], label: str, *, is_different: bool) -> None:
    """Name and reason of a person who tells two enterprises apart, or takes that back."""
    key = f"{'apart' if is_different else 'back'}_{'_'.join(ids)}"
    left, right = st.columns(2)
    with left:
        actor = saving.actor(f"{key}_actor")
    with right:
        reason = st.text_input(_("Reason"), key=f"{key}_why", max_chars=200).strip()
    told = _("They are listed no longer.") if is_different else _("They are listed again where they look like one.")

    def tell() -> str:
        tell_apart(data.register(), *ids, actor=actor, reason=reason, is_different=is_different)
        return told

    _write(st.form_submit_button(label), actor, reason, tell)


def _told_apart() -> None:
    """The pairs that a person told apart, and taking that back."""
    rows = data.ask("imports/told_apart")
    if rows.empty:
        return
    with st.expander(_("Told apart ({count})", count=number(len(rows)))):
        tables.sheet(
            rows,
            ("enterprise_name", "other_name", "actor", "why_different", "recorded_at"),
            is_cards=True,
            key="apart_page",
        )
        if not person.may("import"):
            return
        ids = dict(enumerate(zip(rows.enterprise_id, rows.other_id, strict=True)))
        names = [f"{one} · {other}" for one, other in zip(rows.enterprise_name, rows.other_name, strict=True)]
        chosen = st.selectbox(_("Take back for"), list(ids), format_func=names.__getitem__, key="apart_of")
        with st.form("apart_back", border=False):
            _apart(list(ids[chosen]), _("Take back"), is_different=False)


def _split() -> None:
    """Take some lines out of an enterprise, for a new one."""
    if not person.may("import"):
        return
    with st.expander(_("One is two: split an enterprise")):
        text = st.text_input(_("Enterprise"), key="split_q", placeholder=_("Name, former name or credit code")).strip()
        if not text:
            st.caption(_("Type part of the name first."))
            return
        found = data.ask("enterprise/matching", area="", sector="", verdict="", q=text, start=0, size=50)
        if found.empty:
            st.caption(_("No enterprise has this name or code on this date."))
            return
        names = dict(zip(found.enterprise_id, found.enterprise_name, strict=True))
        chosen = st.selectbox(_("Enterprise to split"), list(names), format_func=names.__getitem__, key="split_of")
        lines = data.ask("imports/lines", enterprise=chosen)
        known = dict(zip(lines.line_id, lines.line_name, strict=True))
        with st.form("split", border=False):
            taken = st.multiselect(
                _("Lines of the new enterprise"), list(known), format_func=known.__getitem__,
                placeholder=_("Choose lines"),
            )  # fmt: skip
            name = st.text_input(_("Name of the new enterprise"), max_chars=100)
            code = st.text_input(_("Its credit code, if known"), max_chars=18).strip()
            on, actor, reason = _act("split")
            sent = st.form_submit_button(_("Split"))
    write = partial(split_enterprise, data.register(), chosen, taken, name, code or None)

    def split() -> str:
        write(on=on, actor=actor, reason=reason)
        return _("From {day} {count} lines are those of {name}.", day=day(on), count=len(taken), name=name)

    _write(sent, actor, reason, split)


def _act(key: str) -> tuple[date, str, str]:
    """Day, name and reason of a recorded act."""
    first, second, third = st.columns(3)
    with first:
        on = st.date_input(_("From which day"), value=date.today(), key=f"{key}_on", format="YYYY-MM-DD")
    with second:
        actor = saving.actor(f"{key}_actor")
    with third:
        reason = st.text_input(_("On what it rests, such as the registration notice"), key=f"{key}_why", max_chars=200)
    return (on if isinstance(on, date) else date.today()), actor, reason.strip()


def _write(sent: bool, actor: str, reason: str, write: Any) -> None:
    if sent and not (actor and reason):
        raise UserError(_("This needs your name and what it rests on."))
    if sent and saving.save(write, actor):
        st.rerun()

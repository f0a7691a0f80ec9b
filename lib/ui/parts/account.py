"""The account of exits in one line: what was ever identified, by what became of it; each number opens its lines."""

from html import escape

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.words import _, number

TONES = {"outstanding": "identified", "left": "accepted", "settled": "rectified", "withdrawn": "withdrawn"}
COUNTED = "counted"  # asks for the lines whose exit counts


def strip(area: str = "", sector: str = "") -> None:
    """Identified = outstanding + left + settled + withdrawn, in lines; nothing while nobody was identified."""
    rows = data.ask("every/account", area=area, sector=sector)
    if not rows.lines.sum():
        return
    place = {"area": area, "sector": sector}
    lines = dict(rows.groupby("standing_group").lines.sum())
    unopened = int(rows.loc[rows.standing == "not_opened", "lines"].sum())
    inside = {"outstanding": _number("not_opened", _("no case yet"), unopened, place)}
    inside["left"] = _number(COUNTED, _("counted"), int(rows.counted_lines.sum()), place)
    names = data.labels("standing_group")
    parts = [
        f"<span>{_number(group, names[group], int(lines.get(group, 0)), place)}"
        + (f" ({inside[group]})</span>" if group in inside else "</span>")
        for group in TONES
    ]
    words = _("Every line ever identified has one standing: the four add up.") + " " + counted_by()
    lead = f'<span class="lead" title="{escape(words, quote=True)}">{escape(_("Account of exits"))}</span>'
    every = _number("", _("identified"), int(rows.lines.sum()), place)
    plus = ' <span class="then">+</span> '.join(parts)
    st.html(f'<div class="strip cases">{lead}{every} <span class="then">=</span> {plus}</div>')


def counted_by() -> str:
    """What the plan asks for before an exit counts, as a sentence."""
    facts = data.ask("every/exit_facts").facts
    return _("An exit counts in the year in which the last of these was proven: {facts}.", facts=_(" or ").join(facts))


def _number(account: str, name: str, count: int, place: dict[str, str]) -> str:
    href = escape(address.link("progress", account=account or "every", **place), quote=True)
    tone = data.colours("standing").get(TONES.get(account, account), "")
    words = f"{escape(name)} <b>{number(count)}</b> {escape(_('lines'))}"
    return f'<a href="{href}" target="_self" style="--tone:{tone}">{words}</a>'

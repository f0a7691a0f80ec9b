"""Meeting mode: one matter on the screen at a time, in large type, turned over with the arrow keys."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.words import _
from lib.ui.parts import falling_due, standing, stuck, tables

STYLE, KEYS = (Path(__file__).parent / name for name in ("meeting.css", "keys.js"))
SECTORS = 14
SLIDES = ("overview", "areas", "sectors", "bridge")


def shown() -> None:
    """The slide the address names, and what turns it over: arrows, the buttons below, F for the whole screen."""
    names = {
        "overview": _("Where do we stand?"),
        "areas": _("Areas, most left to exit first"),
        "sectors": _("Sectors, most left to exit first"),
        "bridge": _("Why it changed"),
    }
    draw: dict[str, Callable[[], None]] = {
        "overview": overview, "areas": areas, "sectors": sectors, "bridge": bridge,
    }  # fmt: skip
    standing.style()
    st.html(STYLE)
    slide = _slide()
    with st.container(key="leading"):
        st.subheader(names[slide], anchor=False)
        draw[slide]()
    _turning(slide)
    st.html(f"<script>{KEYS.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


def overview() -> None:
    """The numbers, the bar, and what is due."""
    first, second = st.columns([4, 6], gap="large")
    with first:
        standing.numbers()
    with second:
        falling_due.table()
    standing.bridge()


def areas() -> None:
    """The map and the areas beside it."""
    first, second = st.columns([5, 6], gap="large")
    with first:
        stuck.area_map(height=460)
    with second:
        stuck.table("area")


def sectors() -> None:
    """The sectors with most left to exit, and the processes."""
    first, second = st.columns(2, gap="large")
    with first:
        stuck.table("sector", most=SECTORS)
    with second:
        standing.processes(most=SECTORS)


def bridge() -> None:
    """The bar and its terms."""
    standing.bridge()
    terms = data.ask("progress/bridge", area="", sector="", process="", since=data.compared())
    links = {"change": [address.link("progress", term=term) for term in terms.term]}
    tables.sheet(terms, ("term_name", "change", "enterprises"), links)


def _slide() -> str:
    asked = address.value("slide")
    return asked if asked in SLIDES else SLIDES[0]


def _turn(step: int) -> None:
    """From the slide of the address, not the one that was drawn: keys may be quicker than the screen."""
    address.put("slide", SLIDES[(SLIDES.index(_slide()) + step) % len(SLIDES)])


def _turning(slide: str) -> None:
    at = SLIDES.index(slide)
    with st.container(horizontal=True, vertical_alignment="center", key="turning"):
        for key, label, step in (("before", _("← Before"), -1), ("next", _("Next →"), 1)):
            st.button(label, key=f"slide_{key}", on_click=_turn, args=(step,))
        st.html(f'<p class="stamp">{at + 1} / {len(SLIDES)}</p>')
        st.html(f'<button class="whole-screen">{_("Whole screen (F)")}</button>')
        tables.ways({_("Leave the meeting mode"): address.link("overview")})

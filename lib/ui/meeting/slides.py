"""Meeting mode: one matter on the screen at a time, in large type, turned over with the arrow keys."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.words import _
from lib.ui.parts import falling_due, standing, stuck, tables

STYLE, KEYS = (Path(__file__).parent / name for name in ("meeting.css", "keys.js"))
SECTORS = 14


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
    asked = address.value("slide")
    slide = asked if asked in names else "overview"
    with st.container(key="leading"):
        st.subheader(names[slide], anchor=False)
        draw[slide]()
    _turning(list(names), slide)
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
    since = data.compared().isoformat()
    tables.sheet(
        terms, ("term_name", "change", "enterprises"),
        {"change": [address.link("progress", term=term, since=since) for term in terms.term]},
    )  # fmt: skip


def _turning(slides: list[str], slide: str) -> None:
    at = slides.index(slide)
    with st.container(horizontal=True, vertical_alignment="center", key="turning"):
        for key, label, to in (("before", _("← Before"), at - 1), ("next", _("Next →"), at + 1)):
            code = slides[to % len(slides)]
            st.button(label, key=f"slide_{key}", on_click=address.put, args=("slide", code))
        st.html(f'<p class="stamp">{at + 1} / {len(slides)}</p>')
        st.html(f'<button class="whole-screen">{_("Whole screen (F)")}</button>')
        tables.ways({_("Leave the meeting mode"): address.link("overview")})

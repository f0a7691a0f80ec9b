"""The parts of the progress page, one at a time: stages now, ever reached, two dates, capacity, and the rows."""

from collections.abc import Callable

import streamlit as st

from lib.ui.frame.words import _
from lib.ui.parts import cases, filters, standing
from lib.ui.progress import bridge, pace, progress, stage_charts
from lib.ui.progress.progress import Chosen


def shown(chosen: Chosen) -> None:
    """The part the address asks for; where it asks for rows behind a number, these."""
    parts = {
        "stages": _("Stage now"),
        "reached": _("Ever reached, and pace"),
        "bridge": _("Two dates compared"),
        "capacity": _("Capacity"),
        "lines": _("Lines"),
    }
    draw: dict[str, Callable[[Chosen], None]] = {
        "stages": stages, "reached": reached, "bridge": compared, "capacity": capacity, "lines": lines,
    }  # fmt: skip
    is_asked = bridge.is_asked() or progress.is_rows_asked()
    draw[filters.part("view", parts, "lines" if is_asked else "")](chosen)


def stages(chosen: Chosen) -> None:
    """Where each line stands now: no funnel, a line is at one stage."""
    st.subheader(_("Lines at each stage"), anchor=False)
    stage_charts.ladder(chosen, height=360)
    st.subheader(_("Exit ladder by area"), anchor=False)
    progress.ladder("area", chosen)
    st.subheader(_("Exit ladder by sector"), anchor=False)
    progress.ladder("sector", chosen)


def reached(chosen: Chosen) -> None:
    """What cases ever reached, what counts, the goal, and where the pace would lead."""
    cases.strip(chosen["area"], chosen["sector"])
    progress.note(chosen)
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(_("Cases over the plan's year"), anchor=False)
        stage_charts.curve(chosen, height=320)
    with right:
        st.subheader(_("Lines whose exit counts"), anchor=False)
        pace.curve(chosen, height=320)
    pace.years(chosen, height=260)


def compared(chosen: Chosen) -> None:
    """What changed between two dates, and why."""
    progress.other_date()
    standing.style()
    standing.bridge(chosen["area"], chosen["sector"], chosen["process"])
    bridge.shown(chosen)
    progress.compare(chosen)


def capacity(chosen: Chosen) -> None:
    """Capacity at each stage, process by process."""
    st.subheader(_("Capacity of each process by stage"), anchor=False)
    progress.capacity(chosen)


def lines(chosen: Chosen) -> None:
    """The lines behind a number, or all that must exit."""
    if bridge.is_asked():
        st.subheader(bridge.title(), anchor=False)
        bridge.lines(chosen)
    else:
        st.subheader(progress.rows_title(), anchor=False)
        progress.lines(chosen)

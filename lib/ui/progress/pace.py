"""Lines whose exit counts, over the plan's year and over the years, with the goal and where the pace would lead."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from lib.maps.names import inert
from lib.ui.frame import data
from lib.ui.frame.words import _, bare, day, number
from lib.ui.parts import charts, exports, tables

GRID = "#E9EDF2"
GOAL, SOFT = "#C8382E", "#5E6A78"
COUNTED = ("day", "counted_lines")
YEARS = ("exit_year", "counted_lines", "counted_in_all")


def curve(chosen: dict[str, Any], height: int) -> None:
    """Counted lines by day, the goal as a line, the forecast dotted and named as what it is."""
    pace = data.one("leading/pace", area=chosen["area"], sector=chosen["sector"])
    first = pd.Timestamp(data.one("progress/year").from_day).date()
    params: dict[str, Any] = {**chosen, "from_day": first}
    rows = data.ask("progress/counted", **params)
    if chosen["process"]:  # goal and pace know no process
        pace = pace.drop("goal_lines")
    st.plotly_chart(drawn(rows, pace, height), key="counted", config=charts.NO_TOOLS)
    if not chosen["process"]:
        st.caption(told(pace))
    exports.buttons("progress/counted", _("Lines whose exit counts"), COUNTED, params, chosen)


def drawn(rows: pd.DataFrame, pace: pd.Series, height: int) -> go.Figure:
    """The steps of what counted, the goal until it is due, and the way the pace of 60 days would take."""
    green = data.colours("standing")["accepted"]
    figure, hover = go.Figure(), "%{x|%Y-%m-%d}: %{y:,}<extra></extra>"
    figure.add_scatter(
        x=rows.day, y=rows.counted_lines, mode="lines", name=inert(_("Counted")), hovertemplate=hover,
        line={"shape": "hv", "color": green, "width": 3},
    )  # fmt: skip
    if tables.is_said(pace.get("goal_lines")):
        figure.add_scatter(
            x=[rows.day.iloc[0], pace.due_on], y=[pace.goal_lines] * 2, mode="lines", name=inert(_("Goal")),
            hovertemplate=hover, line={"color": GOAL, "width": 2, "dash": "dash"},
        )  # fmt: skip
        if pace.due_on > pace.as_of:
            figure.add_scatter(
                x=[pace.as_of, pace.due_on], y=[pace.goal_counted_lines, pace.forecast_lines], mode="lines",
                name=inert(_("At the pace of the last 60 days")), hovertemplate=hover,
                line={"color": SOFT, "width": 2, "dash": "dot"},
            )  # fmt: skip
    figure.update_xaxes(gridcolor=GRID, fixedrange=True, tickformat="%Y-%m-%d")
    figure.update_yaxes(title=_("lines"), gridcolor=GRID, rangemode="tozero", tickformat=",d", fixedrange=True)
    return figure.update_layout(**charts.layout(height))


def told(pace: pd.Series) -> str:
    """The pace in words: an extrapolation of what counted lately, no promise."""
    said = _("{count} exits counted in the last 60 days.", count=number(pace.recent_lines))
    if tables.is_said(pace.goal_lines):
        said += " " + _(
            "Of the goal of {goal} lines by {day} ({areas} areas), {count} are counted, {recent} of them in the last "
            "60 days; at that pace it would be {forecast}.",
            goal=number(pace.goal_lines), day=day(pace.due_on), count=number(pace.goal_counted_lines),
            forecast=number(pace.forecast_lines), areas=number(pace.goal_areas), recent=number(pace.goal_recent_lines),
        )  # fmt: skip
    elif tables.is_said(pace.reached_on):
        said += " " + _(
            "No document has set a goal; at that pace the {count} lines still to leave would have left by {day}.",
            count=number(pace.outstanding_lines), day=_far(pace.reached_on),
        )  # fmt: skip
    return f"{said} {_('An extrapolation, not a plan.')}"


def _far(reached: pd.Timestamp) -> str:
    """A day the pace leads to; what lies beyond what a register speaks of is no day."""
    on: date = reached.date()
    return day(on) if on <= data.LAST_DAY else bare("a day after {day}", day=data.LAST_DAY)


def years(chosen: dict[str, Any], height: int) -> None:
    """Counted lines of each of the last five years and in all, where there is more than one year."""
    rows = data.ask("progress/years", **chosen)
    if len(rows) < 2:
        return
    st.subheader(_("Over the years"), anchor=False)
    colours, figure = data.colours("standing"), go.Figure()
    year = rows.exit_year.astype(str)
    figure.add_bar(
        x=year, y=rows.counted_lines, name=inert(_("Counted in the year")), marker_color=colours["rectified"]
    )
    figure.add_scatter(
        x=year, y=rows.counted_in_all, name=inert(_("Counted in all")), mode="lines+markers",
        line={"color": colours["accepted"], "width": 3},
    )  # fmt: skip
    figure.update_xaxes(type="category", fixedrange=True)
    figure.update_yaxes(title=_("lines"), gridcolor=GRID, rangemode="tozero", tickformat=",d", fixedrange=True)
    st.plotly_chart(figure.update_layout(**charts.layout(height)), key="years", config=charts.NO_TOOLS)
    exports.buttons("progress/years", _("Over the years"), YEARS, dict(chosen), chosen)

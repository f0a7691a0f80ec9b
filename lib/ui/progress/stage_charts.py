"""The exit's progress in charts: stacked bars by stage, and the curve of the plan's year."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from lib.maps.names import inert
from lib.ui.frame import data
from lib.ui.frame.page import nothing_found
from lib.ui.frame.words import _, day
from lib.ui.parts import cases, charts, exports

CURVE_COLUMNS = ("fact", "day", "case_count")
CURVES = {"opened": "identified", "shut": "shut_down", "dismantled": "dismantled", "accepted": "accepted"}
MARKS = {"opened": "registered", "shut": "shut", "dismantled": "dismantled", "accepted": "accepted"}
DASHES = {"opened": "dot", "shut": "dash", "dismantled": "solid", "accepted": "solid"}
HATCHED = {  # without colour the neighbours in a bar differ by these
    "in_rectification": "/", "closing": "x", "shut_down": "-", "sealed": "|", "dismantled": "\\", "rectified": ".",
}  # fmt: skip
GRID = "#E9EDF2"


def ladder(chosen: dict[str, Any], height: int) -> None:
    """Lines at each stage, one bar an area; of one area, one bar a sector."""
    rows = data.ask("progress/stages", by="sector" if chosen["area"] else "area", **chosen)
    if rows.empty:
        nothing_found()
        return
    columns = data.labels("column")  # the words of the ladder beside it
    names_of = [inert(columns[f"stage_{code}"]) for code in rows.state]
    rows = rows.assign(name=rows["name"].map(inert), state_name=names_of)
    figure, names = go.Figure(), list(dict.fromkeys(rows["name"]))
    for stage, part in rows.sort_values("stage_position").groupby("state", sort=False):
        name = str(part.state_name.iloc[0])
        hover = "%{y} · " + name + ": %{x:,}<extra></extra>"
        marker = _marker(str(stage))
        figure.add_bar(y=part["name"], x=part.lines, name=name, orientation="h", marker=marker, hovertemplate=hover)
    order = {"categoryorder": "array", "categoryarray": names[::-1]}
    figure.update_yaxes(**order, ticksuffix="  ", automargin=True, fixedrange=True)
    figure.update_xaxes(title=_("lines"), gridcolor=GRID, tickformat=",d", fixedrange=True)
    figure.update_layout(**charts.layout(height), barmode="stack", bargap=0.28)
    st.plotly_chart(figure, key="ladder", config=charts.NO_TOOLS)


def _marker(stage: str) -> dict[str, Any]:
    """Colour and hatching of a stage."""
    colour = data.colours("stage")[stage]
    pattern = {"shape": HATCHED.get(stage, ""), "fgcolor": "#FFFFFF", "bgcolor": colour, "size": 5, "solidity": 0.25}
    return {"color": colour, "line": {"color": "#8A8F98", "width": 0.6}, "pattern": pattern}


def curve(chosen: dict[str, Any], height: int) -> None:
    """Cases opened, shut, dismantled and accepted over the plan's year, cumulated by day."""
    year, place = data.one("progress/year"), {key: chosen[key] for key in ("area", "sector")}
    first, last = (pd.Timestamp(value).date() for value in (year.from_day, year.until_day))
    if data.as_of() < first:
        st.caption(_("The plan's year begins on {day}.", day=day(first)))
        return
    params: dict[str, Any] = place | {"from_day": first, "until": last}
    figure = drawn(data.ask("progress/curve", **params), height)
    figure.update_xaxes(range=[first, last], tickformat="%m-%d", gridcolor=GRID, fixedrange=True)
    st.plotly_chart(figure, key="curve", config=charts.NO_TOOLS)
    exports.buttons("progress/curve", _("Cases over the plan's year"), CURVE_COLUMNS, params, place)


def drawn(rows: pd.DataFrame, height: int) -> go.Figure:
    """One stepped line a fact, in the colour of its stage."""
    figure, colours = go.Figure(), data.colours("stage")
    names = cases.mark_names()
    for fact, mark in MARKS.items():
        name = names[mark]
        part = rows[rows.fact == fact]
        line = {"shape": "hv", "color": colours[CURVES[fact]], "width": 3, "dash": DASHES[fact]}
        hover = "%{x|%Y-%m-%d} · " + name + ": %{y:,}<extra></extra>"
        figure.add_scatter(x=part.day, y=part.case_count, name=name, mode="lines", line=line, hovertemplate=hover)
    figure.update_yaxes(title=_("cases"), gridcolor=GRID, rangemode="tozero", tickformat=",d", fixedrange=True)
    return figure.update_layout(**charts.layout(height))

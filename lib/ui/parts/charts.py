"""Charts: colours and hatching mean the same everywhere and survive a black-and-white printer."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from lib.maps.names import inert
from lib.ui.frame import address, data
from lib.ui.frame.menu import file_of
from lib.ui.frame.page import nothing_found
from lib.ui.frame.words import _

HATCHED = {  # without colour the neighbours in a bar differ by these
    "outdated": "/", "replace": "\\", "review": "x", "not_assessable": ".", "exempt": "-", "not_applicable": "|",
}  # fmt: skip
FONT = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
NO_TOOLS = {"displayModeBar": False, "responsive": True}


def bars_by_verdict(by: str, area: str = "", sector: str = "", height: int = 380) -> None:
    """Stacked bars of lines per sector or area (`by`) by verdict; a click opens that sector or area."""
    rows = data.ask("lines/by_verdict", by=by, area=area, sector=sector)
    if rows.empty:
        nothing_found()
        return
    figure = _stacked(rows, height, data.colours(), _("lines"))
    event = st.plotly_chart(figure, key=f"bars_{by}", on_select="rerun", selection_mode="points", config=NO_TOOLS)
    _open(by, event)


def _open(by: str, event: object) -> None:
    points = getattr(getattr(event, "selection", None), "points", [])
    if points:
        code = str(points[0]["customdata"][0])
        st.switch_page(file_of(by), query_params={by: code, **address.following()})


@st.cache_resource(show_spinner=False, max_entries=200)
def _stacked(rows: pd.DataFrame, height: int, colours: dict[str, str], counted: str) -> go.Figure:
    """One horizontal bar a code, in official order from the top, one segment a verdict in order of gravity. Drawn once
    for all sessions, of whom none changes it."""
    figure = go.Figure()
    rows = rows.assign(name=rows["name"].map(inert), verdict_name=rows.verdict_name.map(inert))
    names = list(dict.fromkeys(rows["name"]))
    for verdict, part in rows.sort_values("severity").groupby("verdict", sort=False):
        figure.add_bar(
            y=part["name"],
            x=part.line_count,
            name=part.verdict_name.iloc[0],
            orientation="h",
            customdata=part[["code"]],
            marker={
                "color": colours[verdict],
                "line": {"color": "#8A8F98", "width": 0.6},
                "pattern": {
                    "shape": HATCHED.get(str(verdict), ""),
                    "fgcolor": "#8A8F98" if colours[verdict] == "#FFFFFF" else "#FFFFFF",
                    "bgcolor": colours[verdict],
                    "size": 5,
                    "solidity": 0.25,
                },
            },
            hovertemplate="%{y} · " + str(part.verdict_name.iloc[0]) + ": %{x:,}<extra></extra>",
        )
    figure.update_yaxes(
        categoryorder="array", categoryarray=names[::-1], ticksuffix="  ", automargin=True, fixedrange=True, dtick=1
    )
    figure.update_xaxes(title=counted, gridcolor="#E9EDF2", tickformat=",d", fixedrange=True)
    return figure.update_layout(**layout(height), barmode="stack", bargap=0.28)


def layout(height: int) -> dict[str, object]:
    """The look every chart shares: white ground, our font, legend above."""
    return {
        "height": height,
        "margin": {"l": 4, "r": 8, "t": 4, "b": 4},
        "font": {"family": FONT, "size": 13, "color": "#1D2733"},
        "plot_bgcolor": "#FFFFFF",
        "paper_bgcolor": "#FFFFFF",
        "legend": {
            "orientation": "h",
            "y": 1.02,
            "yanchor": "bottom",
            "x": 0,
            "traceorder": "normal",
            "font": {"size": 12},
        },
        "dragmode": False,
        "clickmode": "event+select",
    }

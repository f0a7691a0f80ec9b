"""The map page's parts: the interactive map with its legend, what a click shows, and what is not on the map."""

from collections.abc import Mapping
from functools import partial
from html import escape
from math import nan
from typing import Any, Final

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from lib.maps import atlas, legend, tiles
from lib.maps.scale import Scale, scale_of
from lib.maps.symbols import symbol
from lib.ui.frame import address, data, turns
from lib.ui.frame.page import nothing_found
from lib.ui.frame.words import _, language, number
from lib.ui.parts import tables
from lib.ui.parts.maps import shades_title

KEY: Final = "atlas"
REACH_M: Final = 3000  # how far from a click on the tiles an enterprise may lie
COLUMNS: Final = (
    "enterprise_name", "credit_code", "area_name", "sector_name", "verdict_name", "line_count", "outdated_lines",
    "rule_ids", "located_by_name", "lon", "lat", "enterprise_id",
)  # fmt: skip
LISTED: Final = 200
Filters = dict[str, Any]


def show(chosen: Filters, height: int = 500) -> None:
    """The map under these filters beside what a click shows; one set of counts feeds legend, shades, sentence and
    table.
    """
    counts = data.ask("map/counts", **chosen)
    if counts.empty:
        nothing_found()
        return
    _interactive(chosen, height)
    unplaced(chosen, int(counts.enterprise_count.sum() - counts.placed_count.sum()))
    tables.paged("map/enterprises", _("Enterprises on the map"), COLUMNS, chosen, placed="")


@st.fragment
def _interactive(chosen: Filters, height: int) -> None:
    """Map and panel; a click reruns only this."""
    with turns.turn():
        board, panel = st.columns([7, 3], gap="small")
        with board:
            _board(chosen, height)
        with panel, st.container(height=height, border=True, key="dossier"):
            dossier(address.value("enterprise"))


def _silent() -> list[str]:
    """Areas of which the register knows no line on the date, or tells the reader nothing: grey on the map, not the
    white of zero."""
    areas = data.ask("overview/areas")
    return list(set(data.labels("area")) - set(areas.area_code[areas.line_count > 0]))


def _board(chosen: Filters, height: int) -> None:
    counts, shapes = data.ask("map/counts", **chosen), data.ask("map/shapes")
    is_tiled = int(counts.placed_count.sum()) > atlas.MANY
    values = counts.groupby("area_code").shaded_lines.sum().to_dict()
    values |= dict.fromkeys(_silent(), nan)
    scale = scale_of(values.get(code, 0) for code in shapes.area_code)
    layers = [
        atlas.shade_group(shapes.area_code, values, scale),
        _tiles(chosen) if is_tiled else _points(chosen),
        atlas.legend_group(_legend(counts, shades_title(chosen["verdict"]), scale)),
    ]
    centre, zoom = atlas.view_of(shapes, chosen["area"], 820, height)
    st_folium(
        atlas.base_map(shapes, _words(), data.register().settings.basemap_url, _("Basemap")),
        key=KEY,
        height=height,
        use_container_width=True,
        feature_group_to_add=layers,
        center=centre,
        zoom=zoom,
        returned_objects=["last_active_drawing", "last_clicked"],
        on_change=partial(_clicked, chosen, is_tiled),
    )


def _words() -> dict[str, str]:
    """The map's language, its name and those of its buttons."""
    return {
        "lang": language(),
        "map": _("Map"),
        "fullscreen": _("Fullscreen"),
        "nearer": _("Nearer"),
        "farther": _("Farther"),
    }


def _points(chosen: Filters) -> Any:
    rows = data.ask("map/enterprises", **chosen, placed="yes", start=0, size=atlas.MANY)
    marks = {verdict: mark for verdict, (_name, mark) in marks_of().items()}
    words = {"lines": _("{count} lines on the map's filters"), "enterprises": _("{count} enterprises")}
    return atlas.point_group(rows, marks, words)


def _tiles(chosen: Filters) -> Any:
    source = data.reading()
    return atlas.tile_group(tiles.template(data.as_of(), source.version(), chosen, source.known_on, source.scope))


def marks_of() -> dict[str, tuple[str, Any]]:
    """Verdict → its words and its marker, gravest first."""
    rows = data.ask("every/labels", kind="verdict")
    return {
        code: (name, symbol(code, colour))
        for code, name, colour in zip(rows.code, rows["name"], rows.colour, strict=True)
    }


def _legend(counts: pd.DataFrame, shades: str, scale: Scale) -> str:
    by_verdict = counts.groupby("verdict").enterprise_count.sum().to_dict()
    marks = marks_of()
    notes = [
        _("Boundaries: Tianditu GS(2024)0650"),
        _("Circles: city-run zones without a published boundary"),
        _("As of {day}", day=data.as_of()),
        *([_("as known on {day}", day=known_on)] if (known_on := data.reading().known_on) else []),
        *([_("Grey areas: no data on this date")] if _silent() else []),
    ]
    title = _("Enterprises by gravest verdict: {count}", count=number(int(counts.enterprise_count.sum())))
    return legend.legend_html(
        title,
        legend.entries(marks, by_verdict),
        shades,
        scale,
        notes,
    )


def _clicked(chosen: Filters, is_tiled: bool) -> None:
    """Keep the clicked enterprise in the URL. The map also speaks when nobody clicked (drawn anew, it may report
    nothing): then what the address opened stays open."""
    state: Mapping[str, Any] = st.session_state.get(KEY) or {}
    if is_tiled and (place := state.get("last_clicked")):
        found = data.ask("map/nearest", **chosen, lon=place["lng"], lat=place["lat"], reach=REACH_M)
        address.put("enterprise", str(found.enterprise_id.iloc[0]) if len(found) else "")
    elif not is_tiled and (drawing := state.get("last_active_drawing")):
        address.put("enterprise", str((drawing.get("properties") or {}).get("enterprise_id", "")))


def dossier(enterprise: str) -> None:
    """What a click shows: the enterprise, its lines with verdict and explanation, and the way to its file."""
    rows = data.ask("map/dossier", enterprise=enterprise) if enterprise else pd.DataFrame()
    if rows.empty:
        invitation = _("Click a mark on the map to read its lines, verdicts and clauses here.")
        st.html(f'<div class="empty">{escape(invitation)}</div>')
        return
    first = rows.iloc[0]
    link = escape(address.link("enterprise", enterprise=enterprise), quote=True)
    facts = " · ".join(str(part) for part in (first.area_name, first.credit_code) if part and not pd.isna(part))
    lines = "".join(_line(row) for row in rows.to_dict("records"))
    st.html(
        f'<div class="dossier"><h3>{escape(first.enterprise_name)}</h3><p class="stamp">{escape(facts)}</p>'
        f'<p><a href="{link}" target="_self">{escape(_("Open the enterprise file"))}</a></p>{lines}</div>'
    )


def _line(row: dict[str, Any]) -> str:
    what = " · ".join(
        str(row[key])
        for key in ("sector_name", "process_name", "line_name", "state_name")
        if row[key] and not pd.isna(row[key])
    )
    size = "" if pd.isna(row["capacity"]) else f"{number(row['capacity'])} {row['unit_name'] or ''}"
    return (
        f'<div class="clause">{tables.chip(row["verdict"], escape(row["verdict_name"]))} '
        f"<b>{escape(what)}</b> {escape(size)}"
        f"<cite>{escape(str(row['explanation']))}</cite></div>"
    )


def unplaced(chosen: Filters, count: int) -> None:
    """Enterprises the map cannot draw: counted always, listed on demand."""
    if not count:
        st.html(f'<p class="stamp">{escape(_("Every enterprise under these filters is on the map."))}</p>')
        return
    with st.expander(
        _(
            "{count} enterprises under these filters have no position: not drawn, but counted in their area",
            count=number(count),
        )
    ):
        rows = data.ask("map/enterprises", **chosen, placed="no", start=0, size=LISTED)
        shown = [column for column in COLUMNS if column not in ("lon", "lat")]
        tables.frame(rows, shown, _("Enterprises without a position"), "unplaced_page")
        if count > LISTED:
            st.caption(_("The first {count} are shown; the export holds all.", count=LISTED))

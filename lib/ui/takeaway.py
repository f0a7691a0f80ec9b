"""What is taken to a meeting or into QGIS: the meeting workbook and the whole register, made when asked for."""

from functools import partial

import streamlit as st

from lib.exports.meeting import meeting_workbook
from lib.exports.register_layers import register_geojson, register_gpkg
from lib.exports.save import file_name
from lib.maps.picture import map_picture
from lib.ui import data
from lib.ui.words import _, language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def buttons() -> None:
    """One button for each file; nothing is computed before a click, and a click does not rerun the page."""
    asked = (data.register(), data.as_of(), language())
    files = (
        (_("Meeting workbook (Excel)"), partial(meeting_workbook, *asked, map_picture), _("Meeting papers"), "xlsx", XLSX),
        (_("Register for QGIS (GeoPackage)"), partial(register_gpkg, *asked), _("Register"), "gpkg", "application/geopackage+sqlite3"),
        (_("Register (GeoJSON)"), partial(register_geojson, *asked), _("Register"), "geojson", "application/geo+json"),
    )  # fmt: skip
    with st.container(horizontal=True):
        for label, made, title, extension, mime in files:
            name = file_name(title, data.as_of(), extension)
            st.download_button(label, made, file_name=name, mime=mime, on_click="ignore", key=f"take_{extension}")

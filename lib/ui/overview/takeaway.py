"""What is taken to a meeting or into QGIS: the meeting workbook and the whole register, made when asked for."""

import streamlit as st

from lib.exports.formats import XLSX
from lib.exports.meeting import meeting_workbook
from lib.exports.register_layers import register_geojson, register_gpkg
from lib.exports.save import file_name
from lib.maps.picture import map_picture
from lib.ui.frame import data, downloads, person
from lib.ui.frame.words import _, language


def buttons() -> None:
    """One button for each file; nothing is computed before a click, and a click does not rerun the page."""
    if not person.offers("export"):
        return
    asked = (data.as_of(), language())
    meeting = data.later(meeting_workbook, *asked, map_picture)
    gpkg, geojson = data.later(register_gpkg, *asked), data.later(register_geojson, *asked)
    register = _("Register")
    files = (
        (_("Meeting workbook (Excel)"), meeting, _("Meeting papers"), "xlsx", XLSX),
        (_("Register for QGIS (GeoPackage)"), gpkg, register, "gpkg", "application/geopackage+sqlite3"),
        (_("Register (GeoJSON)"), geojson, register, "geojson", "application/geo+json"),
    )
    with st.container(horizontal=True):
        for label, made, title, extension, mime in files:
            name = file_name(title, data.as_of(), extension)
            downloads.button(label, made, file_name=name, mime=mime, key=f"take_{extension}")

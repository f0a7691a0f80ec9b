"""What the register does not know, recorded at a visit as a draft for the office."""

from collections.abc import Mapping

import streamlit as st

from lib.cases.evidence import Upload
from lib.inspections.found import Found, record_found
from lib.ui.checklist.fields import READ
from lib.ui.frame import address, data, saving
from lib.ui.frame.words import _
from lib.ui.parts import tables


def unknown(asked: Mapping[str, str], who: str) -> None:
    """The form of a plant or line that stands in no register, with position and picture."""
    with st.expander(_("Record a plant or line that the register does not know")):
        with st.form(saving.key("found"), clear_on_submit=False, border=False):
            name = st.text_input(
                _("Plant, if it is another one than the visited"), key=saving.key("found_enterprise_name")
            )
            line = st.text_input(_("Line or equipment") + " *", key=saving.key("found_line_name"))
            model = st.text_input(_("Model"), key=saving.key("found_model"))
            sector = _sector()
            place = st.text_input(_("Where it stands"), key=saving.key("found_address"))
            lon, lat = (
                st.number_input(label, value=None, format="%.6f", key=saving.key(f"found_{key}"))
                for label, key in ((_("Longitude (WGS84)"), "lon"), (_("Latitude (WGS84)"), "lat"))
            )
            note = st.text_input(_("What was seen"), key=saving.key("found_note"))
            given = st.file_uploader(
                _("Pictures") + " *", READ, accept_multiple_files=True, key=saving.key("found_files"),
                max_upload_size=data.register().settings.evidence_megabytes,
            )  # fmt: skip
            sent = st.form_submit_button(_("Record the draft"))
        tables.ways({_("Drafts found on site"): address.link("found")})

    def record() -> str:
        files = [Upload("photo", file.name, file.getvalue()) for file in given]
        found = Found(line, name, model, place, sector, lon=lon, lat=lat, note=note)
        draft = record_found(data.register(), asked["plan"], asked["enterprise"], found, files=files, actor=who)
        return _("{draft} was recorded; the office decides of it.", draft=draft)

    if sent and saving.save(record, who):
        st.rerun()


def _sector() -> str:
    """What it makes, as far as one knows; empty for unknown."""
    names = {"": _("I do not know")} | data.labels("sector")
    return str(
        st.selectbox(_("What it makes"), list(names), format_func=names.__getitem__, key=saving.key("found_sector"))
    )

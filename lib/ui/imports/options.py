"""What the person who brings a file says about it, and the workbooks a county may fill in."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from lib.exports.formats import XLSX
from lib.imports.profiles import list_profiles
from lib.imports.template import template_workbook
from lib.imports.vocabulary import Vocabulary
from lib.ui.frame import address, data, downloads, person
from lib.ui.frame.words import _, language

DATUMS: Final = ("auto", "wgs84", "cgcs2000", "gcj02", "bd09")
DAY: Final = "import_on"  # the session's key of the date the data speak of
LAYOUT: Final = "import_profile"
SAVED: Final = "import_profile_saved"  # a layout that was saved just now: it is chosen


@dataclass(frozen=True)
class Options:
    """What the person who brings the file says about it."""

    actor: str
    on: date
    area: str | None
    datum: str
    profile: str | None


def asked() -> Options:
    """Ask who brings the file, what date it speaks of, and how to read it."""
    with st.container(key="import_options"):
        first, second = st.columns(2, gap="medium")
    with first:
        actor = person.author("import_actor", _("Your name (kept with the batch)"))
        st.session_state.setdefault(DAY, date.today())
        on = st.date_input(_("Date the data speak of"), key=DAY, format="YYYY-MM-DD")
    with second:
        areas = {"": _("As each row says")} | data.areas()
        area = st.selectbox(
            _("Area of rows that name none"), list(areas), format_func=areas.__getitem__, key="import_area"
        )
        profiles = {"": _("Recognise the headings")} | {
            p.name: p.title or p.name for p in list_profiles(data.register().settings)
        }
        if saved := st.session_state.pop(SAVED, None):
            st.session_state[LAYOUT] = saved
        profile = st.selectbox(_("Layout"), list(profiles), format_func=profiles.__getitem__, key=LAYOUT)
        names = dict(
            zip(DATUMS, (_("As the file says, else WGS84"), "WGS84", "CGCS2000", "GCJ-02", "BD-09"), strict=True)
        )
        datum = st.selectbox(_("Coordinates are in"), DATUMS, format_func=names.__getitem__, key="import_datum")
    return Options(actor, on if isinstance(on, date) else date.today(), area or None, datum, profile or None)


def take(key: str, value: object) -> None:
    """Say something in the person's place, as they asked by a button: it stands when the page runs again."""
    st.session_state[key] = value


def template_button() -> None:
    """Offer the empty workbook with drop-downs."""
    words = Vocabulary.of(data.register())
    downloads.button(
        _("Download the template workbook"),
        partial(template_workbook, words, language()),
        file_name=f"{_('register template')}.xlsx",
        mime=XLSX,
    )


def part() -> str:
    """What to look at, kept in the URL: bringing files, or enterprises that may be one."""
    names = {"": _("Bring a file"), "doubles": _("Enterprises that may be one")}
    asked = address.value("part")
    st.session_state["part_box"] = asked if asked in names else ""
    st.segmented_control(
        _("Part"), list(names), format_func=names.__getitem__, key="part_box", label_visibility="collapsed",
        on_change=_keep_part, required=True,
    )  # fmt: skip
    return str(st.session_state["part_box"])


def _keep_part() -> None:
    address.put("part", str(st.session_state["part_box"] or ""))

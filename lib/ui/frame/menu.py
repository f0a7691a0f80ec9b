"""The menu: pages in groups by what a reader comes for; a page stands in it when its file exists."""

from functools import partial
from pathlib import Path

import streamlit as st

from lib.settings import ROOT
from lib.ui.doors import uploads
from lib.ui.frame import once, person, turns
from lib.ui.frame.words import _

ASSETS = Path(__file__).parent / "assets"


def menu() -> dict[str, list[tuple[str, str]]]:
    """Group → (page file without ending, title), in the reader's language."""
    return {
        _("City overview"): [
            ("overview", _("Overview")),
            ("map", _("Map")),
            ("progress", _("Exit progress")),
            ("meeting", _("Meeting mode")),
            ("briefing", _("One-page report")),
        ],
        _("Areas and plants"): [
            ("area", _("By area")),
            ("sector", _("By sector")),
            ("enterprise", _("Enterprise file")),
            ("lines", _("Lines")),
        ],
        _("Ledger and reports"): [
            ("todo", _("To do")),
            ("ledger", _("Ledger")),
            ("import_file", _("Import")),
            ("reports", _("Reports and publicity")),
            ("requests", _("Second person")),
        ],
        _("Joint inspections"): [
            ("targets", _("Whom to visit")),
            ("inspection_plan", _("Inspection plans")),
            ("checklist", _("Checklists")),
            ("found", _("Found on site")),
            ("supervision", _("Supervision")),
        ],
        _("Standards and data"): [
            ("standards", _("Standards")),
            ("quality", _("Data quality")),
            ("admin", _("Administration")),
        ],
    }


def show() -> None:
    """Draw the menu and run the chosen page."""
    person.alone()
    st.set_page_config(
        page_title=_("Exit Atlas"), page_icon=str(ASSETS / "mark.svg"), layout="wide", initial_sidebar_state="collapsed"
    )
    st.logo(str(ASSETS / "logo.svg"), size="large", icon_image=str(ASSETS / "logo.svg"))
    groups = {
        group: [_page(name, title) for name, title in pages if file_of(name).exists() and _is_theirs(name)]
        for group, pages in menu().items()
    }
    shown = {group: pages for group, pages in groups.items() if pages}
    if not _is_theirs("overview"):  # the first page stands at the root alone, and has no address of its own
        home = st.Page(
            partial(st.switch_page, file_of("admin")),
            title=_("Administration"),
            url_path="home",
            default=True,
            visibility="hidden",
        )
        shown = {"": [home], **shown}
    chosen = st.navigation(shown, position="top")
    if st.session_state.get("page_shown") != chosen.url_path:
        uploads.forget()  # files that were chosen on the page before are offered nowhere any more
        st.session_state["page_shown"] = chosen.url_path
    chosen.run()


def file_of(name: str) -> Path:
    """The page's script."""
    return ROOT / "pages" / f"{name}.py"


def _is_theirs(name: str) -> bool:
    """Whether a page is of use to the reader."""
    if name == "import_file":
        return person.may("import") or person.may("void")
    manages = person.may("manage")
    return manages if name == "admin" else person.may("read") or not manages


def _page(name: str, title: str) -> st.Page:
    return st.Page(file_of(name), title=title, url_path=name, default=name == "overview")


if __name__ == "__main__":
    with turns.turn(), once.run():
        show()

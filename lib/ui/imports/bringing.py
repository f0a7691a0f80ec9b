"""The import page's parts: bring a file, see what it would do, commit it."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import pandas as pd
import streamlit as st

from lib.errors import FileRefused
from lib.imports.commit import Delivery, Draft, commit, prepare
from lib.imports.grid.choices import Choices
from lib.imports.marked import marked_workbook
from lib.imports.profiles import list_profiles, load_profile
from lib.imports.template import template_workbook
from lib.imports.vocabulary import Vocabulary
from lib.ui.doors.uploads import forget
from lib.ui.frame import address, data, person, turns
from lib.ui.frame.words import _, day, language, literal, number
from lib.ui.imports import layouts, sheet_grids
from lib.ui.parts import cards, tables, uploading

DATUMS: Final = ("auto", "wgs84", "cgcs2000", "gcj02", "bd09")
DRAFT: Final = "import_draft"  # the session's key of its last dry run
SUFFIXES = ("xlsx", "xls", "ods", "csv")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READ_WHOLE: Final = 50  # remarks; more stand in a table that scrolls
REMARK_COLUMNS = ("sheet", "row_number", "cell", "column_name", "value", "sentence")


@dataclass(frozen=True)
class Options:
    """What the person who brings the file says about it."""

    actor: str
    on: date
    area: str | None
    datum: str
    profile: str | None


def options() -> Options:
    """Ask who brings the file, what date it speaks of, and how to read it."""
    with st.container(key="import_options"):
        first, second = st.columns(2, gap="medium")
    with first:
        actor = person.author("import_actor", _("Your name (kept with the batch)"))
        on = st.date_input(_("Date the data speak of"), value=date.today(), key="import_on", format="YYYY-MM-DD")
    with second:
        areas = {"": _("As each row says")} | data.labels("area")
        area = st.selectbox(
            _("Area of rows that name none"), list(areas), format_func=areas.__getitem__, key="import_area"
        )
        profiles = {"": _("Recognise the headings")} | {
            p.name: p.title or p.name for p in list_profiles(data.register().settings)
        }
        profile = st.selectbox(_("Layout"), list(profiles), format_func=profiles.__getitem__, key="import_profile")
        names = dict(
            zip(DATUMS, (_("As the file says, else WGS84"), "WGS84", "CGCS2000", "GCJ-02", "BD-09"), strict=True)
        )
        datum = st.selectbox(_("Coordinates are in"), DATUMS, format_func=names.__getitem__, key="import_datum")
    return Options(actor, on if isinstance(on, date) else date.today(), area or None, datum, profile or None)


def template_button() -> None:
    """Offer the empty workbook with drop-downs."""
    source = data.register()
    words = Vocabulary.from_register(source.cursor(), source.settings)
    st.download_button(
        _("Download the template workbook"),
        partial(template_workbook, words, language()),
        file_name=f"{_('register template')}.xlsx",
        mime=XLSX,
        on_click="ignore",
    )


def bring(chosen: Options) -> None:
    """Upload a file, show its dry run, and commit it."""
    limit = data.register().settings.upload_megabytes
    uploading.words(limit)
    uploaded = st.file_uploader(
        _("County workbook or table ({kinds}, at most {size} MB)", kinds=", ".join(SUFFIXES), size=limit),
        type=list(SUFFIXES), max_upload_size=limit, key=f"upload_{st.session_state.get('uploads', 0)}",
    )  # fmt: skip
    if uploaded is None:
        st.session_state.pop(DRAFT, None)
        _told_before()
        return
    content = uploaded.getvalue()
    with uploading.on_disk(uploaded.name, content) as path:
        try:
            draft = _draft(uploaded.file_id, path, chosen, sheet_grids.chosen(uploaded.file_id))
        except FileRefused as refusal:
            st.error(literal(refusal))
            sheet_grids.undo(uploaded.file_id)
        else:
            dry_run(draft)
            sheet_grids.show(draft.parsed.sheets, uploaded.file_id)
            _commit_button(draft, chosen)
        layouts.columns(path, chosen.profile)


def _draft(file_id: str, path: Path, chosen: Options, roles: Choices) -> Draft:
    """The dry run of a file, kept while neither file, options nor register change: a name typed later reads nothing
    again. Raises FileRefused."""
    source = data.register()
    layout = load_profile(chosen.profile, source.settings) if chosen.profile else None  # it may be saved anew
    key = (file_id, replace(chosen, actor=""), dict(roles), layout, source.version(), language())
    kept = st.session_state.get(DRAFT)
    if kept is None or kept[0] != key:
        st.session_state.pop(DRAFT, None)
        delivery = Delivery(path, "", chosen.on, chosen.profile, chosen.area, chosen.datum, sheets=roles)
        bar = st.progress(0.0, " ")
        try:
            with turns.aside():
                kept = (key, prepare(source, delivery, language(), partial(_show_stage, bar)))
        finally:
            bar.empty()
        st.session_state[DRAFT] = kept
    draft: Draft = kept[1]
    return replace(draft, delivery=replace(draft.delivery, actor=chosen.actor))


def _show_stage(bar: Any, stage: str, sheet: str = "", rows: int = 0) -> None:
    """Say how far the dry run is; of a large file each stage takes seconds."""
    words = {
        "opening": (0.05, _("Opening the file …")),
        "reading": (0.35, _("Reading sheet {sheet}: {count} rows …", sheet=sheet, count=number(rows))),
        "placing": (0.7, _("Placing the rows in their areas …")),
        "comparing": (0.85, _("Comparing with the register …")),
    }
    bar.progress(*words[stage])


def _told_before() -> None:
    """After a commit the uploader is empty again; say what was done."""
    if done := st.session_state.pop("import_done", None):
        st.success(done["sentence"])
        links = {"map": _("See it on the map"), "quality": _("See its refused rows and problems")}
        st.markdown(" · ".join(f"[{text}]({address.link(page)})" for page, text in links.items()))


def dry_run(draft: Draft) -> None:
    """What committing the file would do: counts, then each refusal and doubt with its sentence."""
    summary, units = draft.summary(None, language()), {"lines": _("lines"), "enterprises": _("enterprises")}
    cards.show(
        [
            cards.Card(_("Data rows"), summary["rows"], _("rows")),
            cards.Card(_("Refused rows"), summary["rejected"], _("rows")),
            *(cards.Card(label, summary[subject][key], units[subject]) for subject, key, label in _changes()),
        ]
    )
    _remarks(_("Refused: mend these rows and import them again"), summary["rejects"], is_open=True)
    if draft.parsed.refusals:
        st.download_button(
            _("Download the refused rows, marked"), partial(marked_workbook, draft.parsed, language()),
            file_name=f"{Path(draft.parsed.file_name).stem}-{_('refused')}.xlsx", mime=XLSX, on_click="ignore",
        )  # fmt: skip
    _remarks(_("Doubts: imported, but worth a look"), summary["warned"], is_open=False)


def _changes() -> tuple[tuple[str, str, str], ...]:
    """What can happen to lines and enterprises, and the label of its card."""
    return (
        ("lines", "new", _("New lines")),
        ("lines", "changed", _("Changed lines")),
        ("lines", "same", _("Unchanged lines")),
        ("enterprises", "new", _("New enterprises")),
        ("enterprises", "changed", _("Changed enterprises")),
        ("enterprises", "same", _("Unchanged enterprises")),
    )


def _remarks(title: str, remarks: list[dict[str, Any]], *, is_open: bool) -> None:
    """A folded table of remarks; a short one wraps its sentences so that they can be read whole."""
    if remarks:
        with st.expander(f"{title} ({number(len(remarks))})", expanded=is_open):
            if len(remarks) <= READ_WHOLE:
                tables.sheet(pd.DataFrame(remarks).rename(columns={"column": "column_name"}), REMARK_COLUMNS)
            else:
                tables.records(remarks, REMARK_COLUMNS)


def _commit_button(draft: Draft, chosen: Options) -> None:
    """Commit the dry run, whole or not at all."""
    count = len(draft.parsed.rows)
    if not chosen.actor:
        st.caption(_("Enter your name above to import."))
    # A typed date reaches the page only when its field is left: the button says for which day it imports.
    words = _("Import {count} rows as of {day}", count=number(count), day=day(chosen.on))
    if st.button(words, type="primary", disabled=not (chosen.actor and count)):
        with turns.aside():
            batch = commit(data.register(), draft)
        sentence = _(
            "Imported as batch {batch}: {count} rows, {refused} refused.",
            batch=batch,
            count=number(count),
            refused=number(draft.summary(batch, language())["rejected"]),
        )
        st.session_state["import_done"] = {"sentence": sentence}
        forget()
        st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
        st.rerun()

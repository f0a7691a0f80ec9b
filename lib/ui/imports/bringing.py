"""Bringing a file: upload it, see what it would do, read it better, commit it, and hear what was done."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import streamlit as st

from lib.access.unlocked import Unlocked
from lib.errors import FileRefused
from lib.imports.commit import Delivery, Draft, commit, prepare
from lib.imports.profiles import load_profile
from lib.ui.doors.uploads import forget
from lib.ui.frame import address, data, turns
from lib.ui.frame.page import to_the_top
from lib.ui.frame.words import _, bare, day, language, literal, number, told
from lib.ui.imports import correcting, dry_runs, layouts, sheet_grids
from lib.ui.imports.options import Options
from lib.ui.parts import tables, uploading

DRAFT: Final = "import_draft"  # the session's key of its last dry run
DONE: Final = "import_done"  # … and of what its last import did
SUFFIXES = ("xlsx", "xls", "ods", "csv")


def result() -> None:
    """What the last import did, where the reader looks; it stays until another file is brought."""
    if done := st.session_state.get(DONE):
        st.success(done["sentence"])
        tables.ways(
            {
                bare("See the batch, or void it"): address.link("import_file", file=done["batch"]),
                bare("See it on the map"): address.link("map"),
                bare("See its refused rows and problems"): address.link("quality", file=done["batch"]),
            }
        )
        to_the_top()


def uploaded() -> Any:
    """Ask for a file; None while there is none."""
    limit = data.register().settings.upload_megabytes
    uploading.words(limit)
    file = st.file_uploader(
        _("County workbook or table ({kinds}, at most {size} MB)", kinds=", ".join(SUFFIXES), size=limit),
        type=list(SUFFIXES), max_upload_size=limit, key=f"upload_{st.session_state.get('uploads', 0)}",
        on_change=lambda: st.session_state.pop(DONE, None),
    )  # fmt: skip
    if file is None:
        st.session_state.pop(DRAFT, None)
    return file


def examine(file: Any, chosen: Options) -> None:
    """The dry run of an uploaded file, ways to read it better, and committing it."""
    with uploading.on_disk(file.name, file.getvalue()) as path:
        try:
            draft = _draft(file.file_id, path, chosen)
        except FileRefused as refusal:
            st.error(literal(refusal))
            sheet_grids.undo(file.file_id)
            correcting.undo(file.file_id)
            layouts.columns(path, chosen.profile, [])
        else:
            dry_runs.show(draft)
            correcting.show(draft.parsed, draft.warnings, file.file_id, chosen.actor)
            sheet_grids.show(draft.parsed.sheets, file.file_id, correcting.places(file.file_id))
            layouts.columns(path, chosen.profile, [*draft.parsed.refusals, *draft.warnings])
            _commit_button(draft, chosen)


def _draft(file_id: str, path: Path, chosen: Options) -> Draft:
    """The dry run of a file, kept while neither file, options, corrections nor register change: a name typed later
    reads nothing again. Raises FileRefused."""
    source, roles, corrections = data.register(), sheet_grids.chosen(file_id), correcting.made(file_id)
    layout = load_profile(chosen.profile, source.settings) if chosen.profile else None  # it may be saved anew
    key = (file_id, replace(chosen, actor=""), dict(roles), corrections, layout, source.version(), language())
    kept = st.session_state.get(DRAFT)
    if kept is None or kept[0] != key:
        st.session_state.pop(DRAFT, None)
        delivery = Delivery(
            path, "", chosen.on, chosen.profile, chosen.area, chosen.datum, sheets=roles, corrections=corrections
        )
        bar = st.progress(0.0, " ")
        try:
            with turns.aside():
                kept = (key, prepare(source, delivery, language(), partial(uploading.show_stage, bar)))
        finally:
            bar.empty()
        st.session_state[DRAFT] = kept
    draft: Draft = kept[1]
    return replace(draft, delivery=replace(draft.delivery, actor=chosen.actor))


def _commit_button(draft: Draft, chosen: Options) -> None:
    """Commit the dry run, whole or not at all."""
    count = len(draft.parsed.rows)
    if not chosen.actor:
        st.caption(_("Enter your name above to import."))
    # A typed date reaches the page only when its field is left: the button says for which day it imports.
    words = _("Import {count} rows as of {day}", count=number(count), day=day(chosen.on))
    if st.button(words, type="primary", disabled=not (chosen.actor and count)):
        try:
            with turns.aside():
                batch = commit(data.register(), draft)
        except Unlocked as refusal:
            st.error(told(refusal))
            return
        sentence = _(
            "Imported as batch {batch}: {count} rows, {refused} refused.",
            batch=batch,
            count=number(count),
            refused=number(draft.summary(batch, language())["rejected"]),
        )
        st.session_state[DONE] = {"batch": batch, "sentence": sentence}
        forget()
        st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
        st.rerun()

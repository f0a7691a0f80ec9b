"""How the server keeps: versions, the register and its room, copies, checks, delivered batches."""

import platform
import shutil
from pathlib import Path

import duckdb
import streamlit as st

from lib.register import storage
from lib.register.backup import stamped
from lib.ui.frame import data, saving, upkeep
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, number
from lib.ui.parts import tables

MEGABYTE = 1 << 20
BATCHES = (
    "batch_id",
    "file_name",
    "recorded_at",
    "actor",
    "row_count",
    "accepted_count",
    "rejected_count",
    "voided_at",
)


def show() -> None:
    """The state of the server, its copies, and the checks when asked for."""
    register = upkeep.whole()
    settings, path = register.settings, register.settings.register_path
    state = upkeep.schedule.state(register)
    tables.facts(
        {
            _("File"): path.name,
            _("Register version"): number(register.version()),
            _("Size"): _size(storage.size_of(path) + storage.size_of(storage.log_of(path))),
            _("Room left on its disk"): _size(shutil.disk_usage(path.parent).free),
            _("Newest copy"): state["backup"] or _("none yet"),
            _("Room left where copies go"): _size(shutil.disk_usage(_existing(settings.backups_dir)).free),
            "Python · DuckDB · Streamlit": f"{platform.python_version()} · {duckdb.__version__} · {st.__version__}",
        }
    )
    if failed := state.get("backup_failed"):
        st.error(_("The last copy could not be made: {reason}", reason=failed))
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("Copies"), anchor=False)
        _copies()
    with right:
        st.subheader(_("Checks"), anchor=False)
        _checks()
    st.subheader(_("Delivered files"), anchor=False)
    batches = data.ask("quality/files")
    if batches.empty:
        empty(_("No file has been imported yet."), _("Deliveries are brought in on the import page."))
    else:
        tables.sheet(batches, BATCHES, is_cards=True)


def _copies() -> None:
    settings = upkeep.whole().settings
    made = stamped(settings.backups_dir, settings.register_path.stem)[::-1]
    if not made:
        st.caption(_("There is no copy. The server makes one by itself every ATLAS_BACKUP_HOURS hours."))
    for _stamp, _age, file in made[:8]:
        st.text(f"{file.name} · {_size(file.stat().st_size)}")
    if st.button(_("Make a copy now"), key="backup"):
        told = upkeep.copy()
        saving.memory()[saving.DONE] = _("Copied and read to the end: {file}", file=Path(told["file"]).name)
        st.rerun()


def _checks() -> None:
    st.caption(_("Every check that guards a write, on the whole register, and every file that proves a step."))
    if not st.button(_("Run the checks"), key="checks"):
        return
    with st.spinner(_("Checking …")):
        found = upkeep.checked()
    wrong = {name: rows for name, rows in found.items() if rows}
    if not wrong:
        st.success(_("{count} checks, nothing found.", count=len(found)))
    for name, rows in wrong.items():
        st.error(_("{check}: {count} found, such as {first}", check=name, count=len(rows), first=str(rows[0])))


def _size(size: int) -> str:
    if size > 10_000 * MEGABYTE:
        return f"{number(round(size / MEGABYTE / 1024, 1))} GB"
    return f"{number(round(size / MEGABYTE, 1))} MB"


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(one for one in (folder, *folder.absolute().parents) if one.exists())

"""The file uploader: Streamlit's own words stay English, so a style puts ours in their place (theme.css), and its limit
stands in the browser only, so the door is told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from lib.filenames import delivered
from lib.ui.doors.uploads import allow
from lib.ui.frame.words import _, number


def words(limit: int) -> None:
    """Set what the uploaders of the page take, in megabytes a file, and say on their button and beside it."""
    allow(limit)
    said = {"upload": _("Choose a file"), "upload-limit": _("at most {size} MB each", size=limit)}
    rules = "; ".join(f"--{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in said.items())
    st.html(f"<style>:root {{ {rules}; }}</style>")


def limit(place: str, most: int) -> None:
    """Say beside the uploaders of one container (by its key) that they take less than others of the page."""
    told = json.dumps(_("at most {size} MB each", size=most), ensure_ascii=False)
    st.html(f"<style>.st-key-{place} {{ --upload-limit: {told}; }}</style>")


def show_stage(bar: Any, stage: str, sheet: str = "", rows: int = 0, file: str = "") -> None:
    """Say on a bar how far reading a file is; of a large one each stage takes seconds."""
    words = {
        "opening": (0.05, _("Opening the file …")),
        "reading": (0.3, _("Reading sheet {sheet}: {count} rows …", sheet=sheet, count=number(rows))),
        "looking": (0.6, _("Looking at the file {file} …", file=file)),
        "placing": (0.7, _("Placing the rows in their areas …")),
        "comparing": (0.85, _("Comparing with the register …")),
    }
    bar.progress(*words[stage])


@contextmanager
def on_disk(name: str, content: bytes) -> Iterator[Path]:
    """The uploaded bytes as a file of their own name in a folder nobody can guess, for as long as it is read."""
    with TemporaryDirectory(prefix="atlas-") as folder:
        path = Path(folder) / delivered(name)
        path.write_bytes(content)
        yield path

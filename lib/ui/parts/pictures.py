"""Kept pictures on a page: small copies of evidence, and the files themselves for download."""

from base64 import b64encode
from datetime import date
from html import escape
from pathlib import Path

import streamlit as st

from lib.cases import evidence
from lib.filenames import delivered
from lib.register.editions import Edition
from lib.settings import Settings
from lib.ui.frame import data, downloads
from lib.ui.frame.words import _, literal

PIXELS = 200  # longer side of a thumbnail, drawn at half of it


def figure(evidence_id: str, file_name: str, caption: str) -> str:
    """A small picture as HTML, another file by its name; `caption` is HTML already."""
    name = escape(str(file_name), quote=True)
    kept = _kept(data.reading(), evidence_id, data.as_of())
    small = _small(data.reading().settings, *kept) if kept else None
    if small is None:
        return f'<figure><span class="paper">{name}</span><figcaption>{caption}</figcaption></figure>'
    source = f"data:image/jpeg;base64,{b64encode(small).decode()}"
    return f'<figure><img src="{source}" alt="{name}" title="{name}"><figcaption>{caption}</figcaption></figure>'


def original(label: str, evidence_id: str, file_name: str, mime: str) -> None:
    """One file as a button, or a sentence when the store has lost it."""
    kept = _kept(data.reading(), evidence_id, data.as_of())
    if not kept or not kept[0].is_file():
        st.caption(_("{file} is missing from the store; tell your administrator.", file=file_name))
        return
    key, name = f"file_{evidence_id}", delivered(file_name)
    downloads.button(literal(label), kept[0].read_bytes, file_name=name, mime=mime, key=key)


@st.cache_data(show_spinner=False, max_entries=2000, hash_funcs=data.IDENTITY)
def _kept(source: Edition, evidence_id: str, day: date) -> tuple[Path, str] | None:
    """Where a file is kept; the key holds the register, its version and the reader's scope."""
    return evidence.stored(source, evidence_id, day)


@st.cache_data(show_spinner=False, max_entries=2000, hash_funcs={Settings: repr})
def _small(settings: Settings, path: Path, mime: str) -> bytes | None:
    """A small copy; the content's hash, which its path ends with, is its identity."""
    return evidence.thumbnail(settings, path, mime, PIXELS)

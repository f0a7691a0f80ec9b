"""Names: the page's language, its title in the browser, and what Streamlit itself says, in the reader's words."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Final

import streamlit as st

from lib.ui.frame.words import LANGUAGES, bare, language

SCRIPT: Final = Path(__file__).parent / "naming.js"
TAGS: Final = {"zh": "zh-CN", "en": "en"}


def show(title: str) -> None:
    """Name the page, and what stands on it."""
    st.set_page_config(page_title=f"{title} — {bare('Exit Atlas')}")
    st.html(_script(language()), unsafe_allow_javascript=True)


@lru_cache(maxsize=len(LANGUAGES))
def _script(code: str) -> str:
    """The script with the words of a language; they are our own, and `<` could end it all the same."""
    words = {
        "lang": TAGS[code],
        "pairs": _pairs() if code == "zh" else [],
        "map": bare("Map"),
        "chart": bare("Chart"),
        "table": bare("Table"),
        "joint": "：" if code == "zh" else ": ",
    }
    told = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    return f"<script>{{const WORDS = {told};\n{SCRIPT.read_text(encoding='utf-8')}}}</script>"


def _pairs() -> list[tuple[str, str]]:
    """What Streamlit says (a pattern of a whole text) → our words; `$1` is the part in brackets."""
    return [*_of_the_menu(), *_of_lists(), *_of_days(), *_of_files()]


def _of_the_menu() -> list[tuple[str, str]]:
    return [
        ("App pages", bare("Pages of the atlas")),
        ("Main menu|Sidebar", bare("Menu")),
        ("Navigate to home page", bare("To the overview")),
        ("Logo", bare("Exit Atlas")),
        ("Expand sidebar", bare("Open the menu")),
        ("Collapse sidebar", bare("Close the menu")),
        ("Dismiss|Close", bare("Close")),
        ("Fullscreen", bare("Fullscreen")),
        ("Close fullscreen", bare("Leave fullscreen")),
        ("Stop script", bare("Stop")),
        (r"Running\.\.\.", bare("Loading")),
    ]


def _of_lists() -> list[tuple[str, str]]:
    return [
        ("Pagination", bare("Pages of the list")),
        ("Previous page", bare("Page before")),
        ("Next page", bare("Next page")),
        (r"Page (\d+)", bare("Page {number}", number="$1")),
        ("Open", bare("Open the choices")),
        ("Clear (?:all|value)", bare("Clear")),
        ("Choose an option", bare("Choose")),
        ("Selected values", bare("Chosen")),
        (r"Remove (.+)", bare("Remove {what}", what="$1")),
        ("No results", bare("Nothing found")),
        (r"(\d+) options? available\.", bare("{count} choices", count="$1")),
    ]


def _of_days() -> list[tuple[str, str]]:
    return [
        ("Choose date", bare("Choose a day")),
        (r"Choose date, (.+)", bare("Choose a day, {month}", month="$1")),
        ("Clear date", bare("Clear the day")),
        ("Previous month", bare("Month before")),
        ("Next month", bare("Next month")),
        (r"year, (.+)", bare("{what}: year", what="$1")),
        (r"month, (.+)", bare("{what}: month", what="$1")),
        (r"day, (.+)", bare("{what}: day", what="$1")),
        ("yyyy", bare("year")),
        ("mm", bare("month")),
        ("dd", bare("day")),
        ("Empty", bare("not filled in")),
        (r"(\d\d) – [A-Z][a-z]+", "$1"),
        (r"Use arrow keys to navigate dates\..+", bare("Arrow keys move, Enter chooses, Escape closes.")),
    ]


def _of_files() -> list[tuple[str, str]]:
    return [
        ("file upload", bare("Choose files")),
        (r"Upload (.+)", bare("Choose files: {what}", what="$1")),
        ("Show password text", bare("Show what is typed")),
        ("Hide password text", bare("Hide what is typed")),
        ("Increment", bare("One more")),
        ("Decrement", bare("One less")),
    ]

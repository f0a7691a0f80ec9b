"""Export buttons under a table: the file is made from the same query when asked for, with filters, date and version."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from lib.exports import geo
from lib.exports.codes import words_of
from lib.exports.formats import FORMATS, Format
from lib.exports.language import Words
from lib.exports.query import exact, table_of
from lib.exports.table import Table
from lib.register.reading import Reading
from lib.ui.frame import data, person
from lib.ui.frame.words import _, language
from lib.ui.parts.filters import described

IDS = ("line_id", "enterprise_id")  # by which a corrected row is found again


@dataclass(frozen=True)
class Asked:
    """Everything a file depends on, taken while the page runs: the file is made later, outside the page."""

    version: int
    query: str
    title: str
    columns: tuple[str, ...]
    params: dict[str, Any]
    labels: dict[str, str]
    filters: dict[str, str]
    as_of: date
    language: str

    @property
    def name(self) -> str:
        """What the file, and the layer of a map in it, is called."""
        return self.query.replace("/", "_")

    def table(self, source: Reading) -> Table:
        """The rows of the query, all of them, in the shown columns and with their ids, so that they can come back
        corrected; decimals exact, codes with their words."""
        rows = exact(source, f"pages/{self.query}", self.as_of, self.language, **self.params)
        ids = [name for name in IDS if name in rows.columns and name not in self.columns]
        rows = rows.loc[:, [*self.columns, *ids]]
        made = table_of(source, self.name, rows, self.labels, self.filters, self.as_of, self.language, self.title)
        words = words_of(source, rows.columns, self.as_of, self.language)
        return replace(made, words=words, is_read_by_people=True)


def buttons(
    query: str,
    title: str,
    columns: Sequence[str],
    params: dict[str, Any],
    chosen: dict[str, str],
    key: str = "",
    count: int | None = None,
) -> None:
    """One button for each format, with the basis under them; no file is made before a click, and a click does not rerun
    the page. `key` tells two tables of one query apart; `count` is the number of rows, asked for when not given."""
    asked = Asked(
        data.reading().version(), query, title, tuple(columns), params, data.labels("column"), described(chosen),
        data.as_of(), language(),
    )  # fmt: skip
    forms = (*FORMATS, *(geo.FORMATS if {"lon", "lat"} <= set(columns) else ()))
    with st.container(horizontal=True):
        for form in forms if person.may("export") else ():
            st.download_button(
                _("Export {format}", format=form.label),
                data=data.later(_file, form, asked),
                file_name=f"{asked.name}_{asked.as_of:%Y%m%d}.{form.extension}",
                mime=form.mime,
                on_click="ignore",
                key=f"export_{asked.name}{key}_{form.extension}",
            )
    rows = len(data.ask(query, **params)) if count is None else count
    st.html(f'<p class="stamp">{escape(_basis(asked, rows))}</p>')


def _basis(asked: Asked, count: int) -> str:
    """The basis of the files in one line: a CSV holds only the table, so what it was asked under is told here."""
    say = Words(asked.language)
    shown = say(
        "As of {date} · {rows} rows · register version {version}",
        date=asked.as_of,
        rows=f"{count:,}",
        version=asked.version,
    )
    chosen = "; ".join(f"{heading} = {value}" for heading, value in asked.filters.items()) or say("none: every row")
    return f"{say('Basis')}: {shown} · {say('Filters')}: {chosen}"


def _file(source: Reading, form: Format, asked: Asked) -> bytes:
    return form.write(asked.table(source))

"""Export buttons of a table: the file is made from the same query when asked for, with filters, date and version,
and the columns somebody chose to take along, which stand in the address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from lib.exports import geo
from lib.exports.codes import words_of
from lib.exports.formats import FORMATS, Format
from lib.exports.language import Words
from lib.exports.query import exact, seen, table_of
from lib.exports.table import Table
from lib.register.reading import Reading
from lib.ui.frame import address, data, downloads, person
from lib.ui.frame.words import _, language
from lib.ui.parts.filters import described

IDS = ("line_id", "enterprise_id")  # by which a corrected row is found again
UNTOLD = ("total_count", "position")  # of the page that asks, and no content


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
    page: pd.DataFrame | None = None,
    right: str = "export",
) -> None:
    """One button for each format, with the basis under them; no file is made before a click, and a click does not rerun
    the page. `key` tells two tables of one query apart; `page` holds some of the rows with their `total_count`, where
    the query is asked page by page; `right` is what a role must give to take them out."""
    rows = data.ask(query, **params) if page is None else page
    with st.container(horizontal=True, vertical_alignment="center", key=f"exports_{query.replace('/', '_')}{key}"):
        taken = _taken(f"{query.replace('/', '_')}{key}", tuple(columns), rows) if person.may(right) else ()
        asked = Asked(
            data.reading().version(), query, title, taken, params, data.labels("column"), described(chosen),
            data.as_of(), language(),
        )  # fmt: skip
        count = len(rows) if page is None else int(page.total_count.iloc[0])
        forms = (*FORMATS, *(geo.FORMATS if {"lon", "lat"} <= set(taken) else ()))
        for form in forms if person.may(right) else ():
            downloads.button(
                _("Export {format}", format=form.label),
                data.later(_file, form, asked),
                file_name=f"{asked.name}_{asked.as_of:%Y%m%d}.{form.extension}",
                mime=form.mime,
                key=f"export_{asked.name}{key}_{form.extension}",
                told={"as_of": asked.as_of, "filters": asked.filters, "rows": count},
            )
        told = replace(asked, filters=asked.filters | seen(data.reading(), asked.as_of, asked.language))
        st.html(f'<p class="stamp">{escape(_basis(told, count))}</p>')


def _taken(name: str, columns: tuple[str, ...], rows: pd.DataFrame) -> tuple[str, ...]:
    """The columns to take along, as the address says: those of the table, unless somebody chose others of its query."""
    labels, key = data.labels("column"), f"columns_{name}"
    more = [str(one) for one in rows.columns if one in labels and one not in (*columns, *UNTOLD)]
    known = [*columns, *more]
    taken = tuple(one for one in address.value(key).split(",") if one in known) or columns
    box = f"{key}_box"
    st.session_state[box] = list(taken)
    with st.popover(_("Columns ({count})", count=len(taken))):
        st.multiselect(
            _("Columns to take along"), known, format_func=lambda one: labels.get(one, one), key=box,
            placeholder=_("Those of the table"), on_change=_keep, args=(key, box, columns),
        )  # fmt: skip
    return taken


def _keep(key: str, box: str, columns: tuple[str, ...]) -> None:
    taken = tuple(st.session_state[box])
    address.put(key, "" if taken == columns else ",".join(taken))


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

"""Tables in HTML: headings from columns.csv, numbers right-aligned with separators, verdicts as chips, enterprises as
links; long ones page by page, with their exports above."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.page import nothing_found
from lib.ui.frame.words import _, day, listed, number
from lib.ui.parts import exports, paging

HEADING = 7  # letters; a Chinese heading with more has its unit in a line of its own
SHORT = 18  # half-widths of a letter; a column with no more in any cell does not break
LONG = 56  # a column with more in a cell is wide and breaks its words
CHIPS = {  # column of names → the column of its codes, and their kind
    "verdict_name": ("verdict", "verdict"),
    "stage_name": ("stage", "stage"),
    "colour_name": ("colour", "clock_colour"),
}
BELOW = {  # column → those that stand in small print below it where a list has both, so that a row fits the screen
    "enterprise_name": ("credit_code", "address", "contact_name", "contact_phone"),
    "sector_name": ("process_name",),
    "capacity": ("unit_name",),
    "verdict_name": ("standing_name",),
    "deadline": ("colour_name",),
    "due_on": ("colour_name",),
    "last_step_name": ("last_step_on",),
    "rule_title": ("clause",),
    "explanation": ("rule_ids", "clause"),
    "visit_reason": ("source_names",),
    "clock_name": ("clause", "due_basis"),
}
CODES = ("case_id", "line_id", "credit_code", "row_ref", "inspection_plan_id")  # do not break
OPENS = {"enterprise_name": ("enterprise", "enterprise"), "case_id": ("ledger", "case")}  # column → page, its key
Links = dict[str, list[str]]  # column → the address of each of its cells, empty for none


def paged(
    query: str,
    title: str,
    columns: Sequence[str],
    chosen: dict[str, str],
    beside: Callable[[pd.DataFrame], None] | None = None,
    picks: str = "",
    right: str = "export",
    key: str = "page",
    **fixed: Any,
) -> None:
    """A named query page by page with its exports, for whose role gives the right; it must take `start` and `size` and
    give `total_count`. `beside` draws the same rows once more, at the right of the table; a cell of the column `picks`
    puts the enterprise of its row into the address. `key` is that of the page in the address, where a screen has two
    lists."""
    params: dict[str, Any] = {**chosen, **fixed}
    step = paging.size()
    first = data.ask(query, **params, start=0, size=step)
    if first.empty:
        nothing_found()
        return
    total = int(first.total_count.iloc[0])
    order, start = paging.turned(total, key, paging.orders(first, columns))
    if order:
        rows = paging.ordered(data.ask(query, **params, start=0, size=paging.ALL_ROWS), order)[start : start + step]
    else:
        rows = data.ask(query, **params, start=start, size=step) if start else first
    exports.buttons(
        query, title, columns, {**params, "start": 0, "size": paging.ALL_ROWS}, chosen, page=first, right=right
    )
    if beside is None:
        _list(rows, columns, title)
    else:
        table, other = st.columns([7, 4], gap="medium")
        with table:
            _list(rows, columns, title, picks)
        with other:
            beside(rows)


def frame(rows: pd.DataFrame, columns: Sequence[str], title: str, key: str = "page") -> None:
    """Rows that are at hand, page by page; `key` is that of the page in the address, where a screen has two lists."""
    order, start = paging.turned(len(rows), key, paging.orders(rows, columns))
    _list(paging.ordered(rows, order)[start : start + paging.size()], columns, title)


def _list(rows: pd.DataFrame, columns: Sequence[str], title: str, picks: str = "") -> None:
    """A page of a list as a table of its own name, which scrolls in its box where it does not fit; a name opens its
    file, a number its case. A phone shows cards."""
    links = {
        column: [address.link(page, **{key: code}) if is_said(code) else "" for code in rows[f"{key}_id"]]
        for column, (page, key) in OPENS.items()
        if column in columns
    }
    if picks:
        links[picks] = [address.here(enterprise=code) for code in rows.enterprise_id]
    picked = [code == address.value("enterprise") for code in rows.enterprise_id] if picks else None
    table = _html(rows, columns, links, _below(columns), picked)
    name = escape(title, quote=True)
    st.html(f'<div class="list as-cards" role="region" aria-label="{name}">{table}</div>')


def _below(columns: Sequence[str]) -> dict[str, list[str]]:
    """Column → the columns in small print below it, of those a list has; each stands once."""
    found, taken = dict[str, list[str]](), set[str]()
    for column in columns:
        if column in BELOW and column not in taken:
            found[column] = [one for one in BELOW[column] if one in columns and one not in taken]
            taken.update(found[column])
    return found


def sheet(
    rows: pd.DataFrame,
    columns: Sequence[str],
    links: Links | None = None,
    *,
    is_cards: bool = False,
    key: str = "",
) -> None:
    """A short table: it prints whole and reads on a phone, `is_cards` there as a list of cards. `links` gives a
    column's cells addresses. One that may grow long is turned page by page under its `key` in the address."""
    given = links or {}
    if key and len(rows) > (step := paging.size()):
        start = paging.turned(len(rows), key)[1]
        rows, given = rows[start : start + step], {name: cells[start : start + step] for name, cells in given.items()}
    kind = "scroll as-cards" if is_cards else "scroll"
    st.html(f'<div class="{kind}">{_html(rows, columns, given)}</div>')


def _html(
    rows: pd.DataFrame,
    columns: Sequence[str],
    links: Links,
    small: dict[str, list[str]] | None = None,
    picked: list[bool] | None = None,
) -> str:
    """Rows as a table; `small` are the columns that stand in small print below others, `picked` the rows that do so
    out of the rest."""
    names, small = data.labels("column"), small or {}
    below = {one for some in small.values() for one in some}
    shown = [column for column in columns if column not in below]
    head = "".join(
        _head(column, rows[column], [names.get(one, one) for one in small.get(column, ())], names) for column in shown
    )
    cells = [_cells(rows, column, links.get(column), small.get(column, ()), names) for column in shown]
    marks = [' class="picked"' if one else "" for one in picked] if picked else [""] * len(rows)
    body = "".join(f"<tr{mark}>{''.join(row)}</tr>" for mark, row in zip(marks, zip(*cells, strict=True), strict=True))
    return f'<table class="sheet"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _head(column: str, values: pd.Series, below: list[str], names: dict[str, str]) -> str:
    more = f"<small>{escape(' · '.join(below))}</small>" if below else ""
    return f'<th scope="col" class="{_side(values)}">{_heading(names.get(column, column))}{more}</th>'


def _heading(name: str) -> str:
    """A heading as HTML; a long one has its unit below it."""
    long = len(name) > HEADING
    return escape(name).replace("（", "<br>（", 1) if long else escape(name)


def _side(values: pd.Series) -> str:
    """Class of a column: numbers stand right, dates do not break."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return "date"
    return "num" if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values) else ""


def _cells(
    rows: pd.DataFrame, column: str, links: list[str] | None, small: Sequence[str], names: dict[str, str]
) -> list[str]:
    """The cells of a column as HTML; a phone shows the column's name beside each."""
    said = [plain(value) for value in rows[column].tolist()]
    longest = max(map(_width, said), default=0)
    side = _side(rows[column]) or ("long" if longest > LONG else "short" if column in CODES or longest <= SHORT else "")
    texts = _texts(rows, column, said)
    if links:
        texts = [
            f'<a href="{escape(link, quote=True)}" target="_self">{text}</a>' if link and text != "–" else text
            for link, text in zip(links, texts, strict=True)
        ]
    if small:
        texts = [
            f"{text}{said}" if not said or text != "–" else said
            for text, said in zip(texts, _small(rows, small, names), strict=True)
        ]
    label = escape(names.get(column, column), quote=True)
    return [f'<td class="{side}" data-name="{label}">{text}</td>' for text in texts]


def _width(text: str) -> int:
    """How wide a text is: a Latin letter one, a Chinese one two, as its bytes tell."""
    return (len(text) + len(text.encode())) // 2


def _texts(rows: pd.DataFrame, column: str, said: list[str]) -> list[str]:
    """What the cells of a column say, as HTML."""
    if column not in CHIPS:
        return [escape(text) for text in said]
    code, kind = CHIPS[column]
    tones = data.colours(kind)
    return [
        text if text == "–" else _chip(tones, of, escape(text))
        for of, text in zip(rows[code].tolist(), said, strict=True)
    ]


def _small(rows: pd.DataFrame, columns: Sequence[str], names: dict[str, str]) -> list[str]:
    """The small print of each row: what is there of some columns, numbers with the name of theirs."""
    every = [_texts(rows, column, [plain(value) for value in rows[column].tolist()]) for column in columns]
    found = []
    for cells in zip(*every, strict=True):
        said = [
            f"{escape(names.get(column, column))} {text}" if _side(rows[column]) == "num" else text
            for column, text in zip(columns, cells, strict=True)
            if text != "–"
        ]
        found.append(f"<small>{' · '.join(said)}</small>" if said else "")
    return found


def plain(value: Any) -> str:
    """Any cell as a reader expects it: numbers with separators, dates as 2022-07-15, yes and no, a dash for nothing."""
    if isinstance(value, str):  # most cells are
        return value or "–"
    if isinstance(value, (list | tuple, np.ndarray)):
        return listed(value) or "–"
    if value is None or pd.isna(value):
        return "–"
    if isinstance(value, bool) or type(value).__name__ == "bool_" or type(value).__name__ == "bool":
        return _("yes") if value else _("no")
    if isinstance(value, pd.Timestamp):
        return day(value) if value == value.normalize() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, int | float) or pd.api.types.is_number(value):
        return number(value)
    return str(value) or "–"


def facts(pairs: dict[str, str]) -> None:
    """Name and value pairs, as many side by side as fit."""
    st.html(
        '<dl class="facts">'
        + "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs.items())
        + "</dl>"
    )


def beside(heads: Sequence[tuple[str, str]], rows: dict[str, list[str]]) -> None:
    """Things beside each other: `heads` are their names with their addresses, `rows` what each says of a matter; what
    differs is marked."""
    head = "".join(
        f'<th><a href="{escape(target, quote=True)}" target="_self">{escape(name)}</a></th>' for name, target in heads
    )
    body = "".join(
        f'<tr class="{"differs" if len(set(said)) > 1 else ""}"><th>{escape(name)}</th>'
        f"{''.join(f'<td>{escape(one)}</td>' for one in said)}</tr>"
        for name, said in rows.items()
    )
    st.html(f'<table class="sheet beside"><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>')


def ways(targets: dict[str, str]) -> None:
    """Words that lead on, side by side; each with its address, in the same window."""
    links = (
        f'<a href="{escape(target, quote=True)}" target="_self">{escape(text)}</a>' for text, target in targets.items()
    )
    st.html(f'<p class="screen">{" · ".join(links)}</p>')


def joined(*values: object) -> str:
    """Several cells as one text, missing ones left out."""
    return " · ".join(text for text in (plain(value) for value in values) if text != "–") or "–"


def is_said(value: Any) -> bool:
    """Whether a cell holds something."""
    return not pd.isna(value) and value != ""


def chip(code: str, name: str, kind: str = "verdict") -> str:
    """A verdict's name (or a stage's, an urgency's) with its colour, as HTML; `name` is escaped already."""
    return _chip(data.colours(kind), code, name)


def _chip(tones: dict[str, str], code: str, name: str) -> str:
    tone = tones.get(code, "#8A8F98")
    return f'<span class="chip" data-code="{escape(str(code), quote=True)}" style="--tone:{tone}">{name}</span>'

"""Tables: headings from columns.csv, numbers right-aligned with separators, verdicts as chips, enterprises as
links, exports below."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Any, Literal
from urllib.parse import quote

import numpy as np
import pandas as pd
import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.page import nothing_found
from lib.ui.frame.words import _, day, listed, number
from lib.ui.parts import exports

PAGE_SIZE = 200
READABLE = 4.5  # contrast of words on their ground, WCAG AA
LIGHT = 0.52  # luminance from which Streamlit writes black on a chip, with a margin
ALL_ROWS = 2**31
BESIDE = 480  # pixels of a table with a map at its right
WHOLE = 15  # rows of a table that stand without scrolling, and without an empty row below them
PRINTED = 500  # rows of a table that is not paged
HEADING = 7  # letters; a Chinese heading with more has its unit in a line of its own
LONG = 24  # letters; a column with more in a cell may break its words on paper
WIDTHS = {
    "verdict_name": 118,
    "stage_name": 130,
    "colour_name": 96,
}  # pixels: a chip with its longest name in either language
CHIPS = {  # column of names → the column of its codes, and their kind
    "verdict_name": ("verdict", "verdict"),
    "stage_name": ("stage", "stage"),
    "colour_name": ("colour", "clock_colour"),
}


def paged(
    query: str,
    title: str,
    columns: Sequence[str],
    chosen: dict[str, str],
    beside: Callable[[pd.DataFrame], None] | None = None,
    right: str = "export",
    **fixed: Any,
) -> None:
    """A named query page by page with its exports, for whose role gives the right; it must take `start` and `size` and
    give `total_count`. `beside` draws the same rows once more, at the right of the table, where a row that is picked
    names its enterprise in the address."""
    params: dict[str, Any] = {**chosen, **fixed}
    first = data.ask(query, **params, start=0, size=PAGE_SIZE)
    if first.empty:
        nothing_found()
        return
    total = int(first.total_count.iloc[0])
    pages = -(-total // PAGE_SIZE)
    st.html(f'<p class="stamp">{escape(_("{count} rows", count=number(total)))}</p>')
    chosen_page = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
    start = (chosen_page - 1) * PAGE_SIZE
    rows = first if chosen_page == 1 else data.ask(query, **params, start=start, size=PAGE_SIZE)
    if beside is None:
        frame(rows, columns, total=total, start=start)
    else:
        table, other = st.columns([7, 4], gap="medium")
        with table:
            frame(rows, columns, height=BESIDE, total=total, start=start, picks="enterprise")
        with other:
            beside(rows)
    exports.buttons(query, title, columns, {**params, "start": 0, "size": ALL_ROWS}, chosen, page=first, right=right)


def frame(
    rows: pd.DataFrame,
    columns: Sequence[str],
    height: int | None = None,
    total: int | None = None,
    start: int = 0,
    picks: str = "",
) -> None:
    """Rows as an interactive table of these columns, and for the printer as plain HTML: the interactive one prints only
    what is scrolled into sight. `rows` stand at `start` (0-based) among `total`; of a row that is picked the id named
    by `picks` is put into the address."""
    shown = rows.loc[:, list(columns)].copy()
    if "enterprise_name" in shown:
        shown["enterprise_name"] = [
            f"{address.link('enterprise', enterprise=code)}#{quote(name)}"
            for code, name in zip(rows.enterprise_id, rows.enterprise_name, strict=True)
        ]
    if "case_id" in shown:
        shown["case_id"] = [
            f"{address.link('ledger', case=code)}#{code}" if is_said(code) else "" for code in rows.case_id
        ]
    for column in CHIPS.keys() & set(shown):
        shown[column] = [[name] if is_said(name) else [] for name in shown[column]]
    size: int | Literal["content"] = height or ("content" if len(shown) <= WHOLE else 560)
    more = _picking(rows, picks) if picks else {}
    st.dataframe(shown, hide_index=True, height=size, column_config=_config(shown), placeholder="–", **more)
    _on_paper(rows.head(PRINTED), columns, len(rows) if total is None else total, start)


def _picking(rows: pd.DataFrame, picks: str) -> dict[str, Any]:
    """What makes rows of a table pickable; the table is another one when its rows are others, or its picks would stay
    at their numbers."""
    codes, asked = [str(code) for code in rows[f"{picks}_id"]], address.value(picks)
    key = f"picked_{picks}_{hash(tuple(codes))}_{asked}"
    return {
        "key": key,
        "on_select": partial(_keep_pick, key, codes, picks),
        "selection_mode": "single-row",
        "selection_default": {"selection": {"rows": [codes.index(asked)]}} if asked in codes else None,
    }


def _keep_pick(key: str, codes: list[str], picks: str) -> None:
    chosen = st.session_state[key]["selection"]["rows"]
    address.put(picks, codes[chosen[0]] if chosen else "")


def _on_paper(rows: pd.DataFrame, columns: Sequence[str], total: int, start: int) -> None:
    """What the printer gets in place of an interactive table, and a phone as a list of cards; cut off, it says where
    the whole list is."""
    note = ""
    if len(rows) < total:
        words = _(
            "{count} rows; printed here: rows {first} to {last}. The whole list is in the Excel export.",
            count=number(total), first=number(start + 1), last=number(start + len(rows)),
        )  # fmt: skip
        note = f'<p class="stamp">{escape(words)}</p>'
    targets = {
        column: [address.link(page, **{key: code}) if is_said(code) else "" for code in rows[key + "_id"]]
        for column, page, key in (("enterprise_name", "enterprise", "enterprise"), ("case_id", "ledger", "case"))
        if column in columns
    }
    st.html(f'<div class="on-paper as-cards">{note}{_html(rows, columns, targets)}</div>')


def records(rows: list[dict[str, Any]], columns: Sequence[str]) -> None:
    """A table of records that no query answers: the remarks of a dry run."""
    frame(pd.DataFrame(rows).rename(columns={"column": "column_name"}), columns)


def _config(shown: pd.DataFrame) -> dict[Any, Any]:
    """How each column is drawn: by its name where the name means more, else by its type."""
    names = data.labels("column")
    return {
        str(column): _column(str(column), shown[column], names.get(str(column), str(column)))
        for column in shown.columns
    }


def _column(name: str, values: pd.Series, label: str) -> Any:
    if name == "enterprise_name":
        return st.column_config.LinkColumn(label, display_text=r"#(.*)$", width=250, pinned=True)
    if name == "case_id":
        return st.column_config.LinkColumn(label, display_text=r"#(.*)$", width=150)
    if name in CHIPS:
        tones = data.ask("every/labels", kind=CHIPS[name][1])
        chips = [readable(colour) for colour in tones.colour]
        return st.column_config.MultiselectColumn(
            label, options=list(tones["name"]), color=chips, width=WIDTHS.get(name, "small")
        )
    if pd.api.types.is_bool_dtype(values):
        return st.column_config.CheckboxColumn(label)
    if pd.api.types.is_numeric_dtype(values):
        return st.column_config.NumberColumn(label, format="localized")
    if pd.api.types.is_datetime64_any_dtype(values):
        if (values.dropna() == values.dropna().dt.normalize()).all():
            return st.column_config.DateColumn(label, format="YYYY-MM-DD")
        return st.column_config.DatetimeColumn(label, format="YYYY-MM-DD HH:mm")
    return st.column_config.TextColumn(
        label, width="large" if name in ("explanation", "sentence", "clause_text", "visit_reason") else None
    )


def readable(colour: str) -> str:
    """A chip's ground on which its words can be read: Streamlit writes black on what is lighter than half, else white.
    White is kept where it stands out; other colours are mixed with white until black is written on them."""
    if colour == "#FFFFFF":
        return "#E9EDF2"
    if contrast(luminance(colour), 1) >= READABLE:
        return colour
    return next(mixed for share in range(101) if luminance(mixed := paler(colour, share / 100)) > LIGHT)


def paler(colour: str, share: float) -> str:
    """A colour mixed with that share of white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * share):02X}" for part in parts)


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` as WCAG 2 defines it: 0 is black, 1 is white."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """Contrast ratio of two luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def sheet(
    rows: pd.DataFrame, columns: Sequence[str], links: dict[str, list[str]] | None = None, *, is_cards: bool = False
) -> None:
    """A short table in plain HTML: it prints whole and reads on a phone, `is_cards` there as a list of cards. `links`
    gives a column's cells addresses."""
    kind = "scroll as-cards" if is_cards else "scroll"
    st.html(f'<div class="{kind}">{_html(rows, columns, links or {})}</div>')


def _html(rows: pd.DataFrame, columns: Sequence[str], targets: dict[str, list[str]]) -> str:
    names = data.labels("column")
    said = {column: _heading(names.get(column, column)) for column in columns}
    head = "".join(f'<th class="{_side(rows[column])}">{said[column]}</th>' for column in columns)
    cells = [_cells(rows, column, targets.get(column), names.get(column, column)) for column in columns]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*cells, strict=True))
    return f'<table class="sheet"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _heading(name: str) -> str:
    """A heading as HTML; a long one has its unit below it."""
    long = len(name) > HEADING
    return escape(name).replace("（", "<br>（", 1) if long else escape(name)


def _side(values: pd.Series) -> str:
    """Class of a column: numbers stand right, dates do not break."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return "date"
    return "num" if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values) else ""


def _cells(rows: pd.DataFrame, column: str, targets: list[str] | None, name: str) -> list[str]:
    """The cells of a column as HTML; a phone shows the column's name beside each."""
    texts = [escape(plain(value)) for value in rows[column].tolist()]
    side = _side(rows[column]) or ("long" if any(len(text) > LONG for text in texts) else "")
    if column in CHIPS:
        code, kind = CHIPS[column]
        tones = data.colours(kind)
        texts = [
            text if text == "–" else _chip(tones, said, text)
            for said, text in zip(rows[code].tolist(), texts, strict=True)
        ]
    if targets:
        texts = [
            f'<a href="{escape(target, quote=True)}" target="_self">{text}</a>' if target and text != "–" else text
            for target, text in zip(targets, texts, strict=True)
        ]
    label = escape(name, quote=True)
    return [f'<td class="{side}" data-name="{label}">{text}</td>' for text in texts]


def plain(value: Any) -> str:
    """Any cell as a reader expects it: numbers with separators, dates as 2022-07-15, yes and no, a dash for nothing."""
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
    return f'<span class="chip" style="--tone:{tones.get(code, "#8A8F98")}">{name}</span>'

"""Long lists a page at a time: which rows are shown, in which order, and the way to the others, all in the address."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.words import _, number
from lib.ui.parts import filters

SIZE = 50  # rows a page
ON_A_PHONE = 20  # cards a page
ALL_ROWS = 2**31
SORTED = 5_000  # rows; a longer list keeps its own order, for sorting needs all of them at hand


def size() -> int:
    """Rows a page: fewer on a phone, where each is a card."""
    return ON_A_PHONE if "Mobi" in str(st.context.headers.get("User-Agent", "")) else SIZE


def turned(total: int, key: str = "page", orders: dict[str, str] | None = None) -> tuple[str, int]:
    """Say which of `total` rows are shown and offer the other pages; `orders` (code → name) are offered where the list
    is not too long for them. Returns the order that is asked for, empty for the list's own, and the first row,
    0-based."""
    step, order = size(), ""
    pages = max(1, -(-total // step))
    start = (min(_asked(key), pages) - 1) * step
    with st.container(horizontal=True, vertical_alignment="center", key=f"pager_{key}"):
        whole = f'<span class="on-paper"> {escape(_("The whole list is in the Excel export."))}</span>'
        said = escape(_shown(start, step, total)) + (whole if pages > 1 else "")
        st.html(f'<p class="stamp">{said}</p>', width="content")
        if orders and 1 < total <= SORTED:
            order = filters.choice(key.replace("page", "order"), _("Order"), orders, _("Order: as listed"))
        if pages > 1:
            _turn(pages, key)
    return order, start


def _shown(start: int, step: int, total: int) -> str:
    if total <= step:
        return _("{count} rows", count=number(total))
    last = min(start + step, total)
    return _("Rows {first} to {last} of {count}", first=number(start + 1), last=number(last), count=number(total))


def _asked(key: str) -> int:
    """The page the address asks for, counted from one."""
    text = address.value(key)
    return max(1, int(text)) if text.isdecimal() and len(text) < 10 else 1


def _turn(pages: int, key: str) -> None:
    box = f"{key}_box"
    st.session_state[box] = min(_asked(key), pages)
    st.pagination(pages, key=box, on_change=_keep, args=(key, box))


def _keep(key: str, box: str) -> None:
    chosen = st.session_state[box]
    address.put(key, str(chosen) if chosen > 1 else "")


def orders(rows: pd.DataFrame, columns: Sequence[str]) -> dict[str, str]:
    """The orders of a list by its columns of numbers and dates: code → name."""
    names, found = data.labels("column"), dict[str, str]()
    for column in columns:
        if pd.api.types.is_datetime64_any_dtype(rows[column]):
            found |= {
                column: _("{column}: earliest first", column=names[column]),
                f"-{column}": _("{column}: latest first", column=names[column]),
            }
        elif pd.api.types.is_numeric_dtype(rows[column]) and not pd.api.types.is_bool_dtype(rows[column]):
            found |= {
                f"-{column}": _("{column}: largest first", column=names[column]),
                column: _("{column}: smallest first", column=names[column]),
            }
    return found


def ordered(rows: pd.DataFrame, order: str) -> pd.DataFrame:
    """Rows in an order of `orders`; what has no value comes last, what is equal stays as it was."""
    if not order:
        return rows
    return rows.sort_values(order.removeprefix("-"), ascending=order[0] != "-", kind="stable", na_position="last")

"""How each sheet of a file was read: its rows by kind, its role and area, and choosing them."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from lib.imports.grid.choices import NO_CHOICES, Choices
from lib.imports.grid.model import ROLES, Choice, GridRow, SheetGrid
from lib.imports.workbook import cell_address
from lib.ui.frame import data
from lib.ui.frame.words import _, literal, number

CHOSEN: Final = "import_sheets"  # the session's key of what its file's sheets are for
AS_WRITTEN: Final = ""


def chosen(file_id: str) -> Choices:
    """What the sheets of an uploaded file were said to be for."""
    kept = st.session_state.get(CHOSEN)
    return kept[1] if kept and kept[0] == file_id else NO_CHOICES


def undo(file_id: str) -> None:
    """Where a file cannot be read as its sheets were chosen, take that back."""
    if chosen(file_id) and st.button(_("Read the sheets as proposed")):
        st.session_state.pop(CHOSEN)
        st.rerun()


def show(sheets: Sequence[SheetGrid], file_id: str, corrected: frozenset[str] = frozenset()) -> None:
    """The grid of each sheet, and a form that says what each is for; the file is read again as it says. `corrected` are
    the cells, such as Sheet!D7, that a person corrected."""
    with st.expander(_("Sheets: how each was read"), expanded=len(sheets) > 1):
        for sheet in sheets:
            _sheet(sheet, corrected)
        with st.form("sheets", border=False):
            asked = {sheet.sheet: _asked(sheet, at) for at, sheet in enumerate(sheets) if sheet.why != "hidden"}
            if st.form_submit_button(_("Read the sheets so")):
                kept = dict(chosen(file_id))
                changed = {name: said for name, (said, proposed) in asked.items() if said != proposed}
                st.session_state[CHOSEN] = (file_id, kept | changed)
                st.rerun()


def _sheet(sheet: SheetGrid, corrected: frozenset[str]) -> None:
    """A sheet in words, and its rows as they stand."""
    kinds, roles = data.labels("row_kind"), data.labels("sheet_role")
    counted = " · ".join(f"{kinds[kind]} {number(count)}" for kind, count in sheet.counts.items())
    words = [f"{roles[sheet.role]}（{data.named('sheet_why', sheet.why)}）", counted]
    if sheet.area_code:
        area = data.named("area", sheet.area_code)
        words.append(
            _(
                "Area: {area} (from {source})",
                area=area,
                source=data.named("area_source", sheet.area_from),
            )
        )
    if sheet.hidden_columns:
        words.append(_("Hidden columns: {columns}", columns=" ".join(sheet.hidden_columns)))
    if compared := [total for total in sheet.totals if total.agrees is not None]:
        different = number(sum(not total.agrees for total in compared))
        words.append(
            _("Totals: {count} compared, {different} differ", count=number(len(compared)), different=different)
        )
    st.markdown(f"**{literal(sheet.sheet)}**　{'　'.join(filter(None, words))}")
    if sheet.rows:
        st.html(f'<div class="scroll">{grid_html(sheet.rows, kinds, _own(sheet.sheet, corrected))}</div>')


def _own(sheet: str, corrected: frozenset[str]) -> frozenset[str]:
    """The corrected cells of one sheet, such as D7."""
    return frozenset(cell for name, _, cell in (one.rpartition("!") for one in corrected) if name == sheet)


def grid_html(rows: Sequence[GridRow], kinds: dict[str, str], corrected: frozenset[str] = frozenset()) -> str:
    """Rows of a sheet with their number and kind under the letters of the columns; whatever they say is text."""
    letters = [cell_address(0, at)[:-1] for at in range(max(len(row.cells) for row in rows))]
    head = "".join(f"<th>{letter}</th>" for letter in letters)
    body = "".join(
        f'<tr class="{row.kind}"><td class="num">{row.number}</td><td>{escape(kinds[row.kind])}</td>'
        f"{''.join(_cells(row, letters, corrected))}</tr>"
        for row in rows
    )
    return f'<table class="sheet grid"><thead><tr><th></th><th></th>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cells(row: GridRow, letters: list[str], corrected: frozenset[str]) -> list[str]:
    """The cells of a row as HTML; the only one of a title runs over the whole width."""
    span = f' colspan="{len(letters)}"' if len(row.cells) == 1 else ""
    cells = (*row.cells, *[""] * (0 if span else len(letters) - len(row.cells)))
    marks = [' class="corrected"' if f"{letter}{row.number}" in corrected else "" for letter in letters]
    return [f"<td{mark}{span}>{escape(cell)}</td>" for cell, mark in zip(cells, marks, strict=False)]


def _asked(sheet: SheetGrid, at: int) -> tuple[Choice, Choice]:
    """What a person says a sheet is for, and what was proposed."""
    roles, areas = data.labels("sheet_role"), {AS_WRITTEN: _("As the sheet says")} | data.areas()
    own = sheet.area_code if sheet.area_from == "chosen" and sheet.area_code in areas else AS_WRITTEN
    left, right = st.columns(2)
    role = left.selectbox(
        _("Use of sheet {sheet}", sheet=sheet.sheet), ROLES, index=ROLES.index(sheet.role),
        format_func=roles.__getitem__, key=f"sheet_role_{at}_{sheet.role}",
    )  # fmt: skip
    area = right.selectbox(
        _("Area of its rows that name none"), list(areas), index=list(areas).index(own),
        format_func=areas.__getitem__, key=f"sheet_area_{at}_{own}",
    )  # fmt: skip
    return Choice(role, area), Choice(sheet.role, own)

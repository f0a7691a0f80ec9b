"""Correcting cells of a file before it is imported: the file stays as it came; value, reason and name are kept."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from lib.errors import UserError
from lib.imports.grid.corrections import Correction, correction_of
from lib.imports.rows import Parsed, Remark
from lib.ui.frame.words import _, bare, told
from lib.ui.parts import tables

CORRECTED: Final = "import_corrections"  # the session's key of what was corrected in its file
COLUMNS: Final = ("sheet", "cell", "value", "corrected_value", "correction_reason", "corrected_by")


def made(file_id: str) -> tuple[Correction, ...]:
    """The corrections of an uploaded file, as they were written."""
    kept = st.session_state.get(CORRECTED)
    return kept[1] if kept and kept[0] == file_id else ()


def undo(file_id: str) -> None:
    """Where a file cannot be read as it was corrected, take the last correction back."""
    done = made(file_id)
    if done and st.button(_("Take back the correction of {cell}", cell=f"{done[-1].sheet}!{done[-1].cell}")):
        _keep(file_id, done[:-1])


def show(parsed: Parsed, doubts: Sequence[Remark], file_id: str, actor: str) -> None:
    """What was corrected, each with a way back, and a form for one more cell."""
    done = made(file_id)
    with st.expander(_("Correct a cell ({count} corrected)", count=len(done)), expanded=bool(parsed.refusals or done)):
        if parsed.corrections:
            rows = [(one.sheet, one.cell, one.original, one.value, one.reason, one.by) for one in parsed.corrections]
            table(pd.DataFrame(rows, columns=list(COLUMNS)))
            undo(file_id)
        cells = {f"{one.sheet}!{one.cell}": one for one in (*parsed.refusals, *doubts) if one.cell}
        names = {place: f"{place}　{one.column}　{one.value}" for place, one in cells.items()}
        names |= {"": bare("Another cell")}
        with st.form("correct_cell", border=False):
            left, middle, right = st.columns([4, 3, 4])
            place = left.selectbox(_("Cell to correct"), list(names), format_func=names.__getitem__)
            typed = left.text_input(_("Another cell, such as {example}", example=f"{parsed.sheets[0].sheet}!D7"))
            value = middle.text_input(_("What it is to say (empty: blank)"), max_chars=200)
            reason = right.text_input(_("Reason (kept with your name and what stands in the file)"), max_chars=200)
            sent = st.form_submit_button(_("Correct it"))
        if sent:
            sheets = [sheet.sheet for sheet in parsed.sheets if sheet.why != "hidden"]
            try:
                one = correction_of(typed or place, value, reason, actor, sheets)
            except UserError as error:
                st.error(told(error))
            else:
                others = tuple(other for other in done if (other.sheet, other.cell) != (one.sheet, one.cell))
                _keep(file_id, (*others, one))


def table(rows: pd.DataFrame) -> None:
    """Corrected cells with what stands in the file."""
    tables.sheet(rows, COLUMNS, is_cards=True, key="corrected_page")


def places(file_id: str) -> frozenset[str]:
    """The corrected cells, as `Sheet!D7`."""
    return frozenset(f"{one.sheet}!{one.cell}" for one in made(file_id))


def _keep(file_id: str, corrections: tuple[Correction, ...]) -> None:
    st.session_state[CORRECTED] = (file_id, corrections)
    st.rerun()

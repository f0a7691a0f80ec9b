"""One sheet read: its layout, its tables, and how it is shown."""

from dataclasses import dataclass, field, replace

import pandas as pd

from lib.imports.cells import cell_text
from lib.imports.fields import Context
from lib.imports.grid.areas import AreaSaid, area_of_sheet
from lib.imports.grid.layout import Layout, layout_of, texts_of, without_tables
from lib.imports.grid.model import Choice, GridRow, SheetGrid
from lib.imports.grid.of_steps import is_of_steps
from lib.imports.grid.one_plant import form_kinds, labels_of, laid_out
from lib.imports.grid.row_words import RowWords
from lib.imports.rows import Remark
from lib.imports.sheets import Sheet, read_sheet
from lib.imports.subjects.own import is_own
from lib.imports.subjects.own import profile as own_profile
from lib.imports.values.days import day_said
from lib.imports.workbook import Grid, cell_address

FIRST, OTHERS = 15, 200  # rows that are shown: the first, and the first of those that are not data
CELLS, LETTERS = 30, 60  # of a row that is shown


@dataclass
class SheetRead:
    """A sheet as it was read, before it is known what it is for."""

    grid: SheetGrid
    tables: list[Sheet] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)  # about the sheet and its rows that are no data

    def rows(self) -> pd.DataFrame:
        """Its accepted rows."""
        return pd.concat([table.rows for table in self.tables], ignore_index=True)


def unread(name: str, why: str) -> SheetRead:
    """A sheet that is not even opened."""
    return SheetRead(SheetGrid(name, "ignored", why))


def read_one(grid: Grid, choice: Choice | None, context: Context, words: RowWords, language: str) -> SheetRead:
    """A sheet with its tables; what it is for is as chosen, else a county's until all sheets are known.

    Empties the grid. Raises FileRefused for an ambiguous heading.
    """
    if context.profile is None and is_own(grid):
        context = replace(context, profile=own_profile())
    labels = labels_of(grid, context)
    form = laid_out(grid, labels, context) if labels else None
    layout = layout_of(form or grid, context, words) if form or not labels else without_tables(grid)
    whole, grid = grid, form or grid
    area, other = area_of_sheet(grid.sheet, layout.texts, words)
    if choice and choice.area:
        area, other = AreaSaid(choice.area, context.vocabulary.name("area", choice.area), "chosen", choice.area), None
    read = SheetRead(shown(grid, layout, choice, area))
    if read.grid.why == "no_heading" and labels:
        read.grid.why = "vertical"
    if is_of_steps(grid, context):
        read.grid.role, read.grid.why = "ignored", "steps"
    if read.grid.role == "ignored":
        return read
    read.remarks = [_skipped(grid, number) for number, kind in enumerate(layout.kinds) if kind == "skipped"]
    if form:
        told = {"sheet": grid.sheet, "rows": str(sum(len(region.data) for region in layout.regions))}
        read.remarks.append(Remark(grid.sheet, 1, "", "", "", "sheet_form", told))
        read.grid.rows = shown_rows(whole, form_kinds(whole, form))  # as it stands in the file
    if area and other:
        told = {"area": area.name, "text": area.text, "other": other.name, "other_text": other.text}
        read.remarks.append(Remark(grid.sheet, 1, "", "", other.text, "area_sources_differ", told))
    read.tables = read_sheet(grid, layout, area, context, words, language)
    read.grid.totals = [total for table in read.tables for total in table.totals]
    return read


def shown(grid: Grid, layout: Layout, choice: Choice | None, area: AreaSaid | None) -> SheetGrid:
    """How a sheet is shown to a person; without a heading there is nothing to read, whatever was chosen."""
    role, why = (choice.role, "chosen") if choice else ("county", "data")
    if not layout.regions and role != "ignored":
        role, why = "ignored", "no_heading"
    titles = [text for row, kind in enumerate(layout.kinds) if kind == "title" for text in texts_of(grid.rows[row])]
    said = day_said([*titles, grid.sheet])
    return SheetGrid(
        grid.sheet,
        role,
        why,
        day=said[0].isoformat() if said else "",
        day_text=said[1] if said else "",
        area=area.name if area else "",
        area_code=area.code if area else "",
        area_from=area.source if area else "",
        counts=layout.counts(),
        headings=[region.header.heading_row for region in layout.regions],
        hidden_columns=[cell_address(0, at)[:-1] for at in sorted(grid.hidden_columns)],
        rows=shown_rows(grid, layout.kinds),
    )


def shown_rows(grid: Grid, kinds: list[str]) -> list[GridRow]:
    """The first rows of a sheet, and the first of those that are neither data nor blank."""
    said = [number for number, kind in enumerate(kinds) if kind != "blank"]
    others = [number for number in said[FIRST:] if kinds[number] != "data"][:OTHERS]
    return [GridRow(at + 1, kinds[at], _cells(grid.rows[at])) for at in (*said[:FIRST], *others)]


def _cells(row: list[object]) -> tuple[str, ...]:
    texts = [cell_text(cell)[:LETTERS] for cell in row[:CELLS]]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _skipped(grid: Grid, number: int) -> Remark:
    """What is said of a row that is none of the kinds we know."""
    column, text = next((at, said) for at, cell in enumerate(grid.rows[number]) if (said := cell_text(cell)))
    return Remark(grid.sheet, number + 1, cell_address(number + 1, column), "", text, "row_skipped", {"value": text})

"""The tables of a sheet: raw cells to typed rows, everything refused or doubtful said cell by cell."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from lib.imports.composing import compose
from lib.imports.fields import Context, Values, field_values, renamed
from lib.imports.formats.beside import UNSAVED
from lib.imports.grid.areas import AreaSaid
from lib.imports.grid.around import Around, own_area, say_around
from lib.imports.grid.layout import Layout, Region
from lib.imports.grid.model import Total
from lib.imports.grid.row_words import RowWords
from lib.imports.grid.totals import compare_totals, stated_rows
from lib.imports.reasons import refused
from lib.imports.remarks import Remarks, Said
from lib.imports.rows import ENTERPRISE_COLUMNS, LINE_COLUMNS, ROW_COLUMNS, Remark
from lib.imports.tables import Column, Table, table_of
from lib.imports.values.capacities import CAPACITIES, read_capacities, warn_other_unit
from lib.imports.values.datums import POSITIONS, stated_datum
from lib.imports.values.measured import MILL, diameters_from_models, read_measurements
from lib.imports.values.models import pieces
from lib.imports.values.sectors import classify
from lib.imports.values.sizes import doubt_capacities
from lib.imports.workbook import Grid

PLAIN = tuple(
    name for name in (*ENTERPRISE_COLUMNS, *LINE_COLUMNS) if name != "has_line" and not name.startswith("capacity_")
)
MAKES_A_LINE = ("line_id", "line_code", "line_name", "model", "process", "product", "quantity", *CAPACITIES)
ONLY_ONCE = frozenset(("enterprise_name", "credit_code", "lon_text", "lat_text", *CAPACITIES))


@dataclass
class Sheet:
    """What one table of a sheet gave."""

    rows: pd.DataFrame
    measurements: pd.DataFrame
    refusals: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    row_count: int = 0
    totals: list[Total] = field(default_factory=list)


def read_sheet(
    grid: Grid, layout: Layout, area: AreaSaid | None, context: Context, words: RowWords, language: str
) -> list[Sheet]:
    """What each table of a sheet gives; `area` is that of rows that name none. Empties the grid.

    Raises FileRefused for an ambiguous heading.
    """
    tables = [table_of(grid, region.header, region.data, region.merged_numbers) for region in layout.regions]
    for region, table in zip(layout.regions, tables, strict=True):
        units = [section.unit for section in region.sections]
        if any(units):
            table.section_units = [units[section] if section >= 0 else "" for section in region.section_of]
    stated = [stated_rows(grid, region) for region in layout.regions]
    grid.rows = []
    sheets = []
    for region, table, rows in zip(layout.regions, tables, stated, strict=True):
        remarks = Remarks(table)
        _settle_repeated(table, remarks, context, language)
        if context.profile:
            compose(table, context.profile)
        _tell_unread(grid, region, table, remarks)
        _refuse_unlike(region, table, remarks)
        totals = compare_totals(rows, region, table, context, words)
        remarks.about_columns += [total_remark(grid.sheet, total) for total in totals if total.agrees is False]
        datum = _datum(table, [*region.titles, *layout.texts], context, remarks)
        sheets.append(_read_table(table, Around(region, own_area(region, area, words)), datum, context, remarks))
        sheets[-1].totals = totals
    return sheets


def _tell_unread(grid: Grid, region: Region, table: Table, remarks: Remarks) -> None:
    """Say of each cell that holds an error or a hanging ditto mark, and of each hidden row and column, that it does."""
    for column in filter(lambda one: one.kind, table.columns):
        remarks.column(column, {code: _unread(text, column) for code, text in column.broken.items()})
        remarks.rows(column.hanging, column, "ditto_hangs")
        if column.index in grid.hidden_columns:
            remarks.heading(column, "column_hidden")
    for position, number in enumerate(region.data):
        if number in grid.hidden_rows:
            remarks.row(position, None, "row_hidden")


def _refuse_unlike(region: Region, table: Table, remarks: Remarks) -> None:
    """Refuse rows named by a total or an area, also where a ditto mark repeats that name."""
    names = table.column("enterprise_name")
    if names and region.unlike:
        unlike = region.unlike
        codes = {int(names.codes[at]): unlike[row] for at, row in enumerate(region.data) if row in unlike}
        remarks.column(names, {code: Said(None, reason) for code, reason in codes.items()})


def _unread(text: str, column: Column) -> Said:
    """The warning of a cell that could not be read; without a name its row is refused."""
    kind = "unsaved" if text.startswith(UNSAVED) else "error"
    reason = f"name_{kind}" if column.name == "enterprise_name" else f"cell_{kind}"
    return Said(None, reason, {"formula": text.removeprefix(UNSAVED).strip()})


def total_remark(sheet: str, total: Total) -> Remark:
    """The warning about a total that differs from the sum of its rows."""
    told = {"label": total.label, "column": total.column, "said": total.said, "summed": total.summed}
    reason = "total_counts_otherwise" if total.counts else "total_differs"
    return Remark(sheet, total.row_number, total.cell, total.column, total.said, reason, told)


def _datum(table: Table, said_around: list[str], context: Context, remarks: Remarks) -> str | None:
    """The datum of the table's coordinates where a row does not say its own."""
    columns = [column for name in POSITIONS if (column := table.column(name))]
    if not columns:
        return None
    datum = stated_datum([column.label for column in columns], said_around, context.vocabulary)
    if datum.unknown:
        remarks.heading(columns[0], "datum_unknown", {"value": datum.unknown})
    return datum.datum


def _settle_repeated(table: Table, remarks: Remarks, context: Context, language: str) -> None:
    """Of two columns of one meaning read the first, or refuse the file where a guess matters; name unread columns."""
    names = [column for column in table.columns if (column.kind, column.name) == ("field", "line_name")]
    equipment = [column for column in names if "设备" in column.label]
    if len(names) > len(equipment) == 1 and not table.column("model"):
        equipment[0].name = "model"  # beside a line's name, its equipment is what it is made of
    first: dict[tuple[str, str], str] = {}
    is_silent = context.profile is not None and context.profile.is_complete
    for column in table.columns:
        meant = (column.kind, column.name)
        if not column.kind:
            if not is_silent and any(column.texts):
                remarks.heading(column, "column_unread")
        elif meant in first and column.name not in {"ignored", "serial"}:
            if column.name in ONLY_ONCE or column.kind == "attribute":
                found = f"{first[meant]}、{column.label}"
                named = context.vocabulary.name(column.kind, column.name)
                raise refused("file_ambiguous", language, sheet=table.sheet, field=named, found=found)
            remarks.heading(column, "column_repeated", {"first": first[meant]})
            column.kind = ""
        first.setdefault(meant, column.label)


def _read_table(table: Table, around: Around, datum: str | None, context: Context, remarks: Remarks) -> Sheet:
    size = len(table.row_numbers)
    fields = {name: field_values(table, name, context, remarks) for name in (*PLAIN, "observed_on")}
    fields["datum"][fields["datum"] == None] = datum  # noqa: E711 - elementwise
    _split_names(table, fields, remarks)
    _count_machines(table, fields)
    fields |= read_capacities(table, context, remarks)
    measured = read_measurements(table, context, remarks)
    fields["has_line"] = _has_line(fields, measured, size)
    say_around(around, fields, context, remarks)
    sectors, processes = classify(table, fields, fields["has_line"], context, remarks)
    mills = measured[measured["attribute"] == MILL]
    stated = dict(zip(mills["row_index"], mills["value_number"], strict=True))
    diameters = diameters_from_models(table, processes, stated, context, remarks)
    measured = pd.concat([measured, diameters], ignore_index=True) if len(diameters) else measured
    fields |= {"sector": np.array(sectors, dtype=object), "process": np.array(processes, dtype=object)}
    _doubt_lines(table, fields, processes, context, remarks)
    _refuse_duplicates(table, remarks)
    return _sheet(table, fields, measured, remarks)


def _split_names(table: Table, fields: dict[str, Values], remarks: Remarks) -> None:
    """Take the former name out of a name that says it too, so that the plant is found under either, and tell it."""
    for position, name in enumerate(fields["enterprise_name"]):
        known, former = renamed(name) if name and name[-1] in ")）" else (name, "")
        if former:
            fields["enterprise_name"][position] = known
            fields["former_names"][position] = (*(fields["former_names"][position] or ()), former)
            told = {"name": known, "former": former}
            remarks.row(position, table.column("enterprise_name"), "former_from_name", told)


def _count_machines(table: Table, fields: dict[str, Values]) -> None:
    """Take the number of machines from the model, else the line's name, where no column gives it: the capacity is that
    of all of them."""
    if model := table.column("model") or table.column("line_name"):
        said = np.array([pieces(text) for text in model.texts], dtype=object)[model.codes]
        fields["quantity"] = np.where(fields["quantity"] == None, said, fields["quantity"])  # noqa: E711 - elementwise


def _has_line(fields: dict[str, Values], measured: pd.DataFrame, size: int) -> Values:
    """A row speaks of a line when it names one, its equipment, process, product or capacity, or measures one."""
    stated = np.zeros(size, dtype=bool)
    for name in MAKES_A_LINE:
        stated |= fields[name] != None  # noqa: E711 - elementwise
    stated[measured.loc[measured["subject_kind"] == "line", "row_index"].to_numpy(dtype=np.int64)] = True
    return stated.astype(object)


def _doubt_lines(
    table: Table, fields: dict[str, Values], processes: list[str | None], context: Context, remarks: Remarks
) -> None:
    has_line = fields["has_line"].astype(bool)
    state = table.column("state")
    silent = np.flatnonzero(has_line & (fields["state"] == None))  # noqa: E711 - elementwise
    if state is None and len(silent):
        remarks.heading(None, "state_missing")
    elif state is not None:
        unsaid = [int(at) for at in silent if at not in remarks.refusals]
        remarks.rows(unsaid, state, "state_missing")
    capacities = {name: fields[name] for name in CAPACITIES}
    for position in np.flatnonzero(has_line & (fields["capacity_unit"] != None)):  # noqa: E711 - elementwise
        warn_other_unit(int(position), processes[position], fields, table, context, remarks)
        unit = fields["capacity_unit"][position]
        doubt_capacities(int(position), processes[position], capacities, unit, table, context, remarks)
        quantity = fields["quantity"][position]
        if isinstance(quantity, int) and quantity > 1:
            said = table.column("quantity") or table.column("model") or table.column("line_name")
            remarks.row(int(position), said, "quantity_many", {"quantity": str(quantity)})


def _refuse_duplicates(table: Table, remarks: Remarks) -> None:
    """Refuse rows equal to an earlier one in every column but the serial number."""
    codes = pd.DataFrame({at: column.codes for at, column in enumerate(table.columns) if column.name != "serial"})
    repeated = codes[codes.duplicated(keep=False)]
    for _, positions in repeated.groupby(list(repeated.columns), sort=False).indices.items() if len(repeated) else ():
        first, *others = sorted(int(repeated.index[at]) for at in positions)
        if first not in remarks.refusals:
            remarks.rows(others, None, "duplicate_row", {"first": str(table.row_numbers[first])})


def _sheet(table: Table, fields: dict[str, Values], measured: pd.DataFrame, remarks: Remarks) -> Sheet:
    """Accepted rows renumbered from 0, with their measurements and warnings."""
    kept = remarks.accepted()
    columns = {name: fields[name][kept] for name in ROW_COLUMNS if name in fields}
    rows = pd.DataFrame(
        {name: pd.Series(values, dtype=object) for name, values in columns.items()}, index=range(len(kept))
    )
    rows.insert(0, "row_number", table.row_numbers[kept])
    rows.insert(0, "sheet", table.sheet)
    rows["former_names"] = [list(names or ()) for names in rows["former_names"]]
    place = np.full(len(table.row_numbers), -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    at = measured["row_index"].to_numpy(dtype=np.int64)
    measured = measured.assign(observed_on=fields["observed_on"][at], row_index=place[at])
    measured = measured[measured["row_index"] >= 0].sort_values("row_index", kind="stable").reset_index(drop=True)
    refusals = [remark for at in sorted(remarks.refusals) for remark in remarks.refusals[at]]
    warnings = [
        remark for at in sorted(remarks.warnings) if at not in remarks.refusals for remark in remarks.warnings[at]
    ]
    return Sheet(rows[list(ROW_COLUMNS)], measured, refusals, remarks.about_columns + warnings, len(table.row_numbers))

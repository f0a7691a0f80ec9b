"""Collecting what is wrong or doubtful in a sheet, with the cell's address and the file's own heading."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from lib.imports.reasons import severity
from lib.imports.rows import Remark
from lib.imports.tables import Column, Table
from lib.imports.workbook import cell_address

Params = Mapping[str, str]
NO_ROW: dict[str, str | float] = {}  # one for all warnings: a large file has many
NOTHING: Params = MappingProxyType({})


class Said(NamedTuple):
    """What a cell was read as: a value, and where there is something to say, the reason and what fills its sentence."""

    value: object
    reason: str = ""
    params: Params = NOTHING


class Remarks:
    """The refusals and warnings of a sheet, by position in its table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.refusals: dict[int, list[Remark]] = defaultdict(list)
        self.warnings: dict[int, list[Remark]] = defaultdict(list)
        self.about_columns: list[Remark] = []

    def column(self, column: Column, problems: Mapping[int, Said]) -> None:
        """Remark every row whose distinct cell has a problem."""
        if problems:
            for position in np.flatnonzero(np.isin(column.codes, list(problems))):
                said = problems[int(column.codes[position])]
                self.row(int(position), column, said.reason, said.params)

    def rows(self, positions: Iterable[int], column: Column | None, reason: str, params: Params = NOTHING) -> None:
        """Remark several rows for one reason."""
        for position in positions:
            self.row(int(position), column, reason, params)

    def row(self, position: int, column: Column | None, reason: str, params: Params = NOTHING) -> None:
        """Remark one row; the reason's severity says whether it is refused."""
        number = int(self.table.row_numbers[position])
        value = column.shown(position) if column else ""
        label = column.label if column else ""
        filled = {"value": value, "column": label, **params}
        cell = self.table.address(number - 1, column.index) if column and column.index >= 0 else ""
        is_refusal = severity(reason) == "refused"
        kept = self.table.row(position) if is_refusal else NO_ROW
        found = self.refusals if is_refusal else self.warnings
        found[position].append(Remark(self.table.sheet, number, cell, label, value, reason, filled, kept))

    def sheet_row(self, number: int, text: str, reason: str, params: Params = NOTHING, column: int = 0) -> None:
        """Remark a row (from 0) that is no data row of the table, at the cell with its words."""
        cell, filled = cell_address(number + 1, column), {"value": text, **params}
        self.about_columns.append(Remark(self.table.sheet, number + 1, cell, "", text, reason, filled))

    def heading(self, column: Column | None, reason: str, params: Params = NOTHING) -> None:
        """Remark a whole column, at its heading."""
        number = self.table.header.heading_row
        cell = self.table.address(number - 1, column.index) if column and column.index >= 0 else ""
        label = column.label if column else ""
        self.about_columns.append(
            Remark(self.table.sheet, number, cell, label, "", reason, {"column": label, **params})
        )

    def accepted(self) -> np.ndarray:
        """Positions of the rows that are not refused."""
        return np.array([at for at in range(len(self.table.row_numbers)) if at not in self.refusals], dtype=np.int64)

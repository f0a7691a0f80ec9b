"""Totals compared with the rows they close: a difference finds missing rows, and rows read twice."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from lib.imports.cells import cell_text, plain
from lib.imports.fields import Context
from lib.imports.grid.layout import Region
from lib.imports.grid.model import Total
from lib.imports.grid.row_words import RowWords
from lib.imports.tables import Column, Table
from lib.imports.values.units import Unit
from lib.imports.workbook import Grid, cell_address

SUMMED = ("capacity_filed", "capacity_actual", "capacity_recognised", "quantity")
NEARLY = Decimal("0.000001")
_MEAN = re.compile(r"平均|均值|average", re.I)
_PART = re.compile(r"其中|其余|其他|同比|环比|增减|[较比](?:上年|去年|上月|同期|年初)")
_PAGE = re.compile(r"小计|本页|sub", re.I)
_ENTERPRISES = re.compile(r"(\d+)家")


@dataclass
class Summed:
    """A column's numbers of all data rows; `until[i]` sums the first i, `unread[i]` counts those that are no number."""

    column: Column
    unit: Unit | None
    until: list[Decimal]
    unread: list[int]


Rows = Mapping[int, list[object]]  # the rows that state totals, by their number from 0


def stated_rows(grid: Grid, region: Region) -> Rows:
    """The rows of a table that may state a total."""
    return {row: grid.rows[row] for row in sorted(_labels(region))}


def _labels(region: Region) -> dict[int, str]:
    """The words of each row that may state a total."""
    opening = {section.row: section.text for section in region.sections if section.row >= region.header.data_row}
    return opening | region.totals


def compare_totals(stated: Rows, region: Region, table: Table, context: Context, words: RowWords) -> list[Total]:
    """Every number in a total or section row beside the sum of the rows it speaks of."""
    columns = [_summed(column, table, context) for column in table.columns if column.name in SUMMED] if stated else []
    found, labels = [], _labels(region)
    for row, cells in stated.items():
        label = labels[row]
        spans = _spans(row, label, region, table, words)
        found += [_enterprises(cells, row, label, spans, table)] if _ENTERPRISES.search(plain(label)) else []
        for one in columns:
            said = _number(cell_text(cells[one.column.index]), one.unit, context)
            if said is not None:
                found.append(_compared(row, label, said, one, spans))
    return found


def _summed(column: Column, table: Table, context: Context) -> Summed:
    units = table.column("capacity_unit") if column.name != "quantity" else None
    several = units is not None and len({text for text in units.texts if text}) > 1
    unit = column.unit or table.header.title_unit
    each = [_number(text, unit, context) for text in column.texts]
    is_bad = [several or (value is None and bool(text)) for value, text in zip(each, column.texts, strict=True)]
    values = [each[code] or Decimal(0) for code in column.codes]
    bad = [int(is_bad[code]) for code in column.codes]
    return Summed(column, unit, list(accumulate(values, initial=Decimal(0))), list(accumulate(bad, initial=0)))


def _number(text: str, unit: Unit | None, context: Context) -> Decimal | None:
    """A cell's number in the column's unit; None for a blank cell and what is no number."""
    quantity, _ = context.vocabulary.units.read(text)
    if quantity is None or quantity.unit is None or unit is None:
        return quantity.number if quantity and (quantity.unit is None or unit is None) else None
    return quantity.number * quantity.unit.factor / unit.factor if quantity.unit.base == unit.base else None


def _spans(row: int, label: str, region: Region, table: Table, words: RowWords) -> list[list[tuple[int, int]]]:
    """The sets of data rows a total may speak of, likeliest first; each a list of stretches of positions."""
    at, last = bisect_left(region.data, row), len(region.data)
    opened = [section.row for section in region.sections]
    if row in opened:
        following = [one for one in opened if one > row]
        return [[(at, bisect_left(region.data, following[0]) if following else last)]]
    if at == 0:
        following = [one for one in region.totals if one > row]
        return [[(0, last)], [(0, bisect_left(region.data, following[0]) if following else last)]]
    before = max((one for one in region.totals if one < row), default=-1)
    block = [(bisect_left(region.data, max(before, 0)), at)]
    section = [(bisect_left(region.data, max((one for one in opened if one < row), default=0)), at)]
    spans = [block, section, [(0, at)]] if _PAGE.search(label) else [section, [(0, at)], block]
    return _named(label, at, region, table, words) + spans


def _named(label: str, at: int, region: Region, table: Table, words: RowWords) -> list[list[tuple[int, int]]]:
    """The rows of the area or sector a total names."""
    area, sector = words.area(label), words.sector(re.sub(r"其中|[:：]|合计|小计|总计|共计", "", label))
    code = area or (sector and words.vocabulary.code("sector", sector))
    column = table.column("area_text" if area else "sector")
    if not code or column is None:
        return []
    meant = [
        words.area(text) if area else words.vocabulary.code("sector", words.sector(text) or "") for text in column.texts
    ]
    return [[(one, one + 1) for one in range(at) if meant[column.codes[one]] == code]]


def _compared(row: int, label: str, said: Decimal, one: Summed, spans: list[list[tuple[int, int]]]) -> Total:
    is_mean = bool(_MEAN.search(label))
    sums = [_sum(one, span, is_mean) for span in spans]
    known = [value for value in sums if value is not None]
    nearly = Decimal(1).scaleb(int(said.as_tuple().exponent)) / 2 if is_mean else NEARLY
    agrees: bool | None = any(abs(said - value) <= nearly for value in known) if known else None
    agrees = None if _PART.search(label) and not agrees else agrees
    shown = said if agrees else known[0] if known else None
    return Total(
        row + 1, cell_address(row + 1, one.column.index), label, one.column.label,
        f"{said.normalize():f}", "" if shown is None else f"{shown.normalize():f}", agrees,
    )  # fmt: skip


def _sum(one: Summed, span: list[tuple[int, int]], is_mean: bool) -> Decimal | None:
    if any(one.unread[last] - one.unread[first] for first, last in span):
        return None
    total = sum((one.until[last] - one.until[first] for first, last in span), Decimal(0))
    count = sum(last - first for first, last in span)
    return total / count if is_mean and count else total


def _enterprises(cells: list[object], row: int, label: str, spans: list[list[tuple[int, int]]], table: Table) -> Total:
    """A number of enterprises (共3家) beside the different names above it."""
    said = _ENTERPRISES.findall(plain(label))[0]
    names = table.column("enterprise_name")
    column = next((at for at, cell in enumerate(cells) if cell_text(cell)), 0)
    counts = (
        [len({int(names.codes[at]) for first, last in span for at in range(first, last)}) for span in spans]
        if names
        else []
    )
    agrees = int(said) in counts if counts else None
    shown = said if agrees else str(counts[0]) if counts else ""
    return Total(row + 1, cell_address(row + 1, column), label, names.label if names else "", said, shown, agrees, True)

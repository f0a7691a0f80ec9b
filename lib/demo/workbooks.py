"""The workbooks of the made-up register: the layouts in which counties send their rows."""

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from lib.demo.lexicon import Column, layout, word

Row = dict[str, object]


def write_file(path: Path, layout_name: str, title: str, rows: list[Row]) -> Path:
    """Write rows as the suffix of `path` says: `.csv` (GB18030) or `.xlsx` in a layout of data/demo/layouts.csv."""
    numbered = [{**row, "serial": number} for number, row in enumerate(rows, start=1)]
    if path.suffix == ".csv":
        write_csv(path, layout(layout_name), numbered)
    else:
        write_xlsx(path, layout(layout_name), title, numbered)
    return path


def write_csv(path: Path, columns: tuple[Column, ...], rows: list[Row]) -> None:
    """A heading and the rows, in the encoding of older Chinese office programs."""
    with path.open("w", encoding="gb18030", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow([column.heading for column in columns])
        writer.writerows([row.get(column.field, "") for column in columns] for row in rows)


def write_xlsx(path: Path, columns: tuple[Column, ...], title: str, rows: list[Row]) -> None:
    """Title, heading (two merged rows where the layout has groups), rows, subtotal and a note."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.merge_range(0, 0, 0, len(columns) - 1, title)
        first = write_heading(sheet, columns)
        for number, row in enumerate(rows, start=first):
            write_row(sheet, number, columns, row)
        if any(column.group for column in columns):
            merge_companies(sheet, columns, rows, first)
        last = first + len(rows)
        sheet.write(last, 0, word("subtotal"))
        sheet.write(last, 3, len(rows))
        sheet.write(last + 1, 0, word("note"))


def write_heading(sheet: Any, columns: tuple[Column, ...]) -> int:
    """Write the heading from the second row on; the number of the first data row (from 0)."""
    groups = [(group, list(members)) for group, members in groupby(enumerate(columns), key=lambda item: item[1].group)]
    is_grouped = any(group for group, _ in groups)
    for group, members in groups if is_grouped else []:
        sheet.merge_range(1, members[0][0], 1, members[-1][0], group)
    for at, column in enumerate(columns):
        sheet.write_string(2 if is_grouped else 1, at, column.heading)
    return 3 if is_grouped else 2


def write_row(sheet: Any, number: int, columns: tuple[Column, ...], row: Row) -> None:
    """Write the cells of one row; texts stay texts, so that a code is never a number by accident."""
    for at, column in enumerate(columns):
        value = row.get(column.field, "")
        if isinstance(value, str):
            if value:
                sheet.write_string(number, at, value)
        else:
            sheet.write(number, at, value)


def merge_companies(sheet: Any, columns: tuple[Column, ...], rows: list[Row], first: int) -> None:
    """Merge the name and the code of an enterprise over its lines, as clerks do."""
    for start, end in runs([f"{row['name']}|{row['code']}" for row in rows]):
        for at, column in enumerate(columns):
            if column.field in {"name", "code"} and end > start and rows[start][column.field]:
                sheet.merge_range(first + start, at, first + end, at, rows[start][column.field])


def runs(keys: list[str]) -> Iterator[tuple[int, int]]:
    """First and last position of each run of equal keys."""
    for _, members in groupby(enumerate(keys), key=lambda item: item[1]):
        positions = [position for position, _ in members]
        yield positions[0], positions[-1]

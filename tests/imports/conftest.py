"""A vocabulary from the shipped reference files, and files written as counties write them."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from lib.imports.reading import read_file
from lib.imports.rows import Parsed
from lib.imports.vocabulary import Vocabulary
from lib.register import reference
from lib.settings import Settings


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    with duckdb.connect() as con:
        con.execute("create schema reference")
        reference.load(con, reference.kept(Settings()))
        return Vocabulary.from_register(con)


def write_sheet(sheet: xlsxwriter.worksheet.Worksheet, rows: list[list[object]]) -> None:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, column, cell)


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write rows to a workbook; `merge` lists ranges such as D1:F1 whose text stands in their first cell."""

    def write(
        rows: list[list[object]],
        merge: tuple[str, ...] = (),
        name: str = "delivered.xlsx",
        options: dict[str, object] | None = None,
    ) -> Path:
        book = xlsxwriter.Workbook(tmp_path / name, options or {})
        sheet = book.add_worksheet("台账")
        write_sheet(sheet, rows)
        for cells in merge:
            first = xlsxwriter.utility.xl_cell_to_rowcol(cells.split(":")[0])
            sheet.merge_range(cells, rows[first[0]][first[1]])
        book.close()
        return tmp_path / name

    return write


@pytest.fixture
def read(workbook: Callable[..., Path], vocabulary: Vocabulary) -> Callable[..., Parsed]:
    def parsed(rows: list[list[object]], **options: object) -> Parsed:
        return read_file(workbook(rows, **options), vocabulary)

    return parsed

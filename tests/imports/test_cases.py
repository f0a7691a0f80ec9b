"""Workbooks as people made them, with the value each must give: nothing invented, nothing dropped without a word."""

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from lib.errors import FileRefused
from lib.imports.grid.model import Choice
from lib.imports.marked import marked_workbook
from lib.imports.reading import read_file
from lib.imports.rows import Parsed
from lib.imports.vocabulary import Vocabulary

CASES = Path(__file__).parent / "cases"
Case = Callable[..., Parsed]


@pytest.fixture
def case(vocabulary: Vocabulary) -> Case:
    def read(name: str, **choices: Choice) -> Parsed:
        return read_file(CASES / name, vocabulary, choices=choices)

    return read


# file: rows read · rows of each kind besides data · reasons refused · reasons told
TABLE = """
01-hidden-rows.xlsx           | 3  | heading 1 hidden 1           |                             | column_hidden row_hidden
02-error-cells.xlsx           | 5  | heading 1                    | name_error                  | cell_error state_missing
03-date1904.xlsx              | 3  | heading 1                    |                             |
04-credit-codes.xlsx          | 7  | heading 1                    | credit_code_numeric credit_code_length | credit_code_old credit_code_pending
04-credit-codes.csv           | 2  | heading 1                    | credit_code_numeric         |
05-merged-header.xlsx         | 3  | heading 3 total 1 note 2 title 3 |                         |
06-gbk-newline-header.csv     | 1  | heading 1                    |                             |
06-pipe.csv                   | 1  | heading 1                    |                             |
06-sep.csv                    | 1  | heading 1 title 1            |                             |
06-unicode-text.csv           | 2  | heading 1                    |                             |
08-wps-dimension.xlsx         | 3  | heading 1                    |                             |
09-strict.xlsx                | 2  | heading 1                    |                             |
10-protected.xlsx             | 1  | heading 1                    |                             |
11-last-row-touched.xlsx      | 2  | heading 1                    |                             |
12-name-capacity.csv          | 4  | heading 1 title 1            |                             | sector_missing state_missing
17-two-tables.xlsx            | 4  | heading 2 title 2 blank 1    |                             |
18-county-in-title.xlsx       | 1  | heading 1 title 2            |                             | area_from_title
19-totals-in-name.xlsx        | 15 | heading 1 total 15           |                             | total_counts_otherwise
20-ditto.xlsx                 | 3  | heading 1                    |                             |
20-name-only-first.xlsx       | 1  | heading 1                    | no_enterprise_name          |
32-header-row-45.xlsx         | 1  | heading 1 title 45           |                             |
35-totals-unit-in-heading.xlsx| 15 | heading 1 total 15           |                             | total_counts_otherwise
39-combination.xlsx           | 1  | heading 1 title 2            |                             |
40-code-number.xlsx           | 0  | heading 1                    | credit_code_numeric         |
40-marked-back.xlsx           | 0  | heading 1                    | credit_code_numeric         |
"""  # noqa: E501 - a table
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("name", "count", "kinds", "refused", "told"), ROWS, ids=[row[0] for row in ROWS])
def test_each_file_gives_its_right_value(
    case: Case, name: str, count: str, kinds: str, refused: str, told: str
) -> None:
    parsed = case(name)
    (sheet,) = parsed.sheets
    words = kinds.split()
    others = {kind: number for kind, number in sheet.counts.items() if kind != "data"}
    assert len(parsed.rows) == int(count)
    assert others == dict(zip(words[::2], map(int, words[1::2]), strict=True))
    assert {remark.reason for remark in parsed.refusals} == set(refused.split())
    assert {remark.reason for remark in parsed.warnings} == set(told.split())


@pytest.mark.parametrize("name", ["06-unicode-text.txt", "07-html.xls", "07-xlsx-named.xls"])
def test_what_is_not_read_is_refused_with_what_to_do(case: Case, name: str) -> None:
    with pytest.raises(FileRefused, match="另存为"):
        case(name)


def test_cells_that_could_not_be_read_are_told_with_their_address(case: Case) -> None:
    parsed = case("02-error-cells.xlsx")
    told = {remark.cell: remark.value for remark in parsed.warnings if remark.reason == "cell_error"}
    assert told == {"G2": "#N/A", "G3": "#REF!", "B5": "#N/A", "I6": "#VALUE!", "F7": "#DIV/0!"}
    assert {remark.cell for remark in parsed.refusals} == {"A4"}


def test_days_of_1904(case: Case) -> None:
    assert list(case("03-date1904.xlsx").rows.built_on) == [date(2008, 6, 1), date(2022, 7, 15), date(2008, 6, 1)]


def test_a_three_row_heading_and_its_totals(case: Case) -> None:
    parsed = case("05-merged-header.xlsx")
    assert list(parsed.rows.address) == ["振兴街道", "振兴街道", "乐平铺镇"]
    assert [(total.column, total.said, total.agrees) for total in parsed.sheets[0].totals] == [
        ("产能（万吨） 备案", "190", True),
        ("产能（万吨） 实际", "173", True),
    ]


def test_sections_of_a_published_list_give_the_sector(case: Case) -> None:
    parsed = case("12-miit-list.xlsx")
    assert list(parsed.rows.sector) == ["steel", "steel", "cement", "cement", "paper"]
    assert list(parsed.rows.process) == ["ironmaking", "ironmaking", "grinding", "grinding", "papermaking"]
    assert [str(value) for value in parsed.rows.capacity_filed] == ["25", "35", "70", "20", "3.4"]
    assert parsed.sheets[0].counts == {"heading": 1, "section": 3, "data": 5, "total": 1, "title": 1}
    assert [(total.label, total.said, total.agrees) for total in parsed.sheets[0].totals] == [
        ("一、炼铁", "60", True),
        ("二、水泥", "90", True),
        ("三、造纸", "3.4", True),
        ("合计", "153.4", True),
    ]


def test_a_second_table_is_read_under_its_own_heading_and_unit(case: Case) -> None:
    rows = case("17-two-tables.xlsx").rows
    assert list(rows.enterprise_name) == ["两表测试一厂", "两表测试二厂", "两表测试轮胎一厂", "两表测试轮胎二厂"]
    assert list(zip(rows.capacity_filed, rows.capacity_unit, strict=True))[2:] == [(100, "10k/a"), (300, "10k/a")]


def test_a_sheet_for_each_county_and_a_summary_that_is_never_added(case: Case) -> None:
    parsed = case("18-sheet-per-county.xlsx")
    assert list(parsed.rows.area_text) == ["东昌府区", "茌平区", "阳谷县", "聊城经济技术开发区"]
    assert [(sheet.sheet, sheet.role, sheet.area_from) for sheet in parsed.sheets] == [
        ("东昌府区", "county", "sheet"),
        ("茌平", "county", "sheet"),
        ("阳谷县", "county", "sheet"),
        ("经开区", "county", "sheet"),
        ("汇总", "summary", ""),
    ]
    assert "sheet_summary_name" in {remark.reason for remark in parsed.warnings}


def test_roles_and_areas_can_be_chosen(case: Case) -> None:
    chosen = {"汇总": Choice("county", "莘县"), "茌平": Choice("ignored"), "阳谷县": Choice("county", "371526")}
    parsed = case("18-sheet-per-county.xlsx", **chosen)
    areas = {sheet: set(rows.area_text) for sheet, rows in parsed.rows.groupby("sheet")}
    assert areas == {
        "东昌府区": {"东昌府区"},
        "阳谷县": {"高唐县"},
        "经开区": {"聊城经济技术开发区"},
        "汇总": {"莘县"},
    }
    for wrong in ({"没有": Choice("county")}, {"茌平": Choice("boss")}, {"茌平": Choice("county", "济南")}):
        with pytest.raises(FileRefused):
            case("18-sheet-per-county.xlsx", **wrong)


def test_no_total_is_a_plant(case: Case) -> None:
    for name in ("19-totals-in-name.xlsx", "35-totals-unit-in-heading.xlsx"):
        assert all(name.endswith("厂") for name in case(name).rows.enterprise_name)


def test_ditto_marks_say_what_stands_above(case: Case) -> None:
    rows = case("20-ditto.xlsx").rows
    assert set(rows.enterprise_name) == {"同上测试厂"}
    assert set(zip(rows.area_text, rows.sector, rows.process, rows.state, rows.capacity_unit, strict=True)) == {
        ("茌平区", "cement", "grinding", "operating", "10kt/a")
    }
    assert list(rows.capacity_filed) == [Decimal(60), Decimal(50), Decimal(40)]


def test_the_marked_workbook_never_launders_a_code_that_was_a_number(
    case: Case, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    file = tmp_path / "marked.xlsx"
    file.write_bytes(marked_workbook(case("40-code-number.xlsx").refusals))
    again = read_file(file, vocabulary)
    assert {(remark.cell, remark.reason) for remark in again.refusals} == {("B2", "credit_code_numeric")}
    book = openpyxl.load_workbook(file)
    assert book.active.cell(2, 2).value == pytest.approx(913713006139930338)
    book.active.cell(2, 2).value = "91370000614071479T"
    book.save(file)
    assert list(read_file(file, vocabulary).rows.credit_code) == ["91370000614071479T"]


def test_the_marked_workbook_keeps_what_could_not_be_read(case: Case, vocabulary: Vocabulary, tmp_path: Path) -> None:
    file = tmp_path / "marked.xlsx"
    file.write_bytes(marked_workbook(case("02-error-cells.xlsx").refusals))
    assert {remark.cell for remark in read_file(file, vocabulary).refusals} == {"A2"}


def test_a_county_named_by_its_file(vocabulary: Vocabulary, tmp_path: Path) -> None:
    file = shutil.copy(CASES / "12-name-capacity.csv", tmp_path / "阳谷县.csv")
    assert set(read_file(Path(file), vocabulary).rows.area_text) == {"阳谷县"}

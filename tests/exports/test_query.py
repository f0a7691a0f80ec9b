"""Every mart can be taken away, by name, filtered, as of a date."""

import io
import json
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest

from lib.cli import main
from lib.errors import UserError
from lib.exports.codes import words_of
from lib.exports.query import export_basis, export_query, mart_table, marts
from lib.register.reference import read_rows
from lib.register.views import view_files
from lib.settings import Settings
from tests.exports.conftest import DAY, LINES

MARTS = sorted(view.split(".")[1] for view in view_files(Settings.queries_dir) if view.startswith("marts."))


@pytest.mark.parametrize("name", MARTS)
def test_every_mart_has_all_its_rows_and_a_heading_for_every_column(register, name):
    count = len(mart_table(register, name, DAY).frame)
    sheet = openpyxl.load_workbook(io.BytesIO(export_query(register, name, DAY, {}, "xlsx", "zh"))).worksheets[0]
    headings = [cell.value for cell in sheet[3]]
    assert sheet.max_row == 3 + count
    assert not [heading for heading in headings if heading.isascii()], "columns without a Chinese heading"


def ids(register, **params):
    return [row["line_id"] for row in json.loads(export_query(register, "lines", DAY, params, "json"))]


def test_a_line_without_a_capacity_counts_as_a_line_and_adds_none(register):
    rows = mart_table(register, "capacity", DAY).frame
    kilns = rows[rows.process == "clinker"].set_index("verdict")
    counted = kilns[["line_count", "with_capacity_count"]].sum().to_list()
    assert counted == [5, 4] and kilns.capacity.dropna().sum() == Decimal("11000.49999999")
    assert kilns.loc["not_assessable", ["line_count", "with_capacity_count"]].to_list() == [1, 0]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, sorted(line[0] for line in LINES)),
        ({"verdict": "outdated"}, ["below", "mill", "tyre"]),
        ({"capacity": "2500.0"}, ["at"]),
        ({"capacity": "2500"}, ["at"]),
        ({"area_code": ""}, ["wool"]),
        ({"built_on": "2001-05-06", "process": "all_steel"}, ["tyre"]),
        ({"is_running": "false"}, []),
        ({"enterprise_name": "' or 1=1 --"}, []),
    ],
)
def test_filters_keep_the_rows_that_are_equal(register, params, expected):
    assert sorted(ids(register, **params)) == expected


def test_lines_come_gravest_first_and_carry_no_number_of_the_order(register):
    rows = json.loads(export_query(register, "lines", DAY, {}, "json"))
    verdicts = list(dict.fromkeys(row["verdict"] for row in rows))
    official = [row["verdict"] for row in read_rows(Settings().reference_dir / "verdicts.csv")]
    assert verdicts == [verdict for verdict in official if verdict in verdicts]
    assert len(verdicts) > 2
    assert "position" not in rows[0]


def test_before_the_facts_were_true_there_are_no_rows(register):
    assert json.loads(export_query(register, "lines", DAY.replace(year=2021), {}, "json")) == []


def test_english_names(register):
    rows = json.loads(export_query(register, "lines", DAY, {"line_id": "below"}, "json", "en"))
    assert rows[0]["verdict_name"] == "Outdated"


def test_csv_of_the_command_line_keeps_column_names(register):
    back = pd.read_csv(io.BytesIO(export_query(register, "lines", DAY, {"verdict": "outdated"}, "csv")))
    assert back["line_id"].tolist() == ["below", "mill", "tyre"]
    assert list(back.columns) == list(mart_table(register, "lines", DAY).frame.columns)


def test_the_basis_of_a_csv_is_that_of_the_same_rows(register):
    told = export_basis(register, "lines", DAY, {"verdict": "outdated"}, "zh").decode("utf-8-sig")
    same = mart_table(register, "lines", DAY, {"verdict": "outdated"})
    assert "筛选条件: verdict = outdated" in told and "行数: 3" in told and same.sha256 in told


def test_the_command_line_puts_the_basis_beside_a_csv(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("REGISTER_URL", str(tmp_path / "register.duckdb"))
    assert main(["init"]) == 0
    assert main(["query", "duties", "--format", "csv", "--out", str(tmp_path / "duties.csv"), "--lang", "zh"]) == 0
    rows = pd.read_csv(tmp_path / "duties.csv")
    told = (tmp_path / "duties.csv.basis.txt").read_text(encoding="utf-8-sig")
    assert len(rows) and f"行数: {len(rows)}\n" in told
    few = ["--columns", f"{rows.columns[2]}, {rows.columns[0]}"]
    assert main(["query", "duties", "--format", "csv", "--out", str(tmp_path / "duties.csv"), *few]) == 0
    assert list(pd.read_csv(tmp_path / "duties.csv").columns) == [rows.columns[2], rows.columns[0]]
    assert main(["query", "duties", "--format", "csv", "--out", str(tmp_path / "away" / "duties.csv")]) == 2
    assert "没有文件夹" in capsys.readouterr().err and not (tmp_path / "away").exists()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("nothing", DAY, {}, "json"), "outdated_by_area"),
        (("lines; drop table x", DAY, {}, "json"), "no mart"),
        (("lines", DAY, {"colour": "1"}, "json"), "verdict"),
        (("lines", DAY, {}, "docx"), "geojson"),
    ],
)
def test_what_cannot_be_is_said_with_what_can(register, arguments, word):
    with pytest.raises(UserError, match=word):
        export_query(register, *arguments)


def test_the_list_of_marts_is_the_folder(register):
    assert marts(register) == MARTS and "lines" in MARTS


def test_only_the_columns_asked_for_are_taken_along_in_their_order(register):
    columns = ["line_name", "capacity"]
    rows = json.loads(export_query(register, "lines", DAY, {"verdict": "outdated"}, "json", columns=columns))
    assert [list(row) for row in rows] == [columns] * 3
    table = openpyxl.load_workbook(io.BytesIO(export_query(register, "lines", DAY, {}, "xlsx", "zh", columns=columns)))
    assert [cell.value for cell in table.worksheets[0][3]] == ["生产线名称", "产能"]
    [first, *_] = json.loads(export_query(register, "lines", DAY, {}, "geojson", columns=columns))["features"]
    assert list(first["properties"]) == [*columns, "lon", "lat"], "a map format keeps what it draws"
    with pytest.raises(UserError, match="'colour'"):
        export_query(register, "lines", DAY, {}, "csv", columns=["line_name", "colour"])


def test_flags_and_facts_are_told_in_words_in_files_people_read(register):
    words = words_of(register.reading(), ["value_text", "fact"], DAY, "zh")
    assert (words["value_text"]["true"], words["fact"]["shut"]) == ("是", "累计关停")

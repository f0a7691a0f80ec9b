"""A table that was exported, corrected in Excel and brought back changes what was corrected and nothing else."""

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from lib.exports.query import export_query
from lib.imports.commit import import_file
from lib.register.store import Register

SURVEY, UPDATE = date(2022, 7, 1), date(2022, 12, 1)
DELIVERED = """企业名称,曾用名,统一社会信用代码,县区,地址,经度(GCJ-02),纬度(GCJ-02),规模,行业,工序,\
生产线名称,规格型号,产能,产能单位,生产状态,投产时间,备注
聊城甲水泥有限公司,甲水泥厂;老水泥厂,91350200MA2YJ1XR9G,阳谷县,阳谷县阿城镇,115.85,36.15,规上,水泥,粉磨,\
水泥磨,Φ3.2×13m,60,万吨,在产,2008年6月,技改中
聊城甲水泥有限公司,,91350200MA2YJ1XR9G,阳谷县,阳谷县阿城镇,115.85,36.15,规上,水泥,粉磨,\
水泥磨,Φ3.2×13m,80,万吨,停产,,
乙轮胎公司,,,,聊城市莘县古云镇,,,,轮胎,全钢,1号线,,1200000,条,在产,,
丙纸业公司,,,茌平县,,115.97,36.45,规下,造纸,造纸,纸机,1760型,3.5,万吨/年,在产,,
"""


@pytest.fixture
def delivered(register: Register, tmp_path: Path) -> Register:
    path = tmp_path / "delivered.csv"
    path.write_text(DELIVERED, encoding="utf-8")
    done = import_file(register, path, actor="测试员", on=SURVEY)
    assert (done["accepted"], done["rejected"]) == (4, 0)
    return register


def brought_back(register: Register, folder: Path, name: str, fmt: str, language: str, corrected=lambda rows: None):
    """Export a mart, correct its rows (lists of cells under a heading) and import it; the summary of the import."""
    content = export_query(register, name, UPDATE, {}, fmt, language)
    path = folder / f"{name}.{fmt}"
    if fmt == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        corrected(rows)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
    else:
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet = book.worksheets[0]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        corrected(rows)
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                sheet.cell(at, column).value = value
        book.save(path)
    return import_file(register, path, actor="测试员", on=UPDATE, language="zh")


def correction(column: str, name: str, value: object):
    """Write a value under a heading, in the first row that names an enterprise."""

    def corrected(rows: list[list[object]]) -> None:
        heading = next(row for row in rows if column in row)
        row = next(row for row in rows if name in row)
        row[heading.index(column)] = value

    return corrected


@pytest.mark.parametrize("name", ["lines", "enterprises"])
@pytest.mark.parametrize(("fmt", "language"), [("xlsx", "zh"), ("xlsx", "en"), ("csv", "zh")])
def test_what_nobody_corrected_is_the_same(
    delivered: Register, tmp_path: Path, name: str, fmt: str, language: str
) -> None:
    done = brought_back(delivered, tmp_path, name, fmt, language)
    assert not done["rejects"]
    assert {kind: done[kind] for kind in ("enterprises", "lines")} == {
        "enterprises": {"new": 0, "changed": 0, "same": 3},
        "lines": {"new": 0, "changed": 0, "same": 4 if name == "lines" else 0},
    }


def test_what_was_corrected_is_all_that_changes(delivered: Register, tmp_path: Path) -> None:
    name = "聊城甲水泥有限公司"
    for column, value, kind in (
        ("状态", "拆除", "lines"),
        ("型号", "Φ3.8×13m", "lines"),
        ("备案产能", 65, "lines"),
        ("企业名称", "聊城甲建材有限公司", "enterprises"),
    ):
        done = brought_back(delivered, tmp_path, "lines", "xlsx", "zh", correction(column, name, value))
        other = "enterprises" if kind == "lines" else "lines"
        assert (done[kind]["changed"], done[other]["changed"], done[kind]["new"]) == (1, 0, 0), column
        name = str(value) if column == "企业名称" else name
    done = brought_back(delivered, tmp_path, "enterprises", "xlsx", "zh", correction("属地", "乙轮胎公司", "东阿县"))
    assert done["enterprises"] == {"new": 0, "changed": 1, "same": 2}


def test_an_id_nobody_knows_is_asked_about(delivered: Register, tmp_path: Path) -> None:
    done = brought_back(delivered, tmp_path, "lines", "xlsx", "zh", correction("生产线标识", "乙轮胎公司", "Lnobody"))
    assert [one["reason"] for one in done["rejects"]] == ["id_unknown"]
    assert done["lines"] == {"new": 0, "changed": 0, "same": 3}

"""A cell corrected before the import: read as corrected, kept with what stands in the file, why and by whom."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from lib.errors import FileRefused, UserError
from lib.imports.commit import Delivery, commit, prepare
from lib.imports.grid.corrections import Correction, correction_of
from lib.imports.marked import marked_workbook
from lib.imports.reading import read_file
from lib.imports.refused_rows import refused_workbook
from lib.imports.vocabulary import Vocabulary
from lib.imports.void import void_batch
from lib.register.store import Register

HEADING = ["企业名称", "县区", "行业", "工序", "生产线名称", "产能", "产能单位", "生产状态"]
ROWS = [
    HEADING,
    ["甲水泥有限公司", "莘县", "水泥", "粉磨", "1号磨", "约40", "万吨/年", "在产"],
    ["乙水泥有限公司", "莘县", "水泥", "粉磨", "1号磨", 60, "万吨/年", "转着"],
]
CAPACITY = Correction("台账", "F2", "40", "电话核实", "张三")


def test_a_correction_is_read_in_place_of_what_stands_there(
    workbook: Callable[..., Path], vocabulary: Vocabulary
) -> None:
    parsed = read_file(workbook(ROWS), vocabulary, corrections=[CAPACITY])
    assert [(remark.cell, remark.reason) for remark in parsed.refusals] == [("H3", "state_unknown")]
    assert str(parsed.rows.capacity_filed[0]) == "40"
    assert [(one.cell, one.original, one.value) for one in parsed.corrections] == [("F2", "约40", "40")]


def test_it_stays_with_the_batch_its_audit_and_the_workbook_that_goes_back(
    register: Register, workbook: Callable[..., Path]
) -> None:
    delivery = Delivery(workbook(ROWS), "李四", date(2022, 7, 1), corrections=(CAPACITY,))
    draft = prepare(register, delivery, "zh")
    batch = commit(register, draft)
    [told] = register.cursor().execute("from marts.corrections").df().to_dict("records")
    assert (told["batch_id"], told["sheet"], told["cell"]) == (batch, "台账", "F2")
    assert (told["value"], told["corrected_value"], told["correction_reason"], told["corrected_by"]) == (
        "约40",
        "40",
        "电话核实",
        "张三",
    )
    [detail] = register.cursor().execute("select detail_json from facts.audit where subject = $1", [batch]).fetchone()
    assert json.loads(detail)["corrections"][0]["original"] == "约40"
    book = openpyxl.load_workbook(
        io.BytesIO(marked_workbook(draft.parsed.refusals, corrections=draft.parsed.corrections))
    )
    assert [cell.value for cell in book["更正记录"][2]] == ["台账", "F2", "约40", "40", "电话核实", "张三"]


def test_the_refused_rows_of_a_batch_are_fetched_later_as_the_dry_run_gave_them(
    register: Register, workbook: Callable[..., Path], tmp_path: Path
) -> None:
    coded = ["丙水泥有限公司", "莘县", "水泥", "粉磨", "1号磨", "六十", "万吨/年", 5]
    delivery = Delivery(workbook([*ROWS, coded]), "李四", date(2022, 7, 1), corrections=(CAPACITY,))
    draft = prepare(register, delivery, "zh")
    batch = commit(register, draft)
    void_batch(register, batch, actor="李四", reason="重报")
    then = marked_workbook(draft.parsed.refusals, "zh", draft.parsed.corrections)
    assert cells_of(refused_workbook(register, batch, "zh")) == cells_of(then)
    with pytest.raises(UserError, match="no batch"):
        refused_workbook(register, "B1", "zh")


def cells_of(content: bytes) -> dict[str, list[tuple[list[str], object]]]:
    """Sheet → the lines and the colour of every cell."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = {sheet.title: [cell for row in sheet.rows for cell in row] for sheet in book}
    return {
        title: [(sorted(str(cell.value).split("\n")), cell.fill.fgColor.rgb) for cell in own]
        for title, own in cells.items()
    }


def test_the_workbook_that_comes_back_is_not_read_for_its_corrections(
    workbook: Callable[..., Path], vocabulary: Vocabulary, tmp_path: Path
) -> None:
    marked = tmp_path / "marked.xlsx"
    marked.write_bytes(marked_workbook(read_file(workbook(ROWS), vocabulary, corrections=[CAPACITY]).refusals))
    parsed = read_file(marked, vocabulary)
    assert [sheet.sheet for sheet in parsed.sheets] == ["台账"]
    assert (parsed.row_count, len(parsed.refusals)) == (1, 1)


@pytest.mark.parametrize(
    ("cell", "said"), [("F9", "没有 F9"), ("Z2", "没有 Z2"), ("B3", "第一格 B2")], ids=["below", "right", "merged"]
)
def test_a_correction_that_would_change_nothing_is_refused(
    workbook: Callable[..., Path], vocabulary: Vocabulary, cell: str, said: str
) -> None:
    with pytest.raises(FileRefused, match=said):
        read_file(
            workbook(ROWS, merge=("B2:B3",)), vocabulary, corrections=[Correction("台账", cell, "40", "核实", "张三")]
        )


def test_a_correction_is_written_as_people_write_cells() -> None:
    asked = {"value": " 40 ", "reason": "核实", "by": "张三", "sheets": ["台账", "汇总"]}
    assert correction_of(" ｆ２", **asked) == Correction("台账", "F2", "40", "核实", "张三")
    assert correction_of("汇总!$f$2", **asked).sheet == "汇总"
    for wrong in ({"place": "F"}, {"place": "没有!F2"}, {"place": "F2", "reason": " "}, {"place": "F2", "by": ""}):
        with pytest.raises(UserError):
            correction_of(**({"place": "F2"} | asked | wrong))

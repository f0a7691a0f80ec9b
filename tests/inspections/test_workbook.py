"""The workbook of a day goes out and comes back: cell by cell, shown before it is written, twice as good as once."""

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from lib.cli import main
from lib.errors import FileRefused, UserError
from lib.inspections.answers import answer_item
from lib.inspections.planning import approve_plan, order_visits, plan_inspection
from lib.inspections.workbook_answers import Draft, commit, prepare
from lib.inspections.workbook_out import day_workbook
from lib.register.store import Register
from tests import registers
from tests.inspections.conftest import APPROVED, DRAFTED, draft

TODAY = date.today()
LI = {"actor": "李科员"}
FIRST = "01 东水泥"
ANSWER, REMARK = 4, 6  # columns of a visit's sheet


@pytest.fixture
def plan(places: Register) -> str:
    """An approved plan that visits 东水泥."""
    return approved(places, "东水泥")


def approved(register: Register, *enterprises: str) -> str:
    made = plan_inspection(register, draft(*enterprises, on=TODAY), **DRAFTED)
    approve_plan(register, made, on=TODAY, **APPROVED)
    return made


def book_of(register: Register, plan: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(day_workbook(register.reading(), plan, TODAY)))


def row_of(sheet: Worksheet, item: str) -> int:
    return next(row[0].row for row in sheet.iter_rows() if item in [cell.value for cell in row])


def filled(book: openpyxl.Workbook, answers: dict[str, tuple[object, str]], sheet: str = FIRST) -> openpyxl.Workbook:
    for item, (value, remark) in answers.items():
        at = row_of(book[sheet], item)
        book[sheet].cell(at, ANSWER).value, book[sheet].cell(at, REMARK).value = value, remark or None
    return book


def brought(register: Register, book: openpyxl.Workbook, folder: Path, plan: str = "") -> Draft:
    book.save(folder / "back.xlsx")
    return prepare(register, folder / "back.xlsx", "zh", plan)


def stand(register: Register, plan: str) -> dict[str, tuple[str, str | None]]:
    rows = register.ask_rows("marts/inspections/inspection_answers")
    return {row["item"]: (row["item_value"], row["item_remark"]) for row in rows if row["inspection_plan_id"] == plan}


GIVEN = {
    "CEM-01": ("是", ""), "CEM-03": (2500, ""), "CEM-12": ("否", "1号磨3.2米在产"), "CEM-07": ("不适用", ""),
    "PRO-05": (0, ""),
}  # fmt: skip
KEPT = {
    "CEM-01": ("yes", None), "CEM-03": ("2500", None), "CEM-12": ("no", "1号磨3.2米在产"), "CEM-07": ("na", None),
    "PRO-05": ("0", None),
}  # fmt: skip


def test_it_goes_out_with_lists_units_the_registers_value_and_hidden_ids(places: Register, plan: str):
    answer_item(places, plan, "东水泥", "cement", "CEM-01", "yes", remark="一致", actor="王科长")
    book = book_of(places, plan)
    assert book.sheetnames == ["封面", FIRST]
    sheet = book[FIRST]
    assert sheet.column_dimensions["A"].hidden and sheet.protection.sheet
    diameter, first, choice = (row_of(sheet, item) for item in ("CEM-11", "CEM-01", "CEM-07"))
    assert [sheet.cell(diameter, at).value for at in (5, 7)] == ["米", "1号磨 3.2 米"]
    assert (sheet.cell(first, ANSWER).value, sheet.cell(first, REMARK).value) == ("是", "一致")
    assert not sheet.cell(first, ANSWER).protection.locked and sheet.cell(first, 3).protection.locked
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert lists[f"D{first}"] == '"是,否"'
    assert lists[f"D{choice}"] == '"是,否,不适用"'


def test_nothing_is_written_before_it_is_confirmed_and_twice_is_once(places: Register, plan: str, tmp_path: Path):
    book = filled(book_of(places, plan), GIVEN)
    version = places.version()
    found = brought(places, book, tmp_path)
    assert places.version() == version, "looking writes nothing"
    summary = found.summary("zh")
    assert (summary["plan"], summary["new"], summary["doubts"], summary["unread"]) == (plan, len(GIVEN), [], [])
    assert commit(places, found, **LI) == len(GIVEN)
    assert stand(places, plan) == KEPT
    again = brought(places, book, tmp_path)
    assert (again.summary("zh")["same"], commit(places, again, **LI)) == (len(GIVEN), 0)
    assert places.version() == version + 1, "one transaction, once"


def test_an_emptied_cell_takes_nothing_back_and_an_untouched_one_is_never_stale(places: Register, plan: str, tmp_path):
    one = answer_item(places, plan, "东水泥", "cement", "CEM-03", "2500.0", actor="王科长")
    answer_item(places, plan, "东水泥", "cement", "CEM-01", "yes", actor="王科长")
    book = filled(book_of(places, plan), {"CEM-01": (None, "")})
    answer_item(places, plan, "东水泥", "cement", "CEM-03", "2600", seen=one, actor="王科长")
    found = brought(places, book, tmp_path)
    assert [judged.fate for judged in found.rows] == ["same"], "2500 was not touched, and 2600 stays"
    assert stand(places, plan)["CEM-01"] == ("yes", None)


def test_what_was_answered_meanwhile_is_told_with_both_and_replaced_on_request_alone(places, plan, tmp_path):
    book = filled(book_of(places, plan), {"CEM-12": ("否", "在产"), "CEM-01": ("是", "")})
    answer_item(places, plan, "东水泥", "cement", "CEM-12", "yes", actor="王科长")
    found = brought(places, book, tmp_path)
    (doubt,) = found.summary("zh")["doubts"]
    assert doubt["sentence"] == "王科长 其间已答：是。工作簿里是：否。"
    assert commit(places, found, **LI) == 1
    assert stand(places, plan)["CEM-12"] == ("yes", None)
    again = brought(places, book, tmp_path)
    answer_item(places, plan, "东水泥", "cement", "CEM-12", "yes", remark="已停", seen=f"{plan}/1", actor="王科长")
    with pytest.raises(UserError, match="王科长 answered CEM-12 meanwhile: yes"):
        commit(places, again, replace=True, **LI)
    assert commit(places, brought(places, book, tmp_path), replace=True, **LI) == 1
    assert stand(places, plan)["CEM-12"] == ("no", "在产")


REFUSED = """
    CEM-01 | 不适用     |      | “不适用”不是这一项的回答，请从 是、否 中选。
    CEM-01 | √          |      | “√”不是这一项的回答，请从 是、否 中选。
    CEM-03 | 2500吨/日  |      | “2500吨/日”不是数值。请只填数字，单位见旁边一格。
    CEM-03 | #N/A       |      | “#N/A”是工作簿里的错误值，或没有保存结果的公式。
    CEM-07 |            | 见图 | 只有说明，没有结果：请把结果也填上。
"""


def test_what_is_no_answer_is_refused_by_its_cell(places: Register, plan: str, tmp_path: Path):
    for line in REFUSED.strip().splitlines():
        item, value, remark, sentence = (cell.strip() for cell in line.split("|"))
        book = filled(book_of(places, plan), {item: (value or None, remark), "CEM-02": ("是", "")})
        found = brought(places, book, tmp_path).summary("zh")
        (doubt,) = found["doubts"]
        assert (doubt["cell"], doubt["sentence"]) == (f"D{row_of(book[FIRST], item)}", sentence)
        assert found["new"] == 1, "the others are taken"


def test_a_formula_is_never_evaluated(places: Register, plan: str, tmp_path: Path):
    found = brought(places, filled(book_of(places, plan), {"CEM-03": ("=1000+1500", "")}), tmp_path)
    (doubt,) = found.summary("zh")["doubts"]
    assert "没有保存结果的公式" in doubt["sentence"]


def sorted_rows(book: openpyxl.Workbook) -> None:
    """The two rows in each other's place, as sorting puts them."""
    sheet = book[FIRST]
    one, other = row_of(sheet, "CEM-01"), row_of(sheet, "CEM-03")
    for left, right in zip(sheet[one], sheet[other], strict=True):
        left.value, right.value = right.value, left.value


def inserted_columns(book: openpyxl.Workbook) -> None:
    """Merged titles stay where they were, as openpyxl leaves them."""
    for merged in list(book[FIRST].merged_cells.ranges):
        book[FIRST].unmerge_cells(str(merged))
    book[FIRST].insert_cols(1, 2)
    book[FIRST].insert_cols(6)


def renamed_and_alone(book: openpyxl.Workbook) -> None:
    del book["封面"]
    book[FIRST].title = "王科长填"


@pytest.mark.parametrize("change", [sorted_rows, inserted_columns, renamed_and_alone])
def test_rows_columns_and_sheets_may_move(places, plan, tmp_path, change: Callable[[openpyxl.Workbook], None]):
    book = filled(book_of(places, plan), GIVEN)
    change(book)
    commit(places, brought(places, book, tmp_path), **LI)
    assert stand(places, plan) == KEPT


def without_ids(sheet: Worksheet) -> None:
    for row in sheet.iter_rows(max_col=1):
        row[0].value = None


def without_heading(sheet: Worksheet) -> None:
    sheet["D4"].value = "我的结果"


def hidden(sheet: Worksheet) -> None:
    sheet.sheet_state = "hidden"


def test_what_cannot_be_read_is_told(places: Register, plan: str, tmp_path: Path):
    def after(change: Callable[[Worksheet], None]) -> Draft:
        book = filled(book_of(places, plan), GIVEN)
        change(book[FIRST])
        return brought(places, book, tmp_path)

    for change in (without_ids, hidden):
        with pytest.raises(UserError, match="holds no visit"):
            after(change)
    found = after(without_heading)
    assert not found.rows
    assert found.summary("zh")["unread"] == ["工作表“01 东水泥”没有读：缺少表头“结果”或“所见事实和数值”。"]
    found = after(lambda sheet: sheet.append([None, "CEM-99", "自己加的一行", "是"]))
    assert "这一行不是本系统生成的" in found.summary("zh")["unread"][0]
    found = after(lambda sheet: sheet.append([sheet.cell(row_of(sheet, "CEM-01"), 1).value, None, None, "否"]))
    assert "有两个不同的回答" in found.summary("zh")["doubts"][0]["sentence"]


def test_another_plan_or_register_or_no_approval_is_refused(places: Register, plan: str, tmp_path: Path):
    book = filled(book_of(places, plan), GIVEN)
    with pytest.raises(UserError, match=f"belongs to {plan}, not to J1999-0001"):
        brought(places, book, tmp_path, plan="J1999-0001")
    (elsewhere := tmp_path / "other").mkdir()
    other = registers.empty(elsewhere)
    with pytest.raises(UserError, match="of another register"):
        brought(other, book, tmp_path)
    other.close()
    waits = plan_inspection(places, draft("北水泥", "远水泥", on=TODAY), **DRAFTED)
    book = filled(book_of(places, waits), GIVEN, "01 北水泥")
    with pytest.raises(UserError, match="not approved yet"):
        brought(places, book, tmp_path)
    order_visits(places, waits, ["远水泥"], **DRAFTED)
    approve_plan(places, waits, on=TODAY, **APPROVED)
    (told,) = brought(places, book, tmp_path).summary("zh")["unread"]
    assert "已不检查这家企业" in told
    macros = tmp_path / "back.xlsm"
    book.save(macros)
    with pytest.raises(FileRefused, match="宏"):
        prepare(places, macros, "zh")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_libreoffice_saves_it_and_it_comes_back_equal(places: Register, plan: str, tmp_path: Path):
    filled(book_of(places, plan), GIVEN).save(tmp_path / "back.xlsx")
    before = prepare(places, tmp_path / "back.xlsx", "zh")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "xlsx"]
    command += ["--outdir", str(tmp_path / "saved"), str(tmp_path / "back.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    after = prepare(places, tmp_path / "saved" / "back.xlsx", "zh")
    assert (after.rows, after.unread) == (before.rows, before.unread)


def test_the_command_line_takes_it_out_and_back(register_file: Path, monkeypatch, capsys, tmp_path: Path):
    monkeypatch.setenv("REGISTER_URL", str(register_file))
    assert main(["inspection", "workbook", "J1999-0001", "--out", str(tmp_path / "x.xlsx")]) == 2
    assert "没有检查计划 J1999-0001" in capsys.readouterr().err
    openpyxl.Workbook().save(tmp_path / "strange.xlsx")
    assert main(["inspection", "import", str(tmp_path / "strange.xlsx"), "--dry-run"]) == 2
    assert "隐藏编号不在了" in capsys.readouterr().err


def test_a_workbook_is_judged_by_the_wording_it_went_out_with(places: Register, plan: str, tmp_path: Path):
    book = filled(book_of(places, plan), {"SGN-04": ("签名", "")})
    with places.write("test", "edition", "SGN-04") as cursor:
        cursor.execute("update reference.checklist_items set effective_to = current_date - 1 where item = 'SGN-04'")
        cursor.execute(
            """insert into reference.checklist_items by name
                select * replace (
                    2 as edition, '到场;未到场' as choices_zh, current_date as effective_from, null as effective_to
                ) from reference.checklist_items where item = 'SGN-04'"""
        )
    assert commit(places, brought(places, book, tmp_path), **LI) == 1
    (row,) = [one for one in places.ask_rows("marts/inspections/inspection_answers") if one["item"] == "SGN-04"]
    assert (row["item_value"], row["edition"]) == ("签名", 1)
    with pytest.raises(UserError, match="签名 is no answer to SGN-04"):
        answer_item(places, plan, "东水泥", "signing", "SGN-04", "签名", remark="再问", seen=row["answer_id"], **LI)

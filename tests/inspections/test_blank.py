"""Blank checklists: what is asked depends on the day, and the paper has room for every answer."""

import io
import json
from datetime import date

import pytest
from docx import Document

from lib.cli import main
from lib.errors import UserError
from lib.inspections.blank import blank_checklist
from lib.register import reference
from lib.register.store import Register
from lib.settings import Settings

SEASON, TODAY = date(2022, 10, 1), date(2026, 11, 30)


def items(register: Register, checklist: str, on: date, language: str = "zh") -> list[dict[str, object]]:
    return register.ask("pages/checklist/items", on, language, checklist=checklist).to_dict("records")


def test_every_checklist_is_asked_today_in_both_languages(empty_register: Register):
    for checklist in {row["checklist"] for row in reference.kept(Settings())["checklists"]}:
        for row in items(empty_register, checklist, TODAY, "en"):
            assert str(row["question"]).isascii() or "–" in str(row["question"]) or "³" in str(row["question"]), row


def test_a_season_of_2022_is_asked_by_what_held_then(empty_register: Register):
    then, now = ({row["item"] for row in items(empty_register, "procedure", on)} for on in (SEASON, TODAY))
    assert "PRO-01" in now and "PRO-01" not in then, "the rules of 国办发〔2024〕54号 are of 2025"
    assert "PRO-13" in then, "the law on penalties held"


def test_a_basis_nobody_confirmed_says_so_on_screen_and_paper(empty_register: Register):
    unconfirmed = [row for row in items(empty_register, "cement", TODAY) if not row["is_confirmed"]]
    assert [row["item"] for row in unconfirmed] == ["CEM-14"]
    assert unconfirmed[0]["item_basis"] == "依据待确认"
    rows = cells(blank_checklist(empty_register.reading(), "cement", TODAY))
    assert next(row for row in rows if row[0] == "CEM-14")[4] == "依据待确认"


def cells(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in Document(io.BytesIO(content)).tables for row in table.rows]


def test_the_paper_has_every_item_with_room_and_the_signatures(empty_register: Register):
    rows = cells(blank_checklist(empty_register.reading(), "acceptance", TODAY))
    asked = items(empty_register, "acceptance", TODAY)
    assert [row[0] for row in rows if row[0].startswith("DSA-")] == [row["item"] for row in asked]
    told = {row[0]: row for row in rows}
    assert told["DSA-03"][2].strip() == "台（套）"
    assert told["DSA-07"][2] == "□拆除\n□封存后限时拆除\n□封存视为完成"
    assert told["DSA-01"][1] == asked[0]["question"], "asked in any case"
    assert told["DSA-21"][1].endswith("（DSA-07 为“封存后限时拆除”时填写）")
    assert {"检查人员及执法证号", "企业陈述意见", "企业人员签名（拒签的注明）", "检查人员签名（两人）"} <= set(told)


def test_a_supervision_names_a_government_and_no_enterprise(empty_register: Register):
    names = {row[0] for row in cells(blank_checklist(empty_register.reading(), "area_supervision", TODAY))}
    assert "被督导属地" in names and "被检查单位" not in names


def test_equal_checklists_are_equal_files_and_an_unknown_one_is_a_sentence(empty_register: Register):
    one, two = (blank_checklist(empty_register.reading(), "tyre", TODAY) for _ in range(2))
    assert one == two
    with pytest.raises(UserError, match="There is no checklist 'glass'"):
        blank_checklist(empty_register.reading(), "glass", TODAY)


def test_the_command_writes_the_paper(register_file, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("REGISTER_URL", str(register_file))
    out = tmp_path / "paper.docx"
    assert main(["inspection", "checklist", "paper", "--out", str(out)]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(out), "checklist": "paper"}
    assert Document(str(out)).tables

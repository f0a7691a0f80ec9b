"""The import page shows how each sheet was read, and reads it as a person says."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.imports.commit import Draft
from lib.imports.grid.model import GridRow
from lib.ui.imports.bringing import DRAFT
from lib.ui.imports.sheet_grids import grid_html
from tests.ui.conftest import Open, html

CASE = Path(__file__).parents[1] / "imports" / "cases" / "18-sheet-per-county.xlsx"
ENGLISH = (
    "Plants as of 2022-06-30,,,,,,\n"
    "Plant,County,Works,Stage,Line,Running?,Nameplate (10kt/a)\n"
    "Yanggu One,Yanggu,Cement,Grinding,Mill 1,Humming,about 60\n"
    "Yanggu Two,Yanggu,Cement,Grinding,Mill 2,Humming,80\n"
)
MEANT = {
    "Plant": "enterprise_name", "County": "area_text", "Works": "sector", "Stage": "process", "Line": "line_name",
    "Running?": "state", "Nameplate (10kt/a)": "capacity_filed",
}  # fmt: skip


def given(monkeypatch: pytest.MonkeyPatch, name: str, content: bytes) -> None:
    file = SimpleNamespace(name=name, file_id="one", getvalue=lambda: content)
    monkeypatch.setattr(st, "file_uploader", lambda *_, **__: file)


@pytest.fixture
def uploaded(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, CASE.name, CASE.read_bytes())


def pressed(test: AppTest, label: str) -> AppTest:
    return next(button for button in test.button if button.label == label).click().run()


def draft_of(test: AppTest) -> Draft:
    assert not test.exception and not test.error
    return test.session_state[DRAFT][1]


def test_roles_are_proposed_shown_and_changed(opened: Open, uploaded: None) -> None:
    test = opened("import_file")
    assert not test.exception
    words = "\n".join(element.value for element in test.markdown)
    assert "汇总表（只核对）（名称是汇总）" in words
    assert "属地：茌平区（根据工作表名称）" in words
    assert "<td>小标题</td>" not in html(test) and "<td>表头</td>" in html(test)
    next(box for box in test.selectbox if box.label == "工作表“茌平”的用途").set_value("ignored")
    next(button for button in test.button if button.label == "按此重新读取").click().run()
    assert not test.exception
    draft = test.session_state[DRAFT][1]
    assert [sheet.role for sheet in draft.parsed.sheets] == ["county", "ignored", "county", "county", "summary"]
    assert len(draft.parsed.rows) == 3


def test_what_a_cell_says_is_text() -> None:
    row = GridRow(1, "data", ("<b>厂</b>",))
    assert '<td colspan="1">&lt;b&gt;厂&lt;/b&gt;</td>' in grid_html([row], {"data": "数据"})


def test_headings_and_words_are_mapped_saved_and_the_file_is_read_with_them(
    opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ATLAS_PROFILES_DIR", str(tmp_path))
    given(monkeypatch, "plants.csv", ENGLISH.encode())
    test = opened("import_file")
    assert "企业名称" in test.error[0].value
    for box in test.selectbox:
        if target := next((code for heading, code in MEANT.items() if box.label.startswith(heading)), ""):
            box.set_value(target)
    next(one for one in test.text_input if one.label.startswith("表格版式名称")).set_value("english")
    draft = draft_of(pressed(test, "保存为表格版式"))
    assert test.session_state["import_profile"] == "english"
    assert {remark.reason for remark in draft.parsed.refusals} == {"state_unknown", "capacity_unreadable"}
    next(box for box in test.selectbox if box.key == "word_state_0").set_value("operating")
    draft = draft_of(pressed(test, "保存为表格版式"))
    assert [(remark.reason, remark.cell) for remark in draft.parsed.refusals] == [("capacity_unreadable", "G3")]


def test_a_date_in_the_title_is_proposed_and_a_cell_is_corrected_with_name_and_reason(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (
        "落后产能排查表（截至2022年6月底）,,,,,,\n企业名称,县区,行业,工序,生产线名称,生产状态,产能（万吨/年）\n"
        "甲厂,阳谷县,水泥,粉磨,1号磨,在产,约60\n"
    )
    given(monkeypatch, "list.csv", rows.encode())
    test = opened("import_file")
    assert draft_of(test).plan.changes_nothing()
    assert "表明数据截至 2022-06-30" in test.warning[0].value
    assert draft_of(pressed(test, "按 2022-06-30 导入")).delivery.valid_on == date(2022, 6, 30)
    assert not any("表明数据截至" in one.value for one in test.warning)
    test.text_input(key="import_actor").set_value("张三").run()
    next(one for one in test.text_input if one.label.startswith("更正为")).set_value("60")
    next(one for one in test.text_input if one.label.startswith("更正理由")).set_value("电话核实")
    draft = draft_of(pressed(test, "更正"))
    assert [(one.cell, one.original, one.value, one.by) for one in draft.parsed.corrections] == [
        ("G3", "约60", "60", "张三")
    ]
    assert (len(draft.parsed.rows), draft.parsed.refusals) == (1, [])
    assert '<td class="corrected">60</td>' in html(test)
    assert draft_of(pressed(test, "撤销对 list!G3 的更正")).parsed.corrections == []


@pytest.mark.parametrize(
    ("language", "label", "read", "said"),
    [
        ("zh", "其中没有写属地的行属于", "按此重新读取", "属地：阳谷县（"),
        ("en", "Area of its rows that name none", "Read the sheets so", "Area: Yanggu County ("),
    ],
)
def test_a_chosen_area_stays_chosen_in_either_language(opened: Open, uploaded, language, label, read, said) -> None:
    test = opened("import_file", lang=language)
    next(box for box in test.selectbox if box.label == label).set_value("371521")
    test = pressed(test, read)
    assert next(box for box in test.selectbox if box.label == label).value == "371521"
    assert said in "\n".join(element.value for element in test.markdown)

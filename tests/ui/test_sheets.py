"""The import page shows how each sheet was read, and reads it as a person says."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st

from lib.imports.grid.model import GridRow
from lib.ui.imports.bringing import DRAFT
from lib.ui.imports.sheet_grids import grid_html
from tests.ui.conftest import Open, html

CASE = Path(__file__).parents[1] / "imports" / "cases" / "18-sheet-per-county.xlsx"


@pytest.fixture
def uploaded(monkeypatch: pytest.MonkeyPatch) -> None:
    file = SimpleNamespace(name=CASE.name, file_id="one", getvalue=CASE.read_bytes)
    monkeypatch.setattr(st, "file_uploader", lambda *_, **__: file)


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
    assert "<td>&lt;b&gt;厂&lt;/b&gt;</td>" in grid_html([row], {"data": "数据"})

"""A person merges and splits enterprises on the import page; each act is a batch, told in words."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.register.store import Register
from lib.settings import from_environment
from lib.ui.frame import data
from tests.ui.conftest import open_page


@pytest.fixture
def own(small_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """A copy of the small register, which the page may change."""
    monkeypatch.setenv("REGISTER_URL", str(shutil.copy(small_file, tmp_path / "own.duckdb")))
    monkeypatch.setenv("ATLAS_OPEN", "1")
    opened = data._opened(from_environment())
    yield opened
    opened.close()


def field(test: AppTest, label: str):
    return next(one for one in test.text_input if one.label.startswith(label))


def test_lines_are_split_off_and_the_act_stands_among_the_batches(own: Register) -> None:
    before = own.ask("pages/imports/lines", enterprise="LC_0001")
    test = open_page("import_file", part="doubles")
    test.text_input(key="split_q").set_value("阳谷示例水泥有限公司").run()
    next(one for one in test.multiselect if one.label == "归新企业的生产线").set_value([before.line_id[0]])
    field(test, "新企业名称").set_value("分出水泥有限公司")
    test.text_input(key="split_actor").set_value("张三")
    test.text_input(key="split_why").set_value("登记机关通知书")
    next(one for one in test.button if one.label == "分立").click().run()
    assert not test.exception and not test.error
    assert "1 条生产线归 分出水泥有限公司" in test.success[0].value.replace("\\", "")
    assert len(own.ask("pages/imports/lines", enterprise="LC_0001")) == len(before) - 1
    [newest, *_] = own.ask("pages/quality/files").file_name
    assert newest.startswith("分立：阳谷示例水泥有限公司")

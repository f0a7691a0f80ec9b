"""What a reader sees when the disk is full or the register broken: a sentence, never an incident number."""

from streamlit.testing.v1 import AppTest

from tests.ui.conftest import open_page


def test_a_broken_register_is_a_sentence_with_the_way_out(tmp_path, monkeypatch):
    (tmp_path / "register.duckdb").touch()
    monkeypatch.setenv("REGISTER_URL", str(tmp_path / "register.duckdb"))
    page = open_page("lines")
    assert not page.exception
    assert "python -m lib restore" in page.error[0].value
    assert "是空文件" in page.error[0].value


def full() -> None:
    """A page whose work meets a full disk."""
    from lib.ui.frame.page import page

    with page("甲", "乙", needs=""):
        raise OSError(28, "No space left on device", "/srv/atlas/file")


def test_a_full_disk_under_a_page_is_a_sentence(opened):
    page = AppTest.from_function(full, default_timeout=60).run()
    assert not page.exception
    assert "磁盘已满" in page.error[0].value

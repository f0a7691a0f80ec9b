"""A file that was made for somebody can be fetched by them, for a moment."""

from types import SimpleNamespace

import pytest
from streamlit.runtime.media_file_storage import MediaFileKind

from lib.ui.doors import downloads


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, SimpleNamespace]:
    """What Streamlit keeps, by its id."""
    kept = dict[str, SimpleNamespace]()
    manager = SimpleNamespace(read_file=kept.get)
    monkeypatch.setattr(downloads.runtime, "get_instance", lambda: SimpleNamespace(media_file_mgr=manager))
    return kept


def test_a_file_is_theirs_for_whom_it_was_made_and_soon(
    files: dict[str, SimpleNamespace], monkeypatch: pytest.MonkeyPatch
):
    files["a"] = SimpleNamespace(content=downloads.made(b"lines", "王"), kind=MediaFileKind.DOWNLOADABLE)
    files["b"] = SimpleNamespace(content=b"never made here", kind=MediaFileKind.DOWNLOADABLE)
    files["logo"] = SimpleNamespace(content=b"<svg/>", kind=MediaFileKind.MEDIA)
    assert downloads.is_theirs("/media/a.csv", "王")
    assert not downloads.is_theirs("/media/a.csv", "李")
    assert not downloads.is_theirs("/media/a.csv", "")
    assert not downloads.is_theirs("/media/b.csv", "王")
    assert downloads.is_theirs("/media/logo.svg", "李")
    assert downloads.is_theirs("/media/none.csv", "李"), "there is none: Streamlit says so"
    downloads.made(b"lines", "李")
    assert downloads.is_theirs("/media/a.csv", "李"), "the same content, made for both"
    now = downloads.monotonic()
    monkeypatch.setattr(downloads, "monotonic", lambda: now + downloads.SECONDS + 1)
    assert not downloads.is_theirs("/media/a.csv", "王")

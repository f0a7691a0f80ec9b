"""What the interactive map says when it is clicked, and when nobody clicked."""

import pytest

from lib.ui.frame import address
from lib.ui.map import atlas


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"last_active_drawing": {"properties": {"enterprise_id": "E2"}}}, "E2"),
        ({"last_active_drawing": {"properties": {"area_code": "371521"}}}, ""),  # a county was clicked: nothing is open
        ({"last_active_drawing": None, "last_clicked": None}, "E1"),
        (None, "E1"),
    ],
)
def test_only_a_click_changes_what_is_open(monkeypatch: pytest.MonkeyPatch, said: object, kept: str) -> None:
    opened = {"enterprise": "E1"}
    monkeypatch.setattr(atlas.st, "session_state", {atlas.KEY: said})
    monkeypatch.setattr(address, "put", opened.__setitem__)
    atlas._clicked({}, is_tiled=False)
    assert opened["enterprise"] == kept


def test_nobody_clicked_on_the_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = {"enterprise": "E1"}
    monkeypatch.setattr(atlas.st, "session_state", {atlas.KEY: {"last_clicked": None}})
    monkeypatch.setattr(address, "put", opened.__setitem__)
    atlas._clicked({}, is_tiled=True)
    assert opened["enterprise"] == "E1"

"""What no client of ours does: too slow, too much at once over the websocket, more than was announced."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from websockets.exceptions import ConnectionClosed

from lib.ui.doors import uploads
from lib.ui.doors.uploads import Uploads
from tests.web.conftest import MEGABYTE

PUT = {
    "type": "http",
    "method": "PUT",
    "path": "/_stcore/upload_file/s/f",
    "headers": [(b"transfer-encoding", b"chunked")],
}


@pytest.fixture
def door(monkeypatch):
    """The door of uploads before an app that waits for the whole body; a session is open."""
    monkeypatch.setattr(uploads, "_is_open", lambda session: True)
    monkeypatch.setattr(uploads, "held", lambda but: {})
    monkeypatch.setenv("ATLAS_LANGUAGE", "en")

    async def app(scope, receive, send):
        while (await receive())["more_body"]:
            pass
        await send({"type": "http.response.start", "status": 204, "headers": []})

    return Uploads(app)


def test_an_upload_that_never_ends_is_given_up(door, monkeypatch):
    monkeypatch.setattr(uploads, "SECONDS", 0.05)
    told = []

    async def receive():
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message):
        told.append(message)

    with ThreadPoolExecutor(1) as aside:  # a thread of its own: a browser of another test may keep a loop in this one
        aside.submit(asyncio.run, door(PUT, receive, send)).result()
    assert (told[0]["status"], b"too long" in told[1]["body"]) == (408, True)
    assert not door.arriving, "its room is free again"


def test_a_message_larger_than_a_page_sends_ends_its_websocket(session):
    page = session("lines")
    page.socket.send(bytes(5 * MEGABYTE))
    with pytest.raises(ConnectionClosed) as closed:
        for _message in page.heard():
            pass
    assert closed.value.rcvd.code == 1009


def test_what_is_no_message_ends_its_websocket_and_nothing_else(session, ask):
    page = session("lines")
    page.socket.send(b"\xff" * 100)
    with pytest.raises(ConnectionClosed):
        for _message in page.heard():
            pass
    assert ask("/health").status == 200

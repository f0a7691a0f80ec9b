"""The atlas answers to its own names only, whoever asks: a page of another site reads nothing, under whatever name."""

import logging
import socket
from unittest.mock import Mock

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import app
from lib.access.authority import Authority, authority
from lib.errors import UserError
from lib.ui.doors.hosts import known_names

FOREIGN = (
    "evil.example",
    "evil.example:8501",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "evil.example.",
    "10.9.8.7",
    "[::2]:8501",
    "2130706433",
)
OURS = ("127.0.0.1", "LOCALHOST:{port}", "localhost.:{port}", "[::1]:{port}", "[0:0:0:0:0:0:0:1]", "atlas.example.gov")
MALFORMED = ("", "a b", "user@127.0.0.1", "127.0.0.1:99999999", "127.0.0.1/x", "[::1", "::1", "127.0.0.1,evil.example")
PATHS = ("/", "/lines", "/health", "/map-assets/leaflet/leaflet.js", "/_stcore/health", "/nothing")


@pytest.mark.parametrize("path", PATHS)
def test_no_address_answers_to_a_foreign_name(ask, path):
    for host in FOREIGN:
        answer = ask(path, Host=host)
        assert answer.status == 421, host
        assert "ATLAS_HOSTS" in answer.said


def test_it_answers_to_its_own_names_and_those_of_the_setting(ask, port):
    for host in (*OURS, "ATLAS.example.gov:80", "other.example.gov", socket.gethostname()):
        assert ask("/lines", Host=host.format(port=port)).status == 200, host


def test_what_is_no_name_is_refused(ask):
    for host in MALFORMED:
        assert ask("/lines", Host=host).status == 400, host


def test_what_a_proxy_claims_is_not_read(ask):
    forwarded = {"X_Forwarded_Host": "evil.example", "Forwarded": "host=evil.example"}
    assert ask("/lines", **forwarded).status == 200
    assert ask("/lines", Host="evil.example", X_Forwarded_Host="localhost").status == 421


@pytest.mark.parametrize(
    "request_line",
    [
        "GET /lines HTTP/1.1\r\n",
        "GET /lines HTTP/1.0\r\n",
        "GET /lines HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n",
        "GET /lines HTTP/1.1\r\nHost: evil.example\r\nHost: localhost\r\n",
        "GET http://evil.example/lines HTTP/1.1\r\nHost: localhost\r\n",
        "GET http://localhost/lines HTTP/1.1\r\nHost: localhost\r\n",
        "GET lines HTTP/1.1\r\nHost: localhost\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n",
    ],
)
def test_a_request_names_one_host_and_one_address(raw, request_line):
    assert raw(f"{request_line}Connection: close\r\n\r\n").startswith(("HTTP/1.1 400", "HTTP/1.0 400"))


def test_only_our_own_pages_may_ask(ask, port):
    own = f"http://127.0.0.1:{port}"
    assert ask("/lines", Origin=own).status == 200
    assert ask("/lines", Host="atlas.example.gov", Origin="https://atlas.example.gov").status == 200
    foreign = ("http://evil.example", "null", "file://", "http://localhost", f"{own}.evil.example", f"{own}/x")
    for origin in (*foreign, f"http://127.0.0.1:{port + 1}", "https://atlas.example.gov"):
        answer = ask("/lines", Origin=origin)
        assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (403, None), origin


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("evil.example", "http://evil.example", 421),
        ("evil.example", None, 421),
        ("127.0.0.1", "http://evil.example", 403),
        ("127.0.0.1", "null", 403),
        ("127.0.0.1", "http://127.0.0.1:1", 403),
    ],
)
def test_the_websocket_keeps_the_same_door(port, host, origin, status):
    named = "ws://127.0.0.1:{port}/_stcore/stream" if host == "127.0.0.1" else f"ws://{host}:{port}/_stcore/stream"
    with socket.create_connection(("127.0.0.1", port)) as line, pytest.raises(InvalidStatus) as refused:
        connect(named.format(port=port), sock=line, origin=origin).close()
    assert refused.value.response.status_code == status
    assert refused.value.response.body.endswith(b".\n"), "a sentence"


def test_the_websocket_opens_for_our_own_page_and_for_a_program(port):
    for origin in (f"http://127.0.0.1:{port}", None):
        with connect(f"ws://127.0.0.1:{port}/_stcore/stream", origin=origin) as opened:
            assert opened.ping().wait(60)


def test_another_spelling_of_our_name_opens_the_websocket_and_asks_nobody(port):
    with socket.create_connection(("127.0.0.1", port)) as line:
        named = f"ws://LOCALHOST.:{port}/_stcore/stream"
        with connect(named, sock=line, origin=f"http://localhost:{port}", open_timeout=60) as opened:
            assert opened.ping().wait(60)


def test_names_are_told_at_the_start_when_every_address_is_listened_on(monkeypatch, caplog):
    monkeypatch.setattr(app.app, "run", lambda config: None)
    monkeypatch.setattr(app, "Thread", Mock())
    monkeypatch.setattr(app, "prove_free", lambda host, port: None)
    monkeypatch.setenv("ATLAS_LANGUAGE", "en")
    with caplog.at_level(logging.WARNING, "atlas"):
        app.run("127.0.0.1", 1)
        assert not caplog.messages
        app.run("0.0.0.0", 1)
        assert "ATLAS_HOSTS" in caplog.messages[0] and "localhost" in caplog.messages[0]
        monkeypatch.setenv("ATLAS_HOSTS", "atlas.example.gov")
        app.run("0.0.0.0", 1)
        assert len(caplog.messages) == 1
    monkeypatch.setenv("ATLAS_HOSTS", "https://atlas.example.gov/")
    with pytest.raises(UserError, match="no host name"):
        app.run("127.0.0.1", 1)


def test_every_address_of_the_machine_is_answered_where_all_are_listened_on():
    assert known_names([], "0.0.0.0") == known_names([], "::") == known_names([], "localhost")
    assert "192.168.1.20" in known_names([], "192.168.1.20")


def test_one_host_has_one_spelling():
    assert authority("Atlas.Example.GOV.:8501") == Authority("atlas.example.gov", 8501)
    assert authority("[::ffff:127.0.0.1]:80") == authority("127.0.0.1") == Authority("127.0.0.1", None)

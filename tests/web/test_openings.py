"""Only the atlas's own addresses are served, and no answer with data stays in a browser."""

import pytest

CLOSED = (
    "/_stcore/metrics",
    "/_stcore/metrics?families=session_events",
    "/_stcore/script-health-check",
    "/_stcore/bidi-components/x/index.js",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/interact",
    "/_stcore/agent/mcp",
    "/_stcore/message",
    "/_stcore/",
    "/lines/_stcore/health",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
    "/app/static/x",
    "/component/other.component/index.html",
    "/nothing",
    "/LINES",
    "/lines/more",
    "/.git/config",
    "/lib/settings.py",
    "/static",
    "/openapi.json",
    "/tiles/2022-07-15/1/" + "9" * 5000 + "/1/1.png",
    "/tiles/2022-07-15/" + "9" * 5000 + "/1/1/1.png",
    "/tiles/2022-07-15/1/1/1/" + "9" * 5000 + ".png",
    "/tiles/2022-07-15/1/-1/0/0.png",
)
OPEN = ("/", "/lines", "/map?area=371521", "/overview", "/health", "/_stcore/health", "/_stcore/host-config")


@pytest.mark.parametrize("path", CLOSED, ids=lambda path: path[:40])
def test_what_the_atlas_does_not_need_is_not_there(ask, path):
    answer = ask(path)
    assert (answer.status, answer.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")


@pytest.mark.parametrize("path", OPEN)
def test_what_it_needs_is_served_and_not_kept(ask, path):
    answer = ask(path)
    assert answer.status in (200, 307)
    assert answer.headers["Cache-Control"] == "no-store"


def test_scripts_and_styles_may_be_kept(ask):
    assert ask("/map-assets/leaflet/leaflet.js").headers["Cache-Control"] is None
    script = ask("/").said.split('src="./static/')[1].split('"')[0]
    assert "immutable" in ask(f"/static/{script}").headers["Cache-Control"]
    assert ask("/map-assets/leaflet/none.js").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"])
def test_pages_are_only_read(ask, method):
    for path in ("/", "/lines", "/health", "/_stcore/health", "/media/x"):
        assert ask(path, method=method).status == 405, path


def test_a_page_is_asked_without_a_body_and_with_few_words(ask, raw):
    asked = "GET /lines HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    assert ask("/lines", body=bytes(70_000)).status == 413
    assert " 413 " in raw(f"{asked}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
    flooded = raw(f"{asked}X-Long: {'x' * 200_000}\r\n\r\n")
    assert " 200 " not in flooded, "the line is cut"


def test_a_download_is_not_kept(session, ask):
    page = session("import_file")
    answer = ask(page.download())
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert ask("/media/none.bin").headers["Cache-Control"] == "no-store"

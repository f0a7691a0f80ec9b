"""Attacks on the gate: none succeeds. Everything is closed to who is not let in, under whatever claim."""

import sqlite3
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from lib.access.accounts import Accounts
from lib.access.book import Book
from lib.access.lines import CUT
from tests.access.conftest import FIRST, OWN

pytestmark = pytest.mark.usefixtures("accounts")
PATHS = (
    "/", "/lines", "/overview", "/static/js/main.js", "/media/abc.csv", "/component/streamlit_folium.x/index.html",
    "/_stcore/health", "/_stcore/host-config", "/_stcore/upload_file/s/f", "/tiles/2022-07-15/1/1/1/1.png", "/healthy",
    "/map-assets/leaflet/leaflet.js", "/favicon.png", "/manifest.json", "/metrics", "/a/later/route", "/health/",
    "/signin/x", "/signin/../lines", "/health/../lines", "/HEALTH", "/%68ealth/x",
)  # fmt: skip
CLAIMS = {
    "x-atlas-name": "%E7%8E%8B",
    "X-Atlas-Role": "office",
    "x-remote-user": "root",
    "authorization": "Basic cm9vdDp4",
    "x-forwarded-for": "127.0.0.1",
}


def backdate(settings, seen: float, begun: float) -> None:
    """Let every session be older by so many seconds."""
    with sqlite3.connect(Book(settings).path) as file:
        file.execute("update sessions set seen_at = seen_at - ?, begun_at = begun_at - ?", (seen, begun))


@pytest.mark.parametrize("path", PATHS)
def test_without_a_session_nothing_is_reached(browser, path):
    one = browser()
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"):
        answer = one.ask(path, method)
        assert answer.status == 401, method
        assert "inside" not in answer.text
    asked = one.ask(path, Accept="text/html")
    assert (asked.status, urlsplit(asked.leads_to).path) == (303, "/signin")


def test_only_health_and_the_sign_in_page_are_open(browser):
    assert browser().ask("/health").text == "inside {}"
    assert browser().ask("/signin").status == 200


def test_the_websocket_is_closed_too(browser):
    for claims in ({}, CLAIMS):
        with pytest.raises(InvalidStatus) as refused:
            browser(**claims).socket()
        assert refused.value.response.status_code == 401


def test_who_signs_in_goes_where_they_wanted_and_is_known_by_name(browser):
    one = browser()
    led = one.ask("/lines?area=371521&lang=en", Accept="text/html").leads_to
    assert parse_qs(urlsplit(led).query)["next"] == ["/lines?area=371521&lang=en"]
    entered = one.enter("李", path=led)
    assert (entered.status, entered.leads_to) == (303, "/lines?area=371521&lang=en")
    shown = one.ask("/lines").text
    assert "%E6%9D%8E" in shown and "county" in shown and "371521" in shown
    with one.socket() as line:
        line.send("hello")
        assert line.recv(10) == "heard hello from %E6%9D%8E"


def test_nobody_is_sent_to_another_site_after_signing_in(browser):
    for target in (
        "//evil",
        "https://evil",
        "/%5Cevil",
        "/%09/evil",
        "evil",
        "%5C%5Cevil",
        "",
        "/signout",
        "/%0dX",
    ):
        assert browser().enter("王", path=f"/signin?next={target}").leads_to == "/", target


def test_what_is_claimed_in_headers_is_not_believed(browser):
    assert browser().ask("/lines", **CLAIMS).status == 401
    one = browser()
    one.enter("李")
    shown = one.ask("/lines", **CLAIMS, X_Atlas_Open="1").text
    assert "office" not in shown and "x-atlas-open" not in shown and "%E6%9D%8E" in shown


def test_a_forged_session_opens_nothing(browser, settings):
    signed = browser()
    signed.enter("王")
    token = signed.cookies["atlas"]
    (row,) = Book(settings).ask("standing_sessions", now=time.time(), idle=1e9, life=1e9)
    kept = row["session_id"]
    assert kept != token, "the file holds a hash"
    for forged in ("", "x", kept, token[:-1], f"{token}x", token.swapcase(), "' or 1=1 --", "\x80\xff", "a" * 5000):
        assert browser().ask("/lines", Cookie=f"atlas={forged}").status == 401, forged[:20]
    assert browser().ask("/lines", Cookie=f"__Host-atlas={token}").status == 401


def test_a_session_replayed_after_signing_out_opens_nothing(browser):
    one, thief = browser(), browser()
    one.enter("王")
    thief.cookies |= one.cookies
    assert thief.page() == 200, "until then it does"
    left = one.send("/signout")
    assert (left.status, "max-age=0" in left.cookie("atlas")) == (303, True)
    assert thief.page() == one.page() == 303


def test_signing_in_gives_a_new_session_whatever_the_browser_held(browser):
    one, thief = browser(), browser()
    one.cookies["atlas"] = thief.cookies["atlas"] = "chosen-by-an-attacker"
    one.enter("王")
    assert one.page() == 200
    assert thief.page() == 303
    thief.cookies |= one.cookies
    one.enter("王")
    assert one.page() == 200
    assert thief.page() == 303, "who signs in anew leaves the session before"


@pytest.mark.parametrize(("seen", "begun"), [(31 * 60, 31 * 60), (10, 13 * 3600)])
def test_an_expired_session_opens_nothing(browser, settings, seen, begun):
    one = browser()
    one.enter("王")
    assert one.page() == 200
    backdate(settings, seen, begun)
    assert one.page() == 303


def test_who_works_on_is_not_signed_out(browser, settings):
    one = browser()
    one.enter("王")
    for _ in range(3):
        backdate(settings, 1200, 1200)
        assert one.page() == 200, "twenty minutes are no idle time of thirty"


def test_a_form_of_another_site_does_nothing(browser):
    one = browser()
    for origin in ("http://evil.example", "null", "http://127.0.0.1:81", "https://127.0.0.1", None):
        assert one.enter("王", origin=origin).status == 403, origin
    fields = {"name": "王", "password": OWN}
    assert one.post("/signin", one.origin, fields).status == 403, "without a token"
    assert one.post("/signin", one.origin, fields | {"proof": browser().proof()}).status == 403, "of another browser"
    assert one.page() == 303
    before = one.proof()
    one.enter("王")
    assert one.post("/signout", one.origin, {}).status == 403
    assert one.post("/signout", one.origin, {"proof": before}).status == 403, "a token from before signing in"
    assert one.send("/signout", "http://evil.example").status == 403
    assert one.ask("/signout").status == 405
    assert one.page() == 200, "nobody was signed out by it"


def test_another_host_name_reads_nothing(browser):
    one = browser()
    one.enter("王")
    for path in ("/lines", "/signin", "/health"):
        assert one.ask(path, Host="evil.example").status == 421


def test_a_first_password_opens_nothing_but_its_change(browser, accounts: Accounts):
    accounts.add("新人", "office", (), FIRST)
    one, thief = browser(), browser()
    assert one.enter("新人", FIRST, "/signin?next=/lines").leads_to == "/signin?next=%2Flines"
    assert (one.page(), one.ask("/tiles/x").status) == (303, 403)
    with pytest.raises(InvalidStatus):
        one.socket()
    change = {"old": FIRST, "new": OWN, "again": OWN}
    for wrong in ({"old": OWN}, {"again": FIRST}, {"new": FIRST, "again": FIRST}, {"new": "short", "again": "short"}):
        assert one.send("/password", **change | wrong).status == 400, wrong
        assert one.page() == 303
    thief.cookies |= one.cookies
    assert one.send("/password?next=/lines", **change).leads_to == "/lines"
    assert one.page() == 200
    assert thief.page() == 303, "the sessions before the change have ended"


def test_who_is_disabled_is_out_at_once_and_cannot_come_back(browser, accounts: Accounts):
    one = browser()
    one.enter("李")
    assert one.page() == 200
    accounts.disable("李")
    assert one.page() == 303
    assert one.enter("李").status == 401


def test_a_name_is_the_same_however_it_is_spelled(browser, accounts: Accounts):
    accounts.add("Ｌｉ.ming", "office", (), None)
    accounts.reset("li.MING", OWN)
    for spelled in ("Li.ming", "ＬＩ．ｍｉｎｇ", " li.ming　"):
        assert browser().enter(spelled, OWN).status == 303, spelled


@pytest.mark.parametrize(
    ("asked", "entry", "onward"),
    [
        ("/lines?area=371521&lang=en", "en", "/lines?area=371521&lang=en"),
        ("/lines?lang=zh", "zh", "/lines?lang=zh"),
        ("/lines", "", "/lines"),
        ("/lines?lang=xx", "", "/lines?lang=xx"),
    ],
)
def test_the_language_of_the_address_goes_through_the_gate(browser, asked, entry, onward):
    one = browser()
    led = one.ask(asked, Accept="text/html").leads_to
    assert parse_qs(urlsplit(led).query).get("lang", [""]) == [entry]
    assert ("登录" in one.ask(led).text) == (entry == "zh")
    assert one.enter("李", path=led).leads_to == onward


def test_the_language_chosen_at_the_gate_goes_on(browser):
    one = browser()
    assert one.enter("李", path="/signin?lang=zh&next=/lines%3Fa%3D1%26lang%3Den").leads_to == "/lines?a=1&lang=zh"
    assert 'href="/lines?a=1&amp;lang=zh"' in one.ask("/signin?lang=zh&next=/lines%3Fa%3D1").text
    left = one.send("/signout?lang=zh&next=/lines")
    assert left.leads_to == "/signin?lang=zh&next=%2Flines"
    assert one.enter("李", path="/signin?lang=zh").leads_to == "/?lang=zh"


def test_a_full_disk_lets_nobody_in_with_a_sentence_and_nobody_down_who_reads(browser, settings, monkeypatch):
    one, other = browser(), browser()
    one.enter("王")
    with one.socket() as line:
        backdate(settings, 100, 100)
        monkeypatch.setattr(Book, "change", full)
        assert one.page() == 200, "what is read goes on"
        line.send("on")
        assert line.recv(10).startswith("heard on")
        refused = other.enter("李", path="/signin?lang=en")
        assert (refused.status, "Tell the administrator" in refused.text) == (503, True)
        assert one.send("/signout").status == 503
        with pytest.raises(ConnectionClosed):
            line.recv(5)
    assert one.page() == 303, "who left is out, even though it could not be written down"


def full(book):
    """A change of the accounts on a full disk."""
    raise book._failed(sqlite3.OperationalError("database or disk is full"))


def test_accounts_that_go_bad_end_a_page_without_an_error(browser, settings, caplog):
    one = browser()
    one.enter("王")
    with one.socket() as line:
        Book(settings).path.write_bytes(b"no database" * 1000)
        with pytest.raises(ConnectionClosed) as ended:
            line.send("on")
            line.recv(5)
        assert ended.value.rcvd and ended.value.rcvd.code == CUT
    assert not [record for record in caplog.records if record.exc_info]


def test_an_administrator_reads_no_data(browser):
    one = browser()
    one.enter("root")
    assert (one.page("/"), one.page("/admin"), one.page("/lines")) == (200, 200, 303)
    for path in ("/tiles/x", "/map-assets/x", "/component/x", "/lines", "/admin/../lines"):
        assert one.ask(path).status == 403, path
    assert "reads no data" not in one.ask("/signin").text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser):
    kept = browser().enter("王").cookie("atlas").split("; ")
    assert {"httponly", "samesite=lax", "path=/"} <= set(kept)
    assert not [part for part in kept if part.startswith(("domain", "max-age", "expires"))], "it goes with the browser"


def test_the_page_loads_nothing_and_is_not_kept_or_framed(browser):
    shown = browser().ask("/signin?lang=zh&next=/%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    rule = shown.headers["Content-Security-Policy"]
    assert "default-src 'none'" in rule and "frame-ancestors 'none'" in rule and "script-src" not in rule
    assert shown.headers["Cache-Control"] == "no-store"
    assert "<script" not in shown.text and "src=" not in shown.text and "http" not in shown.text
    assert "登录" in shown.text and "Sign in" not in shown.text
    again = browser().enter('<img src=x onerror="alert(1)">', "Wrong-1-guess")
    assert "<img" not in again.text and "&lt;img" in again.text


def test_a_large_form_is_refused(browser):
    one = browser()
    assert one.enter("王", "x" * 9000).status == 413
    assert one.post("/signin", one.origin, {str(n): "" for n in range(500)}).status == 413


def test_accounts_that_cannot_be_read_let_nobody_in_and_name_no_file(browser, settings):
    one = browser()
    assert one.enter("王").status == 303
    Book(settings).path.write_bytes(b"no database" * 1000)
    for path in ("/lines", "/signin", "/tiles/x"):
        answer = one.ask(path)
        assert (answer.status, str(settings.register_path) in answer.text) == (503, False)
    Book(settings).path.unlink()
    assert one.page() == 303, "accounts that vanish do not open a register"

"""The sign-in of an office (OpenID Connect): whom it vouches for comes in, in the role of their groups, and nobody else
does, whatever a browser or another server says."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from oidc_provider_mock import User, run_server_in_thread

from lib.access.accounts import Accounts
from lib.access.provider import tokens
from lib.access.provider.table import Grant, Provider, provider
from lib.access.provider.tokens import NotVouched, ProviderAway
from lib.access.unlocked import prove_guarded
from lib.errors import UserError
from lib.settings import Settings
from tests.access.conftest import FIRST, Answer, Browser, gated, serving

FILE = """
issuer = "{url}"
authorize = "{url}/oauth2/authorize"
token = "{url}/oauth2/token"
keys = "{url}/jwks"
client = "exit-atlas"
secret = "a secret of ours"
name = "account"

[[group]]
group = "gxj"
role = "office"

[[group]]
group = "yanggu"
role = "county"
areas = ["371521"]

[[group]]
group = "shenxian"
role = "county"
areas = ["371522"]
"""
PEOPLE = {
    "1": {"account": "王", "groups": ["gxj", "all"]},
    "2": {"account": "李", "groups": ["shenxian", "yanggu"]},
    "3": {"account": "stranger", "groups": ["all"]},
    "4": {"account": "王", "groups": ["yanggu"]},
    "5": {"account": "no name!", "groups": "gxj"},
    "6": {"account": "local", "groups": ["gxj"]},
}


@pytest.fixture
def office() -> Iterator[ExitStack]:
    """A provider that runs; `office.close()` takes it away."""
    with ExitStack() as stack:
        people = [User(sub=number, claims=dict(said)) for number, said in PEOPLE.items()]
        server = stack.enter_context(run_server_in_thread(user_claims=people))
        stack.port = server.server_port
        yield stack


@pytest.fixture
def settings(settings: Settings, office: ExitStack, tmp_path: Path) -> Settings:
    file = tmp_path / "provider.toml"
    file.write_text(FILE.format(url=f"http://localhost:{office.port}"), encoding="utf-8")
    return replace(settings, provider_file=str(file))


@pytest.fixture
def browser(settings: Settings) -> Iterator[Callable[..., Browser]]:
    with serving(gated(settings)) as port:
        yield partial(Browser, port)


def agreed(address: str, number: str) -> str:
    """Sign in at the provider as the person of a number; where it sends the browser back."""
    asked = urlsplit(address)
    line = HTTPConnection("localhost", asked.port, timeout=30)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", f"{asked.path}?{asked.query}", urlencode({"sub": number}), kind)
    back = urlsplit(line.getresponse().headers["Location"])
    line.close()
    return f"{back.path}?{back.query}"


def enter(one: Browser, number: str, path: str = "/provider") -> Answer:
    """Sign in by the provider."""
    return one.ask(agreed(one.ask(path).leads_to, number))


def test_who_is_vouched_for_comes_in_and_goes_where_they_wanted(browser, settings):
    one = browser()
    led = one.ask("/lines?area=371521&lang=zh", Accept="text/html").leads_to
    assert "用单位统一账户登录" in one.ask(led).text
    entered = enter(one, "1", led.replace("/signin", "/provider"))
    assert (entered.status, entered.leads_to) == (303, "/lines?area=371521&lang=zh")
    shown = one.ask("/lines").text
    assert "%E7%8E%8B" in shown and "'x-atlas-role': 'office'" in shown
    kept = entered.cookie("atlas").split("; ")
    assert {"httponly", "samesite=lax", "path=/"} <= set(kept)
    account = Accounts(settings).known("王")
    assert (account.password, account.must_change) == ("", False)
    own = one.ask("/signin?lang=en").text
    assert "Sign out" in own and "Present password" not in own


def test_the_request_says_nothing_that_another_could_use(browser):
    asked = parse_qs(urlsplit(browser().ask("/provider").leads_to).query)
    assert asked["response_type"] == ["code"] and asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"][0].endswith("/provider/back")
    again = parse_qs(urlsplit(browser().ask("/provider").leads_to).query)
    assert all(asked[one] != again[one] for one in ("state", "nonce", "code_challenge"))
    assert "secret" not in str(asked) and "verifier" not in str(asked)


def test_the_groups_say_the_role_and_the_areas(browser, settings):
    one = browser()
    enter(one, "2")
    account = Accounts(settings).known("李")
    assert (account.role, set(account.areas)) == ("county", {"371521", "371522"})
    Accounts(settings).move("李", "office", ())
    enter(one, "2")
    assert Accounts(settings).known("李").role == "county", "the table says it, at every sign-in"


@pytest.mark.parametrize(("number", "sentence"), [("3", "None of your groups"), ("5", "no name for an account")])
def test_who_has_no_role_here_stays_out(browser, settings, number, sentence):
    one = browser()
    refused = enter(one, number, "/provider?lang=en")
    assert (refused.status, sentence in refused.text) == (403, True)
    assert one.page() == 303
    assert not Accounts(settings).listed()


def test_a_name_that_is_another_s_opens_nothing(browser, settings):
    accounts = Accounts(settings)
    accounts.add("local", "admin", (), FIRST)
    enter(browser(), "1")
    for number in ("4", "6"):
        one = browser()
        assert enter(one, number).status == 403, "of another person there, or of a password here"
        assert one.page() == 303
    assert accounts.known("王").role == "office"


def test_a_disabled_account_stays_out_and_an_ended_role_ends_its_sessions(browser, settings):
    one = browser()
    enter(one, "1")
    Accounts(settings).disable("王")
    assert one.page() == 303
    assert enter(one, "1").status == 403
    table = Path(settings.provider_file)
    table.write_text(table.read_text(encoding="utf-8").replace('"yanggu"', '"none"').replace('"shenxian"', '"no"'))
    with serving(gated(settings)) as port:
        assert enter(Browser(port), "2").status == 403


def test_an_answer_is_for_the_browser_that_asked_and_counts_once(browser):
    one, victim = browser(), browser()
    back = agreed(one.ask("/provider").leads_to, "1")
    for attack in (victim, one):
        forged = back.replace("state=", "state=x") if attack is one else back
        assert attack.ask(forged).status == 403
        assert attack.page() == 303
    back = agreed(one.ask("/provider").leads_to, "1")
    victim.ask("/provider")
    assert victim.ask(back).status == 403, "a victim who began a sign-in of their own"
    assert one.ask(back).status == 303
    kept = dict(one.cookies)
    assert one.ask(back).status == 403, "a second time"
    assert victim.ask(back, Cookie="; ".join(f"{k}={v}" for k, v in kept.items())).status == 403


def test_a_forged_or_old_request_is_none(browser, monkeypatch):
    one = browser()
    back = agreed(one.ask("/provider").leads_to, "1")
    text, _, signature = one.cookies["atlas-provider"].partition(".")
    for forged in ("", "x", text, f"{text}x.{signature}", f"{text}.{signature[:-1]}", f".{signature}"):
        assert browser().ask(back, Cookie=f"atlas-provider={forged}").status == 403
    now = time.time()
    monkeypatch.setattr("lib.access.provider.desk.time.time", lambda: now + 601)
    assert one.ask(back).status == 403


def test_a_refusal_there_and_an_answer_of_another_issuer_are_sentences(browser):
    for said in ({"error": "access_denied"}, {"code": "x", "iss": "https://evil.example"}, {"code": "never given"}):
        one = browser()
        state = parse_qs(urlsplit(one.ask("/provider?lang=en").leads_to).query)["state"][0]
        refused = one.ask(f"/provider/back?{urlencode({'state': state} | said)}")
        assert refused.status in (403, 503)
        assert "of your office d" in refused.text
        assert "evil" not in refused.text


def test_local_accounts_go_on_while_the_provider_is_away(browser, settings, office: ExitStack):
    Accounts(settings).add("local", "office", (), FIRST)
    one = browser()
    back = agreed(one.ask("/provider?lang=en").leads_to, "1")
    office.close()
    away = one.ask(back)
    assert (away.status, "does not answer" in away.text) == (503, True)
    assert one.enter("local", FIRST).status == 303


def test_nothing_is_open_though_there_is_no_account(browser, settings):
    assert browser().ask("/lines").status == 401
    assert browser().ask("/provider", "POST").status in (400, 403, 405)


KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OFFICE = Provider("https://sso.example", "", "", "https://sso.example/keys", "exit-atlas", "s")


@pytest.fixture
def signed(monkeypatch) -> Callable[..., str]:
    """`signed(aud=…)`: a token of the provider, with these claims instead."""
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "1", "use": "sig"}
    shared = {"kty": "oct", "kid": "2", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA"}
    monkeypatch.setattr(tokens, "_asked", lambda *_: {"keys": [public, shared]})

    def made(key=KEY, alg="RS256", kid="1", without="", **claims: object) -> str:
        now = int(time.time())
        said = {"iss": OFFICE.issuer, "aud": "exit-atlas", "sub": "1", "exp": now + 60, "iat": now, "nonce": "n"}
        return jwt.encode({k: v for k, v in (said | claims).items() if k != without}, key, alg, headers={"kid": kid})

    return made


def test_a_token_is_believed_when_all_of_it_is_right(signed):
    assert tokens.proved(OFFICE, signed(), "n")["sub"] == "1"
    assert tokens.proved(OFFICE, signed(aud=["exit-atlas", "x"], azp="exit-atlas"), "n")["sub"] == "1"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"}, {"aud": "another"}, {"exp": 1}, {"nonce": "another"}, {"iat": 9e9},
        {"nbf": 9e9}, {"azp": "another"}, {"key": OTHER}, {"kid": "3"}, {"key": "", "alg": "none"},
        {"key": "secret-secret-secret-secret-secret", "alg": "HS256", "kid": "2"},
        {"key": "secret-secret-secret-secret-secret", "alg": "HS256"},
        *({"without": name} for name in ("iss", "aud", "sub", "exp", "iat", "nonce")),
    ],
)  # fmt: skip
def test_a_token_with_anything_wrong_is_not(signed, wrong):
    with pytest.raises(NotVouched):
        tokens.proved(OFFICE, signed(**wrong), "n")


def test_what_is_no_token_is_not(signed):
    for text in ("", "x", "a.b.c", signed()[:-4], signed().replace(".", "..")):
        with pytest.raises(NotVouched):
            tokens.proved(OFFICE, text, "n")


@pytest.mark.parametrize("broken", ["", "[]", "{}", "no json", "status 500", "redirect", "large"])
def test_a_provider_that_answers_anything_else_is_away_and_leads_nowhere(broken):
    from starlette.applications import Starlette
    from starlette.responses import RedirectResponse, Response
    from starlette.routing import Route

    asked = []

    async def keys(request):
        asked.append(request.url.path)
        if broken == "redirect":
            return RedirectResponse("/elsewhere")
        return Response("{" + " " * (300 << 10) + "}" if broken == "large" else broken, 500 if "500" in broken else 200)

    with serving(Starlette(routes=[Route("/{rest:path}", keys)])) as port:
        one = replace(OFFICE, keys=f"http://127.0.0.1:{port}/keys")
        token = jwt.encode({"sub": "1"}, KEY, "RS256")
        with pytest.raises((ProviderAway, NotVouched)):
            tokens.proved(one, token, "n")
    assert asked == ["/keys"]


def test_groups_are_read_in_the_order_of_the_table():
    table = Grant("a", "county", ("1",)), Grant("b", "office"), Grant("c", "county", ("2", "1"))
    office = replace(OFFICE, group=table)
    assert office.role_of(["c", "b"]) == Grant("b", "office")
    assert office.role_of(["c", "a"]) == Grant("a", "county", ("1", "2"))
    assert office.role_of([]) is office.role_of(["d"]) is None


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('client = "exit-atlas"\n', "", "client"),
        ('secret = "a secret of ours"', "secret = 1", "secret"),
        ("http://localhost", "http://sso.example.gov", "https"),
        ('role = "office"', 'role = "king"', "no role king"),
        ('areas = ["371521"]', 'areas = ["1"]', "no area 1"),
        ("[[group]]", "[[groups]]", "group"),
        ("issuer = ", "issuer ", "ATLAS_PROVIDER"),
        ("client = ", "colour = 1\nclient = ", "colour"),
    ],
)
def test_a_file_that_is_not_understood_refuses_the_start(settings, register, old, new, sentence):
    file = Path(settings.provider_file)
    register.settings = replace(register.settings, provider_file=str(file))
    prove_guarded(register, "0.0.0.0")
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(UserError, match=sentence):
        prove_guarded(register, "0.0.0.0")
    assert "a secret" not in repr(provider(settings)) if sentence.startswith("no ") else True

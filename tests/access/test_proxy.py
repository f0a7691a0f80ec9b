"""A proxy that signs people in is believed at its own address only."""

from dataclasses import replace

import pytest

from lib.access.accounts import Accounts
from lib.access.arrival import Arrival, proxies
from lib.access.guessing import PLACE_TRIES
from lib.errors import UserError
from lib.settings import Settings
from tests.access.conftest import Browser, gated, serving

PROXY = "127.0.0.9"


def named(name: str) -> dict[str, str]:
    """The header in which a proxy names a person."""
    return {"X_Remote_User": name.encode().decode("latin-1")}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, proxies=(PROXY,), user_header="X-Remote-User")


def test_it_is_believed_who_asks(browser, accounts: Accounts):
    proxy = browser(PROXY, **named("王"))
    assert "%E7%8E%8B" in proxy.ask("/lines").text
    assert "vouches" in proxy.ask("/signin").text
    assert "Sign out" not in proxy.ask("/signin").text


def test_nobody_else_is(browser, accounts: Accounts):
    for address in ("127.0.0.1", "127.0.0.8"):
        told = {"X_Forwarded_For": PROXY, "Forwarded": f"for={PROXY}", "X_Real_IP": PROXY, "Client_IP": PROXY}
        assert browser(address).ask("/lines", **named("王"), **told).status == 401, address


def test_who_has_no_account_or_a_disabled_one_stays_out(browser, accounts: Accounts):
    proxy = browser(PROXY)
    assert proxy.ask("/lines", **named("somebody")).status == 403
    assert proxy.ask("/lines", **named("王")).status == 200
    accounts.disable("王")
    assert proxy.ask("/lines", **named("王")).status == 403


def test_local_accounts_go_on_when_the_proxy_names_nobody(browser, accounts: Accounts):
    proxy = browser(PROXY)
    assert proxy.page() == 303
    assert proxy.enter("李").status == 303
    assert proxy.page() == 200


def test_of_the_addresses_it_tells_only_its_own_word_counts(browser, accounts: Accounts):
    for turn in range(PLACE_TRIES):
        client = browser(PROXY, X_Forwarded_For=f"1.1.1.{turn}, 10.7.7.7")
        assert client.enter(f"name-{turn}", "Wrong-1-guess").status == 401
    assert browser(PROXY, X_Forwarded_For="2.2.2.2, 10.7.7.7").enter("李").status == 429
    assert browser(PROXY, X_Forwarded_For="2.2.2.2, 10.7.7.8").enter("李").status == 303


def arrived(settings: Settings, peer: str, *lines: tuple[str, str]) -> Arrival:
    """A request as it arrives."""
    headers = [(name.encode(), text.encode()) for name, text in lines]
    scope = {"type": "http", "scheme": "http", "headers": headers, "client": (peer, 1)}
    return Arrival(scope, settings, proxies(settings))


@pytest.mark.parametrize("peer", [PROXY, f"::ffff:{PROXY}"])
def test_the_nearest_proxy_has_the_last_word_on_whatever_line_it_stands(settings: Settings, peer: str):
    forged = ("x-forwarded-for", "1.1.1.1"), ("x-forwarded-proto", "https")
    own = ("x-forwarded-for", "2.2.2.2, 10.7.7.7"), ("x-forwarded-proto", "http")
    one = arrived(settings, peer, *forged, *own)
    assert (one.address, one.is_secure) == ("10.7.7.7", False)
    assert arrived(settings, "10.0.0.1", *forged, *own).address == "10.0.0.1"


@pytest.mark.parametrize(
    ("told", "address"),
    [("::ffff:10.7.7.7", "10.7.7.7"), ("10.7.7.7:5123", "10.7.7.7"), ("[2001:db8::1]:5123", "2001:db8::1"),
     ("2001:DB8:0::1", "2001:db8::1"), ("fe80::1%eth0", "fe80::1"), ("unknown", PROXY), ("", PROXY)],
)  # fmt: skip
def test_an_address_has_one_spelling(settings: Settings, told: str, address: str):
    assert arrived(settings, PROXY, ("x-forwarded-for", told)).address == address


def test_over_https_the_cookie_is_bound_to_the_host(browser, accounts: Accounts):
    one = browser(PROXY, X_Forwarded_Proto="https")
    kept = one.enter("李").cookie("__Host-atlas").split("; ")
    assert {"httponly", "samesite=lax", "path=/", "secure"} <= set(kept)
    assert not [part for part in kept if part.startswith(("domain", "max-age", "expires"))]
    assert one.page() == 200
    lying = browser("127.0.0.1", X_Forwarded_Proto="https")
    lying.enter("李")
    assert "__Host-atlas" not in lying.cookies
    one.cookies["atlas"] = one.cookies.pop("__Host-atlas")
    assert one.page() == 303, "over https a cookie that another site of the domain could set is not read"


def test_without_an_account_nothing_is_open_either(settings: Settings):
    with serving(gated(settings)) as port:
        assert Browser(port).ask("/lines").status == 401


def test_a_proxy_is_named_by_its_address(settings: Settings):
    assert proxies(replace(settings, proxies=("::ffff:10.0.0.9",))) == {"10.0.0.9"}
    with pytest.raises(UserError, match="addresses"):
        proxies(replace(settings, proxies=("proxy.example.gov",)))

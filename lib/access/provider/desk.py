"""Signing in by the provider: a browser is sent there with a request of its own and comes back with a code
(authorization code flow with PKCE); who the provider vouches for gets an account in the role of their groups."""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from lib.access import spelling
from lib.access.accounts import Account, Accounts
from lib.access.provider.table import Provider
from lib.access.provider.tokens import NotVouched, claims
from lib.errors import UserError

COOKIE: Final = "atlas-provider"  # what a browser keeps of its request, signed by us
LASTS: Final = 600  # seconds a person may take there


class Request:
    """A request of one browser to the provider."""

    def __init__(self, goes_to: str, **kept: str) -> None:
        self.goes_to = goes_to
        self.state = kept.get("state") or secrets.token_urlsafe(24)
        self.nonce = kept.get("nonce") or secrets.token_urlsafe(24)
        self.verifier = kept.get("verifier") or secrets.token_urlsafe(48)

    def address(self, provider: Provider, back: str) -> str:
        """Where the browser goes with it."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code", "client_id": provider.client, "redirect_uri": back, "scope": provider.scope,
            "state": self.state, "nonce": self.nonce, "code_challenge": challenge, "code_challenge_method": "S256",
        }  # fmt: skip
        return f"{provider.authorize}{'&' if '?' in provider.authorize else '?'}{urlencode(asked)}"

    def kept(self, key: bytes) -> str:
        """The cookie."""
        said = {**vars(self), "until": int(time.time()) + LASTS}
        text = base64.urlsafe_b64encode(json.dumps(said).encode()).decode()
        return f"{text}.{_signed(key, text)}"

    @classmethod
    def of(cls, cookie: str, key: bytes) -> "Request | None":
        """The request a browser began, if it did so here and lately."""
        text, _, signature = cookie.partition(".")
        if not hmac.compare_digest(signature.encode(), _signed(key, text).encode()):
            return None
        said = json.loads(base64.urlsafe_b64decode(text))
        return cls(**said) if said.pop("until") > time.time() else None


def _signed(key: bytes, text: str) -> str:
    return hmac.new(key, f"provider\n{text}".encode(), "sha256").hexdigest()


def vouched(provider: Provider, request: Request | None, came: Mapping[str, str], back: str) -> dict[str, Any]:
    """What the provider says of who comes back with an answer. Raises NotVouched or ProviderAway."""
    state, issuer = came.get("state", ""), came.get("iss", provider.issuer)
    if request is None or not hmac.compare_digest(state.encode(), request.state.encode()):
        raise NotVouched("The sign-in took too long, or began in another window. Please try once more.")
    if issuer != provider.issuer or not came.get("code"):
        raise NotVouched("The sign-in of your office did not vouch for you. Please try once more.")
    return claims(provider, came["code"], request.verifier, request.nonce, back)


def let_in(accounts: Accounts, provider: Provider, said: Mapping[str, Any]) -> Account:
    """The account of a person the provider vouches for, in the role their groups have now; made when they come first.
    Bound to the provider's own number of them, for names are given anew. Raises UserError."""
    name, listed = spelling.tidy(str(said.get(provider.name, ""))), said.get(provider.groups, [])
    groups = [str(one) for one in listed] if isinstance(listed, list) else [str(listed)]
    subject, grant = f"{provider.issuer} {said['sub']}", provider.role_of(groups)
    account = accounts.bound(subject)
    if grant is None:
        if account:
            accounts.end_sessions(account.name)
        raise UserError("None of your groups has a role here. Ask the administrator.")
    if account is None:
        account = accounts.bind(name, subject, grant.role, grant.areas)
    if account.is_disabled:
        raise UserError("Your account is disabled. Ask the administrator.")
    if (account.role, set(account.areas)) != (grant.role, set(grant.areas)):
        accounts.move(account.name, grant.role, grant.areas)
    return accounts.known(account.name)

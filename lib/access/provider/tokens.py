"""What a provider says of a person: fetched with the code a browser brought, believed only when it is signed by the
provider, for us, now, and for the very request this browser began."""

import hmac
import json
from typing import Any, Final
from urllib.parse import quote

import jwt
import requests

from lib.access.provider.table import Provider
from lib.errors import UserError

PATIENCE: Final = 5  # seconds to wait for the provider
LARGEST: Final = 256 << 10  # bytes of an answer
LATE: Final = 60  # seconds by which clocks may differ
SIGNED: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
NEEDED: Final = ("iss", "sub", "aud", "exp", "iat", "nonce")


class ProviderAway(UserError):
    """The provider does not answer, or not as one does."""


class NotVouched(UserError):
    """What came back does not vouch for anybody."""


def claims(provider: Provider, code: str, verifier: str, nonce: str, back: str) -> dict[str, Any]:
    """What the provider says of whoever signed in there. Raises ProviderAway or NotVouched."""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    known = quote(provider.client, safe=""), quote(provider.secret, safe="")  # RFC 6749, 2.3.1
    answer = _asked(provider, "POST", provider.token, data=form | {"client_id": provider.client}, auth=known)
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise _not_vouched("no id_token")
    return proved(provider, token, nonce)


def proved(provider: Provider, token: str, nonce: str) -> dict[str, Any]:
    """The claims of an id_token, once everything about it was checked. Raises ProviderAway or NotVouched."""
    try:
        number = jwt.get_unverified_header(token).get("kid")
        said: dict[str, Any] = jwt.decode(
            token, _key(provider, number), algorithms=list(SIGNED), audience=provider.client, issuer=provider.issuer,
            leeway=LATE, options={"require": list(NEEDED)},
        )  # fmt: skip
    except jwt.PyJWTError as error:
        raise _not_vouched(repr(error)) from error
    if not hmac.compare_digest(str(said["nonce"]).encode(), nonce.encode()):
        raise _not_vouched("nonce")
    if said.get("azp", provider.client) != provider.client:
        raise _not_vouched("azp")
    return said


def _key(provider: Provider, number: str | None) -> jwt.PyJWK:
    """The provider's public key of a number, fetched anew for everybody: sign-ins are few, and keys change. One that
    the provider and others share would let others sign."""
    found = jwt.PyJWKSet.from_dict(_asked(provider, "GET", provider.keys)).keys
    fitting = [key for key in found if key.key_type != "oct" and (number is None or key.key_id == number)]
    if len(fitting) != 1:
        raise _not_vouched("kid")
    return fitting[0]


def _asked(provider: Provider, method: str, address: str, **sent: Any) -> dict[str, Any]:
    """The JSON object at an address of the provider, by the direct way and nowhere else."""
    try:
        with requests.Session() as line:
            line.trust_env = False  # neither a proxy nor a password of the environment
            with line.request(
                method,
                address,
                timeout=PATIENCE,
                allow_redirects=False,
                stream=True,
                verify=provider.ca or True,
                **sent,
            ) as answer:
                body = answer.raw.read(LARGEST + 1, decode_content=True)
                said = json.loads(body) if answer.status_code == 200 and len(body) <= LARGEST else None
    except (requests.RequestException, OSError, ValueError) as error:
        raise _away(repr(error)) from error
    if answer.status_code in (400, 401, 403):
        raise _not_vouched(f"{address}: status {answer.status_code}")
    if not isinstance(said, dict):
        raise _away(f"status {answer.status_code}")
    return said


def _away(reason: str) -> ProviderAway:
    away = ProviderAway("The sign-in of your office does not answer. Who has a password here can use it.")
    away.add_note(reason)
    return away


def _not_vouched(reason: str) -> NotVouched:
    refused = NotVouched("The sign-in of your office did not vouch for you. Please try once more.")
    refused.add_note(reason)
    return refused

"""Whether a register without accounts may be served: to its own machine and without real data, or by a setting."""

from ipaddress import ip_address

from lib.access.accounts import Accounts
from lib.access.arrival import proxies
from lib.errors import UserError
from lib.register.store import Register


class Unlocked(UserError):
    """The register would be open to people it must not be open to."""


def prove_guarded(register: Register, host: str) -> None:
    """Raise Unlocked when a register without accounts would be served to the network, or holds what an office imported;
    UserError for settings that are wrong."""
    settings = register.settings
    proxies(settings)
    if settings.is_open_allowed or settings.user_header or Accounts(settings).any():
        return
    if not is_loopback(host):
        raise Unlocked(
            "The register has no account: whoever reaches {host} could read and change everything. Make accounts: "
            "python -m lib user add NAME --role ROLE. Or serve it on 127.0.0.1, or open all the same with "
            "ATLAS_OPEN=1.",
            host=host,
        )
    if others := int(register.query("pages/every/is_demo").other_count.iloc[0]):
        raise Unlocked(
            "The register has no account and holds {count} imported files that are not demonstration data. Make "
            "accounts: python -m lib user add NAME --role ROLE. Or serve it open all the same with ATLAS_OPEN=1.",
            count=others,
        )


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"

"""Whether a register without accounts may be served: to its own machine and without real data, or by a setting."""

from lib.access.accounts import Accounts
from lib.access.arrival import proxies
from lib.access.authority import is_loopback
from lib.access.provider.table import provider
from lib.errors import UserError
from lib.register.store import Register
from lib.settings import Settings


class Unlocked(UserError):
    """The register would be open to people it must not be open to."""


def is_vouched(settings: Settings) -> bool:
    """Whether another sign-in vouches for people; nobody is let in without it then, though there is no account yet."""
    return bool(settings.user_header or settings.provider_file)


def is_guarded(settings: Settings) -> bool:
    """Whether somebody decides who comes in: accounts, another sign-in, or whoever set ATLAS_OPEN."""
    return settings.is_open_allowed or is_vouched(settings) or Accounts(settings).any()


def prove_guarded(register: Register, host: str) -> None:
    """Raise Unlocked when a register without accounts would be served to the network, or holds what an office imported;
    UserError for settings that are wrong."""
    settings = register.settings
    proxies(settings)
    for row in found.group if (found := provider(settings)) else ():
        Accounts(settings).prove_known(row.role, row.areas)
    if is_guarded(settings):
        return
    if named := settings.hosts or settings.proxies:
        raise Unlocked(
            "The register has no account, and ATLAS_HOSTS or ATLAS_PROXIES ({names}) says that others reach it: "
            "through a proxy they all come from this machine. Make accounts: python -m lib user add NAME --role ROLE. "
            "Or open it all the same with ATLAS_OPEN=1.",
            names=", ".join(named),
        )
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


def prove_guarded_import(settings: Settings) -> None:
    """Raise Unlocked when what an office imports would stand in a register that is served open."""
    if not is_guarded(settings):
        raise Unlocked(
            "The register has no account, so that only demonstration data may stand in it while it is served. Make "
            "accounts first: python -m lib user add NAME --role ROLE. Or open it all the same with ATLAS_OPEN=1."
        )

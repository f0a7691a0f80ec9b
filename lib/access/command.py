"""The command `user`: accounts are made, given a new password, disabled and listed; prints one JSON object."""

import argparse
import getpass
import sys
from dataclasses import asdict
from typing import Any, Final

from lib.access import spelling
from lib.access.access_log import COMMAND_LINE, AccessLog
from lib.access.accounts import Accounts
from lib.access.author import system_user
from lib.answer import say
from lib.errors import UserError
from lib.register import audit
from lib.register.chain import Verified
from lib.settings import Settings

WORKS_FOR: Final = "an area it works for, or for a department a dimension; may be repeated"


def add_user_command(commands: Any) -> None:
    """Add `user` to the command line."""
    command = commands.add_parser("user", help="make an account, give it a new password, disable it, or list them")
    kinds = command.add_subparsers(required=True, metavar="DO")
    kind = kinds.add_parser("add", help="make an account; its first password must be changed when it is used")
    kind.add_argument("name", metavar="NAME")
    kind.add_argument("--role", required=True, metavar="ROLE", help="a code of data/reference/roles.csv")
    kind.add_argument("--area", action="append", default=[], metavar="CODE", help=WORKS_FOR)
    kind.add_argument("--no-password", action="store_true", help="a proxy signs the person in (ATLAS_USER_HEADER)")
    kind.set_defaults(run=_add)
    kind = kinds.add_parser("move", help="give an account another role or other areas; its sessions end at once")
    kind.add_argument("name", metavar="NAME")
    kind.add_argument("--role", required=True, metavar="ROLE", help="a code of data/reference/roles.csv")
    kind.add_argument("--area", action="append", default=[], metavar="CODE", help=WORKS_FOR)
    kind.set_defaults(run=_move)
    kind = kinds.add_parser("reset", help="give a new first password; a locked or disabled account is let in again")
    kind.add_argument("name", metavar="NAME")
    kind.set_defaults(run=_reset)
    kind = kinds.add_parser("disable", help="let an account in no more; its sessions end at once")
    kind.add_argument("name", metavar="NAME")
    kind.set_defaults(run=_disable)
    kinds.add_parser("list", help="every account").set_defaults(run=_list)


def add_audit_command(commands: Any) -> None:
    """Add `audit` to the command line."""
    command = commands.add_parser(
        "audit", help="look whether an entry of the audit or the access log was changed or taken out"
    )
    kinds = command.add_subparsers(required=True, metavar="DO")
    kind = kinds.add_parser("verify", help="look at every entry; exits with 1 when one is not as it was written")
    kind.add_argument("--known", metavar="HASH", help="a last hash told before: is it still in the chain?")
    kind.set_defaults(run=_verify)


def _verify(options: argparse.Namespace, settings: Settings) -> int:
    entered = AccessLog(settings).verified()
    try:
        written = audit.looked_at_file(settings.register_path, settings.queries_dir)
    except UserError:  # a server holds it, or it is damaged: what can be said is said
        say({"access_log": told(entered), "register": None})
        raise
    is_cut = bool(options.known) and options.known not in entered.hashes | written.hashes
    say({"access_log": told(entered), "register": told(written), "known_missing": is_cut})
    return 1 if entered.faults or written.faults or written.cut_off or is_cut else 0


def told(found: Verified) -> dict[str, Any]:
    """What looking at a chain found, without every hash of it."""
    return {name: value for name, value in asdict(found).items() if name != "hashes"}


def password_twice() -> str:
    """A password asked for twice, or the first two lines of standard input. Raises UserError when they differ."""
    if sys.stdin.isatty():
        first, second = getpass.getpass("Password: "), getpass.getpass("Once more: ")
    else:
        first, second = (sys.stdin.readline().rstrip("\r\n") for _ in range(2))
    if first != second:
        raise UserError("The password was not given the same twice.")
    return first


def _add(options: argparse.Namespace, settings: Settings) -> int:
    _prove_made(settings)
    password = None if options.no_password else password_twice()
    _accounts(settings).add(options.name, options.role, tuple(options.area), password)
    return _tell(settings, options.name)


def _move(options: argparse.Namespace, settings: Settings) -> int:
    _accounts(settings).move(options.name, options.role, tuple(options.area))
    return _tell(settings, options.name)


def _reset(options: argparse.Namespace, settings: Settings) -> int:
    _accounts(settings).known(options.name)
    _accounts(settings).reset(options.name, password_twice())
    return _tell(settings, options.name)


def _disable(options: argparse.Namespace, settings: Settings) -> int:
    _accounts(settings).disable(options.name)
    return _tell(settings, options.name)


def _list(_options: argparse.Namespace, settings: Settings) -> int:
    return _tell(settings)


def _accounts(settings: Settings) -> Accounts:
    return Accounts(settings, system_user(), COMMAND_LINE)


def _prove_made(settings: Settings) -> None:
    """Accounts are of a register: a mistyped REGISTER_URL makes none. Raises UserError."""
    path = settings.register_path
    if not path.exists():
        raise UserError("There is no register at {path}. Make one: python -m lib init (or init --demo).", path=path)


def _tell(settings: Settings, name: str = "") -> int:
    """Tell one account or all, never a hash."""
    told = [
        {
            "name": account.name,
            "role": account.role,
            "areas": list(account.areas),
            "must_change": account.must_change,
            "disabled": account.is_disabled,
        }
        for account in Accounts(settings).listed()
        if not name or spelling.key(account.name) == spelling.key(name)
    ]
    return say(told[0] if name else {"accounts": told})

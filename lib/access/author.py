"""Whose name a change on the command line carries."""

import os
from pwd import getpwuid

from lib.access.accounts import Accounts
from lib.access.book import AccountsFailed
from lib.settings import Settings
from lib.words import said


def system_user() -> str:
    """The operating system's user, by the number the kernel gives: the environment says whatever it is told to."""
    number = os.getuid()
    try:
        return getpwuid(number).pw_name
    except KeyError:  # a container may run as a number without a name
        return f"uid {number}"


def authored(settings: Settings, actor: str | None) -> str | None:
    """The author of what a command writes: where there are accounts the operating system's user, who may act on behalf
    of somebody; else whoever is named, as there is nothing to hold a name against."""
    user = system_user()
    if not actor or actor == user or not _has_accounts(settings):
        return actor
    return said("{user} on behalf of {name}", settings.language, user=user, name=actor)


def _has_accounts(settings: Settings) -> bool:
    try:
        return Accounts(settings).any()
    except AccountsFailed:  # there are some, which nobody can read: `restore` brings them back
        return True

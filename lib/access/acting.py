"""A command narrowed to an account, with `--as NAME`: it sees and may do what that person does. Without it a command
has all rights: who has the machine has the register."""

from typing import Final

from lib.access import roles
from lib.access.accounts import Accounts
from lib.access.roles import Person
from lib.errors import UserError
from lib.settings import Settings

NEEDED: Final = {  # command → the right it takes to run it in somebody's name; the others are the machine's own
    "import": "import",
    "void": "steps",  # of a workbook of steps; of a file the write itself asks for more
    "refused": "export",
    "merge": "import",
    "split": "import",
    "query": "export",
    "case": "steps",
    "open": "steps",
    "step": "steps",
    "reverse": "steps",
    "evidence": "steps",
    "finding": "findings",
    "calendar": "export",
    "report": "import",
    "duty": "freeze",
    "freeze": "freeze",
    "pack": "freeze",
    "objection": "freeze",
    "inspection": "inspections",
    "supervision": "export",  # areas file their documents by it; each write asks for more
    "xlsform": "inspections",
    "goal": "approve",
    "instruction": "read",  # each write asks for more
}


def acting(settings: Settings, name: str, command: str) -> Person:
    """The person whose account a command is narrowed to. Raises NoAccount, NotYours without the right, and UserError
    for an account that is disabled and for a command that is nobody's."""
    account = Accounts(settings).known(name)
    if account.is_disabled:
        raise UserError("The account {name} is disabled.", name=account.name)
    if command not in NEEDED:
        raise UserError("{command} is not narrowed to an account: it is for who tends the machine.", command=command)
    who = roles.person(settings, account.name, account.role, account.areas)
    who.demand(NEEDED[command])
    return who

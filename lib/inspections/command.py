"""The command `inspection`: what teams take along; each action prints one JSON object."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from lib.answer import say
from lib.register.store import Register
from lib.settings import Settings

Opener = Callable[[Settings], Register]


def add_inspection_commands(commands: Any, opener: Opener, day: Callable[[str], date]) -> None:
    """`inspection checklist`; `opener` opens the register, `day` reads a date."""
    inspection = commands.add_parser("inspection", help="joint inspections: blank checklists")
    actions = inspection.add_subparsers(required=True, metavar="ACTION")

    command = actions.add_parser("checklist", help="write a blank checklist as a Word paper")
    command.add_argument("checklist", metavar="CHECKLIST", help="its code, such as cement")
    command.add_argument("--on", type=day, metavar="DATE", help="the day of the visit (default: today)")
    command.add_argument("--out", type=Path, required=True, metavar="FILE")
    command.set_defaults(run=lambda options, settings: _checklist(opener(settings), options))


def _checklist(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.blank import blank_checklist

    options.out.write_bytes(blank_checklist(register.reading(), options.checklist, options.on or date.today()))
    return say({"file": str(options.out), "checklist": options.checklist})

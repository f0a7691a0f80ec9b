"""The command `goal`: set a goal, read goals from a table, or withdraw a wrong one; prints one JSON object."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from getpass import getuser
from pathlib import Path
from typing import Any

from lib.errors import UserError
from lib.register.store import Register
from lib.reports.goals import Goal, read_goals, set_goals, withdraw_goal
from lib.settings import Settings


def add_goal_command(commands: Any, opener: Callable[[Settings], Register], day: Callable[[str], date]) -> None:
    """Add `goal` to the command line; `opener` opens the register, `day` reads a date."""
    command = commands.add_parser("goal", help="set what a document asks of an area, or withdraw a wrong goal")
    command.add_argument("--file", type=Path, metavar="FILE", help="a UTF-8 CSV with the columns of the mart goals")
    command.add_argument("--withdraw", metavar="GOAL_ID", help="withdraw a wrong goal; --note says why")
    command.add_argument("--area", metavar="CODE")
    command.add_argument("--sector", metavar="SECTOR", help="default: all")
    command.add_argument("--process", metavar="PROCESS", help="default: all")
    command.add_argument("--lines", type=int, metavar="N", help="lines that must leave")
    command.add_argument("--capacity", type=amount, metavar="AMOUNT", help="capacity that must leave")
    command.add_argument("--unit", metavar="UNIT", help="unit of the capacity")
    command.add_argument("--due", type=day, metavar="DATE", help="by when")
    command.add_argument("--measures", metavar="TEXT")
    command.add_argument("--departments", metavar="TEXT", help="who is responsible")
    command.add_argument("--doc", metavar="NUMBER", help="the document that sets it")
    command.add_argument("--on", type=day, metavar="DATE", help="the day it was set (default: today)")
    command.add_argument("--note", default="", metavar="TEXT")
    command.add_argument("--actor", default=getuser(), metavar="NAME")
    command.set_defaults(run=lambda options, settings: _run(opener(settings), options))


def amount(text: str) -> Decimal:
    """An exact number."""
    try:
        return Decimal(text)
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None


def _run(register: Register, options: argparse.Namespace) -> int:
    if options.withdraw:
        told: dict[str, Any] = {
            "withdrawal": withdraw_goal(register, options.withdraw, actor=options.actor, reason=options.note)
        }
    else:
        goals = read_goals(options.file) if options.file else [_goal(options)]
        told = {"goals": set_goals(register, goals, actor=options.actor)}
    sys.stdout.write(json.dumps(told | {"version": register.version()}, ensure_ascii=False, indent=2) + "\n")
    return 0


def _goal(options: argparse.Namespace) -> Goal:
    """The goal the options tell. Raises UserError where one is missing."""
    missing = [name for name in ("area", "due", "doc") if not getattr(options, name)]
    if missing:
        raise UserError("A goal needs {missing}, or --file.", missing=", ".join(f"--{name}" for name in missing))
    return Goal(
        options.area,
        options.doc,
        options.on or date.today(),
        options.due,
        options.sector,
        options.process,
        options.lines,
        options.capacity,
        options.unit,
        options.measures,
        options.departments,
    )

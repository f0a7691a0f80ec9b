"""The command `goal`: set a goal, read goals from a workbook, or withdraw a wrong one; prints one JSON object."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from lib.access.author import system_user
from lib.answer import say
from lib.cases.evidence import Upload
from lib.errors import UserError
from lib.exports.save import save
from lib.numbers import exact_number
from lib.register.store import Register
from lib.reports.goals import Goal, set_goals, withdraw_goal
from lib.reports.goals_workbook import goals_of, headings, template
from lib.settings import Settings

Filled = Callable[..., list[dict[str, Any]]]


def add_goal_command(
    commands: Any, opener: Callable[[Settings], Register], day: Callable[[str], date], filled: Filled
) -> None:
    """Add `goal` to the command line; `opener` opens the register, `day` reads a date, `filled` a filled-in file."""
    command = commands.add_parser("goal", help="set what a document asks of an area, or withdraw a wrong goal")
    command.add_argument(
        "--file", type=Path, metavar="FILE", help="the filled-in template, or a CSV with the columns of the mart goals"
    )
    command.add_argument(
        "--template", type=Path, metavar="FILE", help="write the template workbook and do nothing else"
    )
    command.add_argument("--evidence", type=Path, metavar="FILE", help="the document that sets the goals, kept")
    command.add_argument("--withdraw", metavar="GOAL_ID", help="withdraw a wrong goal; --note says why")
    command.add_argument("--area", metavar="CODE")
    command.add_argument("--sector", metavar="SECTOR", help="default: all")
    command.add_argument("--process", metavar="PROCESS", help="default: all")
    command.add_argument("--lines", type=int, metavar="N", help="lines that must leave")
    command.add_argument("--capacity", type=exact_number, metavar="AMOUNT", help="capacity that must leave")
    command.add_argument("--unit", metavar="UNIT", help="unit of the capacity")
    command.add_argument("--due", type=day, metavar="DATE", help="by when")
    command.add_argument("--tasks", metavar="TEXT")
    command.add_argument("--measures", metavar="TEXT")
    command.add_argument("--departments", metavar="TEXT", help="who is responsible")
    command.add_argument("--doc", metavar="NUMBER", help="the document that sets it")
    command.add_argument("--on", type=day, metavar="DATE", help="the day it was set (default: today)")
    command.add_argument("--note", default="", metavar="TEXT")
    command.add_argument("--actor", default=system_user(), metavar="NAME")
    command.set_defaults(run=lambda options, settings: _run(opener(settings), options, filled))


def _run(register: Register, options: argparse.Namespace, filled: Filled) -> int:
    if options.template:
        language = register.settings.language
        told: dict[str, Any] = {"template": str(save(options.template, template(register, language)))}
    elif options.withdraw:
        told = {"withdrawal": withdraw_goal(register, options.withdraw, actor=options.actor, reason=options.note)}
    else:
        goals = _read(register, options.file, filled) if options.file else [_goal(options)]
        paper = Upload("other", options.evidence.name, options.evidence) if options.evidence else None
        told = {"goals": set_goals(register, goals, actor=options.actor, paper=paper)}
    return say(told | {"version": register.version()})


def _read(register: Register, file: Path, filled: Filled) -> list[Goal]:
    """The goals of a file. Raises UserError."""
    language = register.settings.language
    return goals_of(register, filled(file, headings(register), register.settings, language), language)


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
        options.tasks,
        options.measures,
        options.departments,
    )

"""The command `instruction`: give one, reply, hand the reply back, finish, withdraw; each prints one JSON
object."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any

from lib.access.author import system_user
from lib.answer import say
from lib.instructions import instructing
from lib.instructions.reminding import remind
from lib.register.store import Register
from lib.settings import Settings

Opener = Callable[[Settings], Register]
Run = Callable[[Register, argparse.Namespace], int]


def add_instruction_command(commands: Any, opener: Opener, day: Callable[[str], date]) -> None:
    """`instruction` with its actions: give, reply, return, finish, withdraw; `opener` opens the register, `day` reads
    a date."""
    top = commands.add_parser("instruction", help="what the leadership asks of an area, a department or a person")
    actions = top.add_subparsers(required=True, metavar="ACTION")

    def action(name: str, words: str, run: Run, note: str) -> Any:
        command = actions.add_parser(name, help=words)
        command.add_argument("--note", required=name != "finish", default="", metavar="TEXT", help=note)
        command.add_argument("--actor", default=system_user(), metavar="NAME")
        command.set_defaults(run=lambda options, settings: run(opener(settings), options))
        return command

    command = action("give", "ask somebody for something until a day", _give, "what is to be done")
    to = command.add_mutually_exclusive_group(required=True)
    to.add_argument("--to-area", metavar="CODE")
    to.add_argument("--to-department", metavar="NAME")
    to.add_argument("--to-person", metavar="NAME")
    command.add_argument("--due", type=day, required=True, metavar="DATE")
    command.add_argument("--area", default="", metavar="CODE", help="of a department or person: the area it is about")
    command.add_argument("--page", default="", metavar="ADDRESS", help="of the number or row, such as /ledger?case=…")
    command.add_argument("--about", default="", metavar="TEXT", help="the number or row in words")

    for name, words, run, note in (
        ("reply", "say what was done about an instruction", _reply, "what was done"),
        ("return", "the reply to an instruction does not do", _return, "what is lacking"),
        ("finish", "an instruction that was replied to is done", _finish, "a remark (default: the reply)"),
        ("withdraw", "an instruction is no longer meant", _withdraw, "why"),
    ):
        action(name, words, run, note).add_argument("instruction", metavar="INSTRUCTION")


def add_remind_command(commands: Any, opener: Opener, day: Callable[[str], date]) -> None:
    """`remind`: mail about what is to be done, for a timer to call; `opener` opens the register, `day` reads a
    date."""
    command = commands.add_parser("remind", help="mail each recipient of ATLAS_MAIL what is due; nothing without it")
    command.add_argument("--on", type=day, default=None, metavar="DATE", help="as of this day (default: today)")
    command.add_argument("--dry-run", action="store_true", help="say how many rows each would be told; send nothing")
    command.set_defaults(run=lambda options, settings: _remind(settings, opener, options))


def _remind(settings: Settings, opener: Opener, options: argparse.Namespace) -> int:
    told = remind(settings, opener, options.on or date.today(), is_tried=options.dry_run)
    return say({"is_sent": bool(told) and not options.dry_run, "recipients": told})


def _give(register: Register, options: argparse.Namespace) -> int:
    asked = {"area": options.to_area, "department": options.to_department, "person": options.to_person}
    [(addressed, addressee)] = [(kind, name) for kind, name in asked.items() if name is not None]
    made = instructing.give(
        register, addressed, addressee, what=options.note, due_on=options.due, actor=options.actor, area=options.area,
        page_address=options.page, about=options.about,
    )  # fmt: skip
    return say({"instruction": made, "version": register.version()})


def _reply(register: Register, options: argparse.Namespace) -> int:
    instructing.reply(register, options.instruction, note=options.note, actor=options.actor)
    return say({"instruction": options.instruction, "version": register.version()})


def _return(register: Register, options: argparse.Namespace) -> int:
    instructing.hand_back(register, options.instruction, note=options.note, actor=options.actor)
    return say({"instruction": options.instruction, "version": register.version()})


def _finish(register: Register, options: argparse.Namespace) -> int:
    instructing.finish(register, options.instruction, note=options.note, actor=options.actor)
    return say({"instruction": options.instruction, "version": register.version()})


def _withdraw(register: Register, options: argparse.Namespace) -> int:
    instructing.withdraw(register, options.instruction, note=options.note, actor=options.actor)
    return say({"instruction": options.instruction, "version": register.version()})

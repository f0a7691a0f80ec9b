"""Actions of the command `inspection` at a visit and after it: answers, finished checklists."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from lib.answer import say
from lib.register.store import Register


def add_site_commands(action: Callable[..., Any], day: Callable[[str], date]) -> None:
    """answer, finish; `action` adds one, `day` reads a date."""
    command = action("answer", "record the answer to an item of a checklist at a visit", _answer)
    for name in ("plan", "enterprise", "checklist", "item", "value"):
        command.add_argument(name, metavar=name.upper())
    command.add_argument("--remark", default="", metavar="TEXT")
    command.add_argument("--seen", default="", metavar="ANSWER", help="the answer that stood when you looked")
    command.add_argument("--line", default="", metavar="LINE", help="of which line a number is")
    command.add_argument("--picture", type=Path, action="append", default=[], metavar="FILE")

    command = action("finish", "finish a checklist: nothing is open, every no carries what it needs", _finish)
    for name in ("plan", "enterprise", "checklist"):
        command.add_argument(name, metavar=name.upper())


def _answer(register: Register, options: argparse.Namespace) -> int:
    from lib.cases.evidence import Upload
    from lib.inspections.answers import answer_item

    answer = answer_item(
        register, options.plan, options.enterprise, options.checklist, options.item, options.value,
        actor=options.actor, remark=options.remark, seen=options.seen, line_id=options.line,
        files=[Upload("photo", file.name, file) for file in options.picture],
    )  # fmt: skip
    return say({"answer": answer, "item": options.item, "value": options.value})


def _finish(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.finishing import finish_checklist

    finish_checklist(register, options.plan, options.enterprise, options.checklist, actor=options.actor)
    return say({"plan": options.plan, "enterprise": options.enterprise, "finished": options.checklist})

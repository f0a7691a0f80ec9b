"""Actions of the command `inspection` at a visit and after it: answers, finished checklists, what a no proposes."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from lib.answer import say
from lib.register.store import Register


def add_site_commands(action: Callable[..., Any], day: Callable[[str], date]) -> None:
    """answer, finish, what follows a no, what was found; `action` adds one, `day` reads a date."""
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

    _add_follow_up(action, day)
    _add_found(action)


def _add_follow_up(action: Callable[..., Any], day: Callable[[str], date]) -> None:
    command = action("confirm", "do what a no proposes next: the finding, the case, its verification", _confirm)
    _named(command)
    command = action("set-aside", "set aside what a no proposes", _set_aside)
    _named(command)
    command.add_argument("--reason", required=True, metavar="TEXT")

    command = action("action", "order what is to be mended after a no", _order)
    _named(command)
    command.add_argument("--owner", required=True, metavar="NAME", help="by whom")
    command.add_argument("--due", type=day, required=True, metavar="DATE", help="until when")
    command.add_argument("--what", required=True, metavar="TEXT")

    command = action("handed-in", "record that the enterprise says a corrective action is done", _hand_in)
    command.add_argument("action", metavar="ACTION")
    command.add_argument("--note", required=True, metavar="TEXT", help="what was handed in")
    command.add_argument("--on", type=day, metavar="DATE", help="the day (default: today)")

    command = action("withdraw-action", "withdraw a corrective action that was ordered in error", _withdraw_action)
    command.add_argument("action", metavar="ACTION")
    command.add_argument("--reason", required=True, metavar="TEXT")

    command = action("recheck", "answer a corrective action at a visit of a later day: yes closes it", _recheck)
    for name in ("action", "plan", "value"):
        command.add_argument(name, metavar=name.upper())
    command.add_argument("--remark", default="", metavar="TEXT")


def _add_found(action: Callable[..., Any]) -> None:
    command = action("found", "record a plant or line the register does not know, as a draft for the office", _found)
    for name in ("plan", "enterprise", "line"):
        command.add_argument(name, metavar=name.upper())
    command.add_argument("--name", default="", metavar="TEXT", help="the plant, if it is another one than the visited")
    command.add_argument("--model", default="", metavar="TEXT")
    command.add_argument("--sector", default="", metavar="CODE")
    command.add_argument("--address", default="", metavar="TEXT", help="where it stands, if there is no position")
    command.add_argument("--lon", type=float, metavar="DEGREES", help="WGS84")
    command.add_argument("--lat", type=float, metavar="DEGREES", help="WGS84")
    command.add_argument("--note", default="", metavar="TEXT")
    command.add_argument("--picture", type=Path, action="append", required=True, metavar="FILE")

    command = action("reject-found", "reject a draft of what was found on site", _reject_found)
    command.add_argument("draft", metavar="DRAFT")
    command.add_argument("--reason", required=True, metavar="TEXT")


def _found(register: Register, options: argparse.Namespace) -> int:
    from lib.cases.evidence import Upload
    from lib.inspections.found import Found, record_found

    place = {"address": options.address, "lon": options.lon, "lat": options.lat}
    found = Found(options.line, options.name, options.model, sector=options.sector, note=options.note, **place)
    files = [Upload("photo", file.name, file) for file in options.picture]
    draft = record_found(register, options.plan, options.enterprise, found, files=files, actor=options.actor)
    return say({"draft": draft, "line": options.line})


def _reject_found(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.found import reject_found

    reject_found(register, options.draft, reason=options.reason, actor=options.actor)
    return say({"draft": options.draft, "rejected": options.reason})


def _order(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.correcting import order_correction

    place = (options.plan, options.enterprise, options.checklist, options.item)
    told = {"owner": options.owner, "due_on": options.due, "what": options.what, "actor": options.actor}
    return say({"action": order_correction(register, *place, **told)})


def _hand_in(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.correcting import hand_in_correction

    on = options.on or date.today()
    hand_in_correction(register, options.action, on=on, note=options.note, actor=options.actor)
    return say({"action": options.action, "handed_in": on.isoformat()})


def _withdraw_action(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.correcting import withdraw_correction

    withdraw_correction(register, options.action, reason=options.reason, actor=options.actor)
    return say({"action": options.action, "withdrawn": options.reason})


def _recheck(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.correcting import recheck

    told = {"actor": options.actor, "remark": options.remark}
    return say(
        {"action": options.action, "answer": recheck(register, options.action, options.plan, options.value, **told)}
    )


def _named(command: Any) -> None:
    """The item of a visit that a command speaks of."""
    for name in ("plan", "enterprise", "checklist", "item"):
        command.add_argument(name, metavar=name.upper())


def _confirm(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.proposals import confirm

    place = (options.plan, options.enterprise, options.checklist, options.item)
    deed, number = confirm(register, *place, actor=options.actor)
    return say({"done": deed, "number": number})


def _set_aside(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.proposals import set_aside

    place = (options.plan, options.enterprise, options.checklist, options.item)
    set_aside(register, *place, reason=options.reason, actor=options.actor)
    return say({"item": options.item, "set_aside": options.reason})


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

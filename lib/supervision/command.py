"""The command `supervision`: of the government of an area; each action prints one JSON object."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from lib.access.author import system_user
from lib.answer import say
from lib.errors import UserError
from lib.register.reference.files.supervising import SUPERVISION_STEPS
from lib.register.store import Register
from lib.settings import Settings
from lib.supervision import area_documents, supervising

Opener = Callable[[Settings], Register]
Run = Callable[[Register, argparse.Namespace], int]


def add_supervision_commands(commands: Any, opener: Opener, day: Callable[[str], date]) -> None:
    """`supervision` with its actions: open, answer, step, document, feedback; `opener` opens the register, `day` reads
    a date."""
    supervision = commands.add_parser("supervision", help="supervise the government of an area, never an enterprise")
    actions = supervision.add_subparsers(required=True, metavar="ACTION")

    def action(name: str, words: str, run: Run, *, writes: bool = True) -> Any:
        command = actions.add_parser(name, help=words)
        if writes:
            command.add_argument("--actor", default=system_user(), metavar="NAME")
        command.set_defaults(run=lambda options, settings: run(opener(settings), options))
        return command

    command = action("open", "begin the supervision of an area in a period", _open)
    command.add_argument("--area", required=True, metavar="CODE")
    command.add_argument("--period", required=True, metavar="PERIOD", help="such as 2022-12")
    command.add_argument("--supervisor", action="append", default=[], metavar="NAME")
    command.add_argument("--body", default=supervising.TEAM, metavar="NAME")
    command.add_argument("--on", type=day, metavar="DATE", help="first day (default: today)")

    command = action("answer", "record what was found of an item", _answer)
    for name in ("supervision", "item", "value"):
        command.add_argument(name, metavar=name.upper())
    command.add_argument("--on", type=day, metavar="DATE", help="day it was found (default: today)")
    command.add_argument("--remark", default="", metavar="TEXT")
    command.add_argument("--seen", default="", metavar="ANSWER", help="the answer that stood when you looked")

    command = action("step", "record feedback, circular, an issue closed, or a withdrawal", _step)
    command.add_argument("supervision", metavar="SUPERVISION")
    command.add_argument("step", choices=SUPERVISION_STEPS)
    command.add_argument("--on", type=day, metavar="DATE", help="day of the step (default: today)")
    command.add_argument("--doc", default="", metavar="NUMBER", help="the document of the step; of cured its proof")
    command.add_argument("--due", type=day, metavar="DATE", help="of fed_back: the day by which issues are mended")
    command.add_argument("--item", default="", metavar="ITEM", help="of cured: the issue that is closed")
    command.add_argument("--note", default="", metavar="TEXT", help="of cured: what was done; of withdrawn: why")

    _add_papers(action, day)


def _add_papers(action: Callable[..., Any], day: Callable[[str], date]) -> None:
    command = action("document", "record a document by which an area proves what it did", _document)
    command.add_argument("--plan", required=True, metavar="PLAN")
    command.add_argument("--area", required=True, metavar="CODE")
    command.add_argument("--kind", required=True, metavar="KIND", help="area_documents.csv lists them")
    command.add_argument("--doc", required=True, metavar="NUMBER")
    command.add_argument("--on", type=day, required=True, metavar="DATE", help="day it was issued")
    command.add_argument("--note", default="", metavar="TEXT")

    command = action("withdraw-document", "withdraw a document entered in error", _withdraw)
    command.add_argument("document", metavar="DOCUMENT", help="its id; `query area_documents` lists them")
    command.add_argument("--reason", required=True, metavar="TEXT")

    command = action("feedback", "write the feedback to an area as a Word paper", _feedback, writes=False)
    command.add_argument("--area", required=True, metavar="CODE")
    command.add_argument("--period", required=True, metavar="PERIOD")
    command.add_argument("--on", type=day, metavar="DATE", help="as the register stands on a day (default: today)")
    command.add_argument("--out", type=Path, required=True, metavar="FILE")


def _open(register: Register, options: argparse.Namespace) -> int:
    made = supervising.open_supervision(
        register, options.area, options.period, on=options.on or date.today(), supervisors=options.supervisor,
        actor=options.actor, body=options.body,
    )  # fmt: skip
    return say({"supervision": made})


def _answer(register: Register, options: argparse.Namespace) -> int:
    answer = supervising.answer_supervision(
        register, options.supervision, options.item, options.value, actor=options.actor, on=options.on,
        remark=options.remark, seen=options.seen,
    )  # fmt: skip
    return say({"answer": answer, "item": options.item, "value": options.value})


def _step(register: Register, options: argparse.Namespace) -> int:
    told: dict[str, Any] = {"on": options.on or date.today(), "document_no": options.doc, "actor": options.actor}
    answer: dict[str, object] = {"supervision": options.supervision, "step": options.step}
    if options.step == "fed_back":
        if options.due is None:
            raise UserError("By when are the issues mended? Give --due.")
        due = options.due
        answer["issues"] = supervising.feed_back(register, options.supervision, due_on=due, **told)
    elif options.step == "circulated":
        supervising.circulate(register, options.supervision, **told)
    elif options.step == "cured":
        supervising.close_issue(register, options.supervision, options.item, note=options.note, **told)
    else:
        supervising.withdraw_supervision(register, options.supervision, actor=options.actor, reason=options.note)
    return say(answer)


def _document(register: Register, options: argparse.Namespace) -> int:
    made = area_documents.record_document(
        register, options.plan, options.area, options.kind, on=options.on, document_no=options.doc,
        actor=options.actor, note=options.note,
    )  # fmt: skip
    return say({"document": made})


def _withdraw(register: Register, options: argparse.Namespace) -> int:
    row = area_documents.withdraw_document(register, options.document, actor=options.actor, reason=options.reason)
    return say({"document": options.document, "withdrawn_by": row})


def _feedback(register: Register, options: argparse.Namespace) -> int:
    from lib.supervision.feedback import feedback_paper

    made = feedback_paper(register.reading(), options.area, options.period, options.on or date.today())
    options.out.write_bytes(made)
    return say({"file": str(options.out), "area": options.area, "period": options.period})

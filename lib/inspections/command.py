"""The command `inspection`: days of visits and what teams take along; each action prints one JSON object."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from lib.access.author import system_user
from lib.answer import say
from lib.inspections.command_on_site import add_site_commands
from lib.inspections.planning import Draft, Officer, approve_plan, plan_inspection, record_visit, withdraw_plan
from lib.register.reference.files.inspecting import POOLS
from lib.register.store import Register
from lib.settings import Settings

Opener = Callable[[Settings], Register]
Run = Callable[[Register, argparse.Namespace], int]


def add_inspection_commands(commands: Any, opener: Opener, day: Callable[[str], date]) -> None:
    """`inspection` with its actions; `opener` opens the register, `day` reads a date."""
    inspection = commands.add_parser(
        "inspection", help="joint inspections: plan a day of visits, record it, its papers"
    )
    actions = inspection.add_subparsers(required=True, metavar="ACTION")

    def action(name: str, words: str, run: Run, *, writes: bool = True) -> Any:
        command = actions.add_parser(name, help=words)
        if writes:
            command.add_argument("--actor", default=system_user(), metavar="NAME")
        command.set_defaults(run=lambda options, settings: run(opener(settings), options))
        return command

    _add_plan(action("plan", "draft a day of visits, in the order of a short way", _plan), day)

    _add_before(action, day)
    _add_on_site(action, day)
    _add_reasons(action, day)
    _add_papers(action, day)
    form = commands.add_parser("xlsform", help="write a checklist as an XLSForm for ODK, with its targets")
    form.add_argument("template", metavar="TEMPLATE", help="a file of data/checklists without its ending, as cement")
    form.add_argument("--plan", default="", metavar="PLAN", help="whose visits (default: of today's approved plans)")
    form.add_argument("--out", type=Path, required=True, metavar="FILE")
    form.set_defaults(run=lambda options, settings: _xlsform(opener(settings), options))


def _add_before(action: Callable[..., Any], day: Callable[[str], date]) -> None:
    command = action("draw", "draw a random share of an area's enterprises by a seed that is kept", _draw)
    command.add_argument("--area", required=True, metavar="CODE")
    command.add_argument("--share", type=int, required=True, metavar="PERCENT")
    command.add_argument("--seed", required=True, metavar="TEXT")
    command.add_argument("--pool", choices=POOLS, default=POOLS[0], help="among whom (default: all with a line)")

    command = action("approve", "approve a draft with a second person", _approve)
    command.add_argument("plan", metavar="PLAN")
    command.add_argument("--second", metavar="NAME", help="who approves it and did not draft it; marked as unproven")
    command.add_argument("--doc", required=True, metavar="NUMBER", help="document number of the approval")
    command.add_argument("--on", type=day, metavar="DATE", help="day of the approval (default: today)")

    command = action("withdraw", "withdraw a plan nobody visited by yet", _withdraw)
    command.add_argument("plan", metavar="PLAN")
    command.add_argument("--reason", required=True, metavar="TEXT")


def _add_on_site(action: Callable[..., Any], day: Callable[[str], date]) -> None:
    command = action("visit", "record that an enterprise was visited, or why not", _visit)
    command.add_argument("plan", metavar="PLAN")
    command.add_argument("enterprise", metavar="ENTERPRISE")
    command.add_argument("--on", type=day, metavar="DATE", help="day of the visit (default: today)")
    command.add_argument("--not-visited", action="store_true", help="there was no visit: --note says why")
    command.add_argument("--note", default="", metavar="TEXT")

    command = action(
        "import",
        "record what came back: a day's workbook, ODK submissions in a zip, a file that a phone saved",
        _import,
    )
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--dry-run", action="store_true", help="say what would change; write nothing")
    command.add_argument("--replace", action="store_true", help="also in the place of what was answered meanwhile")

    add_site_commands(action, day)


def _add_reasons(action: Callable[..., Any], day: Callable[[str], date]) -> None:
    command = action("assign", "record a department's letter that asks for visits", _assign)
    command.add_argument("enterprises", nargs="+", metavar="ENTERPRISE")
    command.add_argument("--department", required=True, metavar="NAME")
    command.add_argument("--doc", required=True, metavar="NUMBER")
    command.add_argument("--on", type=day, required=True, metavar="DATE", help="day of the letter")
    command.add_argument("--due", type=day, metavar="DATE")
    command.add_argument("--what", default="", metavar="TEXT", help="what is asked")

    command = action("relapse", "reopen a case by the relapse that a revisit found", _relapse)
    for name in ("plan", "enterprise", "case"):
        command.add_argument(name, metavar=name.upper())


def _add_papers(action: Callable[..., Any], day: Callable[[str], date]) -> None:
    command = action("pack", "write the Word pack of a day of visits", _pack, writes=False)
    command.add_argument("plan", metavar="PLAN")
    command.add_argument("--on", type=day, metavar="DATE", help="as the register stands on a day (default: today)")
    command.add_argument("--out", type=Path, required=True, metavar="FILE")

    command = action("workbook", "write the same pack as a workbook to fill in", _workbook, writes=False)
    command.add_argument("plan", metavar="PLAN")
    command.add_argument("--out", type=Path, required=True, metavar="FILE")

    command = action("checklist", "write a blank checklist as a Word paper", _checklist, writes=False)
    command.add_argument("checklist", metavar="CHECKLIST", help="its code, such as cement")
    command.add_argument("--on", type=day, metavar="DATE", help="the day of the visit (default: today)")
    command.add_argument("--out", type=Path, required=True, metavar="FILE")

    command = action(
        "paper", "write a paper of a dismantling: what went before witnesses, or its acceptance", _paper, writes=False
    )
    command.add_argument("case", metavar="CASE")
    command.add_argument("paper", choices=("witness", "acceptance"))
    command.add_argument("--on", type=day, metavar="DATE", help="as the register stands on a day (default: today)")
    command.add_argument("--out", type=Path, required=True, metavar="FILE")


def _add_plan(command: Any, day: Callable[[str], date]) -> None:
    command.add_argument("enterprises", nargs="+", metavar="ENTERPRISE", help="ids; `query targets` lists them")
    command.add_argument("--area", required=True, metavar="CODE")
    command.add_argument("--on", type=day, required=True, metavar="DATE", help="day of the visits")
    command.add_argument("--body", required=True, metavar="NAME", help="who inspects; inspecting_bodies.csv lists them")
    command.add_argument("--matter", required=True, metavar="CODE", help="on what; inspection_matters.csv lists them")
    command.add_argument("--officer", action="append", default=[], metavar="NAME:CERTIFICATE", help="two at least")
    command.add_argument("--join", action="append", default=[], metavar="NAME", help="a department that joins")
    command.add_argument("--starts", default="09:00", metavar="TIME")
    command.add_argument("--vehicle", default="", metavar="TEXT")


def _plan(register: Register, options: argparse.Namespace) -> int:
    officers = [Officer(name, certificate) for name, _, certificate in (one.partition(":") for one in options.officer)]
    draft = Draft(
        options.area, options.on, options.body, options.matter, tuple(officers), tuple(options.enterprises),
        options.starts, tuple(options.join), options.vehicle,
    )  # fmt: skip
    return say({"plan": plan_inspection(register, draft, actor=options.actor)})


def _draw(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.drawing import draw

    draw_id, found = draw(
        register, options.area, share=options.share, seed=options.seed, actor=options.actor, pool=options.pool
    )
    return say({"draw": draw_id, "enterprises": found})


def _assign(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.assignments import assign

    letter = assign(
        register, options.enterprises, department=options.department, document_no=options.doc, on=options.on,
        actor=options.actor, due_on=options.due, what=options.what,
    )  # fmt: skip
    return say({"assignment": letter, "enterprises": options.enterprises})


def _relapse(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.revisits import reopen

    step = reopen(register, options.plan, options.enterprise, options.case, actor=options.actor)
    return say({"case": options.case, "step": step})


def _approve(register: Register, options: argparse.Namespace) -> int:
    approve_plan(register, options.plan, on=options.on or date.today(), document_no=options.doc, actor=options.actor)
    return say({"plan": options.plan, "approved": options.doc})


def _visit(register: Register, options: argparse.Namespace) -> int:
    record_visit(
        register, options.plan, options.enterprise, on=options.on or date.today(), actor=options.actor,
        is_done=not options.not_visited, note=options.note,
    )  # fmt: skip
    return say({"plan": options.plan, "enterprise": options.enterprise, "visited": not options.not_visited})


def _import(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.handing_in import hand_in, is_saved
    from lib.inspections.odk.zipped import bring, is_archive
    from lib.inspections.workbook_answers import commit, prepare

    language = register.settings.language
    if is_saved(options.file):
        return say(hand_in(register, options.file, actor=options.actor, language=language, is_tried=options.dry_run))
    if is_archive(options.file, register):
        how = {"replaces": options.replace, "is_tried": options.dry_run}
        return say(bring(register, options.file, language, actor=options.actor, **how))
    draft = prepare(register, options.file, language)
    written = 0 if options.dry_run else commit(register, draft, actor=options.actor, replace=options.replace)
    return say({"recorded": written} | draft.summary(language))


def _withdraw(register: Register, options: argparse.Namespace) -> int:
    withdraw_plan(register, options.plan, actor=options.actor, reason=options.reason)
    return say({"plan": options.plan, "withdrawn": options.reason})


def _pack(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.pack import day_pack

    options.out.write_bytes(day_pack(register.reading(), options.plan, options.on or date.today()))
    return say({"file": str(options.out), "plan": options.plan})


def _workbook(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.workbook_out import day_workbook

    options.out.write_bytes(day_workbook(register.reading(), options.plan, date.today()))
    return say({"file": str(options.out), "plan": options.plan})


def _paper(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.dismantling import dismantling_paper

    on = options.on or date.today()
    options.out.write_bytes(dismantling_paper(register.reading(), options.case, options.paper, on))
    return say({"file": str(options.out), "case": options.case})


def _checklist(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.blank import blank_checklist

    options.out.write_bytes(blank_checklist(register.reading(), options.checklist, options.on or date.today()))
    return say({"file": str(options.out), "checklist": options.checklist})


def _xlsform(register: Register, options: argparse.Namespace) -> int:
    from lib.inspections.odk.xlsform import xlsform

    options.out.write_bytes(xlsform(register.reading(), options.template, date.today(), options.plan))
    return say({"file": str(options.out), "checklist": options.template})

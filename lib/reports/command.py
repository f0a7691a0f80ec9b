"""Commands of reports: report, duty, freeze, changes, pack, objection; each prints one JSON object."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from lib.access.author import system_user
from lib.answer import say
from lib.register.store import Register
from lib.reports.duties import record_duty, withdraw_duty
from lib.reports.freeze import changed_since, freeze, frozen
from lib.reports.objections import answer_objection, objections, record_objection
from lib.reports.pack import drafts, left_out, pack
from lib.reports.periods import period_of
from lib.reports.refusal import ReportRefused
from lib.reports.statements import record_report, withdraw_report
from lib.settings import Settings

Opener = Callable[[Settings], Register]
Day = Callable[[str], date]


def add_report_commands(commands: Any, opener: Opener, day: Day) -> None:
    """Add the commands of reports to the command line; `opener` opens the register, `day` reads a date."""
    command = commands.add_parser(
        "report", help="record what an area states of a sector, or a department at large, for a period, or withdraw it"
    )
    command.add_argument("period", metavar="PERIOD", help="2022-07, 2022-12 …")
    command.add_argument("--area", default="", metavar="CODE")
    command.add_argument("--sector", default="", metavar="SECTOR")
    command.add_argument("--department", default="", metavar="NAME", help="a municipal department, instead of an area")
    said = command.add_mutually_exclusive_group(required=True)
    said.add_argument("--exits", dest="statement", action="store_const", const="reported", help="there are exits")
    said.add_argument("--zero", dest="statement", action="store_const", const="zero", help="there are none")
    said.add_argument("--withdraw", metavar="REPORT_ID", help="withdraw a wrong statement; --note says why")
    command.add_argument("--matrix", choices=("reports", "screening"), default="reports")
    command.add_argument("--signer", default="", metavar="NAME")
    command.add_argument("--doc", default="", metavar="NUMBER", help="number of the letter")
    command.add_argument("--note", default="", metavar="TEXT")
    _common(command, day, lambda options, settings: _report(opener(settings), options))

    _add_duty_command(commands, opener, day)

    command = commands.add_parser("freeze", help="keep the figures and rows of a period as of its date, with hash")
    command.add_argument("period", metavar="PERIOD")
    command.add_argument("--reason", default="", help="why a frozen period is frozen anew")
    command.add_argument("--changes", action="store_true", help="say what changed since; freeze nothing")
    _common(command, None, lambda options, settings: _freeze(opener(settings), options))

    command = commands.add_parser("pack", help="write the papers of a period: letters, summary, lists, notice, report")
    command.add_argument("period", metavar="PERIOD")
    command.add_argument("--out", type=Path, required=True, metavar="DIR")
    command.add_argument(
        "--only", action="append", default=[], metavar="PAPER", help="letter, summary, tables, notice …"
    )
    _common(command, None, lambda options, settings: _pack(opener(settings), options))

    command = commands.add_parser("objection", help="record an objection to a public notice, answer it, or list them")
    command.add_argument("period", metavar="PERIOD")
    command.add_argument("--by", default="", metavar="NAME", help="who objects")
    command.add_argument("--text", default="", help="the objection, or the answer")
    command.add_argument("--case", metavar="CASE", help="the case it is about (default: the whole notice)")
    command.add_argument("--answer", metavar="OBJECTION_ID", help="the objection that --text answers")
    _common(command, day, lambda options, settings: _objection(opener(settings), options))


def _add_duty_command(commands: Any, opener: Opener, day: Day) -> None:
    """`duty`: what makes a duty done is a document, never its date."""
    command = commands.add_parser(
        "duty", help="record that a duty of a plan was done, by which document, or withdraw it"
    )
    command.add_argument("plan", metavar="PLAN", help="LC2022 …")
    said = command.add_mutually_exclusive_group(required=True)
    said.add_argument("--done", metavar="DUTY", help="code of the duty")
    said.add_argument("--withdraw", metavar="ID", help="withdraw a wrong row; --note says why")
    command.add_argument("--doc", default="", metavar="NUMBER", help="the document by which it was done")
    command.add_argument("--note", default="", metavar="TEXT")
    _common(command, day, lambda options, settings: _duty(opener(settings), options))


def _common(command: argparse.ArgumentParser, day: Day | None, run: Callable[..., int]) -> None:
    """What every writing command is told."""
    if day:
        command.add_argument("--on", type=day, default=None, metavar="DATE", help="date of the letter (default: today)")
    command.add_argument("--actor", default=system_user(), metavar="NAME")
    command.set_defaults(run=run)


def _report(register: Register, options: argparse.Namespace) -> int:
    on = options.on or date.today()
    if options.withdraw:
        done = withdraw_report(register, options.withdraw, on=on, actor=options.actor, reason=options.note)
        return say({"report": done, "withdraws": options.withdraw, "version": register.version()})
    where = ("department",) if options.department else ("area", "sector")
    missing = [f"--{name}" for name in (*where, "signer", "doc") if not getattr(options, name).strip()]
    if missing:
        raise ReportRefused(register, "A statement also needs {options}.", options="、".join(missing))
    report_id = record_report(
        register,
        period=options.period,
        area=options.area or None,
        sector=options.sector or None,
        department=options.department or None,
        statement=options.statement,
        on=on,
        signer=options.signer,
        document_no=options.doc,
        actor=options.actor,
        note=options.note,
        matrix=options.matrix,
    )
    return say({"report": report_id, "version": register.version()})


def _duty(register: Register, options: argparse.Namespace) -> int:
    if options.withdraw:
        done = withdraw_duty(register, options.withdraw, actor=options.actor, reason=options.note)
        return say({"duty": done, "withdraws": options.withdraw, "version": register.version()})
    done = record_duty(
        register,
        options.plan,
        options.done,
        on=options.on or date.today(),
        document_no=options.doc,
        actor=options.actor,
        note=options.note,
    )
    return say({"duty": done, "version": register.version()})


def _freeze(register: Register, options: argparse.Namespace) -> int:
    if options.changes:
        return say(
            {"changes": [asdict(change) | {"kind": change.kind} for change in changed_since(register, options.period)]}
        )
    freeze_id = freeze(register, options.period, actor=options.actor, reason=options.reason)
    kept = frozen(register, options.period)
    return say({"freeze": freeze_id, "sha256": kept.sha256 if kept else "", "version": register.version()})


def _pack(register: Register, options: argparse.Namespace) -> int:
    paths = pack(register, options.period, options.out, options.actor, tuple(options.only))
    skipped = left_out(register, period_of(register, options.period))
    return say(
        {
            "files": [str(path) for path in paths],
            "left_out": skipped,
            "drafts": drafts(register, period_of(register, options.period)),
            "is_frozen": bool(frozen(register, options.period)),
        }
    )


def _objection(register: Register, options: argparse.Namespace) -> int:
    on, actor = options.on or date.today(), options.actor
    if options.answer:
        done = answer_objection(register, options.answer, on=on, answer=options.text, actor=actor)
        return say({"answer": done, "version": register.version()})
    if options.text:
        done = record_objection(
            register,
            options.period,
            on=on,
            objector=options.by,
            content=options.text,
            actor=actor,
            case_id=options.case,
        )
        return say({"objection": done, "version": register.version()})
    period_of(register, options.period)
    return say({"objections": objections(register, options.period)})

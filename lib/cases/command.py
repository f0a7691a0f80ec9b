"""Commands of cases: open, finding, step, reverse, evidence, calendar; each prints one JSON object."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from lib.access.author import system_user
from lib.answer import say
from lib.cases.calendar import calendar_of
from lib.cases.evidence import Upload
from lib.cases.findings import SERIOUSNESS, record_finding
from lib.cases.late_evidence import add_evidence
from lib.cases.ledger import record_step, reverse_step
from lib.cases.loading import ladder_of, refused
from lib.cases.opening import open_case
from lib.numbers import exact_number
from lib.register.store import Register
from lib.settings import Settings

Opener = Callable[[Settings], Register]


def add_case_commands(commands: Any, opener: Opener, day: Callable[[str], date]) -> None:
    """Add the commands of cases to the command line; `opener` opens the register, `day` reads a date."""
    command = commands.add_parser("open", help="open a case about a line or an enterprise, under a rule or a finding")
    subject, basis = (
        command.add_mutually_exclusive_group(required=True),
        command.add_mutually_exclusive_group(required=True),
    )
    subject.add_argument("--line", metavar="ID")
    subject.add_argument("--enterprise", metavar="ID")
    basis.add_argument("--rule", metavar="ID")
    basis.add_argument("--finding", metavar="ID")
    command.add_argument("--due", type=day, metavar="DATE", help="date of the exit where the rule sets none")
    _common(command, day, lambda options, settings: _open(opener(settings), options))

    command = commands.add_parser("step", help="record a step of a case, with its evidence")
    command.add_argument("case", metavar="CASE")
    command.add_argument("step", metavar="STEP")
    command.add_argument(
        "--due", type=day, metavar="DATE", help="what the step sets a date for: rectification, dismantling …"
    )
    command.add_argument("--months", type=int, metavar="N", help="months of an extension")
    command.add_argument("--cured", type=day, metavar="DATE", help="the day of the cure that was inspected later")
    command.add_argument("--decided", type=day, metavar="DATE", help="the day of the document a publication rests on")
    command.add_argument("--ground", metavar="GROUND", help="legal case in which sealing counts as complete")
    command.add_argument("--class", dest="credit_class", choices=("minor", "ordinary", "serious"), help="of a breach")
    command.add_argument("--restriction", metavar="FIELD", help="the field a credit measure restricts")
    command.add_argument("--basis", metavar="TEXT", help="the law a credit measure rests on")
    command.add_argument("--authority", metavar="NAME", help="who takes the measure")
    command.add_argument("--destination", metavar="TEXT", help="where the equipment went")
    command.add_argument("--evidence", action="extend", nargs="+", default=[], metavar="[KIND=]FILE")
    command.add_argument(
        "--seen", metavar="STEP_ID", help="the case's last step as you know it; refused when there is a later one"
    )
    _common(command, day, lambda options, settings: _step(opener(settings), options))

    command = commands.add_parser("reverse", help="reverse a wrong step; it stays visible")
    command.add_argument("step_id", metavar="STEP_ID")
    command.add_argument("--reason", required=True)
    _common(command, day, lambda options, settings: _reverse(opener(settings), options), notes=False)
    _add_finding_command(commands, opener, day)
    _add_evidence_command(commands, opener)
    _add_calendar_command(commands, opener, day)


def _add_finding_command(commands: Any, opener: Opener, day: Callable[[str], date]) -> None:
    """`finding`: what a department found; a serious one opens the way to closure where the law says so."""
    command = commands.add_parser("finding", help="record what a department found on a line or an enterprise")
    subject = command.add_mutually_exclusive_group(required=True)
    subject.add_argument("--line", metavar="ID")
    subject.add_argument("--enterprise", metavar="ID")
    command.add_argument("--dimension", required=True, metavar="CODE", help="energy, environment, quality, safety …")
    command.add_argument("--what", required=True, metavar="TEXT", help="what was found")
    command.add_argument("--seriousness", choices=SERIOUSNESS, default="ordinary", help="serious: 情节严重")
    command.add_argument("--department", metavar="NAME", help="who found it")
    command.add_argument("--measured", type=exact_number, metavar="NUMBER", help="the value measured")
    command.add_argument("--limit", type=exact_number, metavar="NUMBER", help="the limit it is held against")
    command.add_argument("--unit", metavar="UNIT")
    _common(command, day, lambda options, settings: _finding(opener(settings), options), notes=False)
    command.add_argument("--doc", metavar="NUMBER", help="document number")


def _add_evidence_command(commands: Any, opener: Opener) -> None:
    """`evidence`: files that come after their step."""
    command = commands.add_parser(
        "evidence", help="add files to a recorded step; they count from today, the step stays as it is"
    )
    command.add_argument("step_id", metavar="STEP_ID")
    command.add_argument("files", nargs="+", metavar="[KIND=]FILE")
    command.add_argument("--actor", default=system_user(), metavar="NAME")
    command.set_defaults(run=lambda options, settings: _add_evidence(opener(settings), options))


def _add_calendar_command(commands: Any, opener: Opener, day: Callable[[str], date]) -> None:
    """`calendar`: the running deadlines as a file."""
    command = commands.add_parser(
        "calendar", help="the running deadlines of an area or a department as an iCalendar file"
    )
    command.add_argument("--area", default="", metavar="CODE")
    command.add_argument("--department", default="", metavar="NAME")
    command.add_argument("--as-of", type=day, metavar="DATE")
    command.add_argument("--lang", choices=("zh", "en"))
    command.add_argument("--out", type=Path, required=True, metavar="FILE")
    command.set_defaults(run=lambda options, settings: _calendar(opener(settings), options))


def _common(
    command: argparse.ArgumentParser, day: Callable[[str], date], run: Callable[..., int], *, notes: bool = True
) -> None:
    """What every writing command is told."""
    command.add_argument("--on", type=day, default=None, metavar="DATE", help="the day it happened (default: today)")
    command.add_argument("--actor", default=system_user(), metavar="NAME")
    if notes:
        command.add_argument("--doc", metavar="NUMBER", help="document number")
        command.add_argument("--note", metavar="TEXT")
    command.set_defaults(run=run)


def _open(register: Register, options: argparse.Namespace) -> int:
    case_id = open_case(
        register,
        on=options.on or date.today(),
        actor=options.actor,
        line_id=options.line,
        enterprise_id=options.enterprise,
        rule_id=options.rule,
        finding_id=options.finding,
        note=options.note or "",
        document_no=options.doc,
        due_on=options.due,
    )
    return say({"case": case_id, **_now(register, case_id)})


def _finding(register: Register, options: argparse.Namespace) -> int:
    finding_id = record_finding(
        register,
        dimension=options.dimension,
        found_on=options.on or date.today(),
        what=options.what,
        actor=options.actor,
        line_id=options.line,
        enterprise_id=options.enterprise,
        seriousness=options.seriousness,
        department=options.department,
        document_no=options.doc,
        measured_value=options.measured,
        limit_value=options.limit,
        unit=options.unit,
    )
    return say({"finding": finding_id})


def _step(register: Register, options: argparse.Namespace) -> int:
    step_id = record_step(
        register,
        options.case,
        options.step,
        on=options.on or date.today(),
        actor=options.actor,
        document_no=options.doc,
        note=options.note,
        due_on=options.due,
        months=options.months,
        ground=options.ground,
        destination=options.destination,
        cured_on=options.cured,
        decided_on=options.decided,
        credit_class=options.credit_class,
        restriction=options.restriction,
        basis=options.basis,
        authority=options.authority,
        evidence=[_evidence(register, text) for text in options.evidence],
        seen=options.seen,
    )
    return say({"case": options.case, "step_id": step_id, **_now(register, options.case)})


def _evidence(register: Register, text: str) -> Upload | Path:
    """`KIND=FILE`, or a file whose name tells its kind. Raises CaseRefused for an unknown kind."""
    kind, sign, name = text.partition("=")
    if not sign or Path(text).exists():
        return Path(text)
    if kind not in ladder_of(register).kinds:
        raise refused(register, "unknown_kind", kind=kind, known=tuple(ladder_of(register).kinds))
    return Upload(kind, Path(name).name, Path(name))


def _add_evidence(register: Register, options: argparse.Namespace) -> int:
    given = [_evidence(register, text) for text in options.files]
    return say(
        {"step_id": options.step_id, "evidence": add_evidence(register, options.step_id, given, actor=options.actor)}
    )


def _reverse(register: Register, options: argparse.Namespace) -> int:
    on = options.on or date.today()
    step_id = reverse_step(register, options.step_id, on=on, actor=options.actor, reason=options.reason)
    return say({"reversed": options.step_id, "step_id": step_id})


def _calendar(register: Register, options: argparse.Namespace) -> int:
    as_of, language = options.as_of or date.today(), options.lang or register.settings.language
    content = calendar_of(register, as_of, area=options.area, department=options.department, language=language)
    options.out.write_bytes(content)
    return say({"file": str(options.out), "events": content.count(b"BEGIN:VEVENT")})


def _now(register: Register, case_id: str) -> dict[str, Any]:
    """State and next deadline of the case, as of today."""
    found = register.query("asks/cases/state", case_id=case_id)
    return dict(found.astype(object).where(found.notna(), None).iloc[0])

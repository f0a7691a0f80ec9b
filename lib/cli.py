"""The command line, stable: others script against it. Results are JSON on standard output; sentences go to stderr."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from lib.access.access_log import COMMAND_LINE, TAKEN_OUT, AccessLog
from lib.access.acting import acting
from lib.access.author import authored, system_user
from lib.access.command import add_audit_command, add_user_command
from lib.access.roles import Person
from lib.access.unlocked import prove_guarded
from lib.access.unsafe import prove_safe
from lib.access.writing import Attended, OwnRegister, Typed
from lib.answer import say
from lib.bulk.command import add_bulk_commands
from lib.cases.command import add_case_commands
from lib.cases.refusal import CaseRefused
from lib.errors import FileRefused, UserError
from lib.imports.command import add_import_commands
from lib.inspections.command import add_inspection_commands
from lib.instructions.command import add_instruction_command, add_remind_command
from lib.plans.command import add_plan_commands
from lib.register import storage
from lib.register.journal import journal_of
from lib.register.store import Register
from lib.reports.command import add_report_commands
from lib.reports.goal_command import add_goal_command
from lib.settings import Settings, from_environment
from lib.supervision.command import add_supervision_commands
from lib.switching import switch_on_seed
from lib.up_to_date import open_atlas
from lib.words import said

OPENED = ExitStack()
ACTING = list[Person]()  # whose account the command is narrowed to, if anybody's
SECOND = list[Typed]()  # the second person that the command line names, whom nobody proves
WEIGHTY = ("step", "void", "freeze")  # commands of which some need a second person; `case steps` says it itself
TAKING_OUT = {"query", "calendar"}  # their answer is data to take along, as is what others put `--out`: the log says so
DONE, FOUND, REFUSED = 0, 1, 2  # exit codes: all well · a check found offenders · nothing done, a sentence says why


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(arguments)
    ACTING.clear()
    SECOND.clear()
    try:
        settings = from_environment()
        if options.as_name:
            ACTING.append(acting(settings, options.as_name, options.command))
        if getattr(options, "second", ""):
            SECOND.append(Typed(options.second))
        if "actor" in options:
            options.actor = ACTING[-1].name if ACTING else authored(settings, options.actor)
        with storage.explained(settings.register_path), OPENED:
            code = int(options.run(options, settings))
            if code == DONE and (options.command in TAKING_OUT or "out" in options):
                given = " ".join(sys.argv[1:] if arguments is None else arguments)
                who = ACTING[-1].name if ACTING else system_user()
                AccessLog(settings).note(TAKEN_OUT, who, COMMAND_LINE, what=given)
            return code
    except CaseRefused as refusal:
        say(refusal.as_json())
        print(refusal, file=sys.stderr)
    except FileRefused as refusal:
        say({"batch": None, "file": str(options.file), "refused": str(refusal)})
        print(refusal, file=sys.stderr)
    except UserError as error:
        print(said(error.message, from_environment().language, **error.values), file=sys.stderr)
    except BrokenPipeError:  # the reader of a pipe, such as head, has seen enough; what was done is done
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return REFUSED


def opened(settings: Settings, *, create: bool = False) -> Register:
    """The register, open until the command ends: what it wrote is then folded into the one file. With `--as` it is the
    one of that person."""
    register = OPENED.enter_context(closing(open_atlas(settings, create=create)))
    if create:  # what is made with the register is its own beginning
        return register
    second = SECOND[-1] if SECOND else None
    return OwnRegister(register, ACTING[-1], second) if ACTING else Attended(register, second)


def parser() -> argparse.ArgumentParser:
    """Every command and option of the atlas."""
    top = argparse.ArgumentParser(prog="python -m lib", description="Exit Atlas 落后产能退出一张图")
    top.add_argument("--as", dest="as_name", metavar="NAME", help="see and do no more than this account may")
    commands = top.add_subparsers(required=True, metavar="COMMAND", dest="command")
    add_making_commands(commands)
    add_import_commands(commands, opened, day, voided)
    add_query_command(commands)
    add_case_commands(commands, opened, day)
    add_bulk_commands(commands, opened)
    add_inspection_commands(commands, opened, day)
    add_supervision_commands(commands, opened, day)
    add_report_commands(commands, opened, day)
    add_goal_command(commands, opened, day, filled)
    add_instruction_command(commands, opened, day)
    add_remind_command(commands, open_atlas, day)
    add_plan_commands(commands)
    add_tending_commands(commands)
    add_user_command(commands)
    add_audit_command(commands)
    for name in WEIGHTY:
        commands.choices[name].add_argument(
            "--second", metavar="NAME", help="the second person who confirms it; the audit marks the name as unproven"
        )
    return top


def filled(*asked: Any) -> list[dict[str, Any]]:
    """`filled_rows`, whose readers other commands need not load."""
    from lib.imports.delivered import filled_rows

    return filled_rows(*asked)


def voided(*asked: Any, **more: Any) -> dict[str, Any]:
    """`void`, whose readers other commands need not load."""
    from lib.bulk.void import void

    return void(*asked, **more)


def add_making_commands(commands: Any) -> None:
    """`init` and `holidays`: what makes the register."""
    command = commands.add_parser("init", help="make the register, or bring it up to date with this version's files")
    command.add_argument("--demo", action="store_true", help="fill an empty register with fictional enterprises")
    command.add_argument(
        "--actor",
        metavar="NAME",
        help="who puts the plan's own rules in force (default: you; made up in a demo)",
    )
    command.set_defaults(run=init)

    command = commands.add_parser("holidays", help="write the public holidays of a year into holidays.csv")
    command.add_argument("year", type=int, metavar="YEAR")
    command.set_defaults(run=holidays)


def add_query_command(commands: Any) -> None:
    """`query`: what the register says."""
    command = commands.add_parser("query", help="print or save a mart, such as lines, verdicts or outdated_by_area")
    command.add_argument("name", metavar="NAME")
    command.add_argument("--as-of", type=day, metavar="DATE", help="what was true on this date (default: today)")
    command.add_argument("--known-on", type=day, metavar="DATE", help="as it was known at the end of this date")
    command.add_argument(
        "--since", type=day, metavar="DATE", help="the earlier date of a mart that compares two: bridge"
    )
    command.add_argument(
        "--param", action="append", default=[], metavar="COLUMN=VALUE", help="keep the rows with this value"
    )
    command.add_argument("--columns", default="", metavar="A,B,…", help="the columns to take along (default: all)")
    command.add_argument("--format", choices=("json", "csv", "xlsx", "geojson", "gpkg"), default="json")
    command.add_argument("--out", type=Path, metavar="FILE", help="save it; CSV gets its basis beside it, in a text")
    command.add_argument("--lang", choices=("zh", "en"), help="language of names and sentences")
    command.set_defaults(run=query)


def add_tending_commands(commands: Any) -> None:
    """`check`, `serve`, `backup`, `restore` and `bench`: what keeps it."""
    command = commands.add_parser("check", help="run every check; exit 1 and print the offenders when one finds any")
    command.set_defaults(run=check)

    command = commands.add_parser("serve", help="serve the atlas")
    command.add_argument("--port", type=int)
    command.add_argument("--host")
    command.set_defaults(run=serve)

    command = commands.add_parser("backup", help="write a checked copy of the register into a folder")
    command.add_argument("directory", type=Path, nargs="?", metavar="DIR", help="default: ATLAS_BACKUP_DIR")
    command.set_defaults(run=backup_)

    command = commands.add_parser("restore", help="bring back the newest good copy, and say what is missing since")
    command.add_argument(
        "--to", type=Path, metavar="DIR", help="restore into this folder; the register stays untouched"
    )
    command.add_argument("--actor", default=system_user(), metavar="NAME")
    command.set_defaults(run=restore_)

    command = commands.add_parser(
        "bench", help="measure the budgets against pandas and geopandas; writes docs/benchmarks.md"
    )
    command.add_argument("--sizes", default="10000,100000,1000000", help="numbers of lines, separated by commas")
    command.add_argument("--out", type=Path, metavar="FILE", help="where the report goes (default: docs/benchmarks.md)")
    command.set_defaults(run=bench)


def day(text: str) -> date:
    """A date like 2022-07-15."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2022-07-15") from None


def init(options: argparse.Namespace, settings: Settings) -> int:
    """Make or update the register; with --demo fill an empty one."""
    if options.demo and not settings.register_path.exists():
        demo_register(settings, options.actor)
    register = opened(settings, create=True)
    if options.demo and not register.query("pages/every/is_demo").is_demo.all():
        from lib.demo.build import build  # imported here: other commands need not load the generator

        if len(register.query("asks/register/any_enterprise")):
            raise UserError(
                "The register holds data already; demo data is never mixed with it. Use another REGISTER_URL."
            )
        build(register, switched_on_by=options.actor)
    switch_on_seed(register, options.actor or system_user(), date.today())
    return say({"register": str(settings.register_path), "version": register.version(), "demo": bool(options.demo)})


def demo_register(settings: Settings, actor: str | None) -> None:
    """Build the demo register aside and put it in place whole: what is killed half-way leaves no register."""
    from lib.demo.build import build  # imported here: other commands need not load the generator

    draft = settings.register_path.with_suffix(".draft")
    for left in (draft, storage.log_of(draft), journal_of(draft)):
        left.unlink(missing_ok=True)
    register = open_atlas(replace(settings, register_url=str(draft)), create=True)
    build(register, switched_on_by=actor)
    register.settle()
    register.close()
    draft.rename(settings.register_path)
    journal_of(draft).unlink(missing_ok=True)


def holidays(options: argparse.Namespace, settings: Settings) -> int:
    """Write the days of a year that differ from their week."""
    from lib.register.reference.holidays import write_year

    rows = write_year(settings.reference_dir, options.year)
    return say({"file": str(settings.reference_dir / "holidays.csv"), "year": options.year, "days": len(rows)})


def query(options: argparse.Namespace, settings: Settings) -> int:
    """Print or save a mart."""
    from lib.exports.query import export_basis, export_query
    from lib.exports.save import save

    register, asked = opened(settings), (options.name, options.as_of, parameters(options.param))
    reading = register.known(options.known_on) if options.known_on else register.reading()
    columns = [column.strip() for column in options.columns.split(",") if column.strip()]
    content = export_query(reading, *asked, options.format, options.lang, options.since, columns)
    if options.out:
        print(save(options.out, content), file=sys.stderr)
        if options.format == "csv":  # the other files that people read carry their basis inside
            beside = options.out.with_name(f"{options.out.name}.basis.txt")
            print(save(beside, export_basis(reading, *asked, options.lang, options.since, columns)), file=sys.stderr)
    elif options.format in {"xlsx", "gpkg"}:
        raise UserError("A {format} file is not text: give it a name with --out FILE.", format=options.format)
    else:
        sys.stdout.buffer.write(content)
    return DONE


def parameters(pairs: Sequence[str]) -> dict[str, str]:
    """`column=value` pairs as a dictionary; raises UserError for one without `=`."""
    wrong = [pair for pair in pairs if "=" not in pair]
    if wrong:
        raise UserError("--param takes COLUMN=VALUE, not {given}.", given=repr(wrong[0]))
    return dict(pair.split("=", 1) for pair in pairs)


def check(_options: argparse.Namespace, settings: Settings) -> int:
    """Run every check, and look whether the files that prove steps are there and unaltered."""
    from lib.checking import found

    register = opened(settings)
    broken = {name: rows for name, rows in found(register).items() if rows}
    say({"version": register.version(), "offenders": broken})
    return FOUND if broken else DONE


def serve(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the atlas until stopped."""
    from app import run

    host = options.host or settings.host
    prove_safe(settings, host)
    with closing(open_atlas(settings)) as register:  # a missing, held or outdated one is told here, not on a page
        prove_guarded(register, host)
    run(host, options.port or settings.port)
    return DONE


def backup_(options: argparse.Namespace, settings: Settings) -> int:
    """Back up the register."""
    from lib.register.backup import backup

    return say(backup(opened(settings), options.directory or settings.backups_dir))


def restore_(options: argparse.Namespace, settings: Settings) -> int:
    """Restore the register."""
    from lib.register.restore import restore

    return say(restore(settings, options.actor, options.to))


def bench(options: argparse.Namespace, _settings: Settings) -> int:
    """Measure."""
    from lib.bench.run import run

    return run([int(size) for size in options.sizes.split(",")], options.out)

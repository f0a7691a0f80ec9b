"""Commands of deliveries: import, void, refused, and the acts merge and split; each prints one JSON object."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from lib.access.author import system_user
from lib.answer import say
from lib.register.store import Register
from lib.settings import Settings

Opener = Callable[[Settings], Register]
Day = Callable[[str], date]
Voider = Callable[..., dict[str, Any]]


def add_import_commands(commands: Any, opener: Opener, day: Day, voider: Voider) -> None:
    """The commands of deliveries; `opener` opens the register, `day` reads a date, `voider` voids."""
    command = commands.add_parser("import", help="import a county workbook or a foreign table")
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--profile", help="mapping profile of a foreign layout, such as gem-coal")
    command.add_argument("--area", metavar="CODE", help="area of the rows that declare none")
    command.add_argument("--datum", choices=("auto", "wgs84", "cgcs2000", "gcj02", "bd09"), default="auto")
    command.add_argument("--on", type=day, metavar="DATE", help="date the data speak of (default: today)")
    command.add_argument(
        "--sheet",
        action="append",
        default=[],
        metavar="NAME=ROLE[:AREA]",
        help="what a sheet is: county, summary (compared, never added) or ignored; and the area of its rows",
    )
    command.add_argument("--dry-run", action="store_true", help="say what would happen; write nothing")
    command.add_argument("--actor", default=system_user(), metavar="NAME", help="who imports")
    command.set_defaults(run=lambda options, settings: _import(opener(settings), options))

    command = commands.add_parser("void", help="void a batch: what stood before is true again; its steps are reversed")
    command.add_argument("batch", metavar="BATCH")
    command.add_argument("--actor", default=system_user(), metavar="NAME")
    command.add_argument("--reason", default="")
    command.add_argument(
        "--leave-cases",
        action="store_true",
        help="void also what exit cases stand on; a later file must bring it back",
    )
    command.set_defaults(run=lambda options, settings: _void(opener(settings), options, voider))

    _add_refused(commands, opener)
    command = commands.add_parser("merge", help="from a day one enterprise is part of another; void its batch to undo")
    command.add_argument("gone", metavar="ENTERPRISE")
    command.add_argument("kept", metavar="INTO")
    command.set_defaults(run=lambda options, settings: _merge(opener(settings), options))
    _about_act(command, day)

    command = commands.add_parser("split", help="from a day some lines of an enterprise are those of a new one")
    command.add_argument("enterprise", metavar="ENTERPRISE")
    command.add_argument("lines", nargs="+", metavar="LINE")
    command.add_argument("--name", required=True, help="name of the new enterprise")
    command.add_argument("--code", help="its credit code")
    command.set_defaults(run=lambda options, settings: _split(opener(settings), options))
    _about_act(command, day)


def _add_refused(commands: Any, opener: Opener) -> None:
    command = commands.add_parser("refused", help="write the refused rows of an imported file as a workbook to mend")
    command.add_argument("batch", metavar="BATCH")
    command.add_argument("--lang", choices=("zh", "en"))
    command.add_argument("--out", type=Path, required=True, metavar="FILE")
    command.set_defaults(run=lambda options, settings: _refused(opener(settings), options))


def _about_act(command: argparse.ArgumentParser, day: Day) -> None:
    """Day, author and reason of a recorded act."""
    command.add_argument("--on", type=day, required=True, metavar="DATE", help="the day from which it is so")
    command.add_argument("--actor", default=system_user(), metavar="NAME")
    command.add_argument("--reason", required=True, help="on what it rests, such as the registration notice")


def _import(register: Register, options: argparse.Namespace) -> int:
    from lib.imports.commit import import_file
    from lib.imports.grid.choices import choices_of

    return say(
        import_file(
            register,
            options.file,
            actor=options.actor,
            on=options.on,
            profile=options.profile,
            area=options.area,
            datum=options.datum,
            dry_run=options.dry_run,
            sheets=choices_of(options.sheet),
        )
    )


def _void(register: Register, options: argparse.Namespace, voider: Voider) -> int:
    left = options.leave_cases
    return say(voider(register, options.batch, actor=options.actor, reason=options.reason, leave_cases=left))


def _refused(register: Register, options: argparse.Namespace) -> int:
    from lib.imports.refused_rows import refused_workbook

    content = refused_workbook(register, options.batch, options.lang or register.settings.language)
    options.out.write_bytes(content)
    return say({"file": str(options.out), "batch": options.batch})


def _merge(register: Register, options: argparse.Namespace) -> int:
    from lib.imports.subjects.acts import merge_enterprises

    act = {"on": options.on, "actor": options.actor, "reason": options.reason}
    return say(merge_enterprises(register, options.gone, options.kept, **act))


def _split(register: Register, options: argparse.Namespace) -> int:
    from lib.imports.subjects.acts import split_enterprise

    act = {"on": options.on, "actor": options.actor, "reason": options.reason}
    return say(split_enterprise(register, options.enterprise, options.lines, options.name, options.code, **act))

"""The command `case`: steps of many cases out of a workbook, and its template; each prints one JSON object."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lib.access.author import system_user
from lib.answer import say
from lib.register.store import Register
from lib.settings import Settings

Opener = Callable[[Settings], Register]


def add_bulk_commands(commands: Any, opener: Opener) -> None:
    """`case steps` and `case template`; `opener` opens the register."""
    bulk = commands.add_parser(
        "case", help="steps of many cases at once: record a workbook of them, write its template"
    )
    actions = bulk.add_subparsers(required=True, metavar="ACTION")

    command = actions.add_parser("steps", help="record the steps of a workbook, all that the ladder allows at once")
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--evidence", type=Path, metavar="ZIP", help="the files that the rows name")
    command.add_argument("--dry-run", action="store_true", help="say what would happen; write nothing")
    command.add_argument("--actor", default=system_user(), metavar="NAME")
    command.add_argument("--second", metavar="NAME", help="who confirms acceptances by the city; marked as unproven")
    command.set_defaults(run=lambda options, settings: _steps(opener(settings), options))

    command = actions.add_parser("template", help="write the workbook to fill in, with the open cases of an area")
    command.add_argument("--area", default="", metavar="CODE", help="an area (default: all)")
    command.add_argument("--lang", choices=("zh", "en"))
    command.add_argument("--out", type=Path, required=True, metavar="FILE")
    command.set_defaults(run=lambda options, settings: _template(opener(settings), options))


def _steps(register: Register, options: argparse.Namespace) -> int:
    from lib.bulk.commit import commit
    from lib.bulk.draft import prepare

    language = register.settings.language
    draft = prepare(register, options.file, options.evidence, language)
    batch = None if options.dry_run else commit(register, draft, options.evidence, actor=options.actor)
    return say(draft.summary(batch, language))


def _template(register: Register, options: argparse.Namespace) -> int:
    from lib.bulk.template import template

    content = template(register, options.area, options.lang or register.settings.language)
    options.out.write_bytes(content)
    return say({"file": str(options.out), "area": options.area or None})

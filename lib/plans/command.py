"""Commands of plans: `plan new` makes the folder of the next year, `plan check` says what it lacks."""

import argparse
import sys
from dataclasses import asdict
from typing import Any

from lib.answer import say
from lib.plans.checking import check_plan
from lib.plans.making import new_plan
from lib.settings import Settings
from lib.words import said

DONE, MISSING = 0, 2


def add_plan_commands(commands: Any) -> None:
    """Add the commands of plans to the command line; neither opens the register."""
    command = commands.add_parser("plan", help="make the folder of the next plan year, or say what one still lacks")
    asked = command.add_subparsers(required=True, metavar="ACTION")
    new = asked.add_parser("new", help="make the folder of a plan from that of the year before, as a draft")
    new.add_argument("plan", metavar="PLAN", help="name of the folder and code of the plan, such as LC2026")
    new.add_argument("--from", dest="old", required=True, metavar="PLAN", help="the plan whose rows go on")
    new.set_defaults(run=_new)
    check = asked.add_parser("check", help="say what is missing or doubtful; exit 2 while something is missing")
    check.add_argument("plan", metavar="PLAN")
    check.set_defaults(run=_check)


def _new(options: argparse.Namespace, settings: Settings) -> int:
    made = new_plan(settings, options.plan, options.old)
    say({"plan": options.plan, "files": [str(file) for file in made]})
    sentence = "Fill in what is empty, then run python -m lib plan check {plan}."
    sys.stderr.write(said(sentence, settings.language, plan=options.plan) + "\n")
    return DONE


def _check(options: argparse.Namespace, settings: Settings) -> int:
    found = check_plan(settings, options.plan)
    say(asdict(found))
    return MISSING if found.missing else DONE

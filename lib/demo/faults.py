"""Rows that an import must refuse, with their mistakes, and what happened to lines half a year later."""

from collections.abc import Callable
from random import Random
from typing import Final

from lib.demo.companies import Company, Row, former_name
from lib.demo.lexicon import word, words

EXIT_SHARE: Final = 0.06  # lines shut or dismantled between the two deliveries
MENDED_SHARE: Final = 0.6  # findings that are no longer so
RENAMED_SHARE: Final = 0.02  # enterprises with a new name


def refused_rows(company: Company, turn: int) -> list[Row]:
    """The first line of an enterprise with three mistakes, each under a line name of its own; mistakes go by turns."""
    base = company.rows()[0]
    chosen = [MISTAKES[(3 * turn + step) % len(MISTAKES)] for step in range(3)]
    return [
        base | {"line": f"{base.get('line', '')}-{serial}"} | mistake(base) for serial, mistake in enumerate(chosen)
    ]


def approximate(row: Row) -> Row:
    """A capacity that says about."""
    return {"capacity": words("bad_capacity")[0].format(value=row.get("capacity") or "60")}


def a_range(row: Row) -> Row:
    """A capacity that is a range."""
    return {"capacity": words("bad_capacity")[1].format(value=row.get("capacity") or "60")}


def odd_unit(row: Row) -> Row:
    """A capacity in a unit nobody knows."""
    return {"capacity": row.get("capacity") or "60", "unit": word("bad_unit")}


def odd_class(row: Row) -> Row:
    """A class that the catalogue does not have."""
    return {"class": word("bad_class")}


def nameless(row: Row) -> Row:
    """No enterprise name."""
    return {"name": "", "code": ""}


def cut_code(row: Row) -> Row:
    """A credit code that lost its last character."""
    return {"code": str(row.get("code") or "91379900DM000000")[:17]}


def odd_letter(row: Row) -> Row:
    """A credit code with a letter that codes do not use."""
    return {"code": "91379900DMOOOOOO1X"}


MISTAKES: Final[tuple[Callable[[Row], Row], ...]] = (
    *(approximate, a_range, odd_unit, odd_class, nameless, cut_code, odd_letter),
)


def later_rows(companies: list[Company], dice: Random) -> list[Row]:
    """What a county tells half a year later: exits, mended findings, new names. Only what changed is told."""
    told: list[Row] = []
    for company in companies:
        shared = {name: company.cells[name] for name in ("name", "code", "area", "sector")}
        if company.lines and shared["code"] and dice.random() < RENAMED_SHARE:
            shared |= {"former_name": shared["name"], "name": new_name(str(shared["name"]))}
            told.append(shared)
        for line in company.lines:
            changes = exited(line, dice) | mended(line, dice)
            if changes:
                told.append(shared | {name: line[name] for name in ("line", "process")} | changes)
    return told


def new_name(name: str) -> str:
    """The name after a change of ownership."""
    old = former_name(name).removesuffix(word("former_suffix"))
    return old + word("new_middle") + word("suffix")


def exited(line: Row, dice: Random) -> Row:
    """A line that stopped for good, in one row of sixteen."""
    if line["state"] in words("gone_state") or dice.random() >= EXIT_SHARE:
        return {}
    return {"state": dice.choice(words("gone_state")), "remark": word("exit_remark")}


def mended(line: Row, dice: Random) -> Row:
    """Findings of emission and energy that were put right."""
    caught = [name for name in ("emission", "energy") if line.get(name) == word("yes")]
    return {name: word("no") for name in caught if dice.random() < MENDED_SHARE}

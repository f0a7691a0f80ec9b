"""The workbook of a day that came back: its cells by what their rows ask, wherever rows, columns and sheets went."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lib.errors import Sentence, UserError
from lib.imports.delivered import sheets_of
from lib.imports.workbook import cell_address
from lib.inspections.workbook_out import ANSWER, MARK, REMARK
from lib.settings import Settings

Grid = Sequence[Sequence[str]]
HEAD: Final = (str, str, str, str)  # mark, plan, enterprise, seal
ASKED: Final = (str, str, int, str, str)  # checklist, item, edition, the answer that stood in the cell, line


@dataclass(frozen=True)
class Filled:
    """A row that answers an item: where its answer stands, what it asks of whom, and what it says."""

    sheet: str
    cell: str
    enterprise_id: str
    checklist: str
    item: str
    edition: int
    seen: str  # the answer that stood in the cell when it went out; empty = none
    value: str
    remark: str
    line_id: str = ""  # of which line it is, where it is asked line by line

    @property
    def asked(self) -> tuple[str, str, str, str]:
        """Whom and what it answers."""
        return self.enterprise_id, self.checklist, self.item, self.line_id


@dataclass
class Brought:
    """A file's rows with an answer or a remark; which plan of which register it is of; what of it was not read."""

    file_name: str
    plan_id: str
    seal: str
    rows: list[Filled] = field(default_factory=list)
    unread: list[Sentence] = field(default_factory=list)


def read_workbook(path: Path, settings: Settings, language: str) -> Brought:
    """What a workbook says. Raises FileRefused for a file that must not be read, UserError for one without a sheet of
    ours, and for sheets of several plans."""
    name, sheets, hidden = sheets_of(path, settings, language)
    heads = {(head[1], head[3]) for _, rows in sheets if (head := _head(rows)[1])}
    if not heads:
        raise UserError(
            "{file} holds no visit: the hidden ids of its sheets are missing. Take the workbook from the page of the "
            "plan, and fill in that one.", file=name,
        )  # fmt: skip
    if len(heads) > 1:
        plans = "、".join(sorted(plan for plan, _ in heads))
        raise UserError("{file} holds visits of several plans: {plans}. Bring each alone.", file=name, plans=plans)
    [(plan_id, seal)] = heads
    found = Brought(name, plan_id, seal)
    found.unread += [Sentence("The sheet {sheet} is hidden and was not read.", {"sheet": one}) for one in hidden]
    for sheet, rows in sheets:
        at, head = _head(rows)
        if head:
            _read_sheet(found, sheet, rows, at, head[2])
    return found


def _read_sheet(found: Brought, sheet: str, rows: Grid, at: int, enterprise: str) -> None:
    """The rows below a heading. What stands in the answers' column of a row that asks nothing is told."""
    places = [rows[at].index(one) if one in rows[at] else None for one in (ANSWER, REMARK)]
    answer, remark = places
    if answer is None or remark is None:
        lacking = "The sheet {sheet} was not read: it lacks the heading {answer} or {remark}."
        found.unread.append(Sentence(lacking, {"sheet": sheet, "answer": ANSWER, "remark": REMARK}))
        return
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        value, told, key = _cell(row, answer), _cell(row, remark), _key(row, ASKED)
        cell = cell_address(number, answer)
        if key and (value or told):
            checklist, item, edition, seen, line = key
            found.rows.append(Filled(sheet, cell, enterprise, checklist, item, edition, seen, value, told, line))
        elif value and not key:
            stranger = "{sheet}, {cell}: “{value}” was not read: its row was not made by the atlas."
            found.unread.append(Sentence(stranger, {"sheet": sheet, "cell": cell, "value": value}))


def _head(rows: Grid) -> tuple[int, tuple[Any, ...]]:
    """Number and key of the row of headings; an empty key where no row has one."""
    found = ((at, key) for at, row in enumerate(rows) if (key := _key(row, HEAD)) and key[0] == MARK)
    return next(found, (0, ()))


def _key(row: Sequence[str], kinds: tuple[type, ...]) -> tuple[Any, ...]:
    """The hidden key of a row, in whatever column it stands; empty where it has none of these kinds."""
    for cell in row:
        with suppress(ValueError, RecursionError):  # somebody's own text that only begins like one
            if cell.startswith('["') and tuple(map(type, key := json.loads(cell))) == kinds:
                return tuple(key)
    return ()


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""

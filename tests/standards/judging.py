"""A register that is filled from tables a domain expert can read, and the verdicts it gives.

A table has one row per production line; the columns `line`, `enterprise`, `sector`, `process`, `product`, `capacity`
(the filed one), `actual`, `recognised`, `unit`, `quantity`, `state`, `built_on` are the line's own, every other column
is an attribute. An empty cell is not recorded.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from lib.register.store import Register

OWN = (
    *("line", "enterprise", "sector", "process", "product", "capacity", "actual", "recognised", "unit", "quantity"),
    *("state", "built_on"),
)
INSERT = {
    "enterprise": "insert into facts.enterprise by name select * from rows_to_insert",
    "line": "insert into facts.line by name select * from rows_to_insert",
    "measurement": "insert into facts.measurement by name select * from rows_to_insert",
    "import_warning": "insert into facts.import_warning by name select * from rows_to_insert",
    "rule_status": "insert into facts.rule_status by name select * from rows_to_insert",
}
CLEAR = ("truncate facts.enterprise", "truncate facts.line", "truncate facts.measurement", "truncate facts.rule_status")
SINCE = date(2022, 1, 1)
JULY = date(2022, 7, 15)
UNIT_OF_PROCESS = {"clinker": "t/d", "float": "t/d", "rolled": "t/d", "all_steel": "10k/a", "semi_steel": "10k/a"}


def cells(table: str) -> list[dict[str, str]]:
    """Rows of an ASCII table; the first row is the heading, cells stand between bars."""
    rows = [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines() if row.strip()]
    heading = rows[0]
    assert all(len(row) == len(heading) for row in rows), "every row has as many cells as the heading"
    return [dict(zip(heading, row, strict=True)) for row in rows[1:]]


def clear(con: duckdb.DuckDBPyConnection) -> None:
    """Forget every fact."""
    for statement in CLEAR:
        con.execute(statement)


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Add rows to a fact table; what a row does not name is empty."""
    if rows:
        con.register("rows_to_insert", pa.Table.from_pylist(rows))
        con.execute(INSERT[table])
        con.unregister("rows_to_insert")


@dataclass
class Judged:
    """What the register says of the lines it was filled with. A question is put once: the live views take a second."""

    register: Register
    as_of: date
    _answers: dict[tuple[str, str], Any] = field(default_factory=dict)

    def rule(self, rule_id: str) -> dict[str, str]:
        """Subject → verdict under one rule; a subject the rule does not ask is absent."""
        rows = self._verdicts(rule_id)
        return dict(zip(rows.subject_id, rows.verdict, strict=True))

    def sentences(self, rule_id: str, language: str = "zh") -> dict[str, str]:
        """Subject → the sentence that explains its verdict."""
        rows = self._verdicts(rule_id, language)
        return dict(zip(rows.subject_id, rows.explanation, strict=True))

    def missing(self, rule_id: str) -> dict[str, str]:
        """Subject → the attribute that a verdict waits for."""
        rows = self._verdicts(rule_id).dropna(subset=["missing_attribute"])
        return dict(zip(rows.subject_id, rows.missing_attribute, strict=True))

    def _verdicts(self, rule_id: str, language: str = "zh") -> Any:
        rows = self.ask("from marts.verdicts", language)
        return rows[rows.rule_id == rule_id]

    @property
    def lines(self) -> dict[str, str]:
        """Line → its one verdict."""
        rows = self.ask("select line_id, verdict from intermediate.int_lines")
        return dict(zip(rows.line_id, rows.verdict, strict=True))

    def line_sentences(self, language: str = "zh") -> dict[str, str]:
        """Line → the sentence of its one verdict."""
        rows = self.ask("select line_id, explanation from marts.lines", language)
        return dict(zip(rows.line_id, rows.explanation, strict=True))

    def ask(self, question: str, language: str = "zh") -> Any:
        """What the live views answer, as a frame."""
        key = (question, language)
        if key not in self._answers:
            self._answers[key] = self.register.cursor(self.as_of, language).execute(question).df()
        return self._answers[key]


def judge(
    register: Register, table: str, enterprises: str = "", as_of: date = JULY, switched_on: tuple[str, ...] = ()
) -> Judged:
    """Fill the register with lines and facts of enterprises, and ask it; candidates in `switched_on` are in force."""
    clear(register.con)
    lines = cells(table)
    stated = cells(enterprises) if enterprises else []
    names = {row.get("enterprise") or "E" for row in lines} | {row["enterprise"] for row in stated}
    insert(register.con, "enterprise", [enterprise_version(name) for name in sorted(names)])
    insert(register.con, "line", [line_version(row) for row in lines])
    measured = [value for row in lines for value in measurements("line", row["line"], row)]
    measured += [value for row in stated for value in measurements("enterprise", row["enterprise"], row)]
    insert(register.con, "measurement", measured)
    insert(register.con, "rule_status", [decision(rule_id) for rule_id in switched_on])
    return Judged(register, as_of)


def enterprise_version(name: str) -> dict[str, Any]:
    """An enterprise of which nothing but the name is known."""
    return {"enterprise_id": name, "enterprise_name": name, "valid_from": SINCE, "batch_id": "B"}


def line_version(row: dict[str, str]) -> dict[str, Any]:
    """A line as a row of the table says; cement in operation unless it says otherwise."""
    process = row.get("process", "") or None
    return {
        "line_id": row["line"],
        "enterprise_id": row.get("enterprise") or "E",
        "sector": row.get("sector") or "cement",
        "process": process,
        "product": row.get("product") or None,
        "quantity": int(row["quantity"]) if row.get("quantity") else None,
        "capacity_filed": decimal(row.get("capacity")),
        "capacity_actual": decimal(row.get("actual")),
        "capacity_recognised": decimal(row.get("recognised")),
        "capacity_unit": row.get("unit") or UNIT_OF_PROCESS.get(process or "", "10kt/a"),
        "state": row.get("state") or "operating",
        "built_on": date.fromisoformat(row["built_on"]) if row.get("built_on") else None,
        "valid_from": SINCE,
        "batch_id": "B",
    }


def decimal(text: str | None) -> Decimal | None:
    """A capacity as the cell says it."""
    return Decimal(text) if text else None


def measurements(kind: str, subject: str, row: dict[str, str]) -> list[dict[str, Any]]:
    """The attribute cells of a row as measurements of a line or an enterprise."""
    return [measurement(kind, subject, name, value) for name, value in row.items() if name not in OWN and value]


def measurement(kind: str, subject: str, attribute: str, value: str) -> dict[str, Any]:
    """One value: a number where it looks like one, else a text."""
    is_number = value.replace(".", "", 1).isdigit()
    return {
        "subject_kind": kind,
        "subject_id": subject,
        "attribute": attribute,
        "value_number": Decimal(value) if is_number else None,
        "value_text": None if is_number else value,
        "valid_from": SINCE,
        "batch_id": "B",
    }


def decision(rule_id: str) -> dict[str, Any]:
    """A person put a candidate in force."""
    return {"rule_id": rule_id, "status": "in_force", "decided_on": SINCE, "actor": "demo expert", "recorded_at": SINCE}

"""Telling a register facts with the day on which each was told: the write path tells everything now.

A case is a table of steps, told on the day they happened unless a row says otherwise:

    shut_down     | 2022-08-01 |
    dismantled    | 2022-11-08 | photos; told=2022-12-01
    reversal      | 2022-12-05 | of=dismantled

`photos` are different pictures of before, during and after, `papers` proof and consent; `later=DATE` adds them then.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa

from lib.cases.ledger import EVIDENCE, STEPS
from lib.cases.opening import CASES
from lib.register.identified import remembering
from lib.register.store import Register
from lib.register.versions import relink

MILL, ENERGY, REPLACE = "LC22-T-CEM-03", "LC22-E-01", "LC22-T-CEM-02"
OUTDATED, GOOD = 3.0, 3.8  # metres: a mill of 3.2 m or less is outdated
KINDS = {"photos": ("before", "during", "after"), "papers": ("proof", "consent")}
BATCH = """insert into facts.import_batch by name
    select $1 as batch_id, $1 as file_name, $2::date as valid_on, $3::timestamp as recorded_at, false as is_demo"""
ROWS = "insert into facts.{table} by name select * from given_rows"
FIRST = date(2022, 6, 1)
FILE = {"file_name": "file", "byte_count": 1, "actor": "test"}
Rows = list[dict[str, Any]]


def at(day: date) -> datetime:
    """Noon of a day."""
    return datetime(day.year, day.month, day.day, 12)


def mill(line_id: str, enterprise: str, state: str = "operating", capacity: int = 60) -> dict[str, Any]:
    """A version of a cement mill."""
    return {
        "line_id": line_id, "enterprise_id": enterprise, "line_name": line_id, "sector": "cement",
        "process": "grinding", "capacity_filed": capacity, "capacity_unit": "10kt/a", "state": state,
    }  # fmt: skip


def deliver(
    register: Register,
    batch: str,
    on: date,
    told: date,
    *,
    diameters: dict[str, float] | None = None,
    lines: Sequence[dict[str, Any]] = (),
    enterprises: dict[str, str] | None = None,
    names: dict[str, str] | None = None,
) -> None:
    """A file that speaks of `on` and came on `told`: lines, diameters of mills, enterprises."""
    versions = {"valid_from": on, "batch_id": batch}
    measured = [
        {"subject_kind": "line", "subject_id": line, "attribute": "mill_diameter", "value_number": value} | versions
        for line, value in (diameters or {}).items()
    ]
    owners = [
        {"enterprise_id": name, "enterprise_name": (names or {}).get(name, name), "area_declared": area} | versions
        for name, area in (enterprises or {}).items()
    ]
    with (
        register.write("test", "import", batch) as cursor,
        remembering(register, cursor, "import", batch, [on], at(told)),
    ):
        cursor.execute(BATCH, [batch, on, at(told)])
        insert(cursor, "enterprise", owners)
        insert(cursor, "line", [line | versions for line in lines])
        insert(cursor, "measurement", measured)
        relink(register, cursor, batch)


def void(register: Register, batch: str, told: date) -> None:
    """A file is voided."""
    with register.write("test", "void", batch) as cursor:
        on = cursor.execute("select valid_on from facts.import_batch where batch_id = $1", [batch]).fetchone()[0]
        record = {"batch_id": batch, "actor": "test", "reason": "", "voided_at": at(told)}
        with remembering(register, cursor, "void", batch, [on, told], at(told)):
            cursor.execute(register.sql("writes/void_batch"), record)
            relink(register, cursor, batch)


def decide(register: Register, rule: str, status: str, on: date, told: date) -> None:
    """A person switches a rule."""
    decision = {"rule_id": rule, "status": status, "decided_on": on, "actor": "test", "note": "test"}
    with (
        register.write("test", "rule status", rule) as cursor,
        remembering(register, cursor, "rule status", rule, [on, told], at(told)),
    ):
        cursor.execute(register.sql("writes/rule_status"), decision | {"recorded_at": at(told)})


def insert(cursor: Any, table: str, rows: Rows, schema: pa.Schema | None = None) -> None:
    """Append rows to a fact table."""
    if rows:
        cursor.register("given_rows", pa.Table.from_pylist(rows, schema=schema))
        cursor.execute(ROWS.format(table=table))
        cursor.unregister("given_rows")


def case(
    case_id: str, lines: Sequence[str], enterprise: str, steps: str, *, rule: str = MILL, variant: str = "technology"
) -> dict[str, Rows]:
    """The facts of a case, by table; its first step is its identification."""
    rows = [[cell.strip() for cell in line.split("|")] for line in steps.strip().splitlines()]
    told = [(name, date.fromisoformat(on), dict(_parts(what))) for name, on, what in rows]
    opened_on, ids, made = told[0][1], {}, {"case_step": [], "evidence": []}
    for position, (name, on, given) in enumerate(told, start=1):
        step_id, recorded = f"{case_id}.{position}", at(date.fromisoformat(given.get("told", on.isoformat())))
        made["case_step"].append({
            "step_id": step_id, "case_id": case_id, "position": position, "step": name, "happened_on": on,
            "reverses": ids.get(given.get("of")), "actor": "test", "recorded_at": recorded,
        })  # fmt: skip
        ids[name] = step_id
        later = date.fromisoformat(given["later"]) if "later" in given else None
        made["evidence"] += [
            FILE | {
                "evidence_id": f"{step_id}.{kind}", "case_id": case_id, "step_id": step_id, "kind": kind,
                "sha256": f"{step_id}.{kind}", "mime": "image/png" if what == "photos" else "application/pdf",
                "added_on": later, "recorded_at": at(later) if later else recorded,
            }
            for what in KINDS if what in given for kind in KINDS[what]
        ]  # fmt: skip
    made["exit_case"] = [{
        "case_id": case_id, "subject_kind": "line" if len(lines) == 1 else "enterprise",
        "line_id": lines[0] if len(lines) == 1 else None, "enterprise_id": enterprise, "line_ids": list(lines),
        "variant": variant, "rule_id": rule, "opened_on": opened_on, "actor": "test",
        "recorded_at": made["case_step"][0]["recorded_at"],
    }]  # fmt: skip
    return made


def _parts(text: str) -> Iterable[tuple[str, str]]:
    return [part.strip().partition("=")[::2] for part in text.split(";") if part.strip()]


def tell(register: Register, *cases: dict[str, Rows], since: date = date.min, until: date = date.max) -> None:
    """Write what was told of cases after `since` and by the end of `until`, past the ladder."""
    schemas = {"exit_case": CASES, "case_step": STEPS, "evidence": EVIDENCE}
    with register.write("test", "tell", "cases") as cursor:
        for table, schema in schemas.items():
            rows = [row for made in cases for row in made[table] if since < row["recorded_at"].date() <= until]
            insert(cursor, table, rows, schema)


def days_from(first: date, *gaps: int) -> list[date]:
    """Days, each some days after the one before."""
    found = [first]
    for gap in gaps:
        found.append(found[-1] + timedelta(gap))
    return found

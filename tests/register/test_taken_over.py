"""What did not change is taken over from the edition before; whatever was written, nothing in the next one is stale."""

import ast
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from random import Random

import pytest

from lib.cases.ledger import record_step
from lib.register import views
from lib.register.editions import Editions
from lib.register.snapshot import Snapshot
from lib.register.store import Cursor, Register
from lib.settings import ROOT
from tests.register.writes import Office

DAYS = (date(2022, 12, 31), date.today())
SEED = 7
TOGETHER = 10  # writes between two comparisons, each of which makes everything anew
FIRST = ("goal", "objection", "import", "finding", "duty done", "steps", "ask")  # what others of these withdraw or void


def actions() -> list[str]:
    """Every action that a write of the product is audited under."""
    texts = (file.read_text(encoding="utf-8") for file in (ROOT / "lib").rglob("*.py"))
    trees = [ast.parse(text) for text in texts if "register.write(" in text or "_recorded(" in text]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and len(node.args) > 1]
    named = [one.args[1] for one in calls if ast.unparse(one.func) in ("register.write", "_recorded")]
    words = (word for one in named if isinstance(one, ast.Constant | ast.IfExp) for word in ast.walk(one))
    return sorted({str(one.value) for one in words if isinstance(one, ast.Constant)})


def kept(register: Register, day: date) -> Snapshot:
    """The snapshot of a date that holds every change."""
    return register.editions.snapshot(day, at_least=register.version())


def different(register: Register, found: Snapshot, day: date) -> list[str]:
    """Tables and stored views that do not hold, cell by cell, what those of a snapshot made from nothing hold."""
    fresh = Editions(register.con, register.settings).snapshot(day)
    assert not {table.number for table in found.tables.values()} & {table.number for table in fresh.tables.values()}
    cursor = register.con.cursor()
    return [name for name in fresh.tables if differ(cursor, f"{found.home.name}.{name}", f"{fresh.home.name}.{name}")]


def differ(cursor: Cursor, one: str, other: str) -> bool:
    """Whether a row stands in one of two tables more often than in the other."""
    question = f"(from {one} except all from {other}) union all (from {other} except all from {one}) limit 1"
    return bool(cursor.execute(question).fetchall())


def test_after_every_kind_of_write_in_any_order_nothing_is_stale(busy: Register, tmp_path: Path):
    office, dice = Office(busy, tmp_path, SEED), Random(SEED)  # noqa: S311 - an order, no secret
    todo = actions()
    assert len(todo) > 20
    dice.shuffle(todo)
    todo.sort(key=lambda action: action not in FIRST)
    todo += ["step", "import", "void", "reverse"]
    for at in range(0, len(todo), TOGETHER):
        day = DAYS[at // TOGETHER % len(DAYS)]
        kept(busy, day)
        for action in todo[at : at + TOGETHER]:
            office.do(action)
        assert not different(busy, kept(busy, day), day), todo[at : at + TOGETHER]


def stranger(register: Register, change: str) -> None:
    """Change facts past the product, which is told nothing but that there is a new version."""
    register.con.execute(change)
    register.con.execute("insert into facts.audit (version) select max(version) + 1 from facts.audit")


def test_what_a_stranger_wrote_is_not_missed(busy: Register):
    kept(busy, DAYS[0])
    stranger(busy, "update facts.line set capacity_filed = capacity_filed / 2, line_name = line_name || '*'")
    assert not different(busy, kept(busy, DAYS[0]), DAYS[0])


def test_a_dependency_that_is_forgotten_is_found(busy: Register, monkeypatch: pytest.MonkeyPatch):
    whole = views.sources(busy.settings.queries_dir)
    monkeypatch.setattr(views, "sources", lambda _: {view: reads - {"facts.line"} for view, reads in whole.items()})
    kept(busy, DAYS[0])
    stranger(busy, "update facts.line set line_name = line_name || '*'")
    assert different(busy, kept(busy, DAYS[0]), DAYS[0])


def test_what_is_judged_stays_when_a_step_lets_no_line_leave(busy: Register, tmp_path: Path):
    Office(busy, tmp_path, 1).do("open")
    verified = "select steps.case_id from facts.case_step as steps where steps.step = 'verified'"
    [case_id] = busy.con.execute(
        f"select max(case_id) from facts.exit_case where case_id not in ({verified})"
    ).fetchone()  # noqa: S608
    before = kept(busy, DAYS[0]).tables
    record_step(busy, case_id, "verified", on=DAYS[0], actor="张三")
    anew = {name for name, table in kept(busy, DAYS[0]).tables.items() if table is not before[name]}
    assert {name for name in anew if name.startswith("facts.")} == {"facts.audit", "facts.case_step"}
    assert "intermediate.int_case_states" in anew
    assert not {"intermediate.int_verdicts", "intermediate.int_lines", "intermediate.int_problems"} & anew


def test_a_value_in_any_column_makes_another_content(register: Register):
    cursor = register.con.cursor()
    columns = cursor.execute(register.sql("setup/fact_columns")).fetchall()
    for table, named in groupby(columns, key=itemgetter(0)):
        cursor.execute(f"create temp table one as from (select unnest([1])) left join facts.{table} on false")
        contents = [views.contents_of(cursor, ["one"])["one"]]
        for _, column, kind in named:
            values = (f"try_cast('{text}' as {kind})" for text in ("1", "2022-01-01", "[x]"))
            cursor.execute(f"update one set {column} = coalesce({', '.join(values)})")
            contents += views.contents_of(cursor, ["one"]).values()
        cursor.execute("drop table one")
        assert len(set(contents)) == len(contents), table


def test_rows_that_trade_a_value_are_another_content(register: Register):
    cursor = register.con.cursor()
    cursor.execute("create temp table one as from (values (1, 'a', 'x'), (2, 'b', 'y')) t(number, name, content)")
    cursor.execute("create temp table other as from (values (1, 'a', 'y'), (2, 'b', 'x')) t(number, name, content)")
    cursor.execute("create temp table turned as from one order by number desc")
    found = views.contents_of(cursor, ["one", "turned", "other"])
    assert found["one"] == found["turned"] != found["other"]

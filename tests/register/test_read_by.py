"""An answer stands as long as the tables it is read from: what a write did not touch is not asked anew."""

import re
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from lib.register import views
from lib.register.store import Register
from lib.settings import ROOT
from lib.ui.frame import data
from tests.register.test_snapshot import add
from tests.register.writes import Office

QUERIES = ROOT / "queries"
ASKED = sorted(str(file.relative_to(QUERIES).with_suffix("")) for file in (QUERIES / "pages").rglob("*.sql"))
DAY = date(2022, 12, 31)


def test_every_table_that_a_query_reads_is_known() -> None:
    with duckdb.connect() as con:
        for query in ASKED:
            parsed = {
                name
                for name in views.tables_read(con, views.read_sql(QUERIES / f"{query}.sql"))
                if not name.startswith(".")
            }
            plain = {name for name in parsed if name in views.sources(QUERIES)} - views.stored_views(QUERIES).keys()
            read = (parsed - plain).union(*(views.sources(QUERIES)[view] for view in plain))
            assert read <= views.read_by(QUERIES, query), query


def test_the_tables_of_a_macro_it_calls_are_known() -> None:
    macros = {file.stem: set(views.READ.findall(file.read_text())) for file in (QUERIES / "filters").glob("*.sql")}
    texts = {query: views.read_sql(QUERIES / f"{query}.sql") for query in ASKED}
    calls = [(query, macro) for query, text in texts.items() for macro in macros if re.search(rf"\b{macro}\(", text)]
    hidden = [(query, macro) for query, macro in calls if macros[macro] - set(views.READ.findall(texts[query]))]
    assert hidden, "some query reads a table that its own text does not name"
    for query, macro in hidden:
        plain = (macros[macro] & views.sources(QUERIES).keys()) - views.stored_views(QUERIES).keys()
        assert macros[macro] - plain <= views.read_by(QUERIES, query), (query, macro)


def test_a_finding_makes_only_what_speaks_of_it_asked_anew(busy: Register, tmp_path: Path) -> None:
    office = Office(busy, tmp_path, 7)
    before = busy.reading()
    was = {query: before.read(DAY, query) for query in ASKED}
    office.do("finding")
    after = busy.reading()
    anew = {query for query in ASKED if after.read(DAY, query) != was[query]}
    assert "pages/ledger/findings" in anew
    assert not anew & {"pages/overview/areas", "pages/lines/matching", "pages/map/shapes", "pages/capacity/by_process"}


def test_another_register_is_never_answered_from_the_cache_of_one(register: Register, demo: Register) -> None:
    query = "pages/every/first_day"
    assert not set(register.reading().read(DAY, query)) & set(demo.reading().read(DAY, query))


def test_an_answer_is_kept_until_its_tables_change(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()
    ask = type(register.reading()).ask

    def counted(self: object, name: str, **more: object) -> pd.DataFrame:
        asked.append(name)
        return ask(self, name, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(type(register.reading()), "ask", counted)
    for enterprise in ("", "E1"):
        if enterprise:
            add(register, enterprise)
        edition = register.reading()
        monkeypatch.setattr(data, "reading", lambda edition=edition: edition)
        for _again in range(2):
            data.ask("every/labels", on=DAY, kind="area")
            found = data.ask("enterprise/matching", on=DAY, q="", area="", sector="", verdict="", start=0, size=20)
        assert [*found.enterprise_id] == ([enterprise] if enterprise else [])
    assert sorted(asked) == ["pages/enterprise/matching", "pages/enterprise/matching", "pages/every/labels"]

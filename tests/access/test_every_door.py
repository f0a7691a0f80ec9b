"""Every way out of the register and every way into it, held against a table of whose rows it tells: what is new and
stands in no table fails."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from streamlit.testing.v1 import AppTest

from app import routes
from lib import cli
from lib.access import acting
from lib.access.accounts import Accounts
from lib.access.roles import NEEDS, NotYours, person, roles
from lib.access.writing import OwnRegister
from lib.cases.calendar import calendar_of
from lib.cases.evidence import stored
from lib.exports.query import export_query
from lib.maps import tiles
from lib.register.store import Register
from lib.ui.frame import data
from lib.ui.frame import person as page_person
from lib.ui.frame.menu import menu
from tests import registers
from tests.access.conftest import FIRST
from tests.access.whose import MARTS, SAME_FOR_ALL
from tests.ui.conftest import open_page

OURS, THEIRS = "371521", "371502"
DAY = date(2022, 12, 31)
Names = Callable[[str], list[str]]

SEEN = {  # role → what of the register it sees, and how the gate lets it in
    "leader": "all",
    "office": "all",
    "department": "all",
    "county": "own areas",
    "team": "all",
    "reader": "all",
    "admin": "nothing",
}
NO_PAGE = ("none of a county's",)
PAGES = {  # page → the keys of its address that name something of an area
    "overview": (),
    "map": ("area", "enterprise"),
    "progress": ("area",),
    "meeting": (),
    "briefing": (),
    "lines": ("area", "q"),
    "sector": ("area",),
    "area": ("area",),
    "enterprise": ("enterprise",),
    "todo": ("area",),
    "targets": ("area", "enterprise"),
    "inspection_plan": ("area",),
    "checklist": (),
    "found": ("area",),
    "supervision": ("area",),
    "ledger": ("area", "case", "enterprise"),
    "import_file": ("file",),
    "requests": (),
    "reports": ("area",),
    "standards": (),
    "quality": ("area", "enterprise", "file"),
    "admin": NO_PAGE,
}
ROUTES = {  # route → whose data it tells
    "/health": "of nobody",
    "/metrics": "of nobody, to the administrator alone",
    "/overview": "of nobody",
    "/map-assets/leaflet": "of nobody",
    "/map-assets/cluster": "of nobody",
    "/map-assets/atlas": "of nobody",
    "/field": "of nobody",
    "/field/": "of nobody",
    "/field/worker.js": "of nobody",
    "/field/shell/{name}": "of nobody",
    "/field/words/{language}.json": "of nobody",
    "/field/plans.json": "of the reader's areas",
    "/field/owner": "of nobody but who asks",
    "/field/files/{sha256}": "of nobody: it takes in",
    "/field/entries": "of visits in the reader's areas",
    "/tiles/{signature}/{as_of}/{version}/{z}/{x}/{y}.png": "of the reader's areas",
    "/openrosa/formList": "of nobody",
    "/openrosa/forms/{form}": "of nobody",
    "/openrosa/forms/{form}/manifest": "of the areas of the phone's officer",
    "/openrosa/forms/{form}/media/{name}": "of the areas of the phone's officer",
    "/openrosa/submission": "of the areas of the phone's officer",
    "/subscribe/{language}/calendar.ics": "of the areas of whose token it is",
    "/subscribe/{language}/todo.xml": "of the areas of whose token it is",
}
MACHINE = {  # of no account
    *("init", "remind", "holidays", "plan", "check", "serve", "backup", "restore", "bench", "user", "audit"),
}


@pytest.fixture(scope="module")
def full(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The demo register, opened as pages open it."""
    with closing(registers.copied(demo_file, tmp_path_factory.mktemp("doors"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def strange(full: Register) -> re.Pattern[str]:
    """Whatever names an enterprise, a line or a case of another area than ours."""
    cursor = full.snapshot_cursor(date.today())
    ours = {
        str(row[0])
        for row in cursor.execute(
            "select enterprise_name from marts.enterprises where area_code = $1", [OURS]
        ).fetchall()
    }  # noqa: E501
    found = cursor.execute(
        """select enterprise_name from marts.enterprises where area_code is distinct from $1
        union select enterprise_id from marts.enterprises where area_code is distinct from $1
        union select line_id from marts.lines where area_code is distinct from $1
        union select case_id || '.' from marts.cases where area_code is distinct from $1""",
        [OURS],
    ).fetchall()
    return re.compile("|".join(re.escape(str(name)) for (name,) in found if name not in ours))


def of_area(register: Register, area: str) -> dict[str, str]:
    """Something of an area to ask for: an enterprise with a case and evidence."""
    cursor = register.snapshot_cursor(date.today())
    question = """select case_id, cases.enterprise_id, evidence_id, evidence.sha256, cases.enterprise_name
        from marts.cases as cases inner join marts.evidence as evidence using (case_id)
        where cases.area_code = $1 order by evidence.evidence_id limit 1"""
    row = cursor.execute(question, [area]).fetchone()
    batch = cursor.execute("select min(batch_id) from marts.versions where enterprise_id = $1", [row[1]]).fetchone()[0]
    names = ("case", "enterprise", "evidence", "sha256", "q", "area", "file")
    return dict(zip(names, (*row, area, batch), strict=True))


def ours(register: Register) -> OwnRegister:
    return OwnRegister(register, person(register.settings, "李", "county", (OURS,)))


def test_every_role_is_in_the_table(full: Register):
    kinds = {role: person(full.settings, "x", role, (OURS,)).scope for role in roles(full.settings)}
    assert kinds == {role: {"all": None, "own areas": (OURS,), "nothing": ()}[seen] for role, seen in SEEN.items()}


def test_every_page_route_and_command_is_in_a_table():
    assert set(PAGES) == {name for pages in menu().values() for name, _ in pages}
    assert set(ROUTES) == {str(getattr(route, "path", "")) for route in routes()}
    (choices,) = [action for action in cli.parser()._actions if hasattr(action, "_choices_actions")]
    assert set(choices.choices) == MACHINE | set(acting.NEEDED)
    assert not MACHINE & set(acting.NEEDED)
    assert set(acting.NEEDED.values()) <= set(NEEDS.values()) | {"export"}


@pytest.fixture
def as_county(full: Register, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages of the demo register, opened by the officer of our county."""
    monkeypatch.setenv("REGISTER_URL", full.settings.register_url)
    monkeypatch.setenv("ATLAS_EVIDENCE_DIR", str(full.settings.evidence_dir))
    monkeypatch.setattr(data, "_opened", lambda _settings: full)
    who = person(full.settings, "李", "county", (OURS,))
    monkeypatch.setattr(page_person, "signed_in", lambda: who)
    data.forget_answers()
    yield
    data.forget_answers()


def said(test: AppTest) -> str:
    """Everything a page sends to the browser, tables too."""
    elements = [one.proto for one in test._tree if hasattr(one, "proto") and hasattr(one.proto, "SerializeToString")]
    return b"\n".join(one.SerializeToString() for one in elements).decode("utf-8", "ignore")


@pytest.mark.parametrize("page", [page for page, keys in PAGES.items() if keys is NO_PAGE])
def test_a_page_of_others_is_not_there(as_county: None, page: str):
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        open_page(page)


@pytest.mark.parametrize("page", [page for page, keys in PAGES.items() if keys is not NO_PAGE])
def test_a_page_tells_nothing_of_another_area(full: Register, strange: re.Pattern[str], as_county: None, page: str):
    theirs, own = of_area(full, THEIRS), of_area(full, OURS)
    for url in ({}, {key: own[key] for key in PAGES[page][:1]}, *({key: theirs[key]} for key in PAGES[page])):
        test = open_page(page, **url, lang="zh")
        assert not test.exception, (page, url)
        shown = said(test)
        for text in url.values():
            shown = shown.replace(text, "")  # what was asked for stands in the address
        assert not strange.findall(shown), (page, url)
        if own["enterprise"] in url.values():
            assert own["q"] in shown, "their own they see"


@pytest.mark.parametrize("mart", MARTS)
def test_an_export_tells_nothing_of_another_area(full: Register, strange: re.Pattern[str], mart: str):
    narrowed, formats = ours(full), ("json", "csv") if MARTS[mart] != SAME_FOR_ALL else ("csv",)
    for fmt in formats:
        made = export_query(narrowed, mart, DAY, {}, fmt).decode()
        assert not strange.findall(made)
    if MARTS[mart] != SAME_FOR_ALL and b"area_code" in export_query(narrowed, mart, DAY, {}, "csv").split(b"\n")[0]:
        assert json.loads(export_query(narrowed, mart, DAY, {"area_code": THEIRS}, "json")) == []


def test_evidence_is_had_by_the_id_of_what_proves_something_of_ours(full: Register):
    own, theirs = of_area(full, OURS), of_area(full, THEIRS)
    assert stored(ours(full), own["evidence"])[0].is_file()
    assert stored(full, theirs["evidence"])[0].is_file()
    for name in (theirs["evidence"], theirs["sha256"], own["sha256"], "%", ""):
        assert stored(ours(full), name) is None


def test_a_calendar_holds_the_deadlines_of_ours(full: Register, strange: re.Pattern[str]):
    made = calendar_of(ours(full), DAY).decode().replace("\r\n ", "")
    assert made.count("BEGIN:VEVENT") == calendar_of(full, DAY, area=OURS).decode().count("BEGIN:VEVENT") > 0
    assert not strange.findall(made)
    with pytest.raises(Exception, match="There is no area"):
        calendar_of(ours(full), DAY, area=THEIRS)


def test_a_tile_shows_the_enterprises_of_ours_to_who_was_handed_its_address(full: Register):
    county, edition = ours(full), ours(full).latest()
    spot = {"z": 8, "x": 210, "y": 100}
    address = tiles.template(DAY, edition.version(), {}, None, (OURS,)).format(**spot)
    assert answered(county, address).body == tiles.tile(full.latest(), DAY, filters(area=OURS), **spot)
    assert answered(county, address).body != tiles.tile(full.latest(), DAY, filters(), **spot)
    asked = tiles.template(DAY, edition.version(), {"area": THEIRS}, None, (OURS,)).format(**spot)
    assert answered(county, asked).body == tiles.tile(full.latest(), DAY, filters(q="nobody"), **spot)
    for role, areas in (("county", (THEIRS,)), ("office", ()), ("county", (OURS, THEIRS)), ("admin", ())):
        other = OwnRegister(full, person(full.settings, "x", role, areas))
        assert answered(other, address).status_code == 404


def answered(register: Register, address: str) -> Response:
    """What the tile route answers a person, whose register it is."""
    path, _, query = address.partition("?")
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []}
    [route] = tiles.routes(lambda _request: register)
    _, matched = route.matches(scope)
    return route.endpoint(Request(scope | matched | {"server": ("127.0.0.1", 8501)}))  # type: ignore[attr-defined]


def filters(**chosen: str) -> dict[str, Any]:
    return dict.fromkeys(tiles.FILTERS, "") | chosen


def test_a_route_asks_who_sends_the_request(full: Register, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(data, "_opened", lambda _settings: full)
    told = {"x-atlas-name": "%E6%9D%8E", "x-atlas-role": "county", "x-atlas-areas": OURS}
    headers = [(key.encode(), text.encode()) for key, text in told.items()]
    request = Request({"type": "http", "method": "GET", "path": "/", "headers": headers, "query_string": b""})
    assert data.register_of(request).scope == (OURS,)


def run(
    full: Register, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *line: str
) -> tuple[int, str]:
    monkeypatch.setattr(cli, "open_atlas", lambda _settings, **_more: full)
    monkeypatch.setattr(cli, "from_environment", lambda: full.settings)
    monkeypatch.setattr(cli, "closing", lambda register: _Kept(register))
    code = cli.main(line)
    told = capsys.readouterr()
    return code, told.out + told.err


class _Kept:
    """The register stays open after a command."""

    def __init__(self, register: Register) -> None:
        self.register = register

    def __enter__(self) -> Register:
        return self.register

    def __exit__(self, *_: object) -> None:
        return None


def test_a_command_is_narrowed_to_an_account(
    full: Register,
    strange: re.Pattern[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    cheap_hashes: None,
):
    accounts = Accounts(full.settings)
    for name, role, areas in (
        ("李", "county", (OURS,)),
        ("看", "reader", ()),
        ("管", "admin", ()),
        ("走", "county", (OURS,)),
    ):
        accounts.add(name, role, areas, FIRST)
    accounts.disable("走")
    code, told = run(full, capsys, monkeypatch, "--as", "李", "query", "lines", "--as-of", "2022-12-31")
    assert code == 0 and not strange.findall(told) and OURS in told
    theirs, own = of_area(full, THEIRS), of_area(full, OURS)
    before = full.version()
    step = ("note", "--on", "2022-12-01")
    for line in (
        ("--as", "看", "query", "lines"),
        ("--as", "管", "query", "lines"),
        ("--as", "走", "query", "lines"),
        ("--as", "无", "query", "lines"),
        ("--as", "李", "backup"),
        ("--as", "李", "user", "list"),
        ("--as", "李", "freeze", "2022"),
        ("--as", "李", "void", theirs["file"]),
        ("--as", "李", "step", theirs["case"], *step),
        ("--as", "李", "reverse", f"{theirs['case']}.1", "--on", "2022-12-01", "--reason", "x"),
        ("--as", "李", "open", "--enterprise", theirs["enterprise"], "--rule", "LC22-T-CEM-01", "--on", "2022-12-01"),
        (
            "--as",
            "李",
            "finding",
            "--enterprise",
            theirs["enterprise"],
            "--dimension",
            "safety",
            "--what",
            "x",
            "--on",
            "2022-12-01",
        ),  # noqa: E501
        ("--as", "李", "merge", theirs["enterprise"], own["enterprise"], "--on", "2026-11-01", "--reason", "x"),
    ):
        code, told = run(full, capsys, monkeypatch, *line)
        assert code == 2, line
        assert not strange.findall(told.replace(theirs["enterprise"], "").replace(theirs["case"] + ".", "")), line
    assert full.version() == before


def test_a_role_without_the_right_is_refused(full: Register, monkeypatch: pytest.MonkeyPatch, cheap_hashes: None):
    accounts = Accounts(full.settings)
    for role in roles(full.settings):
        accounts.add(f"r-{role}", role, ("energy",) if role == "department" else (OURS,), FIRST)
        rights = person(full.settings, "x", role).rights
        for command, right in acting.NEEDED.items():
            if right in rights:
                assert acting.acting(full.settings, f"r-{role}", command).role == role
            else:
                with pytest.raises(NotYours):
                    acting.acting(full.settings, f"r-{role}", command)

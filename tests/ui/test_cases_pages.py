"""The ledger and the progress page: their numbers are the marts' numbers, and what is recorded on them stands."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from lib.cases.evidence import Upload
from lib.cases.history import Step
from lib.cases.ledger import Entry, record_many, record_step, reverse_step
from lib.cases.loading import load_cases
from lib.cases.opening import open_case
from lib.register.store import Register
from lib.reports.statements import record_report
from lib.settings import Settings, from_environment
from lib.ui.frame import data
from lib.ui.frame.menu import file_of
from lib.up_to_date import open_atlas
from tests.ui.conftest import html

DAY = date(2022, 12, 31)
RULE = "LC22-T-CEM-01"  # clinker lines below 2500 t/d
LINES = ("line-1", "line-5", "twin_line_1")
SHUTTING = (
    ("verified", "2022-07-12", {}),
    ("closure_requested", "2022-07-20", {"document_no": "工信〔2022〕1号"}),
    ("closure_approved", "2022-08-01", {"document_no": "政〔2022〕1号", "due_on": date(2022, 9, 30)}),
    ("shut_down", "2022-09-01", {}),
    ("utilities_cut", "2022-09-02", {}),
    ("power_unit_removed", "2022-09-03", {}),
    ("sealed", "2022-09-10", {"due_on": date(2022, 12, 20)}),
)


@pytest.fixture(scope="session")
def filled(small_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The folder of a register with three cases, made once, and the cases by line: line-1 dismantled, line-5 approved
    to close and overdue, twin_line_1 only identified."""
    folder = tmp_path_factory.mktemp("filled")
    shutil.copy(small_file, folder / "register.duckdb")
    register = open_atlas(settings_of(folder))
    found = {line: open_case(register, on=date(2022, 7, 10), actor="甲", line_id=line, rule_id=RULE) for line in LINES}
    files = tuple(Upload(kind, f"{kind}.jpg", picture(kind)) for kind in ("before", "during", "after"))
    steps = [(found["line-1"], *step) for step in SHUTTING] + [(found["line-5"], *step) for step in SHUTTING[:3]]
    entries = [Entry(case, Step(name, date.fromisoformat(on), **given)) for case, name, on, given in steps]
    entries.append(Entry(found["line-1"], Step("dismantled", date(2022, 11, 1), destination="报废"), files))
    record_many(register, entries, actor="甲")
    register.close()
    return folder, found


def settings_of(folder: Path) -> Settings:
    """Settings of a register and its evidence in a folder."""
    return Settings(register_url=str(folder / "register.duckdb"), evidence_dir=folder / "evidence")


@contextmanager
def served(folder: Path) -> Iterator[Register]:
    """The pages of this process open the register of a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGISTER_URL", str(folder / "register.duckdb"))
        patch.setenv("ATLAS_EVIDENCE_DIR", str(folder / "evidence"))
        opened = data._opened(from_environment())
        yield opened
        opened.close()
        data._opened.clear()


@pytest.fixture
def ledger(small_file: Path, tmp_path: Path) -> Iterator[Register]:
    """A register of the test's own with no case yet."""
    shutil.copy(small_file, tmp_path / "register.duckdb")
    with served(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def read(filled: tuple[Path, dict[str, str]]) -> Iterator[Register]:
    """The register with three cases, shared: read it only."""
    with served(filled[0]) as opened:
        yield opened


@pytest.fixture(scope="module")
def cases(filled: tuple[Path, dict[str, str]]) -> dict[str, str]:
    """Line → its case."""
    return filled[1]


@pytest.fixture
def written(filled: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Register]:
    """A copy of the register with three cases, to write in."""
    shutil.copytree(filled[0], tmp_path / "copy")
    with served(tmp_path / "copy") as opened:
        yield opened


def open_page(name: str, **url: str) -> AppTest:
    """Run one page with that address."""
    test = AppTest.from_file(str(file_of(name)), default_timeout=120)
    for key, value in url.items():
        test.query_params[key] = value
    return test.run()


def picture(kind: str) -> bytes:
    """A small JPEG, another one for each kind."""
    out = BytesIO()
    Image.new("RGB", (64, 48), {"before": "red", "during": "green", "after": "blue"}[kind]).save(out, "JPEG")
    return out.getvalue()


def numbers(text: str) -> dict[str, int]:
    """Mark → number of every link of a page that opens ledger rows."""
    found = re.findall(r'href="/ledger\?([^"]*)".*?(?:class="value">|<b>)([\d,]+)<', text, re.S)
    pairs = [
        (dict(part.split("=") for part in query.replace("&amp;", "&").split("&")), value) for query, value in found
    ]
    return {query["mark"]: int(value.replace(",", "")) for query, value in pairs if "mark" in query}


def mart(register: Register, name: str) -> list[dict[str, Any]]:
    """Rows of a mart on the last day of the year."""
    cursor = register.cursor(DAY).execute(register.sql("asks/exports/mart"), {"mart": f"marts.{name}"})
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def box(test: AppTest, start: str) -> Any:
    """The selectbox, text, date or button whose key starts so."""
    kinds = ("selectbox", "text_input", "date_input", "button", "number_input", "file_uploader")
    return next(one for kind in kinds for one in getattr(test, kind) if str(one.key or "").startswith(start))


def press(test: AppTest, words: str) -> AppTest:
    """Press the button with these words."""
    return next(one for one in test.button if words in one.label).click().run()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("ledger", {}),
        ("ledger", {"view": "open"}),
        ("ledger", {"view": "due"}),
        ("ledger", {"view": "credit"}),
        ("ledger", {"view": "findings"}),
        ("progress", {}),
        ("progress", {"view": "reached"}),
        ("progress", {"view": "bridge"}),
        ("progress", {"view": "capacity"}),
        ("progress", {"since": "2022-08-15", "moved": "any"}),
        ("area", {"area": "371521"}),
        ("enterprise", {"enterprise": "LC_0001"}),
    ],
)
def test_every_view_opens(read: Register, page: str, url: dict[str, str], language: str) -> None:
    test = open_page(page, as_of="2022-12-31", lang=language, **url)
    assert not test.exception
    assert not test.error
    assert len(test.title) == 1


@pytest.mark.parametrize("page", ["ledger", "progress"])
def test_without_a_case_the_page_says_what_to_do(ledger: Register, page: str) -> None:
    test = open_page(page, as_of="2022-12-31")
    assert not test.exception
    assert "截至该日期，台账中还没有退出事项" in html(test)


def test_the_overview_has_no_strip_without_a_case(ledger: Register) -> None:
    assert "累计立项" not in html(open_page("overview", as_of="2022-12-31", more="ladder"))


def test_the_overview_counts_the_areas_that_said_nothing(ledger: Register) -> None:
    spoken = {"signer": "王", "document_no": "阳工信〔2022〕9号", "actor": "甲", "period": "2022-07"}
    for sector in focus_sectors(ledger):
        record_report(ledger, area="371521", sector=sector, statement="zero", on=date(2022, 7, 13), **spoken)
    record_report(ledger, area="371522", sector="cement", statement="zero", on=date(2022, 7, 14), **spoken)
    days = {date(2022, 6, 30): [], date(2022, 7, 13): [[10, 0]], date(2022, 7, 15): [[9, 1]], DAY: [[11, 0]]}
    for day, wanted in days.items():
        told = ledger.ask("pages/overview/silent", day)
        assert told[["silent_count", "partly_count"]].values.tolist() == wanted, day
    text = html(open_page("overview", as_of="2022-07-15", more="ladder"))
    shown = [re.search(rf"{name} <b>([\d/]+)</b>", text) for name in ("未报送属地", "部分报送")]
    assert [one and one[1] for one in shown] == ["9/11", "1/11"]
    assert told.period.tolist() == ["2022-12"], "it opens the newest period that has begun"
    told = {area: ledger.ask("pages/area/reporting", DAY, area=area).iloc[1] for area in ("371521", "371522")}
    assert [(row.zero_cells, row.late_cells, row.silent_cells) for row in told.values()] == [(7, 0, 0), (1, 0, 6)]


def test_reports_are_late_from_the_day_after_they_are_due(read: Register) -> None:
    days = [date(2022, 7, day) for day in (14, 15, 16)]
    assert [read.ask("pages/overview/silent", day).is_due.item() for day in days] == [False, False, True]
    assert "，2022-07-15 已到期" in html(open_page("overview", as_of="2022-07-16", more="ladder"))


def focus_sectors(register: Register) -> list[str]:
    """Sectors an area reports on."""
    sql = "select sector from reference.report_sectors where matrix = 'reports'"
    return [sector for (sector,) in register.cursor().execute(sql).fetchall()]


def test_the_numbers_are_the_marts(read: Register, cases: dict[str, str]) -> None:
    rows = mart(read, "cases")
    facts = {
        "shut": "shut_down_on",
        "sealed": "sealed_on",
        "dismantled": "dismantled_on",
        "accepted": "city_accepted_on",
    }
    wanted = {mark: sum(row[column] is not None for row in rows) for mark, column in facts.items()}
    wanted |= {"registered": 3, "overdue": sum(row["colour"] == "overdue" for row in rows), "in_rectification": 0}
    wanted |= {"exit_counted": sum(row["is_exit_counted"] for row in rows)}
    assert numbers(html(open_page("progress", as_of="2022-12-31", view="reached"))) == wanted
    assert wanted == {
        "registered": 3, "in_rectification": 0, "shut": 1, "sealed": 1, "dismantled": 1, "accepted": 0, "overdue": 1,
        "exit_counted": 0,
    }  # fmt: skip


AMOUNT = r"([+±−-]?[\d,]+(?:\.\d+)?)"  # as pages write one: with its sign, and its decimals
SHOWN = re.compile(rf'<a [^>]*href="/(progress|ledger)\?([^"]*)" target="_self"[^>]*>(?:<b>)?{AMOUNT}<')


def amount(shown: str) -> float:
    """A number as a page writes it."""
    return float(shown.replace(",", "").replace("−", "-").lstrip("+±"))


def test_every_number_of_the_three_questions_is_the_count_of_its_rows(read: Register, cases: dict[str, str]) -> None:
    found = set(SHOWN.findall(html(open_page("overview", as_of="2022-12-31", since="2022-09-05"))))
    checked, since = set(), date(2022, 9, 5)
    for page, query, written in found:
        shown = amount(written)
        asked = dict(parse_qsl(unescape(query)))
        kind = next(key for key in ("term", "account", "mark", "colour", "view") if key in asked)
        place = {key: asked.get(key, "") for key in ("area", "sector")}
        if kind == "account":
            more = {"process": asked.get("process", ""), "account": asked["account"], "term": "", "start": 0, "size": 1}
            rows = read.ask("pages/progress/account_lines", date.fromisoformat(asked["as_of"]), **place, **more)
            assert (rows.empty and not shown) or rows.total_count.iloc[0] == shown, query
        elif kind == "term":
            more = {"process": "", "account": "", "term": asked["term"], "start": 0, "size": 1}
            rows = read.ask("pages/progress/account_lines", DAY, since=since, **place, **more)
            assert rows.total_count.iloc[0] == abs(shown), query
        elif kind == "view":  # what an area or a sector changed by
            rows = read.ask("pages/progress/bridge", DAY, since=since, **place, process="")
            assert rows.change.sum() == shown, query
        elif kind == "colour":
            narrow = {"department": asked.get("department", ""), "colour": asked["colour"]}
            assert len(read.ask("pages/ledger/due", DAY, **place, **narrow)) == shown, query
        elif kind == "mark" and shown:
            assert f">共 {written} 行<" in html(open_page(page, **asked)), query
        checked.add(kind)
    assert {"account", "mark", "colour", "term", "view"} <= checked
    assert any(written[0] in "+−" for *_, written in found), "changes are numbers too"
    assert len(found) > 40


def test_every_number_of_the_ledger_opens_as_many_rows(read: Register, cases: dict[str, str]) -> None:
    shown = numbers(html(open_page("ledger", as_of="2022-12-31")))
    assert set(shown) == {"open", "overdue", "due_month", "in_rectification", "shut_standing", "accepted"}
    for mark, count in shown.items():
        found = re.search(r">共 ([\d,]+) 行<", html(open_page("ledger", as_of="2022-12-31", mark=mark)))
        assert (int(found[1]) if found else 0) == count, mark


def test_the_ladder_is_the_mart_exit_progress(read: Register, cases: dict[str, str]) -> None:
    text = html(open_page("progress", as_of="2022-12-31"))
    for row in mart(read, "exit_progress"):
        link = rf'area={row["area_code"]}&amp;stage={row["state"]}" target="_self">([\d,]+)<'
        assert int(re.findall(link, text)[0]) == sum(
            one["lines"]
            for one in mart(read, "exit_progress")
            if (one["area_code"], one["state"]) == (row["area_code"], row["state"])
        )


def test_two_dates_differ_by_the_lines_that_moved(read: Register, cases: dict[str, str]) -> None:
    test = open_page("progress", as_of="2022-12-31", since="2022-09-05", moved="in:dismantled")
    assert "两个日期之间进入“已拆除”的生产线" in [one.value for one in test.subheader]
    assert ">共 1 行<" in html(test)
    text = html(open_page("progress", as_of="2022-12-31", since="2022-09-05", view="bridge"))
    row = re.search(r"已拆除</span></td>(.*?)</tr>", text[text.index("对比日期生产线") :], re.S)
    assert row
    assert re.findall(r">([\d,−-]+)<", row[1]) == ["0", "1", "1", "1", "0"]


MOVED = """insert into facts.enterprise by name
    select enterprise_id, enterprise_name, '371522' as area_declared, lon, lat, batch_id,
        date '2022-10-01' as valid_from
    from facts.enterprise where enterprise_id = 'LC_0001'"""
CLOSED = "update facts.enterprise set valid_to = date '2022-10-01' where enterprise_id = 'LC_0001'"
NUMBER = re.compile(rf'<a href="/progress\?([^"]*)" target="_self">{AMOUNT}</a>')
DATES = {"as_of": "2022-12-31", "since": "2022-09-05"}


@pytest.mark.parametrize("url", [{}, {"area": "371521"}, {"process": "clinker"}, {"process": "grinding"}], ids=str)
def test_every_number_of_the_progress_page_opens_as_many_lines(written: Register, url: dict[str, str]) -> None:
    move(written)
    shown = [html(open_page("progress", **DATES, **url, view=view)) for view in ("stages", "bridge")]
    found = [parsed(cell) for cell in {cell for text in shown for cell in NUMBER.findall(text)}]
    ways = {query["moved"].partition(":")[0] for query, _ in found if "moved" in query}
    assert ways == {"in", "out", "was"}
    assert all(query.get("process", "") == url.get("process", "") for query, _ in found)
    for query, shown in found:
        if shown or query.get("moved", "in:").startswith("out:"):
            rows = re.search(r">共 ([\d,]+) 行<", html(open_page("progress", **query)))
            assert (amount(rows[1]) if rows else 0) == abs(shown), query
    assert url.get("process") == "grinding" or any("term" in query and shown < 0 for query, shown in found)


def move(register: Register) -> None:
    """An enterprise moves to another area between the dates."""
    with register.write("test", "move", "an enterprise") as cursor:
        cursor.execute(CLOSED)
        cursor.execute(MOVED)


def parsed(cell: tuple[str, str]) -> tuple[dict[str, str], float]:
    """The filters of a cell's link, and its number."""
    return dict(parse_qsl(unescape(cell[0]))), amount(cell[1])


def test_an_enterprise_that_moved_left_its_stage_in_the_area_it_came_from(written: Register) -> None:
    move(written)
    dates = DATES | {"area": "371521"}
    assert ">共 1 行<" in html(open_page("progress", **dates, moved="out:shut_down"))
    assert ">共 1 行<" not in html(open_page("progress", **dates, moved="in:dismantled"))


def test_the_timeline_shows_steps_papers_and_pictures(read: Register, cases: dict[str, str]) -> None:
    text = html(open_page("ledger", case=cases["line-1"]))
    assert text.count("data:image/jpeg;base64") == 3
    assert text.index("拆除前影像") < text.index("拆除中影像") < text.index("拆除后影像")
    assert "政〔2022〕1号" in text
    assert "聊工信发〔2022〕64号 二（五）1、3" in text and "节约能源法" not in text


def test_an_unknown_case_is_a_sentence(read: Register, cases: dict[str, str]) -> None:
    assert "C-nobody" in open_page("ledger", case="C-nobody").error[0].value


def test_only_the_steps_the_ladder_allows_are_offered(read: Register, cases: dict[str, str]) -> None:
    test = open_page("ledger", case=cases["twin_line_1"])
    assert set(box(test, "step_").options) == {"核实", "撤销立项", "信用信息公布"} & set(box(test, "step_").options)
    assert "核实" in box(test, "step_").options
    assert "拆除" not in box(test, "step_").options
    reasons = " ".join(str(one.value) for one in test.markdown)
    assert "缺少前置环节" in reasons, "what cannot follow says why"


@pytest.fixture
def at_closing(written: Register, cases: dict[str, str]) -> AppTest:
    """The page of the case that is approved to close, on the day it is shut."""
    test = open_page("ledger", case=cases["line-5"])
    return box(test, "on_").set_value(date(2022, 10, 8)).run()


def test_a_step_recorded_on_the_page_stands(written: Register, cases: dict[str, str], at_closing: AppTest) -> None:
    box(at_closing, "step_").select("shut_down").run()
    box(at_closing, "actor_").input("丙")
    press(at_closing, "登记“关停”")
    assert not at_closing.exception
    assert "已登记：关停（2022-10-08）" in at_closing.success[0].value
    steps = load_cases(written, written.cursor(), [cases["line-5"]])[cases["line-5"]].steps
    assert (steps[-1].step, steps[-1].on) == ("shut_down", date(2022, 10, 8))
    assert '<b class="what">关停</b>' in html(at_closing)


def test_a_nameless_entry_is_not_written(written: Register, cases: dict[str, str], at_closing: AppTest) -> None:
    box(at_closing, "step_").select("shut_down").run()
    press(at_closing, "登记“关停”")
    assert "请填写姓名" in at_closing.warning[0].value
    assert len(load_cases(written, written.cursor(), [cases["line-5"]])[cases["line-5"]].steps) == 4


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh", "缺少前置环节：市级验收"), ("en", "What must come first is missing: City acceptance")],
)
def test_what_cannot_follow_says_why(read: Register, cases: dict[str, str], language: str, sentence: str) -> None:
    test = open_page("ledger", case=cases["twin_line_1"], lang=language)
    assert sentence in " ".join(str(one.value) for one in test.markdown)


def test_a_step_without_its_document_is_refused_with_the_clause(read: Register, cases: dict[str, str]) -> None:
    test = open_page("ledger", case=cases["line-1"])
    box(test, "step_").select("county_accepted").run()
    box(test, "actor_").input("丙")
    press(test, "登记“县级验收”")
    assert "须填写文号" in test.error[0].value
    assert "工信部产业函〔2015〕97号 三" in test.error[0].value


def test_a_stale_save_shows_both_versions(written: Register, cases: dict[str, str], at_closing: AppTest) -> None:
    box(at_closing, "step_").select("shut_down").run()
    record_step(written, cases["line-5"], "shut_down", on=date(2022, 10, 7), actor="他人")
    box(at_closing, "actor_").input("丙")
    press(at_closing, "登记“关停”")
    assert not at_closing.exception
    assert "政府批准关停 2022-08-01" in at_closing.info[0].value
    assert any("关停 2022-10-07" in one.value for one in at_closing.warning)
    assert len(load_cases(written, written.cursor(), [cases["line-5"]])[cases["line-5"]].steps) == 5


def test_a_step_is_reversed_with_a_reason(written: Register, cases: dict[str, str]) -> None:
    test = open_page("ledger", case=cases["line-1"])
    box(test, "actor_reverse").input("丙")
    press(test, "冲正")
    assert "冲正须写明原因" in test.error[0].value
    box(test, "reason_").input("照片有误")
    box(test, "actor_reverse").input("丙")
    press(test, "冲正")
    assert "已冲正：拆除" in test.success[0].value
    assert "照片有误" in html(test)


def test_cases_are_opened_in_bulk(ledger: Register) -> None:
    test = open_page("ledger", view="open", rule=RULE, as_of="2022-12-31")
    waiting = int(re.findall(r">共 ([\d,]+) 行<", html(test))[0])
    assert waiting > 2
    box(test, "open_0_actor").input("丁")
    press(test, f"立项 {waiting} 项")
    assert not test.exception
    assert f"已立项 {waiting} 项" in test.success[0].value
    assert len(mart(ledger, "cases")) == waiting
    assert "这里的判定都已立项" in html(test)


def test_a_finding_is_entered_and_opens_a_case(ledger: Register) -> None:
    test = open_page("ledger", view="findings", as_of="2022-12-31")
    box(test, "finding_0_q").input("临清").run()
    box(test, "finding_0_dimension").select("environment")
    box(test, "finding_0_what").input("超标排放二氧化硫")
    box(test, "finding_0_measured").input("35.50")
    box(test, "finding_0_actor").input("环保局 王")
    press(test, "登记问题")
    assert "发现部门和文号" in test.error[0].value
    box(test, "finding_0_department").input("市生态环境局")
    box(test, "finding_0_doc").input("聊环责改〔2022〕7号")
    press(test, "登记问题")
    assert not test.exception
    assert "问题已登记" in test.success[0].value
    box(test, "from_finding_1_actor").input("环保局 王")
    press(test, "立项")
    assert [(row["variant"], row["finding"]) for row in mart(ledger, "cases")] == [("environment", "超标排放二氧化硫")]


def test_the_overdue_cases_that_are_not_on_the_credit_list_are_counted_and_opened(
    written: Register, cases: dict[str, str]
) -> None:
    day = "2023-01-31"  # line-1 is dismantled; twin_line_1 is sealed and its dismantling is late
    test = open_page("ledger", view="credit", as_of=day)
    assert not any("未列入" in one.value for one in test.markdown)
    steps = [(name, on, given) for name, on, given in SHUTTING]
    for name, on, given in steps:
        record_step(written, cases["twin_line_1"], name, on=date.fromisoformat(on), actor="甲", **given)
    said = next(one.value for one in open_page("ledger", view="credit", as_of=day).markdown if "未列入" in one.value)
    assert "另有 1 项已逾期事项未列入" in said
    url = dict(parse_qsl(said.split("/ledger?")[1].rstrip(")")))
    assert ">共 1 行<" in html(open_page("ledger", **url))


def test_numbers_of_the_overdue_tables_open_their_rows(read: Register, cases: dict[str, str]) -> None:
    text = html(open_page("ledger", view="due", as_of="2022-12-31"))
    found = re.findall(r'<a href="/ledger\?([^"]*)" target="_self">([\d,]+)</a>', text)
    assert {"mark", "colour", "department"} <= {key for query, _ in found for key, _ in parse_qsl(unescape(query))}
    for query, shown in set(found):
        if "mark=" in query and shown != "0":
            assert f">共 {shown} 行<" in html(open_page("ledger", **dict(parse_qsl(unescape(query)))))


def test_what_counts_what_is_said(read: Register, cases: dict[str, str]) -> None:
    assert "累计立项" in html(open_page("progress", as_of="2022-12-31", view="reached"))
    assert any("每条生产线只计一次" in one.value for one in open_page("progress", as_of="2022-12-31").caption)
    assert any("列合计大于总数" in one.value for one in open_page("ledger", view="due", as_of="2022-12-31").caption)


def test_the_day_of_a_step_stays_for_the_next_one(
    written: Register, cases: dict[str, str], at_closing: AppTest
) -> None:
    box(at_closing, "step_").select("shut_down").run()
    box(at_closing, "actor_").input("丙")
    press(at_closing, "登记“关停”")
    assert box(at_closing, "on_").value == date(2022, 10, 8)


def test_steps_stand_by_their_day_and_a_reversal_names_what_it_reverses(
    written: Register, cases: dict[str, str]
) -> None:
    case_id = cases["line-1"]
    record_step(written, case_id, "commitment_published", on=date(2022, 9, 20), actor="甲", document_no="承诺1号")
    last = load_cases(written, written.cursor(), [case_id])[case_id].steps[-1]
    reverse_step(written, last.step_id, on=date(2022, 12, 1), actor="甲", reason="有误")
    text = html(open_page("ledger", case=case_id))
    assert re.findall(r'class="what">([^<]+)<', text)[:4] == ["冲正", "拆除", "企业公开承诺", "封存主体设备"]
    assert "冲正的是 2022-09-20 的“企业公开承诺”" in text


def test_a_day_without_a_step_says_why(written: Register, cases: dict[str, str]) -> None:
    test = open_page("ledger", case=cases["line-1"])
    box(test, "on_").set_value(date(2022, 7, 11)).run()
    assert not [one for one in test.selectbox if str(one.key).startswith("step_")]
    assert "2022-11-01 已登记“拆除”" in test.info[0].value


def test_names_read_well_in_english(read: Register, cases: dict[str, str]) -> None:
    test = open_page("ledger", case=cases["twin_line_1"], lang="en")
    assert any("Record verified on" in one.label for one in test.button)
    assert "、" not in html(test)


def test_the_calendar_holds_the_running_deadlines(read: Register, cases: dict[str, str]) -> None:
    from lib.cases.calendar import calendar_of

    running = [row for row in mart(read, "deadlines") if row["met_on"] is None]
    assert calendar_of(read, DAY).count(b"BEGIN:VEVENT") == len(running) > 0


def test_a_duty_whose_date_has_passed_is_not_done_by_that(read: Register) -> None:
    now = read.ask("pages/reports/duties", as_of=DAY, plan="LC2022").set_index("duty")
    later = read.ask("pages/reports/duties", as_of=date(2026, 11, 28), plan="LC2022").set_index("duty")
    assert now.days_left["publicity"] == "0"
    assert later.days_left["publicity"] == "逾期1,428天"
    assert later.duty_state["publicity"] == "未登记办结"
    assert later.lead_departments["publicity"] == "有关部门"


def test_the_bars_bear_the_short_names_of_the_areas(read: Register) -> None:
    place = {"area": "", "sector": "", "process": ""}
    rows = read.ask("pages/progress/stages", as_of=DAY, language="en", by="area", **place)
    assert "Yanggu" in set(rows["name"])
    assert not [name for name in rows["name"] if "County" in name]

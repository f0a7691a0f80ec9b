"""Every page opens in both languages with and without a register, and its numbers are those of its rows."""

import re
from datetime import date
from typing import Any

import pandas as pd
import pytest
from starlette.requests import Request
from starlette.routing import Route

from app import routes
from lib.settings import ROOT
from lib.switching import switch_on_seed
from lib.ui.frame import data
from lib.ui.parts.listings import LINE_COLUMNS
from tests.ui.conftest import Open, html

CHINESE = {
    "overview": "总览",
    "map": "一张图",
    "lines": "生产线",
    "sector": "行业情况",
    "area": "属地情况",
    "enterprise": "一厂一档",
    "targets": "检查对象",
    "checklist": "核查表",
    "import_file": "导入",
    "standards": "标准",
    "quality": "数据质量",
}
MINE = ("overview", "lines", "sector", "area", "enterprise", "targets", "checklist", "standards", "quality")
CHOSEN = (  # a page with something chosen in its address
    ("enterprise", {"enterprise": "LC_0001"}, "阳谷示例水泥有限公司"),
    ("standards", {"rule": "LC22-T-CEM-01"}, "2500吨/日以下的水泥熟料生产线全部整合退出"),
    ("area", {"area": "371521"}, "落后生产线"),
    ("area", {"area": "371521"}, "未见"),
    ("briefing", {}, "应退未退"),
    ("meeting", {"slide": "bridge"}, "4 / 4"),
    ("targets", {"area": "371521,371502", "source": "not_opened"}, "属地 = 东昌府区、阳谷县; 来源 = 落后未立项"),
    ("sector", {"sector": "cement"}, "直径3.2米及以下水泥磨机产能整合退出"),
    ("quality", {"reason": "place_unknown"}, "共 1 行"),
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", MINE)
def test_page_opens(opened: Open, name: str, language: str) -> None:
    test = opened(name, lang=language)
    assert not test.exception
    assert not test.error
    assert [title.value for title in test.title] == [CHINESE[name] if language == "zh" else english(name)]
    citable = r"截至 [\d-]+ · 台账第 \d+ 版" if language == "zh" else r"As of [\d-]+ · register version \d+"
    assert re.search(citable, html(test)), "date and version stand on every page"
    assert ("演示数据" if language == "zh" else "Demonstration data") in html(test)


def english(name: str) -> str:
    """The message id of a page's title."""
    source = (ROOT / "pages" / f"{name}.py").read_text(encoding="utf-8")
    found = re.search(r'with page\(_\("([^"]+)"\)', source)
    assert found
    return found[1]


@pytest.mark.parametrize(("name", "url", "words"), CHOSEN)
def test_page_shows_what_its_address_asks(opened: Open, name: str, url: dict[str, str], words: str) -> None:
    test = opened(name, **url)
    assert not test.exception
    assert not test.error
    assert words in html(test)


@pytest.mark.parametrize("name", MINE)
def test_page_without_a_register_says_what_to_do(unmade: Open, name: str) -> None:
    test = unmade(name)
    assert not test.exception
    assert "python -m lib init" in html(test)


def test_every_number_of_the_overview_is_the_count_of_its_rows(opened: Open) -> None:
    overview = html(opened("overview"))
    cards = re.findall(r'class="kpi" href="/(\w+)\?([^"]*)".*?class="value">([\d,]+)<', overview, re.S)
    assert len(cards) == 7
    for page, query, value in cards:
        url = dict(part.split("=") for part in query.replace("&amp;", "&").split("&"))
        assert stamp(html(opened(page, **url))) == int(value.replace(",", "")), f"{page}?{query}"


def test_nothing_matches_has_a_next_step(opened: Open) -> None:
    test = opened("lines", q="没有这家企业")
    assert "请清除某个筛选条件" in html(test)


def test_an_unknown_enterprise_is_a_sentence(opened: Open) -> None:
    test = opened("enterprise", enterprise="nobody")
    assert not test.exception
    assert "nobody" in test.error[0].value


def test_a_wrong_date_is_a_sentence(opened: Open) -> None:
    test = opened("overview", as_of="yesterday")
    assert not test.exception
    assert "2022-07-15" in test.error[0].value


def test_before_the_plan_nothing_was_judged(opened: Open) -> None:
    assert 'class="value">0<' in html(opened("overview", as_of="2022-06-30"))


@pytest.mark.parametrize("name", ["overview", "map", "lines", "sector", "area", "enterprise", "quality", "progress"])
def test_before_the_first_data_a_page_says_since_when_there_is_any(opened: Open, name: str) -> None:
    test = opened(name, as_of="2020-01-01")
    assert not test.exception
    assert "无数据：2020-01-01 当日" in html(test)
    assert "最早有数据的日期为 2022-01-01" in html(test)
    assert "没有符合条件" not in html(test)
    test.button(key="first_day").click().run()
    assert test.query_params["as_of"] in ("2022-01-01", ["2022-01-01"])
    assert "无数据" not in html(test)


def test_what_is_not_about_lines_opens_on_any_date(opened: Open) -> None:
    for name in ("standards", "import_file"):
        assert "无数据" not in html(opened(name, as_of="2020-01-01"))


def test_a_change_since_a_date_without_data_is_no_number(opened: Open) -> None:
    assert "2020-01-01 无数据" in html(opened("overview", since="2020-01-01"))


def test_cards_compare_with_the_day_the_page_compares_with(opened: Open) -> None:
    """The last frozen report's, else a month back, where nobody chose one."""
    for name, more in (("overview", {}), ("area", {"area": "371521"}), ("ledger", {})):
        notes = re.findall(r'class="kpi".*?class="note">([^<]*)<', html(opened(name, as_of="2022-12-20", **more)), re.S)
        assert notes and all("2022-11-20" in note for note in notes), (name, notes)


def test_real_batches_in_a_demonstration_register_are_told(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "均为虚构" in html(opened("lines"))
    ask = data.one
    mixed = pd.Series({"is_demo": True, "other_count": 3})
    monkeypatch.setattr(data, "one", lambda name, **asked: mixed if name == "every/is_demo" else ask(name, **asked))
    text = html(opened("lines"))
    assert "另有 3 个非演示批次" in text
    assert "均为虚构" not in text


def test_the_overview_s_own_name_leads_to_the_root() -> None:
    (route,) = [route for route in routes() if getattr(route, "path", "") == "/overview"]
    assert isinstance(route, Route)
    for query, root in (("lang=en&as_of=2022-07-15", "./?lang=en&as_of=2022-07-15"), ("", "./")):
        asked = {"type": "http", "path": "/overview", "query_string": query.encode(), "headers": []}
        assert route.endpoint(Request(asked)).headers["location"] == root


@pytest.mark.parametrize(
    ("name", "url", "words"),
    [
        ("lines", {"area": "unplaced"}, "属地 = 未落位"),
        ("quality", {"reason": "place_unknown"}, "问题 = 无法落位"),
        ("lines", {"verdict": "outdated", "sector": "cement"}, "行业 = 水泥; 判定 = 落后"),
    ],
)
def test_the_basis_says_filters_in_words(opened: Open, name: str, url: dict[str, str], words: str) -> None:
    assert words in html(opened(name, **url))


def test_names_from_workbooks_are_never_markup(opened: Open) -> None:
    text = html(opened("enterprise", enterprise="hostile"))
    assert "<img src=x" not in text
    assert "&lt;img src=x" in text


def test_a_filter_chosen_on_the_page_stands_in_the_address_as_a_code(opened: Open) -> None:
    test = opened("lines")
    everything = stamp(html(test))
    next(box for box in test.selectbox if box.key == "verdict_box").select("outdated").run()
    assert test.query_params["verdict"] in ("outdated", ["outdated"])
    assert stamp(html(test)) == stamp(html(opened("lines", verdict="outdated"))) < everything


def stamp(text: str) -> int:
    """The number of rows a list says it has."""
    found = re.search(r"[>，]共 ([\d,]+) 行<", text)
    return int(found[1].replace(",", "")) if found else 0


def test_switching_asks_for_name_and_reason(opened: Open) -> None:
    test = opened("standards", rule="LC22-T-CEM-01")
    test.button(key="FormSubmitter:switch-登记决定").click().run()
    assert "决定人和理由" in test.warning[0].value


def test_a_rule_says_who_put_it_in_force(opened: Open) -> None:
    opened("standards")
    switch_on_seed(data.shared(), "王处长", date(2022, 7, 1))
    shown = html(opened("standards", rule="LC22-T-CEM-01"))
    assert "王处长 · 2022-07-01 · 随台账建立启用" in shown
    assert "王处长" not in html(opened("standards", rule="GB16780_2021-02")), "a candidate waits for a person"


def test_the_columns_of_a_file_are_chosen_and_stand_in_the_address(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []  # what each file is made of
    monkeypatch.setattr(data, "later", lambda _make, *told: asked.append(told[-1]) or bytes)
    test = opened("lines")
    taken = {one.columns for one in asked if getattr(one, "query", "") == "lines/matching"}
    assert taken == {LINE_COLUMNS}
    box = test.multiselect(key="columns_lines_matching_box")
    assert any(option.startswith("经度") for option in box.options)
    asked.clear()
    box.set_value(["enterprise_name", "lon", "lat"]).run()
    assert {one.columns for one in asked if getattr(one, "query", "") == "lines/matching"} == {
        ("enterprise_name", "lon", "lat")
    }
    assert test.query_params["columns_lines_matching"] == "enterprise_name,lon,lat"
    asked.clear()
    again = opened("lines", columns_lines_matching="lon,nothing,lat")
    assert {one.columns for one in asked if getattr(one, "query", "") == "lines/matching"} == {("lon", "lat")}
    assert not again.exception

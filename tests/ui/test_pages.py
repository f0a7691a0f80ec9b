"""Every page opens in both languages with and without a register, and its numbers are those of its rows."""

import re

import pytest

from lib.settings import ROOT
from tests.ui.conftest import Open, html

CHINESE = {
    "overview": "总览",
    "map": "一张图",
    "lines": "生产线",
    "sector": "行业下钻",
    "area": "属地下钻",
    "enterprise": "一厂一档",
    "import_file": "导入",
    "standards": "标准",
    "quality": "数据质量",
}
MINE = ("overview", "lines", "sector", "area", "enterprise", "standards", "quality")
CHOSEN = (  # a page with something chosen in its address
    ("enterprise", {"enterprise": "LC_0001"}, "阳谷示例水泥有限公司"),
    ("standards", {"rule": "LC22-T-CEM-01"}, "2500吨/日以下的水泥熟料生产线全部整合退出"),
    ("area", {"area": "371521"}, "落后生产线"),
    ("sector", {"sector": "cement"}, "直径3.2米及以下水泥磨机产能整合退出"),
    ("quality", {"reason": "place_unknown"}, "共 1 条"),
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
    found = re.search(r"共 ([\d,]+) 条", text)
    return int(found[1].replace(",", "")) if found else 0


def test_switching_asks_for_name_and_reason(opened: Open) -> None:
    test = opened("standards", rule="LC22-T-CEM-01")
    test.button(key="FormSubmitter:switch-登记决定").click().run()
    assert "决定人和理由" in test.warning[0].value

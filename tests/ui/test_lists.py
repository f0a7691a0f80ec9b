"""Lists are tables of links: the rows of a page in the order asked for, everything a workbook says escaped."""

import re
from typing import Any

import pytest

from lib.ui.parts import paging
from tests.ui.conftest import Open, html


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of five rows."""
    monkeypatch.setattr(paging, "SIZE", 5)


def rows(text: str) -> list[list[str]]:
    """The cells of the rows of the first list, without markup."""
    (body,) = re.findall(r'<div class="list as-cards".*?<tbody>(.*?)</tbody>', text, re.S)[:1]
    return [
        [re.sub("<[^>]+>", " ", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.S)
    ]


def numbers(text: str) -> list[float | None]:
    """The capacities of the first list."""
    found = [re.match(r"[\d,.]+", row[4]) for row in rows(text)]
    return [float(one[0].replace(",", "")) if one else None for one in found]


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(
    ("page", "said", "count"),
    [
        ("", "第 1–5 行，共 11 行", 5),
        ("3", "第 11–11 行，共 11 行", 1),
        ("99", "第 11–11 行，共 11 行", 1),
        ("x", "第 1–5 行", 5),
    ],
)
def test_a_page_of_a_list_says_which_rows_it_shows(opened: Open, page: str, said: str, count: int) -> None:
    text = html(opened("lines", page=page) if page else opened("lines"))
    assert said in text
    assert "全部见 Excel 导出" in text, "what is printed says where the rest is"
    assert len(rows(text)) == count


def test_a_short_list_is_shown_whole(opened: Open) -> None:
    text = html(opened("lines"))
    assert "共 11 行" in text
    assert "全部见 Excel 导出" not in text
    assert len(rows(text)) == 11


@pytest.mark.usefixtures("short")
def test_an_order_holds_over_all_pages_and_what_is_unknown_comes_last(opened: Open) -> None:
    every = [one for page in "123" for one in numbers(html(opened("lines", order="-capacity", page=page)))]
    known = [one for one in every if one is not None]
    assert len(every) == 11
    assert every == sorted(known, reverse=True) + [None] * (11 - len(known))
    assert numbers(html(opened("lines", order="capacity"))) == sorted(known)[:5]
    assert rows(html(opened("lines", order="nothing"))) == rows(html(opened("lines")))


@pytest.mark.usefixtures("short")
def test_a_new_page_and_a_new_filter_stand_in_the_address(opened: Open) -> None:
    test = opened("lines", page="2")
    box = next(box for box in test.selectbox if box.key == "order_box")
    box.select("-capacity").run()
    asked: dict[str, Any] = dict(test.query_params)
    assert asked["order"] in ("-capacity", ["-capacity"])
    assert "page" not in asked, "another order begins at its first page"


def test_a_name_is_a_link_and_never_markup(opened: Open) -> None:
    text = html(opened("lines"))
    assert "<img src=x" not in text
    assert "<b>粗" not in text
    cells = re.findall(r'<a href="(/enterprise\?enterprise=[^"]+)" target="_self">([^<]+)</a>', text)
    assert len(cells) == 11, "one link a row"
    assert ("/enterprise?enterprise=hostile", "&lt;img src=x onerror=&quot;window.top.hacked=1&quot;&gt;厂") in [
        (href, name.replace("&#x27;", "'")) for href, name in cells
    ]


def test_the_number_of_reasons_opens_them(opened: Open) -> None:
    text = html(opened("targets"))
    hrefs = re.findall(r'data-name="理由（条）"><a href="/targets\?([^"]+)"', text)
    assert hrefs
    (enterprise,) = re.findall("enterprise=([^&]+)", hrefs[0])
    picked = html(opened("targets", enterprise=enterprise))
    assert '<tr class="picked">' in picked
    assert "查看企业档案" in picked or "打开一厂一档" in picked

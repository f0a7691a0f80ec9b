"""The map in a real Chromium that reaches nothing but our server: drawn, not stale, clickable, inert."""

import json
import re
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser import small
from tests.browser.conftest import served

DRAWN_MS = 30_000
COUNTIES, AREAS = 8, 11
NAMES = (
    "{{9**(9**9)}}水泥有限公司", "甲{%公司", "{#", "{{'_a'}}", "drawnItems", "LC_0a1b",
    "{{公司", "alert(coords);", "\\u003cb\\u003e", "${window.top.hacked=1}",
)  # fmt: skip


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """Base URL of an atlas with more enterprises than a browser is sent as points."""
    folder = tmp_path_factory.mktemp("many")
    with served(small.build(folder / "register.duckdb", many=True), folder / "server.log") as url:
        yield url


def open_map(page: Page, url: str, query: str = "") -> FrameLocator:
    """Open the map page and wait until Leaflet has drawn the areas."""
    page.goto(f"{url}/map{query}")
    board = page.frame_locator('iframe[src*="streamlit_folium"]')
    expect(board.locator(".atlas-legend")).to_be_visible(timeout=DRAWN_MS)
    return board


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a filter, as a reader does."""
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=option, exact=True).click()


def zoom_of(page: Page) -> float:
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    return float(frame.evaluate("window.map.getZoom()"))


def settled(page: Page) -> None:
    """Wait until the page has run and the map stands still: a marker in flight cannot be clicked."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=DRAWN_MS)
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    frame.wait_for_function("!window.map._animatingZoom && !(window.map._panAnim && window.map._panAnim._inProgress)")


def marker(board: FrameLocator, verdict: str) -> FrameLocator:
    return board.locator(f".atlas-point.verdict-{verdict}")


def test_map_draws_with_every_other_host_blocked(server, page):
    board = open_map(page, server)
    expect(board.locator(".leaflet-atlas-areas-pane path")).to_have_count(AREAS)
    expect(board.locator(".atlas-point")).to_have_count(4)
    expect(board.locator(".atlas-cluster text")).to_have_text(["2", "2"])
    shades = board.locator(".leaflet-atlas-areas-pane path").evaluate_all(
        "nodes => nodes.map(n => n.getAttribute('fill'))"
    )
    assert len(set(shades)) == 4  # without data, no outdated enterprise, one, two
    assert page.foreign == []
    assert page.failures == []


def test_legend_counts_are_the_counts_of_the_table(server, page):
    board = open_map(page, server)
    rows = board.locator(".atlas-legend .row").all_inner_texts()
    counts = {name: int(count) for name, count in (row.split() for row in rows)}
    assert counts == {"落后": 5, "产能置换": 1, "无法判定": 1, "达标": 1, "无适用标准": 2}
    expect(page.get_by_text("共 10 行", exact=True)).to_be_visible()
    expect(page.get_by_text("2 家无坐标")).to_be_visible()


def test_names_that_differ_only_after_an_underscore_do_not_stay(server, page):
    """streamlit-folium's change hash strips every `_[a-z0-9]+`: whatever changes must not stand in the base map."""
    page.set_viewport_size({"width": 1366, "height": 1400})
    board = open_map(page, server, "?area=371524&state=operating")
    marker(board, "outdated").hover()
    expect(board.locator(".atlas-tip b")).to_have_text("LC_0001")
    choose(page, "状态", "停产")
    page.wait_for_url(re.compile("state=suspended"))
    settled(page)
    page.mouse.move(5, 5)
    marker(board, "outdated").hover()
    expect(board.locator(".atlas-tip b")).to_have_text("LC_0002")


def test_changing_a_filter_changes_tooltip_class_and_legend(server, page):
    page.set_viewport_size({"width": 1366, "height": 1400})  # nothing scrolls: Playwright aims beside moved frames
    board = open_map(page, server, "?area=371521")
    marker(board, "outdated").hover()
    expect(board.locator(".atlas-tip b")).to_have_text("阳谷示例水泥有限公司")
    choose(page, "属地", "莘县")
    expect(marker(board, "replace")).to_have_count(1, timeout=DRAWN_MS)
    expect(marker(board, "outdated")).to_have_count(0)
    marker(board, "replace").hover()
    expect(board.locator(".atlas-tip b")).to_have_text("莘县示例建材有限公司")
    expect(board.locator(".atlas-legend .row")).to_have_text(re.compile("产能置换"))
    settled(page)
    marker(board, "replace").click()
    expect(page.locator(".dossier h3")).to_have_text("莘县示例建材有限公司", timeout=DRAWN_MS)
    assert "enterprise=LC_0002" in page.url


def test_click_opens_the_dossier_and_keeps_the_zoom(server, page):
    board = open_map(page, server, "?area=371521")
    board.locator(".leaflet-control-zoom-in").click()
    settled(page)
    before = zoom_of(page)
    marker(board, "outdated").click()
    dossier = page.locator(".dossier")
    expect(dossier.locator("h3")).to_have_text("阳谷示例水泥有限公司", timeout=DRAWN_MS)
    expect(dossier.locator(".clause")).to_have_count(2)
    expect(dossier.locator(".clause").first).to_contain_text("2500")
    expect(dossier.get_by_role("link")).to_have_attribute("href", re.compile("/enterprise.*LC_0001"))
    assert zoom_of(page) == before
    assert page.foreign == []


def test_hostile_name_is_shown_as_text(server, page):
    board = open_map(page, server, "?area=371525")
    marker(board, "not-assessable").hover()
    expect(board.locator(".atlas-tip b")).to_have_text(small.HOSTILE)
    marker(board, "not-assessable").click()
    expect(page.locator(".dossier h3")).to_have_text(small.HOSTILE, timeout=DRAWN_MS)
    assert page.evaluate("window.hacked") is None
    assert page.locator(".dossier img").count() == 0
    assert page.failures == []


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    """Base URL of an atlas with an enterprise of each name that some part of the map would run, break on or change."""
    folder = tmp_path_factory.mktemp("named")
    with served(small.build(folder / "register.duckdb", named=NAMES), folder / "server.log") as url:
        yield url


@pytest.mark.parametrize("name", NAMES[:6])
def test_a_name_that_is_a_program_is_shown_letter_by_letter(named, page, name):
    board = open_map(page, named, f"?area={small.NAMED_AREA}&q={quote(name)}")
    marker(board, "outdated").first.hover()
    expect(board.locator(".atlas-tip b")).to_have_text(name)
    marker(board, "outdated").first.click()
    expect(page.locator(".dossier h3")).to_have_text(name, timeout=DRAWN_MS)
    expect(page.locator(".dossier .clause b")).to_contain_text(name)
    assert page.evaluate("window.hacked") is None
    assert page.foreign == [] and page.failures == []


def test_names_that_are_programs_stop_nobody(named, page):
    board = open_map(page, named)
    assert board.locator(".atlas-point, .atlas-cluster").count()
    with urlopen(f"{named}/health", timeout=10) as answer:
        assert answer.status == 200


def test_many_enterprises_come_as_tiles_and_a_click_finds_the_nearest(crowded, page):
    board = open_map(page, crowded)
    tile = board.locator(".leaflet-atlas-tiles-pane img.leaflet-tile-loaded").first
    expect(tile).to_be_visible(timeout=DRAWN_MS)
    assert "/tiles/" in tile.get_attribute("src")
    assert board.locator(".atlas-point").count() == 0
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    spot = frame.evaluate(
        "(() => { const p = window.map.latLngToContainerPoint([36.81, 116.22]); return [p.x, p.y]; })()"
    )
    board.locator(".folium-map, #map_div").first.click(position={"x": spot[0], "y": spot[1]})
    expect(page.locator(".dossier h3")).to_have_text(re.compile(r"大量\d+号厂"), timeout=DRAWN_MS)
    assert page.foreign == []
    assert page.failures == []


def test_phone_shows_the_map_within_its_width(server, page):
    page.set_viewport_size({"width": 390, "height": 844})
    board = open_map(page, server)
    assert board.locator("#map_div").bounding_box()["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_is_shown_can_be_taken_away_as_geojson(server, page):
    open_map(page, server, "?area=371526")
    with page.expect_download(timeout=DRAWN_MS) as waiting:
        page.get_by_role("button", name="导出 GeoJSON").click()
    features = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))["features"]
    assert sorted(one["properties"]["enterprise_name"] for one in features) == ["同址乙厂", "同址甲厂"]
    assert page.foreign == []

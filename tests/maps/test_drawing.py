"""Colours, symbols, legend and figures: one meaning everywhere, readable in grey, hostile texts inert."""

import csv
import io
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lib.maps import assets, atlas, choropleth, legend, names, picture, scale, symbols, tiles
from lib.settings import ROOT
from tests.maps.test_geojson import HOSTILE, SHAPES, enterprises

WORDS = {"lang": "en", "map": "Map", "fullscreen": "Fullscreen", "nearer": "Nearer", "farther": "Farther"}

COUNTS = pd.DataFrame({"area_code": ["371521", "LC-JK", "unplaced"], "outdated_lines": [12, 3, 5]})


def colours() -> dict[str, str]:
    with (ROOT / "data" / "reference" / "verdicts.csv").open(encoding="utf-8-sig", newline="") as handle:
        return {row["verdict"]: row["colour"] for row in csv.DictReader(handle)}


def lightness(colour: str) -> float:
    red, green, blue, _alpha = tiles.rgba(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_every_verdict_has_a_symbol_and_what_was_not_assessed_is_hollow():
    marks = {verdict: symbols.symbol(verdict, colour) for verdict, colour in colours().items()}
    assert marks["outdated"].fill == "#C8382E"
    assert marks["not_assessable"].fill == "#FFFFFF" and marks["not_assessable"].dashed
    assert marks["no_rule"].fill == "#FFFFFF" and not marks["no_rule"].dashed
    looks = [(mark.path, mark.fill, mark.dashed) for verdict, mark in marks.items() if verdict != "not_applicable"]
    assert len(looks) == len(set(looks))


def test_no_verdict_is_green():
    for colour in colours().values():
        red, green, blue, _alpha = tiles.rgba(colour)
        assert not (green > red + 10 and green > blue + 10), colour


@pytest.mark.parametrize("colour", ["red", "#12345", '#123456"/><script>', ""])
def test_a_colour_that_is_markup_is_refused(colour):
    with pytest.raises(ValueError, match="not a colour"):
        symbols.symbol("outdated", colour)


def test_an_area_without_any_line_is_silent_not_zero():
    counts = COUNTS.assign(line_count=[0, 9, 5], outdated_lines=[0, 3, 5])
    drawn = str(choropleth.choropleth(counts, SHAPES, "outdated_lines", "落后生产线", "zh").to_dict())
    assert "无数据" in drawn and scale.SILENT in drawn and "<b>–</b>" in drawn
    zero = choropleth.choropleth(counts.assign(line_count=9), SHAPES, "outdated_lines", "落后生产线", "zh")
    assert "无数据" not in str(zero.to_dict())


@given(st.lists(st.integers(min_value=0, max_value=10**7), max_size=20))
def test_classes_cover_every_count_and_darken(values):
    classes = scale.scale_of(values)
    assert len(classes.colours) == len(classes.labels) == len(classes.starts) + 1
    shades = [lightness(colour) for colour in classes.colours]
    assert all(before - after >= 8 for before, after in zip(shades, shades[1:], strict=False))
    for value in values:
        step = classes.step(value)
        assert (step == 0) == (value == 0)
        if step:
            assert classes.starts[step - 1] <= value
            assert step == len(classes.starts) or value < classes.starts[step]


def test_classes_begin_at_round_numbers():
    classes = scale.scale_of([35, 12, 8, 3, 0, 7, 1, 22, 5, 2, 1])
    assert classes.labels == ("0", "1", "2–4", "5–9", "≥ 10")
    assert scale.scale_of([0, 0]).labels == ("0",)
    assert scale.signed_of(range(-9, 10)).labels == ("≤ −5", "−4 … −3", "−2 … −1", "0", "+1 … +2", "+3 … +4", "≥ +5")


def test_counts_that_lie_close_together_are_told_apart():
    classes = scale.scale_of([22, 11, 13, 11, 17, 13, 14, 25, 11, 10, 11])
    assert classes.labels == ("0", "10", "11–12", "13–16", "≥ 17")
    assert scale.scale_of([1240, 1260, 1310, 1390]).labels == ("0", "1,200–1,299", "≥ 1,300")


def test_legend_escapes_every_text():
    mark = symbols.symbol("outdated", "#C8382E")
    markup = legend.legend_html(HOSTILE, [legend.Entry(HOSTILE, mark, 1234)], HOSTILE, scale.scale_of([3]), [HOSTILE])
    assert "<img" not in markup and "</script" not in markup
    assert markup.count("&lt;img") == 4
    assert "1,234" in markup


def test_map_names_no_other_host_and_escapes_names():
    chart = atlas.base_map(SHAPES.assign(label=HOSTILE), WORDS)
    atlas.point_group(enterprises(("LC_0001", HOSTILE, 115.8, 36.1, "outdated", "落后", 2)), {}, {}).add_to(chart)
    html = chart.get_root().render()
    links = [address for _name, address in (*chart.default_js, *chart.default_css)]
    assert all(address.startswith(f"{assets.PREFIX}/") for address in links)
    assert "https://" not in html.replace("https://leafletjs.com", "")
    assert "<img" not in html


def test_basemap_stands_only_when_the_setting_names_one():
    url = "http://tiles.intranet/{z}/{x}/{y}.png"
    basemap = atlas.sealed({"url": url, "name": "内网底图"})
    assert "basemap" not in atlas.base_map(SHAPES, WORDS).get_root().render()
    assert basemap in atlas.base_map(SHAPES, WORDS, url, "内网底图").get_root().render()


def test_every_asset_of_the_map_is_on_disk():
    for _name, address in (*assets.SCRIPTS, *assets.STYLES):
        folder, _slash, file = address.removeprefix(f"{assets.PREFIX}/").partition("/")
        assert (assets.DIRECTORIES[folder] / file).is_file(), address
    assert (assets.STATIC / "topojson" / "world_110m.json").is_file()


def test_choropleth_says_count_source_date_and_area():
    figure = choropleth.choropleth(COUNTS, SHAPES, "outdated_lines", "落后生产线（条）", "zh", "2022-07-15")
    county, _leaders, zone, words, *steps = figure.data
    assert county.customdata[0][0] == "371521" and county.z == (2,)
    assert zone.customdata[0][0] == "LC-JK" and zone.text == ("经开区 <b>3</b>",)
    assert words.text == ("阳谷<br><b>12</b>",)
    assert [step.name for step in steps] == list(scale.scale_of([12, 3]).labels)
    small = figure.layout.annotations[0].text
    assert "GS(2024)0650" in small and "2022-07-15" in small and "圆圈" in small
    assert figure.layout.legend.title.text == "落后生产线（条）"
    assert choropleth.CONFIG["topojsonURL"].startswith("/")


def test_circles_that_cover_each_other_step_aside_and_others_stay():
    close, far = [[116.0439, 36.4547], [116.0337, 36.4425]], [115.5, 36.0]
    *moved, stayed = names.spread([*close, far])
    assert stayed == far
    gap = ((moved[0][0] - moved[1][0]) ** 2 + (moved[0][1] - moved[1][1]) ** 2) ** 0.5
    assert gap >= names.APART
    assert names.spread([[116.0, 36.0], [116.0, 36.0]])[0] != [116.0, 36.0]


@pytest.mark.parametrize(
    ("selection", "area"),
    [
        (None, ""),
        ({"selection": {"points": []}}, ""),
        ({"selection": {"points": [{"customdata": ["371521", "阳谷县", 12]}]}}, "371521"),
    ],
)
def test_selected_area(selection, area):
    assert choropleth.selected_area(selection) == area


def test_picture_is_drawn_with_shades_and_chinese_letters():
    content = picture.map_picture(COUNTS, SHAPES, "落后产能 $x$ 分布", date(2022, 7, 15).isoformat(), "zh")
    with Image.open(io.BytesIO(content)) as image:
        assert image.format == "PNG" and image.size == (1248, 936)
        found = {colour for _count, colour in image.convert("RGB").getcolors(10**6)}
    classes = scale.scale_of([12, 3])
    assert {tiles.rgba(classes.colour(value))[:3] for value in (12, 3)} <= found
    assert tiles.rgba(scale.SILENT)[:3] not in found


def test_picture_shows_an_area_without_any_line_as_silent():
    counts = COUNTS.assign(line_count=[0, 9, 5], outdated_lines=[0, 3, 5])
    content = picture.map_picture(counts, SHAPES, "落后产能", "2022-07-15", "zh")
    with Image.open(io.BytesIO(content)) as image:
        found = {colour: count for count, colour in image.convert("RGB").getcolors(10**6)}
    assert found[tiles.rgba(scale.SILENT)[:3]] > 10_000, "a county's ground, not only its square in the legend"

"""The map's queries on a real register: counts, points, nearest and tiles speak of the same enterprises."""

import io
from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from starlette.requests import Request
from starlette.routing import Match

from lib.maps import tiles
from lib.register.store import connect
from lib.settings import Settings
from tests.browser import small

DAY = date(2022, 7, 15)
ALL = dict.fromkeys(tiles.FILTERS, "")
RED, WHITE = (200, 56, 46, 255), (255, 255, 255, 255)


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    path = small.build(tmp_path_factory.mktemp("map") / "register.duckdb")
    opened = connect(Settings(register_url=str(path)))
    yield opened
    opened.close()


def counts(register, **filters):
    return register.ask("pages/map/counts", DAY, **ALL | filters)


def points(register, placed="", size=100, **filters):
    return register.ask("pages/map/enterprises", DAY, **ALL | filters, placed=placed, start=0, size=size)


FILTERS = [
    {},
    {"area": "371526"},
    {"area": "unplaced"},
    {"sector": "cement"},
    {"verdict": "outdated"},
    {"state": "suspended"},
    {"dimension": "technology"},
    {"q": "同址"},
    {"process": "all_steel"},
    {"scale": "above"},
]


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_counts_table_and_points_agree(register, filters):
    counted, rows = counts(register, **filters), points(register, **filters)
    assert counted.enterprise_count.sum() == len(rows)
    assert counted.placed_count.sum() == len(points(register, "yes", **filters)) == rows.lon.notna().sum()
    assert len(points(register, "no", **filters)) == rows.lon.isna().sum()
    by_verdict = counted.groupby("verdict").enterprise_count.sum().to_dict()
    assert by_verdict == rows.verdict.value_counts().to_dict()


CHOSEN = [
    ("area", "371521"),
    ("area", "unplaced"),
    ("sector", "cement"),
    ("process", "grinding"),
    ("verdict", "outdated"),
    ("state", "suspended"),
    ("scale", "above"),
    ("dimension", "quality"),
    ("q", "建材"),
]


@pytest.fixture(scope="module")
def lines(demo):
    """The mart of lines, with what the filters ask for in columns of their names."""
    dimensions = dict(demo.cursor().execute("select rule_id, dimension from reference.rules").fetchall())
    found = demo.ask("marts/enterprises/lines", DAY)
    return found.assign(
        area=found.area_code.fillna("unplaced"),
        dimension=[{dimensions[rule] for rule in ids.split(";") if rule} for ids in found.rule_ids],
        q=found.enterprise_name + found.line_name.fillna(""),
    )


@pytest.mark.parametrize(("field", "value"), CHOSEN)
def test_every_answer_of_the_map_is_about_the_lines_of_its_filter(demo, lines, field, value):
    """The list, the counts, the tiles and the nearest enterprise, held against the mart of lines."""
    is_chosen = lines[field].map(lambda found: value in found if field in ("dimension", "q") else found == value)
    chosen, others = lines[is_chosen], lines[~lines.enterprise_id.isin(lines.enterprise_id[is_chosen])]
    assert len(chosen) and len(others), "the filter chooses some and not all"
    assert set(points(demo, size=5000, **{field: value}).enterprise_id) == set(chosen.enterprise_id)
    assert counts(demo, **{field: value}).line_count.sum() == len(chosen)
    placed, asked = chosen.dropna(subset="lon"), ALL | {field: value}
    world = {"z": 10, "x": 0, "y": 0, "west": 70, "south": 0, "east": 140, "north": 60}
    drawn = demo.ask("pages/map/tile", DAY, **world, **asked)
    assert len(drawn) == len({tile_of(lon, lat, 10) for lon, lat in zip(placed.lon, placed.lat, strict=True)})
    for place in others.dropna(subset="lon").head(3).itertuples():
        near = demo.ask("pages/map/nearest", DAY, **asked, lon=place.lon, lat=place.lat, reach=100_000)
        assert set(near.enterprise_id) <= set(chosen.enterprise_id) and len(near) == bool(len(placed))


def test_an_enterprise_shows_its_gravest_verdict_among_the_filtered_lines(register):
    verdicts = points(register).set_index("enterprise_id").verdict
    assert verdicts["LC_0001"] == "outdated"
    assert verdicts["LC_0002"] == "replace"
    assert verdicts["hostile"] == "not_assessable"
    assert points(register, verdict="compliant").set_index("enterprise_id").verdict["LC_0001"] == "compliant"


def test_total_count_survives_the_limit(register):
    first = points(register, size=3)
    assert len(first) == 3 and set(first.total_count) == {10}
    assert first.verdict.tolist() == ["outdated"] * 3


def test_dossier_lists_the_gravest_line_first(register):
    rows = register.ask("pages/map/dossier", DAY, enterprise="LC_0001")
    assert rows.verdict.tolist() == ["outdated", "compliant"]
    assert "2500" in rows.explanation[0]


@pytest.mark.parametrize(
    ("lon", "lat", "found"), [(115.79, 36.12, ["LC_0001"]), (115.79, 36.16, []), (115.68, 36.23, ["LC_0002"])]
)
def test_nearest_within_reach(register, lon, lat, found):
    rows = register.ask("pages/map/nearest", DAY, **ALL, lon=lon, lat=lat, reach=3000)
    assert rows.enterprise_id.tolist() == found


def test_nearest_respects_the_filters(register):
    rows = register.ask("pages/map/nearest", DAY, **ALL | {"verdict": "replace"}, lon=115.79, lat=36.11, reach=3000)
    assert rows.empty


def tile_of(lon, lat, z):
    """Tile and pixel of a position, by the textbook formula."""
    x = (lon + 180) / 360 * 2**z
    y = (1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2 * 2**z
    return int(x), int(y), int(x % 1 * 256), int(y % 1 * 256)


def pixels(content):
    with Image.open(io.BytesIO(content)) as image:
        return np.asarray(image.convert("RGBA"))


@pytest.mark.parametrize("z", [8, 11, 15])
@pytest.mark.parametrize(("lon", "lat", "ink"), [(115.79, 36.11, RED), (115.44, 36.48, WHITE)])
def test_tile_draws_the_enterprise_at_its_pixel(register, z, lon, lat, ink):
    x, y, column, row = tile_of(lon, lat, z)
    drawn = pixels(tiles.tile(register, DAY, ALL, z, x, y))
    assert drawn.shape == (256, 256, 4)
    assert tuple(drawn[row, column]) == ink


def test_gravest_lies_on_top_where_two_share_a_pixel(register):
    x, y, column, row = tile_of(116.23, 36.85, 12)
    assert tuple(pixels(tiles.tile(register, DAY, ALL, 12, x, y))[row, column]) == RED
    compliant = pixels(tiles.tile(register, DAY, ALL | {"verdict": "compliant"}, 12, x, y))
    assert tuple(compliant[row, column]) == (59, 110, 165, 255)


def test_a_dot_at_the_edge_is_drawn_on_both_tiles(register):
    z = 8
    x, y, column, row = tile_of(115.79, 36.11, z)
    rows = register.ask("pages/map/tile", DAY, z=z, x=x, y=y, west=100, south=30, east=120, north=40, **ALL)
    rows = rows.iloc[:1].assign(pixel_x=-1, pixel_y=10)
    drawn = tiles.drawn(rows, {str(rows.verdict.iloc[0]): "#C8382E"}, 3)
    assert drawn[10, 0, 3] > 0 and not drawn[10, 10].any()


UNASKED = SimpleNamespace(scope=None)  # of which nothing but the reader's scope may be asked


def get(register, address):
    """The route's answer to an address, matched as the server does."""
    path, _mark, query = address.partition("?")
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []}
    scope["server"] = ("127.0.0.1", 8501)
    [route] = tiles.routes(lambda _request: register)
    match, matched = route.matches(scope)
    assert match is Match.FULL
    return route.endpoint(Request(scope | matched))


def handed_out(register, day=DAY, **filters):
    """The address of tiles as a page of the newest version hands it out."""
    return tiles.template(day, register.editions.latest().version(), filters)


def test_tile_route(register):
    x, y, column, row = tile_of(115.79, 36.11, 9)
    answer = get(register, handed_out(register, sector="cement", q="阳谷/示例 {z}").format(z=9, x=x, y=y))
    assert answer.headers["content-type"] == "image/png"
    assert tuple(pixels(answer.body)[row, column]) == (0, 0, 0, 0)
    answer = get(register, handed_out(register, sector="cement", q="阳谷示例").format(z=9, x=x, y=y))
    assert tuple(pixels(answer.body)[row, column]) == RED


@pytest.mark.parametrize(
    "altered",
    [
        {"2022-07-15": "2022-07-16"},
        {"2022-07-15": "yesterday"},
        {"sector=cement": "sector=glass"},
        {"sector=cement": "sector=cement&verdict=outdated"},
        {"sector=cement": "sector=cement&sector=glass"},
        {"?sector=cement": ""},
        {"/{version}/": "/999/"},
        {"/{version}/": "/" + 5000 * "9" + "/"},
        {"{signature}": 64 * "0"},
        {"{signature}": "签名"},
        {"/9/": "/99/"},
        {"/9/": "/" + 5000 * "9" + "/"},
        {"/1.png": "/" + 5000 * "9" + ".png"},
        {"/1.png": "/512.png"},
        {"/1.png": "/-1.png"},
        {"/1.png": "/1e1.png"},
        {"/1.png": "/１.png"},
    ],
    ids=lambda altered: str(altered)[:40],
)
def test_an_address_no_page_handed_out_is_not_there_and_costs_nothing(register, altered):
    address = handed_out(register, sector="cement")
    assert get(register, address.format(z=9, x=1, y=1)).status_code == 200
    _, _, signature, _, version, *_ = address.split("/")
    address = address.format(z=9, x=1, y=1)
    for said, instead in altered.items():
        said = said.format(version=version, signature=signature)
        assert said in address
        address = address.replace(said, instead)
    assert get(UNASKED, address).status_code == 404, "the register was not even asked for"


def test_tiles_show_what_was_known_on_the_day_the_page_asks_of(register):
    x, y, column, row = tile_of(115.79, 36.11, 9)
    version = register.version()
    inks = []
    for known_on in (date(2000, 1, 1), date.today()):
        address = tiles.template(DAY, version, {"sector": "cement"}, known_on)
        inks.append(tuple(pixels(get(register, address.format(z=9, x=x, y=y)).body)[row, column]))
        forged = address.replace(f"known_on={known_on}", "known_on=2022-01-01").format(z=9, x=x, y=y)
        assert get(UNASKED, forged).status_code == 404, "the day is signed"
    assert inks == [(0, 0, 0, 0), RED], "nothing was known then"
    overtaken = tiles.template(DAY, version - 1, {}, date.today())
    assert get(register, overtaken.format(z=9, x=x, y=y)).status_code == 404


def test_tiles_of_a_version_that_is_let_go_are_not_there(register):
    address = tiles.template(DAY, 999, {}).format(z=9, x=1, y=1)
    assert get(register, address).status_code == 404


def test_crowded_dots_keep_their_colours():
    rows = pd.DataFrame({"pixel_x": [100, 102, 104], "pixel_y": [50, 50, 50], "severity": [1, 6, 1]})
    rows["verdict"] = ["outdated", "compliant", "outdated"]
    drawn = tiles.drawn(rows, {"outdated": "#C8382E", "compliant": "#3B6EA5"}, 3)
    assert [tuple(drawn[50, x]) for x in (100, 104)] == [RED, RED]
    assert (drawn[50, 99:106, :3] != 255).any(axis=1).all()

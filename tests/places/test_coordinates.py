"""Coordinate texts: every notation counties use, and the reasons for those that cannot be read."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.places.coordinates import Reading, read_columns, read_pair

LON, LAT = 115 + 58 / 60 + 44 / 3600, 36 + 27 / 60 + 22 / 3600
DEGREES = st.tuples(st.floats(73.0, 135.99), st.floats(3.0, 53.99))
SEXAGESIMAL = st.tuples(st.integers(0, 59), st.integers(0, 59))


@pytest.mark.parametrize(
    "text",
    [
        "115°58′44″E 36°27′22″N",
        "E115°58′44″，N36°27′22″",
        "东经115度58分44秒，北纬36度27分22秒",
        "北纬36°27'22\",东经115°58'44\"",
        "115°58′44″36°27′22″",
        "115°58'44'' 36°27'22''",
        "115:58:44 36:27:22",
        "115-58-44, 36-27-22",
        "１１５°５８′４４″，３６°２７′２２″",
        "经度：115°58′44″ 纬度：36°27′22″",
        "(115°58.7333′, 36°27.3667′)",
    ],
)
def test_one_cell_in_degrees_minutes_seconds(text):
    reading = read_pair(text)
    assert reading.reason is None
    assert math.isclose(reading.lon, LON, abs_tol=1e-6)
    assert math.isclose(reading.lat, LAT, abs_tol=1e-6)


@pytest.mark.parametrize(
    "text",
    ["115.97,36.45", "115.97，36.45", "E115.97 N36.45", "E115.97N36.45", "115.97E36.45N", "１１５．９７，３６．４５",
     "lng:115.97,lat:36.45", "115.97、36.45", "115.97°E, 36.45°N", "N36.45 E115.97", "[115.97; 36.45]"],
)  # fmt: skip
def test_one_cell_in_decimal_degrees(text):
    assert read_pair(text) == Reading(115.97, 36.45)


@pytest.mark.parametrize(
    ("lon", "lat", "expected"),
    [
        ("115.97", "36.45", Reading(115.97, 36.45)),
        ("E115.97", "36.45N", Reading(115.97, 36.45)),
        ("36.45", "115.97", Reading(115.97, 36.45, None, is_swapped=True)),
        ("115.97", "", Reading(None, None, "coordinates_incomplete")),
        ("", "36.45", Reading(None, None, "coordinates_incomplete")),
        ("39500000", "4030000", Reading(None, None, "coordinates_projected")),
        ("0", "0", Reading(None, None, "coordinates_off_earth")),
        ("约115.9", "36.45", Reading(None, None, "coordinates_unreadable")),
        ("E115.97", "E36.45", Reading(None, None, "coordinates_unreadable")),
        ("115°61′", "36°27′", Reading(None, None, "coordinates_unreadable")),
    ],
)
def test_two_cells(lon, lat, expected):
    assert read_columns(lon, lat) == expected


@pytest.mark.parametrize("text", ["36.45,115.97", "36°27′22″ 115°58′44″"])
def test_a_swap_is_put_right_and_told(text):
    reading = read_pair(text)
    assert reading.is_swapped
    assert reading.lon > 115
    assert reading.lat < 37


@pytest.mark.parametrize("text", ["115.97", "东昌路12号", "115,97", "115°58′60″,36°1′1″", "见附件"])
def test_what_cannot_be_read_has_a_reason(text):
    reading = read_pair(text)
    assert (reading.lon, reading.lat) == (None, None)
    assert reading.reason in {"coordinates_unreadable", "coordinates_off_earth"}


@given(DEGREES, st.sampled_from([",", "，", " ", ";", "、", "/"]))
def test_decimal_degrees_survive_any_separator(point, between):
    lon, lat = (round(value, 6) for value in point)
    assert read_pair(f"{lon}{between}{lat}") == Reading(lon, lat)


@given(st.integers(73, 135), SEXAGESIMAL, st.integers(3, 53), SEXAGESIMAL, st.sampled_from(["°′″", "度分秒", "°'\""]))
def test_degrees_minutes_seconds_survive_any_signs(lon, lon_parts, lat, lat_parts, signs):
    text = " ".join(
        f"{whole}{signs[0]}{minutes}{signs[1]}{seconds}{signs[2]}"
        for whole, (minutes, seconds) in ((lon, lon_parts), (lat, lat_parts))
    )
    reading = read_pair(text)
    assert math.isclose(reading.lon, lon + lon_parts[0] / 60 + lon_parts[1] / 3600, abs_tol=1e-9)
    assert math.isclose(reading.lat, lat + lat_parts[0] / 60 + lat_parts[1] / 3600, abs_tol=1e-9)


@given(st.text(alphabet="0123456789.°′″'\"度分秒EWNS东经北纬,， -+:", max_size=40))
def test_no_text_breaks_the_reader(text):
    reading = read_pair(text)
    assert (reading.lon is None) == (reading.lat is None) == (reading.reason is not None)

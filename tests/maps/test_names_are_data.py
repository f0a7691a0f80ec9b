"""Imported texts on the map are data: no template, no pattern and no picture writer reads them."""

import html
import json
import re
import subprocess
import sys
from base64 import b64decode

import pytest

from lib.maps import atlas, choropleth, picture
from lib.settings import ROOT
from tests.maps.test_drawing import COUNTS
from tests.maps.test_geojson import SHAPES
from tests.storm.hostile import names

SECONDS = 600  # for all names together; one that is run as a program takes hours
DRAWN = re.compile(r'ExitAtlas\.draw\(map_div, "(\w+)", "([A-Za-z0-9+/=]*)"\)')


@pytest.fixture(scope="module")
def sent():
    """Name → what streamlit-folium sends to the browser for a map that says it everywhere."""
    hostile = names(200, seed=1)
    done = subprocess.run(
        [sys.executable, "-m", "tests.maps.sending"], cwd=ROOT, input=json.dumps(hostile), capture_output=True,
        text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(zip(hostile, json.loads(done.stdout), strict=True))


def drawn(text):
    """Kind of layer → its data, as the browser opens them."""
    return {kind: json.loads(b64decode(data)) for kind, data in DRAWN.findall(text)}


def test_every_name_reaches_the_browser_letter_by_letter(sent):
    for name, message in sent.items():
        base, layers = drawn(message["script"]), drawn(message["feature_group"])
        assert base["controls"] == {"map": name}
        assert base["basemap"] == {"url": name, "name": name}
        assert {area["properties"]["area_name"] for area in base["areas"]["features"]} == {name}
        assert layers["tiles"] == layers["legend"] == layers["points"]["words"]["lines"] == name
        assert list(layers["shades"]) == [name]
        [enterprise] = layers["points"]["features"]["features"]
        assert enterprise["properties"]["enterprise_name"] == enterprise["properties"]["enterprise_id"] == name


def test_the_script_around_the_data_is_the_same_for_every_name(sent):
    for part in ("script", "feature_group", "header", "html"):
        assert len({DRAWN.sub("", message[part]) for message in sent.values()}) == 1, part


def test_base_maps_with_other_names_are_other_maps(sent):
    """The change hash of streamlit-folium forgets `_[a-z0-9]+`; sealed data hold none."""
    keys = {message["key"] for message in sent.values()}
    assert len(keys) == len(sent)


def test_data_that_no_json_holds_are_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        atlas.sealed(float("nan"))


def texts(part):
    """Every text of a figure; plotly draws none of its outlines' properties."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from texts([one for key, one in part.items() if key != "geojson"])
    elif isinstance(part, list | tuple):
        for one in part:
            yield from texts(one)


@pytest.mark.parametrize("name", ["<b>粗</b>", "%{text}<br>", "<a href=x>甲", "&lt;"])
def test_plotly_shows_names_letter_by_letter(name):
    shapes = SHAPES.assign(area_name=name, label=name, source=name)
    said = list(texts(choropleth.choropleth(COUNTS, shapes, "outdated_lines", "", "zh").to_dict()))
    assert not [text for text in said if name in text]
    assert len([text for text in said if html.escape(name, quote=False) in text]) == 4  # two areas: label, hover text


def test_no_text_of_a_picture_is_a_formula():
    """matplotlib draws `$…$` as a formula, and raises for a wrong one."""
    name = "价$\\frac{$与$x$"
    shapes = SHAPES.assign(label=name, source=name)[:1]
    assert picture.map_picture(COUNTS, shapes, name, "2022-07-15", "zh", legend=name).startswith(b"\x89PNG")

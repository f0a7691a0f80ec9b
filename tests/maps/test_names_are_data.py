"""Imported texts on the map are data: no template, no pattern and no picture writer reads them."""

import json
import re
import subprocess
import sys
from base64 import b64decode

import pytest

from lib.maps import atlas
from lib.settings import ROOT
from tests.storm.hostile import names

SECONDS = 60  # for all names together; one that is run as a program takes hours
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
        assert base["controls"] == name
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

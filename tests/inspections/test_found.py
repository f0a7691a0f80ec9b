"""What the register does not know is a draft with position and picture; the office brings it in by an import or rejects
it with a reason."""

from dataclasses import replace

import pytest

from lib.errors import UserError
from lib.inspections.found import Found, record_found, register_found, reject_found
from lib.register.store import Register
from tests.inspections.conftest import shot

SEEN = Found(
    "2号水泥磨", "聊城无名粉磨站", "Φ3.0×11m", "梁水镇", sector="cement", lon=116.02, lat=36.45,
    note="未挂牌，正在生产", client_id="phone-1",
)  # fmt: skip
ROW = {
    "enterprise_name": "聊城无名粉磨站", "area_text": "371502", "address": "梁水镇", "lon_text": "116.02",
    "lat_text": "36.45", "datum": "WGS84", "sector": "cement", "process": "grinding", "line_name": "2号水泥磨",
    "model": "Φ3.0×11m", "capacity_filed": "30", "capacity_unit": "10kt/a", "state": "operating",
}  # fmt: skip
WANG, OFFICE = {"actor": "王科长"}, {"actor": "周科员"}


def drafts(register: Register, area: str = "") -> dict[str, dict[str, object]]:
    return {row["draft_id"]: row for row in register.ask_rows("pages/found/found", None, "zh", area=area, draft="")}


def test_a_draft_counts_nowhere_until_an_import_brings_it_in(places: Register, visit):
    before = len(places.ask_rows("marts/enterprises/lines"))
    draft = record_found(places, *visit, SEEN, files=[shot()], **WANG)
    assert record_found(places, *visit, SEEN, files=[shot()], **WANG) == draft, "sent twice is there once"
    row = drafts(places)[draft]
    assert (row["found_state"], row["lon"], row["picture_count"], row["area_code"]) == ("draft", 116.02, 1, "371502")
    assert row["sector_name"] == "水泥"
    assert draft in drafts(places, "371502") and not drafts(places, "371521")
    assert len(places.ask_rows("marts/enterprises/lines")) == before
    with pytest.raises(UserError, match="was not registered"):
        register_found(places, draft, ROW | {"capacity_filed": "很多"}, **OFFICE)
    batch = register_found(places, draft, ROW, **OFFICE)
    (line,) = [one for one in places.ask_rows("marts/enterprises/lines") if one["enterprise_name"] == "聊城无名粉磨站"]
    assert (line["line_name"], line["model"], line["batch_id"]) == ("2号水泥磨", "Φ3.0×11m", batch)
    assert (drafts(places)[draft]["found_state"], drafts(places)[draft]["batch_id"]) == ("registered", batch)
    with pytest.raises(UserError, match="decided already, by 周科员"):
        reject_found(places, draft, reason="重复", **OFFICE)


def test_one_that_is_known_already_is_rejected_with_its_reason(places: Register, visit):
    draft = record_found(places, *visit, replace(SEEN, enterprise_name="", client_id=""), files=[shot()], **WANG)
    with pytest.raises(UserError, match="needs its reason"):
        reject_found(places, draft, reason="", **OFFICE)
    reject_found(places, draft, reason="即台账1号磨", **OFFICE)
    assert (drafts(places)[draft]["found_state"], drafts(places)[draft]["decision_note"]) == ("rejected", "即台账1号磨")


FAULTS = ((replace(SEEN, line_name=""), "Say what was found"), (replace(SEEN, lat=None), "position"),
          (replace(SEEN, lon=None, lat=None, address=" "), "or its address"),
          (replace(SEEN, sector="pie"), "no sector"), (replace(SEEN, note="长" * 2001), "at most 2000"))  # fmt: skip


@pytest.mark.parametrize(("found", "sentence"), FAULTS)
def test_a_draft_says_what_and_where(places: Register, visit, found: Found, sentence: str):
    with pytest.raises(UserError, match=sentence):
        record_found(places, *visit, replace(found, client_id=""), files=[shot()], **WANG)
    with pytest.raises(UserError, match="needs a picture"):
        record_found(places, *visit, replace(SEEN, client_id=""), files=[], **WANG)

"""Mapping profiles, and the shipped one for a public list of coal units."""

import csv
import json
from pathlib import Path

import pytest

from lib.errors import FileRefused, UserError
from lib.imports.mapping import columns_of, profile_from, unknown_words
from lib.imports.profiles import Composed, Profile, list_profiles, load_profile, save_profile
from lib.imports.reading import read_file
from lib.imports.reasons import reasons, sentence, severity
from lib.imports.vocabulary import Vocabulary
from lib.settings import Settings

BIG = 'River power station,{unit},"大河热电厂, 大河公司自备电厂"'
GEM = (
    "GEM unit/phase ID,GEM location ID,Plant name,Unit name,Plant name (local),Capacity (MW),Status,Start year,"
    'Location,"Local area (taluk, county)",Latitude,Longitude,Owner\n'
    f"G1,L1,{BIG.format(unit='Unit 1')},350.0,operating,2016.0,River Town,Yanggu,36.1,115.8,Anyone\n"
    f"G2,L1,{BIG.format(unit='Unit 2')},48.5,retired,,River Town,Yanggu,36.1,115.8,Anyone\n"
    f"G3,L1,{BIG.format(unit='Unit 3')},660,construction,,Hill Town,Shen County,36.4,116.0,Anyone\n"
    "G4,L2,Lake power station,Unit 1,,30,cancelled,,,Gaotang,36.8,116.2,Anyone\n"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(profiles_dir=tmp_path / "profiles")


def test_coal_units_through_the_shipped_profile(tmp_path: Path, vocabulary: Vocabulary) -> None:
    file = tmp_path / "units.csv"
    file.write_text(GEM, encoding="utf-8")
    parsed = read_file(file, vocabulary, load_profile("gem-coal"))
    assert (len(parsed.rows), parsed.refusals, parsed.warnings) == (4, [], [])
    assert list(parsed.rows.enterprise_name) == [
        "大河热电厂",
        "大河热电厂",
        "大河热电厂（厂址2）",
        "Lake power station",
    ]
    assert list(parsed.rows.line_code) == ["G1", "G2", "G3", "G4"]
    assert list(parsed.rows.state) == ["operating", "shut", "building", "cancelled"]
    assert [str(value) for value in parsed.rows.capacity_recognised] == ["350", "48.5", "660", "30"]
    assert set(parsed.rows.capacity_unit) == {"MW"}
    assert set(parsed.rows.datum) == {"wgs84"}
    assert set(zip(parsed.rows.sector, parsed.rows.process, strict=True)) == {("coal_power", "power_unit")}
    assert [str(value) for value in parsed.rows.built_on] == ["2016-01-01", "None", "None", "None"]
    assert list(parsed.rows.area_text) == ["Yanggu", "Yanggu", "Shen County", "Gaotang"]


def test_a_users_profile_maps_columns_words_and_constants(
    tmp_path: Path, vocabulary: Vocabulary, settings: Settings
) -> None:
    profile = Profile(
        name="阳谷-2022",
        columns={"厂子": "enterprise_name", "磨径": "mill_diameter", "能力": "capacity_filed", "性质": ""},
        values={"state": {"转着": "operating"}},
        constants={"sector": "水泥", "process": "粉磨", "capacity_unit": "万吨/年"},
        composed={"line_name": Composed(("车间", "机号"), join="-")},
    )
    save_profile(profile, settings)
    file = tmp_path / "foreign.csv"
    file.write_text("厂子,车间,机号,能力,磨径,状态,性质\n甲厂,一车间,2,60,3.2,转着,民营\n", encoding="gb18030")
    parsed = read_file(file, vocabulary, load_profile("阳谷-2022", settings))
    one = parsed.rows.iloc[0]
    assert (one.enterprise_name, one.line_name, one.sector, one.process) == ("甲厂", "一车间-2", "cement", "grinding")
    assert (one.capacity_filed, one.capacity_unit, one.state) == (60, "10kt/a", "operating")
    assert [str(value) for value in parsed.measurements.value_number] == ["3.2"]
    assert {remark.column for remark in parsed.warnings if remark.reason == "column_unread"} == {"车间", "机号"}


def test_where_the_name_has_a_strange_heading_the_other_headings_are_still_known(
    tmp_path: Path, vocabulary: Vocabulary, settings: Settings
) -> None:
    file = tmp_path / "foreign.csv"
    file.write_text("厂子,行业,产能（万吨/年）,编外\n甲厂,水泥,913713006139930338,60.0\n", encoding="utf-8")
    found = columns_of(file, vocabulary, None, settings, "zh")
    assert [(one.heading, one.target) for one in found] == [
        ("厂子", ""),
        ("行业", "sector"),
        ("产能（万吨/年）", "capacity_filed"),
        ("编外", ""),
    ]


def test_words_nobody_knows_are_gathered_and_said_in_ours(vocabulary: Vocabulary, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "企业名称,县区,行业,工序,产能,产能单位,生产状态\n甲厂,莘县,洋灰,粉磨,60,wt/a,转着\n乙厂,莘县,水泥,粉磨,60,wt/a,转着\n",
        encoding="utf-8",
    )
    parsed = read_file(file, vocabulary)
    words = unknown_words([*parsed.refusals, *parsed.warnings])
    assert words["capacity_unit"] == ["wt/a"] and words["state"] == ["转着"]
    values = {"capacity_unit": {"wt/a": "10kt/a"}, "state": {"转着": "operating"}, "sector": {"洋灰": "cement"}}
    profile = profile_from("mine", "", {}, values, Profile("mine", values={"state": {"停着": "suspended"}}))
    assert profile.values["state"] == {"停着": "suspended", "转着": "operating"}
    parsed = read_file(file, vocabulary, profile)
    assert (parsed.refusals, list(parsed.rows.capacity_unit)) == ([], ["10kt/a", "10kt/a"])
    assert list(parsed.rows.sector) == ["cement", "cement"]


def test_a_saved_profile_reads_back_and_is_listed_with_the_shipped(settings: Settings) -> None:
    profile = Profile(name="mine", title="我的", columns={"a": "enterprise_name"}, sites=("a", "b"))
    save_profile(profile, settings)
    assert load_profile("mine", settings) == profile
    assert [one.name for one in list_profiles(settings)] == ["gem-coal", "mine"]


@pytest.mark.parametrize("name", ["../evil", "a/b", "", ".hidden", "a" * 61, "con\n"])
def test_a_profile_cannot_be_saved_outside_its_folder(name: str, settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        save_profile(Profile(name=name), settings)
    assert not list(tmp_path.rglob("*.json"))


@pytest.mark.parametrize("content", ["{", "[]", '{"colums": {}}', '{"constants": {"colour": "red"}}'])
def test_a_broken_profile_says_what_is_wrong(content: str, settings: Settings) -> None:
    settings.profiles_dir.mkdir()
    (settings.profiles_dir / "broken.json").write_text(content)
    with pytest.raises(FileRefused, match="broken"):
        load_profile("broken", settings)


def test_an_unknown_profile_names_those_there_are(settings: Settings) -> None:
    with pytest.raises(FileRefused, match="gem-coal"):
        load_profile("missing", settings)


def test_shipped_profiles_name_only_headings_and_fields_we_know(vocabulary: Vocabulary) -> None:
    from lib.imports.profiles import FIELDS

    for profile in list_profiles(Settings(profiles_dir=Path("/nonexistent"))):
        targets = set(profile.columns.values()) - {""}
        assert targets <= FIELDS | set(vocabulary.attributes)
        for state in profile.values.get("state", {}).values():
            assert vocabulary.code("state", state) == state


def test_every_sentence_stands_in_both_languages_and_takes_the_same_params() -> None:
    import string

    for reason, row in reasons().items():
        fields = [
            {name.removesuffix("_en") for _, name, _, _ in string.Formatter().parse(row[f"sentence_{one}"]) if name}
            for one in ("zh", "en")
        ]
        assert fields[0] == fields[1], reason
        assert severity(reason) in {"file", "refused", "warning", "label"}, reason
        assert sentence(reason, {}, "en") != sentence(reason, {}, "zh")


def test_every_heading_synonym_means_a_field_the_reader_reads() -> None:
    from lib.imports.profiles import FIELDS

    with (Settings().reference_dir / "headers.csv").open(encoding="utf-8") as handle:
        assert {row["field"] for row in csv.DictReader(handle)} <= FIELDS
    shipped = Settings().reference_dir.parent / "profiles" / "gem-coal.json"
    assert json.loads(shipped.read_text(encoding="utf-8"))["is_complete"]

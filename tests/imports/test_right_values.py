"""Workbooks after public bug reports, with made-up names: what stands in the file is what is read, or is refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from lib.imports.profiles import Profile
from lib.imports.reading import read_file
from lib.imports.rows import Parsed
from lib.imports.vocabulary import Vocabulary

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def case(vocabulary: Vocabulary):
    return lambda name: read_file(CASES / name, vocabulary)


def read(parsed: Parsed, column: str) -> dict[str, str]:
    """The number in an enterprise's name → what was read of its row."""
    return {key(name): str(value) for name, value in zip(parsed.rows.enterprise_name, parsed.rows[column], strict=True)}


def refused(parsed: Parsed) -> dict[str, str]:
    """The number in an enterprise's name → why its row was refused."""
    return {key(remark.row["企业名称"]): remark.reason for remark in parsed.refusals}


def told(parsed: Parsed) -> dict[str, set[str]]:
    """Reason of each warning → the cells it is about."""
    cells: dict[str, set[str]] = {}
    for remark in parsed.warnings:
        cells.setdefault(remark.reason, set()).add(remark.cell)
    return cells


def key(name: str) -> str:
    return "".join(sign for sign in name if sign.isdigit()) or name


def table(text: str) -> dict[str, str]:
    """`00 3.2 · 01 3.8` as a dict."""
    return dict(one.split() for one in text.replace("\n", "·").split("·") if one.strip())


@pytest.mark.parametrize("name", ["14-diameter-model.xlsx", "14-diameter-column.xlsx"])
def test_diameters(case, name: str) -> None:
    parsed = case(name)
    enterprises = parsed.rows.enterprise_name.iloc[list(parsed.measurements.row_index)]
    found = dict(zip(map(key, enterprises), map(str, parsed.measurements.value_number), strict=True))
    as_column = table("13 3.2 · 14 3.2 · 15 3.2") if "column" in name else {}
    assert found == as_column | table("""
        00 3.2 · 01 3.2 · 02 3.2 · 05 3.2 · 06 3.2 · 07 3.2 · 08 3.2 · 09 3.2 · 10 3.2 · 11 3.2 · 17 3.2
        21 3.2 · 25 3.2
    """)
    assert {number: refused(parsed)[number] for number in ("22", "23", "24")} == dict.fromkeys(
        ("22", "23", "24"), "model_unreadable"
    )


@pytest.mark.parametrize("name", ["13-capacity.xlsx", "13-capacity-unit.xlsx"])
def test_capacities(case, name: str) -> None:
    parsed = case(name)
    bare = table("11 2500 · 16 60 · 17 1200.5 · 18 100") if "unit" in name else {}
    assert read(parsed, "capacity_filed") == bare | table("""
        02 5000 · 09 2500 · 10 2500 · 12 2500 · 13 2500 · 14 60 · 20 2500 · 21 6000 · 22 60 · 24 60 · 25 2500 · 27 60
    """)
    reasons = refused(parsed)
    expected = table(
        "00 several · 01 several · 08 several · 15 several · 23 several · 04 range · 05 approximate · 07 noted"
    )
    assert {number: reasons[number] for number in expected} == {
        number: f"capacity_{problem}" for number, problem in expected.items()
    }


def test_days(case) -> None:
    parsed = case("15-dates.xlsx")
    assert {number: day for number, day in read(parsed, "built_on").items() if day != "None"} == table("""
        00 2022-07-01 · 01 2022-07-01 · 04 2022-07-15 · 05 2022-07-01 · 06 2022-07-01 · 07 2022-07-15 · 08 2022-07-15
        10 2022-07-01 · 12 2022-07-15 · 13 2022-07-15 · 14 2022-07-15 · 17 2022-07-15 · 19 2022-01-01 · 20 2022-01-01
        21 2022-01-01 · 22 2022-07-01 · 24 2022-10-01 · 28 2008-06-01 · 31 2008-06-01 · 33 2008-06-01 · 37 1998-01-01
    """)
    unread = {number for number, day in read(parsed, "built_on").items() if day == "None"} - {"32"}  # 不详 says nothing
    assert len(told(parsed)["date_unreadable"]) == len(unread)


@pytest.mark.parametrize(
    ("name", "datum"),
    [
        ("21-datum-heading-0.xlsx", "gcj02"),
        ("21-datum-heading-1.xlsx", "bd09"),
        ("21-datum-heading-2.xlsx", "gcj02"),
        ("21-datum-heading-4.xlsx", "bd09"),
        ("21-datum-heading-6.xlsx", None),
        ("21-datum-title.xlsx", "gcj02"),
    ],
)
def test_datums(case, name: str, datum: str | None) -> None:
    [row] = case(name).rows.to_dict("records")
    assert (row["datum"], row["lon_text"], row["lat_text"]) == (datum, "115.989182", "36.459996")


def test_traditional_characters_are_read_and_names_stay_as_written(case) -> None:
    [row] = case("16-traditional.xlsx").rows.to_dict("records")
    assert (row["enterprise_name"], row["area_text"], row["model"]) == ("繁體測試建材廠", "茌平區", "Φ3.2×13m")
    assert (row["sector"], row["process"], row["state"]) == ("cement", "grinding", "operating")
    assert (row["capacity_filed"], row["capacity_unit"]) == (Decimal(60), "10kt/a")


def test_sizes_nobody_has_seen_are_questioned(case) -> None:
    parsed = case("26-unit-conflict.xlsx")
    assert told(parsed)["capacity_implausible"] == {"F3", "F6"}  # 600000 万吨 and 2500 万吨 of clinker
    assert len(parsed.rows) == 5


def test_sectors(case) -> None:
    parsed = case("27-sectors.xlsx")
    sector, process = read(parsed, "sector"), read(parsed, "process")
    assert {sector[number] for number in ("00", "01", "02", "03", "07")} == {"cement"}
    assert [(sector[number], process[number]) for number in ("04", "05")] == [
        ("cement", "grinding"),
        ("cement", "clinker"),
    ]
    assert sector["27"] == "steel"  # 铁合金
    assert (sector["10"], process["10"]) == (sector["11"], process["11"]) == ("paper", "None")
    assert {number for number, found in sector.items() if found == "unknown"} == {
        "06",
        "09",
        "15",
        "30",
        "31",
        "32",
        "33",
    }


def test_numbers_of_lines_keep_their_form(case) -> None:
    parsed = case("24-ids.xlsx")
    assert list(parsed.rows.line_code) == ["1", "1#", "001", "1#", "1.10", "1.1"]
    assert told(parsed)["phone_odd"] == {"C3", "C5", "C6"}


def test_a_list_of_names_and_withdrawn_capacity(case) -> None:
    parsed = case("12-name-capacity.csv")
    assert list(map(str, parsed.rows.capacity_filed)) == ["2.6", "0.7", "1.2", "9"]


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("已停产", "suspended"),
        ("长期停产", "suspended"),
        ("停业", "suspended"),
        ("运行", "operating"),
        ("已退出", "shut"),
    ]
    + [("关停退出", "shut"), ("设备已拆除", "dismantled"), ("停 产", "suspended"), ("運行", "operating")],
)
def test_words_of_state(vocabulary: Vocabulary, word: str, state: str) -> None:
    assert vocabulary.code("state", word) == state


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("所在县（市、区）", "area_text"),
        ("开发区", "area_text"),
        ("目前运行情况", "state"),
        ("淘汰产能", "capacity_filed"),
    ]
    + [("生产线（设备）型号及数量", "model"), ("企業名稱", "enterprise_name")],
)
def test_headings_people_use(vocabulary: Vocabulary, heading: str, field: str) -> None:
    from lib.imports.headings import meaning

    said = meaning([heading], vocabulary)
    assert said and said.name == field


def test_standard_tyres_are_no_pieces(vocabulary: Vocabulary) -> None:
    for text in ("100万条（折标胎）", "100折标胎万条", "100万条折标胎/年"):
        quantity = vocabulary.units.read(text).value
        assert quantity and quantity.unit and (quantity.number, quantity.unit.base) == (Decimal(100), "10k std/a")


def test_an_english_layout_is_mapped_by_a_profile_with_headings_and_words(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    file = tmp_path / "wri.csv"
    file.write_text(
        "Plant Name,County,Capacity (MW),Status,Year of commission\n"
        "River plant,Yanggu,600,Operational,1992-2006\nLake plant,Gaotang,30,OUT OF SERVICE,1998\n"
    )
    profile = Profile(
        "wri",
        columns={"plant name": "enterprise_name", "Capacity (MW)": "capacity_filed", "Year of commission": "built_on"},
        values={"state": {"Out of service": "停产"}},
        constants={"sector": "煤电", "process": "机组"},
    )
    parsed = read_file(file, vocabulary, profile)
    assert not parsed.refusals
    assert list(parsed.rows.state) == ["operating", "suspended"]
    assert list(map(str, parsed.rows.capacity_filed)) == ["600", "30"]
    assert set(parsed.rows.capacity_unit) == {"MW"}
    assert list(map(str, parsed.rows.built_on)) == ["None", "1998-01-01"]
    assert told(parsed)["date_unreadable"] == {"E2"}

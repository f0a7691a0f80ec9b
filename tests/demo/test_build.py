"""The demo register: fictional, the same every time, with every kind of answer and every fault of real deliveries."""

from collections import Counter
from datetime import date
from random import Random

import python_calamine
import shapely

from lib.demo.build import UPDATE, deliveries
from lib.demo.codes import credit_code
from lib.demo.ground import grounds, scattered
from lib.imports.values.credit_codes import check_digit
from lib.places.shapes import load_shapes

JULY, DECEMBER = date(2022, 7, 15), date(2022, 12, 31)


def mart(register, name, day=JULY):
    return register.snapshot_cursor(day, query=f"marts.{name}").execute(f"from marts.{name}").df()


def test_size_and_variety(demo):
    lines = mart(demo, "lines")
    cursor = demo.cursor()
    codes = {name: set(cursor.table(f"reference.{name}s").df()[name]) for name in ("sector", "verdict", "state")}
    assert 1150 <= lines["enterprise_id"].nunique() <= 1250 and 2450 <= len(lines) <= 2750
    assert set(lines["area_code"].dropna()) == set(cursor.table("reference.areas").df()["area_code"])
    assert set(lines["sector"]) == codes["sector"]
    assert set(lines["verdict"]) == codes["verdict"]
    assert set(lines["state"]) == codes["state"]


def test_every_rule_in_force_is_met_by_somebody(demo):
    rules = mart(demo, "rule_catches")
    silent = rules[rules["is_judging"] & (rules["caught"] == 0)]["rule_id"].tolist()
    assert silent == []


def test_nobody_is_real(demo):
    enterprises = mart(demo, "enterprises")
    assert enterprises["enterprise_name"].str.startswith("演示").all()
    codes = enterprises["credit_code"].dropna()
    assert codes.str[2:8].eq("379900").all(), "a division that does not exist"
    assert [code for code in codes if check_digit(code) != code[17]] == []
    assert demo.cursor().table("facts.import_batch").df()["is_demo"].all()


def test_half_a_year_later(demo):
    before, after = (Counter(mart(demo, "lines", day)["state"]) for day in (JULY, DECEMBER))
    assert sum(before.values()) + 1 == sum(after.values()), "one line was found on site in between"
    assert after["dismantled"] > before["dismantled"] and after["shut"] > before["shut"]
    outdated = [int((mart(demo, "lines", day)["verdict"] == "outdated").sum()) for day in (JULY, DECEMBER)]
    assert 0 < outdated[1] < outdated[0]
    renamed = mart(demo, "enterprises", DECEMBER)["former_names"].map(len).gt(0).sum()
    assert renamed > mart(demo, "enterprises", JULY)["former_names"].map(len).gt(0).sum()


def test_a_few_enterprises_stand_in_no_area_and_are_still_judged(demo):
    enterprises = mart(demo, "enterprises")
    lost = enterprises[enterprises["area_code"].isna()]
    assert 2 <= len(lost) <= 12
    lines = mart(demo, "lines")
    theirs = lines[lines["enterprise_id"].isin(lost["enterprise_id"])]
    assert len(theirs) > 0 and theirs["area_code"].isna().all()
    assert set(theirs["verdict"]) - {"no_rule", "not_applicable"}, "what cannot be placed is judged"
    problems = mart(demo, "data_quality")
    assert set(lost["enterprise_id"]) <= set(problems[problems["reason"] == "place_unknown"]["enterprise_id"])


def test_faults_of_real_deliveries(demo):
    cursor = demo.cursor(JULY)
    refused = set(cursor.table("facts.rejected_row").df()["reason"])
    assert {
        "capacity_approximate",
        "capacity_range",
        "capacity_unit_unknown",
        "code_unknown",
        "duplicate_row",
    } <= refused
    assert {"no_enterprise_name", "credit_code_length", "credit_code_characters"} <= refused
    doubts = set(cursor.table("facts.import_warning").df()["reason"])
    assert {"coordinates_swapped", "declared_differs_from_point", "point_outside_city", "sector_unknown"} <= doubts
    enterprises = mart(demo, "enterprises")
    assert enterprises["lon"].isna().sum() > 50, "missing coordinates"
    assert {"bd09", "cgcs2000"} <= set(enterprises["datum"].dropna()), "datums the clerks state"
    assert enterprises["datum_basis"].nunique() > 1, "datums the clerks do not state"
    assert enterprises["area_declared_text"].eq("茌平县").any(), "the old name of a county"
    lines = mart(demo, "lines")
    missing = lines[(lines["process"] == "grinding") & (lines["verdict"] == "not_assessable")]
    assert len(missing) > 0, "mills without a diameter"


def test_points_lie_in_their_counties(empty_register):
    shapes = load_shapes(empty_register.cursor()).query("kind == 'county'").set_index("area_code").geometry
    for ground in grounds(empty_register, Random(1)):
        outline = shapes[ground.code if ground.code in shapes.index else "371502"]
        assert all(shapely.contains_xy(outline, lon, lat) for lon, lat in ground.points), ground.code


def test_points_are_the_same_for_the_same_dice():
    square = shapely.box(116, 36, 117, 37)
    assert scattered(square, Random(3)) == scattered(square, Random(3)) != scattered(square, Random(4))


def test_the_same_workbooks_every_time(empty_register, tmp_path):
    def contents(name):
        folder = tmp_path / name
        folder.mkdir()
        return {made.path.name: cells(made.path) for made in deliveries(empty_register, folder, 40)}

    first = contents("first")
    assert first == contents("second")
    assert {name.rsplit(".")[-1] for name in first} == {"csv", "xlsx"}
    assert sum(f"{UPDATE:%Y%m%d}" in name for name in first) == 9


def cells(path):
    """What a workbook says; an xlsx also holds the minute it was written."""
    return (
        path.read_bytes()
        if path.suffix == ".csv"
        else python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()
    )


def test_codes_differ():
    assert len({credit_code(number) for number in range(2000)}) == 2000

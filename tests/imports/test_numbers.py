"""A number is read whole or refused, wherever it stands: what is accepted is what was written."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.imports.cells import count, number
from lib.imports.reasons import sentence
from lib.imports.rows import Parsed
from lib.imports.values.days import day
from lib.imports.values.models import mill_diameter
from lib.imports.vocabulary import Vocabulary
from lib.places.coordinates import read_columns

MARKS = ["，", "。", "、", "·", "・", "．．", "'", "’", "：", ";", " ", " .", ". ", "、 ", "..", "_", "…"]
metres = st.decimals(min_value="0.5", max_value="9.9", places=1)
shapes = st.sampled_from(["Φ{}×13m", "φ{}*13", "直径{}米", "{}×13m", "水泥磨Φ{}m×13m（1#）", "{}米×13米", "Ø{}"])


@given(metres, shapes)
def test_a_diameter_that_is_accepted_is_the_number_that_was_written(value: Decimal, shape: str) -> None:
    assert mill_diameter(shape.format(value)).value == value


@given(metres, shapes, st.sampled_from(MARKS))
def test_a_diameter_with_another_sign_for_its_point_is_refused(value: Decimal, shape: str, mark: str) -> None:
    assert mill_diameter(shape.format(str(value).replace(".", mark))) == (None, "unreadable")


@given(st.text("Φ直径0123456789.,。、·×*-~/米m约以下 ", max_size=14))
def test_no_diameter_is_a_part_of_what_was_written(text: str) -> None:
    """Whatever is accepted stands there, with no digit of the same number left beside it."""
    value = mill_diameter(text).value
    if value is None:
        return
    runs = "".join(sign if sign.isdigit() or sign in ".,。、· " else "|" for sign in text).replace(" ", "")
    whole = {run.strip(".,。、·").replace(",", "") for run in runs.split("|")}
    spelled = {f"{(value * factor).normalize():f}" for factor in (1, 100, 1000)}
    assert {f"{Decimal(run).normalize():f}" for run in whole if run.replace(".", "", 1).isdigit()} & spelled


@given(st.integers(1, 9999), st.integers(0, 99), st.sampled_from([mark for mark in MARKS if mark.strip()]))
def test_the_same_holds_for_capacities_and_coordinates(
    vocabulary: Vocabulary, whole: int, rest: int, mark: str
) -> None:
    written = f"{whole}{mark}{rest:02d}"
    assert number(written).value is None
    assert vocabulary.units.read(f"{written}t/d").problem == "unreadable"
    assert vocabulary.units.read(f"日产{written}吨").problem == "unreadable"
    assert count(f"{written}台").problem == "unreadable"
    assert read_columns(f"115{mark}{rest:02d}", "36.45").reason is not None


@pytest.mark.parametrize("text", ["10²", "60①", "½", "3²t/d", "１０⁴"])
def test_small_and_circled_digits_are_not_read_as_plain_ones(vocabulary: Vocabulary, text: str) -> None:
    assert vocabulary.units.read(text).value is None


@pytest.mark.parametrize(
    "text", ["2022 7", "2022.7-8", "1992-1006", "2022115", "2022年7-8", "2022，7", "2022。7", "20 22.7", "2022、7、1"]
)
def test_a_day_is_never_made_of_digits_that_belong_elsewhere(text: str) -> None:
    assert day(text).problem == "unreadable"


@pytest.mark.parametrize(
    "text",
    ["2×3.2×13", "3.2×13×2", "3米8×13", "Φ3米8", "3.2-3.8×13", "Φ3.2-3.8", "Φ3.2以下", "≥Φ3.2", "Φ3.2㎡", "Φ3²×13"]
    + ["Φ三点二米", "Φ3.×13", "约Φ3.2×13"],
)
def test_a_diameter_nobody_can_judge_by_is_refused(text: str) -> None:
    assert mill_diameter(text).problem == "unreadable"


def test_a_refused_number_names_its_cell_its_value_and_what_to_do(read: Callable[..., Parsed]) -> None:
    parsed = read(
        [
            ["企业名称", "行业", "工序", "规格型号", "备案产能（万吨/年）"],
            ["甲公司", "水泥", "粉磨", "Φ3,8×13m", 60],
            ["乙公司", "水泥", "粉磨", "Φ3.8×13m", "6。5"],
            ["丙公司", "水泥", "粉磨", "3,8×13", 60],
        ]
    )
    assert [(one.cell, one.reason) for one in parsed.refusals] == [
        ("D2", "model_unreadable"),
        ("E3", "capacity_unreadable"),
        ("D4", "model_unreadable"),
    ]
    for one in parsed.refusals:
        assert one.value in sentence(one.reason, one.params) and "请" in sentence(one.reason, one.params)

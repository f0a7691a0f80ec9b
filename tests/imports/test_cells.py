"""Single values: exact, never rounded, never guessed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.imports.cells import cell_text, count, is_blank, number, phone
from lib.imports.values.credit_codes import ALPHABET, check_digit, credit_code
from lib.imports.values.days import EPOCH_1900, EPOCH_1904, day
from lib.imports.values.models import mill_diameter
from lib.imports.values.units import to_base
from lib.imports.vocabulary import Vocabulary

VALID_CODES = ("91350200MA2YJ1XR9G", "91350200776049653A", "91440101MA5CJQ4N59", "913502000728319549") + (
    "123502001549897397",
    "913502115628130384",
)
FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
amounts = st.decimals(min_value=-(10**10) + 1, max_value=10**10 - 1, places=8, allow_nan=False)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(amounts)
def test_a_number_that_fits_is_read_exactly_in_every_spelling(value: Decimal) -> None:
    for text in (f"{value:f}", f"{value:,f}", f"{value:f}".translate(FULL_WIDTH), f"  {value:f} "):
        assert number(text).value == value


@given(st.text(max_size=12))
def test_any_text_is_a_number_blank_or_has_a_problem(text: str) -> None:
    value, problem = number(text)
    assert problem in {"", "unreadable", "approximate", "range", "precision"}
    assert (value is None) or not problem


@given(st.integers(10**10, 10**14) | st.decimals(min_value="0.000000001", max_value="0.000000009", places=9))
def test_what_does_not_fit_is_refused_not_rounded(value: Decimal | int) -> None:
    assert number(f"{value:f}" if isinstance(value, Decimal) else str(value)).problem == "precision"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("约100", "approximate"),
        ("100左右", "approximate"),
        ("120余", "approximate"),
        ("60-70", "range"),
        ("60～70", "range"),
    ]
    + [
        ("60至70", "range"),
        ("1,23", "unreadable"),
        ("12 34", "unreadable"),
        ("六十", "unreadable"),
        ("=1+1", "unreadable"),
    ],
)
def test_numbers_nobody_can_judge_by(text: str, problem: str) -> None:
    assert number(text) == (None, problem)


def test_binary_fractions_read_as_the_spreadsheet_shows_them() -> None:
    assert cell_text(0.1 + 0.2) == "0.3"
    assert cell_text(2500.0) == "2500"
    assert cell_text(1e-5) == "0.00001"
    assert number(cell_text(1 / 3)).problem == "precision"


@given(days)
def test_a_day_is_read_in_every_spelling(value: date) -> None:
    spelled = (
        value.isoformat(),
        f"{value.year}年{value.month}月{value.day}日",
        f"{value.year}.{value.month}.{value.day}",
        f"{value:%Y/%m/%d}",
        f"{value:%Y%m%d}",
        f"{value.isoformat()} 00:00:00",
        f"{value.year}年{value.month}月{value.day}日".translate(FULL_WIDTH),
    )
    assert {day(text).value for text in spelled} == {value}


@given(days)
def test_the_end_of_a_month_is_its_last_day(value: date) -> None:
    last = day(f"{value.year}年{value.month}月底").value
    assert last and (last.year, last.month) == (value.year, value.month) and (last + timedelta(days=1)).day == 1


@given(st.dates(date(1932, 1, 1), date(2099, 12, 31)))
def test_serial_numbers_count_from_the_workbooks_own_day(value: date) -> None:
    assert day(str((value - EPOCH_1900).days)).value == value
    assert day(str((value - EPOCH_1904).days), EPOCH_1904).value == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年12月底", date(2022, 12, 31)),
        ("2022年底", date(2022, 12, 31)),
        ("2016年3月", date(2016, 3, 1)),
        ("2016", date(2016, 1, 1)),
    ]
    + [("2016.0", date(2016, 1, 1)), ("201603", date(2016, 3, 1)), ("2020年2月末", date(2020, 2, 29)), ("/", None)]
    + [
        (text, "unreadable")
        for text in ("年底前", "2022年下半年", "3月", "2022-13-01", "2021-02-29", "3022-01-01", "1")
    ],
)
def test_dates_as_offices_write_them(text: str, expected: date | str | None) -> None:
    value, problem = day(text)
    assert (problem or value) == expected


@pytest.mark.parametrize("code", VALID_CODES)
def test_codes_that_pass_the_check_digit(code: str) -> None:
    assert credit_code(code.lower()) == (code, "")


@pytest.mark.parametrize("code", ["91350100M0001TGQXM", "91350203M0001FUE2P"])
def test_legal_early_codes_that_fail_it_are_kept(code: str) -> None:
    assert credit_code(code) == (code, "check_digit")


@given(st.text(ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_the_check_digit_catches_every_single_wrong_character(first: str, at: int, other: str) -> None:
    code = first + check_digit(first)
    changed = code[:at] + other + code[at + 1 :]
    assert credit_code(code).problem == ""
    assert (credit_code(changed).problem == "check_digit") == (changed != code)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("9.13502E+17", "numeric"),
        ("91350200MA2YJ1XR9", "length"),
        ("91350200MA2YJ1XRO9", "characters"),
        ("371500228012345", "old"),
    ],
)
def test_codes_that_are_none(text: str, problem: str) -> None:
    assert credit_code(text) == (None, problem)


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("Φ3.2×13m", "3.2"),
        ("φ3.8*13m", "3.8"),
        ("Ф3200×13000", "3.2"),
        ("直径3.2米", "3.2"),
        ("φ2.8×40m回转窑", "2.8"),
        ("Φ3.2", "3.2"),
    ]
    + [
        ("2-Φ3.2×13m", "3.2"),
        ("3.2×13m", "3.2"),
        ("Φ３．２Ｘ１３ｍ", "3.2"),
        ("Ø3800mm×13m", "3.8"),
        ("1092型", None),
        ("", None),
    ],
)
def test_mill_diameters_in_model_texts(text: str, metres: str | None) -> None:
    assert mill_diameter(text) == (Decimal(metres) if metres else None, "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [("Φ2.5/3.1 * 55m", "two_diameters"), ("Φ3.2×13m、Φ2.6×13m", "two_diameters"), ("立式辊磨机1台", "vertical")],
)
def test_models_that_give_no_diameter_say_why(text: str, problem: str) -> None:
    assert mill_diameter(text) == (None, problem)


@given(
    st.decimals(min_value="0.5", max_value="6", places=2),
    st.sampled_from(["Φ", "φ", "Ф", "Ø", "直径"]),
    st.sampled_from("×xX*"),
)
def test_a_diameter_is_the_same_in_metres_and_millimetres(metres: Decimal, sign: str, times: str) -> None:
    assert mill_diameter(f"{sign}{metres}{times}13m").value == metres
    assert mill_diameter(f"{sign}{metres * 1000:.0f}{times}13000").value == metres


@pytest.mark.parametrize(
    ("text", "value", "base"),
    [
        ("2500t/d", "2500", "t/d"),
        ("60万吨/年", "60", "10kt/a"),
        ("500万条", "500", "10k/a"),
        ("日产2500吨", "2500", "t/d"),
    ]
    + [
        ("600000 吨", "60", "10kt/a"),
        ("1.2亿条", "12000", "10k/a"),
        ("30万千瓦", "300", "MW"),
        ("0.25万吨/日", "2500", "t/d"),
    ],
)
def test_quantities_with_their_unit(vocabulary: Vocabulary, text: str, value: str, base: str) -> None:
    quantity = vocabulary.units.read(text).value
    assert quantity and quantity.unit
    assert to_base(quantity.number, quantity.unit).value == Decimal(value)
    assert quantity.unit.base == base


@pytest.mark.parametrize(
    ("word", "ten_thousands"),
    [("百", "0.01"), ("千", "0.1"), ("万", "1"), ("十万", "10"), ("百万", "100"), ("千万", "1000"), ("亿", "10000")],
)
@pytest.mark.parametrize(("unit", "base"), [("条/年", "10k/a"), ("吨", "10kt/a")])
def test_words_of_number_before_a_unit(
    vocabulary: Vocabulary, word: str, ten_thousands: str, unit: str, base: str
) -> None:
    quantity = vocabulary.units.read(f"3{word}{unit}").value
    assert quantity and quantity.unit and quantity.unit.base == base
    assert to_base(quantity.number, quantity.unit).value == 3 * Decimal(ten_thousands)


def test_a_conversion_that_would_round_is_refused(vocabulary: Vocabulary) -> None:
    unit = vocabulary.units.find("吨/年")
    assert unit
    assert to_base(Decimal("0.0001"), unit).value == Decimal("0.00000001")
    assert to_base(Decimal("0.00011"), unit).problem == "precision"


@pytest.mark.parametrize(("text", "pieces"), [("2台", 2), ("两座", 2), ("1", 1), ("3（条）", 3), ("", None)])
def test_pieces(text: str, pieces: int | None) -> None:
    assert count(text) == (pieces, "")


@pytest.mark.parametrize("text", ["2.5", "若干", "-1"])
def test_pieces_that_cannot_be_counted(text: str) -> None:
    assert count(text).problem == "unreadable"


@pytest.mark.parametrize(
    "text", ["13800001234", "0635-8212345", "（0635）8212345", "13800001234/0635-8212345", "8212345转801"]
)
def test_telephone_numbers(text: str) -> None:
    assert phone(text) == (text, "")


@pytest.mark.parametrize("text", ["", " ", "/", "——", "无", "不详", "N/A", "－"])
def test_cells_that_say_nothing(text: str) -> None:
    assert is_blank(text)

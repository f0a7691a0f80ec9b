"""Whatever stands in an address, a page answers with itself or with a sentence, never with an incident."""

import pytest

from tests.ui.conftest import Open

HOSTILE = (
    "9" * 5000,
    "-1",
    "nan",
    "1e999",
    "0",
    "9999-12-31",
    "0001-01-01",
    "99999-01-01",
    "2022-02-30",
    "２０２２-０７-１５",
    "'; drop table facts.line; --",
    "%00\x00",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "{{7*7}}",
    "in:nothing",
    "../../etc/passwd",
    "甲" * 2000,
)
KEYS = {  # what each page reads of its address, beside date, compared date and language
    "overview": (),
    "map": ("area", "sector", "verdict", "state", "q", "enterprise"),
    "progress": ("area", "sector", "variant", "stage", "moved", "mark", "department"),
    "lines": ("area", "sector", "process", "verdict", "state", "dimension", "scale", "q", "page", "rule"),
    "sector": ("sector",),
    "area": ("area",),
    "enterprise": ("enterprise", "q"),
    "ledger": ("case", "view", "area", "sector", "rule", "colour", "stage", "page"),
    "import_file": (),
    "reports": ("period", "part", "cells"),
    "standards": ("rule", "status", "sector"),
    "quality": ("area", "sector", "reason", "file", "page"),
}


@pytest.mark.parametrize("name", KEYS)
def test_no_address_breaks_a_page(opened: Open, name: str) -> None:
    for value in HOSTILE:
        test = opened(name, **dict.fromkeys((*KEYS[name], "nothing"), value))
        assert not test.exception, value[:40]


@pytest.mark.parametrize("key", ["as_of", "since", "lang"])
@pytest.mark.parametrize("name", ["overview", "lines", "progress"])
def test_no_date_breaks_a_page(opened: Open, name: str, key: str) -> None:
    for value in HOSTILE:
        test = opened(name, **{key: value})
        assert not test.exception, value[:40]


@pytest.mark.parametrize("value", ["9999-12-31", "0001-01-01", "1899-12-31", "99999-01-01", "9" * 5000])
def test_a_date_no_register_speaks_of_is_a_sentence(opened: Open, value: str) -> None:
    for key in ("as_of", "since"):
        assert "2022-07-15" in opened("lines", **{key: value}).error[0].value

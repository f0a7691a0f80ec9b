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
    "overview": ("more", "shade"),
    "map": ("area", "sector", "verdict", "state", "q", "enterprise"),
    "progress": ("view", "area", "sector", "process", "account", "term", "stage", "moved"),
    "meeting": ("slide", "shade"),
    "briefing": (),
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
    keys = (*KEYS[name], "lang", "nothing")
    for first in range(0, len(HOSTILE), 3):
        asked = {key: HOSTILE[(first + place) % len(HOSTILE)] for place, key in enumerate(keys)}
        assert not opened(name, **asked).exception, asked


@pytest.mark.parametrize("key", ["as_of", "since"])
def test_what_is_no_date_is_a_sentence(opened: Open, key: str) -> None:
    for value in HOSTILE:
        test = opened("lines", **{key: value})
        assert not test.exception, value[:40]
        assert "2022-07-15" in test.error[0].value, value[:40]

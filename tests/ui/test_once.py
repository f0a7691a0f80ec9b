"""What is the same in a whole page run is found once, until something it follows from changes."""

import pytest

from lib.ui.frame import once


def counting():
    """A function that is counted, and how often it was asked."""
    asked: list[tuple[object, ...]] = []

    @once.once
    def named(kind: str, *, language: str = "zh") -> str:
        asked.append((kind, language))
        if kind == "none":
            raise KeyError(kind)
        return f"{kind} {language}"

    return named, asked


def test_in_a_run_it_is_found_once_for_the_same_arguments():
    named, asked = counting()
    with once.run():
        assert [named("area"), named("area"), named("area", language="en"), named("sector")] == [
            "area zh", "area zh", "area en", "sector zh",
        ]  # fmt: skip
    assert asked == [("area", "zh"), ("area", "en"), ("sector", "zh")]


def test_the_next_run_and_what_runs_outside_find_it_anew():
    named, asked = counting()
    for _ in range(2):
        with once.run():
            named("area")
        named("area")
    assert len(asked) == 4


def test_what_is_forgotten_is_found_anew():
    named, asked = counting()
    with once.run():
        named("area")
        once.forget()
        named("area")
    once.forget()
    assert len(asked) == 2


def test_what_failed_is_tried_again():
    named, asked = counting()
    with once.run():
        for _ in range(2):
            with pytest.raises(KeyError):
                named("none")
    assert len(asked) == 2

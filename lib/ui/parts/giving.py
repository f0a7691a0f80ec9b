"""The way from what a page shows to an instruction about it."""

from urllib.parse import urlencode

import streamlit as st

from lib.ui.frame import address, data, person
from lib.ui.frame.words import _, number
from lib.ui.parts import tables


def way(area: str, about: str = "") -> None:
    """A link to the filled form of an instruction about the page as it stands, which is about an area or, in words,
    something in it; for whoever gives instructions."""
    if person.may("instruct"):
        place = area if area in data.areas() else ""
        filled = address.link("todo", give=_here(), about=about or data.named("area", area), area=place)
        tables.ways({_("Give an instruction about this"): filled})


def standing() -> None:
    """How many instructions stand and how many are overdue, as a way to them; nothing where there is none."""
    counts = data.one("overview/instructions")
    if counts.standing_instructions:
        told = _(
            "Instructions: {standing}, {overdue} of them overdue",
            standing=number(counts.standing_instructions), overdue=number(counts.overdue_instructions),
        )  # fmt: skip
        tables.ways({told: address.link("todo", kind="instruction")})


def _here() -> str:
    """The address of the page in the language of whoever opens it."""
    asked = {"as_of": data.as_of().isoformat()} | st.query_params.to_dict()  # a number of that day
    kept = {key: text for key, text in asked.items() if key != "lang"}
    return f"/{st.session_state.get('page_shown', '')}" + (f"?{urlencode(kept)}" if kept else "")

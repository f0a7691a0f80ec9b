"""The form that draws a random share of an area's enterprises, and the draws so far."""

from functools import partial

import streamlit as st

from lib.inspections.drawing import draw
from lib.ui.frame import data, saving
from lib.ui.frame.words import _
from lib.ui.parts import tables

COLUMNS = (
    "draw_id",
    "drawn_on",
    "draw_pool_name",
    "area_name",
    "seed",
    "drawn_share",
    "pool_count",
    "drawn_count",
    "actor",
)
USUAL = 10  # percent


def form(area: str) -> None:
    """Seed and share of a new draw in an area, above those of this area so far."""
    with st.form(saving.key("draw"), border=False):
        first, left, middle, right = st.columns(4)
        pools = data.labels("draw_pool")
        pool = first.selectbox(_("Among"), list(pools), format_func=pools.__getitem__, key=saving.key("draw_pool"))
        seed = left.text_input(_("Seed, such as a number drawn in public"), key=saving.key("draw_seed"))
        share = middle.number_input(_("Share in percent"), 1, 100, USUAL, key=saving.key("draw_share"))
        with right:
            who = saving.actor(saving.key("draw_actor"))
        sent = st.form_submit_button(_("Draw"))
    if sent and saving.save(partial(_write, area, pool, int(share), seed, who), who):
        st.rerun()
    rows = data.ask("targets/draws", area=area)
    if not rows.empty:
        tables.sheet(rows, COLUMNS, is_cards=True, key="draws_page")


def _write(area: str, pool: str, share: int, seed: str, who: str) -> str:
    draw_id, found = draw(data.register(), area, share=share, seed=seed, actor=who, pool=pool)
    return _("{draw}: {count} enterprises were drawn.", draw=draw_id, count=len(found))

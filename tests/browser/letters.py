"""A page that says hostile names as Markdown, as our pages do."""

import streamlit as st

from lib.ui.frame.words import literal
from tests.storm.hostile import names

NAMES = names(400, seed=1)

for place, name in enumerate(NAMES):
    with st.container(key=f"name{place}"):
        st.markdown(literal(name))

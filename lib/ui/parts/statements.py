"""What areas stated of a period, held against the register, remembered for everybody who asks."""

from typing import Any

import pandas as pd
import streamlit as st

from lib.register.editions import Edition
from lib.reports.matrix import matrix as matrix_of
from lib.reports.periods import Period
from lib.ui.frame import data
from lib.ui.frame.words import language

Row = dict[str, Any]
Rows = list[Row]


def rows(period: Period, part: str) -> Rows:
    """The matrix of a period: statements as of the page's date, counts as of the due date."""
    return _matrix(data.reading(), period.period, part, data.as_of().isoformat(), language())


@st.cache_data(show_spinner=False, max_entries=40, hash_funcs=data.IDENTITY)
def _matrix(source: Edition, period: str, part: str, on: str, words: str) -> Rows:
    """The key holds the register and its version."""
    return matrix_of(source, period, part, pd.Timestamp(on).date(), words)

"""Words on the screen: gettext ids are English, the Chinese catalogue is `locale/zh_CN/*.po`; numbers as each
language writes them.

Streamlit draws every sentence and label as Markdown, also names that a county wrote into its workbook: an image among
them would make the browser ask a foreign host. So values are filled in literally, and only our own words are Markdown.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

import streamlit as st

from lib.cases.refusal import CaseRefused
from lib.errors import UserError
from lib.reports.refusal import ReportRefused
from lib.settings import from_environment
from lib.ui.frame.once import once
from lib.words import in_words, said

LANGUAGES: Final = {"zh": "中文", "en": "English"}
WAN: Final = 10_000  # 万
YI: Final = 100_000_000  # 亿
MARKS: Final = re.compile(r"[\\`*_\[\]<~$&]|:(?=[a-zA-Z_])")  # what Markdown and Streamlit read as markup anywhere
JOINTS: Final = re.compile(  # where Streamlit makes an emoji, icon, link or arrow, even of text that was escaped
    r"(?<=:)(?=[\w+/-]+:|//)|(?<=www)(?=\.)|(?<=@)(?=[\w-])|(?<=(?<!\S)[<>~-])(?=[>=-]{1,2}(?!\S))", re.IGNORECASE
)
JOINER: Final = "\u2060"  # takes no room
OPENING: Final = re.compile(r"^(\d*)(?=[.)#+-]+(?: |$)|>)")  # … and at the beginning: a list, a heading


@once
def language() -> str:
    """Language of the reader: the URL's `lang`, else the one chosen in this session, else the setting."""
    asked = st.query_params.get("lang") or st.session_state.get("kept_lang")
    return str(asked) if asked in LANGUAGES else from_environment().language


def literal(value: object) -> str:
    """A value as text that Markdown shows letter by letter, on one line; a date or a number stays as it is."""
    text = JOINTS.sub(JOINER, " ".join(str(value).split()))
    text = MARKS.sub(r"\\\g<0>", text)
    return OPENING.sub(r"\g<1>\\", text)


def _(message: str, **values: object) -> str:
    """The message in the reader's language as Markdown, `{placeholders}` filled literally."""
    return _filled(message, values)


def bare(message: str, **values: object) -> str:
    """The message in the reader's language as plain text, for HTML (escape it there) and for lists of choices."""
    return _translated(message, values)


def in_sentence(name: str) -> str:
    """A name inside a sentence: English writes its first letter small, acronyms stay."""
    is_plain = language() == "en" and name[1:2].islower()
    return name[:1].lower() + name[1:] if is_plain else name


def listed(names: Iterable[object]) -> str:
    """Several names in a row, as the reader's language separates them."""
    return ("、" if language() == "zh" else ", ").join(str(name) for name in names)


def told(error: UserError) -> str:
    """An error of the library in the reader's language as Markdown; one that was told in it already stays as it is."""
    if isinstance(error, CaseRefused | ReportRefused):
        return literal(error.sentence(language()))
    return _filled(error.message, error.values)


def told_bare(error: UserError) -> str:
    """The same as plain text, for HTML."""
    if isinstance(error, CaseRefused | ReportRefused):
        return error.sentence(language())
    return _translated(error.message, error.values)


def _filled(message: str, values: Mapping[str, object]) -> str:
    plain = (int, float, Decimal, date)
    told = {
        name: value if isinstance(value, plain) else literal(in_words(value, language()))
        for name, value in values.items()
    }
    return _translated(message, told)


def _translated(message: str, values: Mapping[str, object]) -> str:
    return said(message, language(), **values)


def number(value: Any) -> str:
    """A number with thousands separators, the sign for minus and no needless decimals; a missing one is a dash."""
    if value is None or value != value:  # noqa: PLR0124 - a missing number arrives as NaN
        return "–"
    text = f"{value:,.8f}" if abs(value - round(value)) > 1e-9 else f"{round(value):,}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def signed(change: int | float) -> str:
    """A change with its sign, ±0 for none."""
    return f"{'+' if change > 0 else '' if change < 0 else '±'}{number(change)}"


def big_number(value: float | None) -> tuple[str, str]:
    """A large number for a card and the word after it: 12,340,000 is (1,234, 万) in Chinese and (12,340,000, ) in
    English."""
    if value is None or value != value or language() != "zh" or abs(value) < WAN:  # noqa: PLR0124
        return number(value), ""
    step, word = (YI, "亿") if abs(value) >= YI else (WAN, "万")
    return number(round(value / step, 2)), word


def day(value: date | None) -> str:
    """A date as 2022-07-15; a missing one is a dash."""
    return value.isoformat()[:10] if isinstance(value, date) and value == value else "–"  # noqa: PLR0124

"""The rules as pages show them: each clause in its words and with its source, or one row each in a table."""

from html import escape

import pandas as pd
import streamlit as st

from lib.ui.frame import address, data
from lib.ui.frame.words import _, bare, language, listed, number
from lib.ui.parts import tables

VERDICTS = {"outdated": "outdated", "replace_owed": "replace", "review": "review"}  # column of a rule → verdict
COLUMNS = (
    "rule_id",
    "rule_title",
    "dimension_name",
    "status_name",
    "caught",
    "caught_enterprises",
    "not_assessable",
    "lead_department",
    "deadline",
)


def of_sector(sector: str) -> None:
    """The judging rules that speak of a sector, each with its clause and what it catches in the city."""
    rows = data.ask("standards/rules", sector=sector, status="in_force", dimension="", rule="")
    own = rows[rows.sectors != "*"]
    st.html("".join(clause(row) for row in own.to_dict("records")))
    everyone = rows[rows.sectors == "*"]
    with st.expander(_("{count} rules that speak of every sector", count=len(everyone)), expanded=own.empty):
        sheet(everyone)


def clause(rule: dict[str, object]) -> str:
    """A clause as HTML: its words, its source, its department and what it catches."""
    href = escape(address.link("standards", rule=str(rule["rule_id"])), quote=True)
    caught = bare("catches {what}", what=_caught(rule))
    source = f"{rule['document']} {rule['clause']} · {tables.plain(rule['lead_department'])} · {rule['rule_id']}"
    return (
        f'<div class="clause"><b>{escape(str(rule["rule_title"]))}</b> · '
        f'<a href="{href}" target="_self">{escape(caught)}</a><br>'
        f'{_in_english(rule)}<span lang="zh-CN">{escape(str(rule["clause_text"]))}</span>'
        f"<cite>{escape(source)}</cite></div>"
    )


def _in_english(rule: dict[str, object]) -> str:
    """What the clause asks for, before its own words, which are Chinese; empty for who reads these."""
    if language() == "zh" or not tables.is_said(rule["consequence"]):
        return ""
    return f"{escape(bare('It asks: {what}.', what=rule['consequence']))} {escape(bare('In its own words:'))} "


def _caught(rule: dict[str, object]) -> str:
    """How many lines or enterprises a rule catches, and of which verdict they are: `9 lines (6 outdated, 3 review)`."""
    unit = _("lines") if rule["scope"] == "line" else _("enterprises")
    names = data.labels("verdict")
    found = {names[verdict]: int(str(rule[column])) for column, verdict in VERDICTS.items()}
    parts = [f"{name} {number(count)}" for name, count in found.items() if count]
    caught = f"{number(int(str(rule['caught'])))} {unit}"
    return bare("{caught} ({parts})", caught=caught, parts=listed(parts)) if parts else caught


def sheet(rows: pd.DataFrame) -> None:
    """The rules, one row each; a number opens the rule."""
    shown = rows.assign(status_name=[data.named("rule_status", code) for code in rows.status])
    links = {
        "caught": [
            address.link("standards", rule=rule) if count else ""
            for rule, count in zip(rows.rule_id, rows.caught, strict=True)
        ],
        "rule_id": [address.link("standards", rule=rule) for rule in rows.rule_id],
    }
    tables.sheet(shown, COLUMNS, links, key="rules_page")

"""Opening cases in bulk: the verdicts that have none yet, previewed and opened by name in one transaction."""

from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from lib.cases.loading import ladder_of
from lib.cases.opening import Opened, open_case, open_many
from lib.ui import cases, data, filters, saving, tables
from lib.ui.page import empty
from lib.ui.words import _, language, number

COLUMNS = (
    "enterprise_name", "line_name", "area_name", "sector_name", "verdict_name", "rule_title", "explanation", "clause",
    "lead_department",
)  # fmt: skip
OPENS = ("outdated", "replace", "review")
SHOWN = 5  # skipped requests told one by one
SKIPPED = "cases_skipped"


def show() -> None:
    """Filter, preview, open."""
    for sentence in st.session_state.pop(SKIPPED, []):
        st.warning(sentence)
    chosen = _filters()
    params: dict[str, Any] = {**chosen, "start": 0, "size": tables.ALL_ROWS}
    rows = data.ask("ledger_openable", **params)
    if rows.empty:
        empty(_("Every verdict here has its case."), _("Clear a filter, or switch a rule on under Standards."))
        return
    _form(rows)
    tables.paged("ledger_openable", _("Verdicts without a case"), COLUMNS, chosen)


def _filters() -> dict[str, str]:
    names = data.labels("verdict")
    area, sector, rule, verdict = st.columns(4)
    found: dict[str, str] = {}
    with area:
        found["area"] = filters.area(_("All areas"))
    with sector:
        found["sector"] = filters.sector(_("All sectors"))
    with rule:
        found["rule"] = filters.choice("rule", _("Rule"), cases.rules(), _("All rules"))
    with verdict:
        found["verdict"] = filters.choice(
            "verdict", _("Verdict"), {code: names[code] for code in OPENS}, _("All verdicts")
        )
    return found


def _form(rows: pd.DataFrame) -> None:
    """One button opens a case for every verdict of the filter."""
    key, today = f"open_{saving.forms()}", date.today()
    with st.form(key, border=True):
        columns = st.columns([2, 2, 2, 2, 3], vertical_alignment="bottom")
        with columns[0]:
            who = saving.actor(f"{key}_actor")
        with columns[1]:
            first = min(data.as_of(), today)
            on = st.date_input(_("Identified on"), first, max_value=today, key=f"{key}_on", format="YYYY-MM-DD")
        document = columns[2].text_input(_("Document no."), key=f"{key}_doc").strip() or None
        with columns[3]:
            due = st.date_input(_("Exit due (if no rule sets it)"), None, key=f"{key}_due", format="YYYY-MM-DD")
        words = _("Open {count} cases", count=number(len(rows)))
        sent = columns[4].form_submit_button(words, type="primary", width="stretch")
    if sent and saving.save(partial(_write, rows, on=on, actor=who, document_no=document, due_on=due), who):
        st.rerun()


def _write(rows: pd.DataFrame, **by: Any) -> str:
    """Open the cases and say how many; why some were skipped is told on the next run."""
    opened = open_many(data.register(), rows.to_dict("records"), **by)
    st.session_state[SKIPPED] = _skipped(opened)
    return _("{count} cases opened.", count=number(len(opened.case_ids)))


def _skipped(opened: Opened) -> list[str]:
    """Why some were not opened."""
    ladder = ladder_of(data.register())
    told = [refusal.sentence(ladder, language()) for _request, refusal in opened.skipped[:SHOWN]]
    more = len(opened.skipped) - len(told)
    return [*told, *([_("{count} more were skipped.", count=number(more))] if more > 0 else [])]


def of_finding(finding: Any, who: str, on: date) -> str:
    """Open the case of a finding and say so. Raises CaseRefused."""
    subject = "line_id" if finding.subject_kind == "line" else "enterprise_id"
    case_id = open_case(
        data.register(), on=on, actor=who, finding_id=finding.finding_id, **{subject: finding.subject_id}
    )
    return _("Case {case} opened.", case=case_id)

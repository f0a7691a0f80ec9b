"""Opening cases in bulk: the verdicts that have none yet, previewed and opened by name in one transaction."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from lib.cases.loading import ladder_of
from lib.cases.opening import Opened, open_case, open_many
from lib.ui.frame import address, data, saving
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, language, number
from lib.ui.parts import cases, filters, paging, tables

COLUMNS = (
    "enterprise_name", "line_name", "area_name", "sector_name", "verdict_name", "rule_title", "explanation", "clause",
    "lead_department",
)  # fmt: skip
OPENS = ("outdated", "replace", "review")
SHOWN = 5  # skipped requests told one by one


def show() -> None:
    """Filter, preview, open."""
    chosen = _filters()
    params: dict[str, Any] = {**chosen, "start": 0, "size": 1}
    first = data.ask("ledger/openable", **params)
    if first.empty:
        empty(_("Every verdict here has its case."), _("Clear a filter, or switch a rule on under Standards."))
        return
    _form(chosen, int(first.total_count.iloc[0]))
    tables.paged("ledger/openable", _("Verdicts without a case"), COLUMNS, chosen)


def _filters() -> dict[str, str]:
    names, earlier = data.labels("verdict"), {"settled": _("Settled by an earlier case, nothing new since")}
    verdicts = {code: names[code] for code in OPENS}
    return filters.row(
        "area",
        "sector",
        rule=lambda: filters.choice("rule", _("Rule"), cases.rules(), _("All rules")),
        verdict=lambda: filters.choice("verdict", _("Verdict"), verdicts, _("All verdicts")),
        settled=lambda: filters.choice("settled", _("Earlier case"), earlier, _("Not settled by one")),
    )


def _form(chosen: dict[str, str], count: int) -> None:
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
        words = _("Open {count} cases", count=number(count))
        sent = columns[4].form_submit_button(words, type="primary", width="stretch")
    if sent and saving.save(partial(_write, chosen, on=on, actor=who, document_no=document, due_on=due), who):
        st.rerun()


def _write(chosen: dict[str, str], **by: Any) -> str:
    """Open the cases and say how many; why some were skipped is told on the next run."""
    params: dict[str, Any] = {**chosen, "start": 0, "size": paging.ALL_ROWS}
    rows = data.ask("ledger/openable", **params)
    here = {key: address.value(key) for key in ("area", "sector", "rule")}
    kept, link = saving.memory(), address.link("ledger", **here)
    opened = open_many(data.register(), rows.to_dict("records"), **by)
    names = {row.subject_id: tables.joined(row.enterprise_name, row.line_name) for row in rows.itertuples()}
    kept[saving.DOUBTS] = _skipped(opened, names)
    if not opened.case_ids:
        return ""
    done = _("{count} cases opened.", count=number(len(opened.case_ids)))
    return f"{done} [{_('See them in the list')}]({link})"


def _skipped(opened: Opened, names: dict[str, str]) -> list[str]:
    """Why some were not opened; a subject is told by its name, which a reader of the page knows, not by its id."""
    ladder = ladder_of(data.register())
    named = [
        replace(refusal, params=refusal.params | {"subject": names.get(request["subject_id"], request["subject_id"])})
        for request, refusal in opened.skipped
    ]
    told = [refusal.sentence(ladder, language()) for refusal in named[:SHOWN]]
    more = len(named) - len(told)
    none = [] if opened.case_ids else [_("No case was opened.")]
    return [*none, *told, *([_("{count} more were skipped.", count=number(more))] if more > 0 else [])]


def of_finding(finding: Any, who: str, on: date) -> str:
    """Open the case of a finding and say so. Raises CaseRefused."""
    subject = "line_id" if finding.subject_kind == "line" else "enterprise_id"
    case_id = open_case(
        data.register(), on=on, actor=who, finding_id=finding.finding_id, **{subject: finding.subject_id}
    )
    return _("Case {case} opened.", case=case_id)

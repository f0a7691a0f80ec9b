"""Reports on the screen: the matrices in official order, the cells a card counts, who is silent, duties."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from lib.reports.periods import Period, periods
from lib.ui.frame import address, data
from lib.ui.frame.words import _, day, language, listed, literal, number
from lib.ui.parts import cards as kpis
from lib.ui.parts import filters, tables
from lib.ui.parts.statements import Rows
from lib.ui.reports import forms

SCREENING_COLUMNS = (
    "area_name", "sector_name", "enterprise_count", "screened_enterprises", "unscreened_enterprises",
    "caught_enterprises", "operating_lines", "suspended_lines", "building_lines", "planned_lines", "state_name",
)  # fmt: skip
CELL_COLUMNS = (
    "area_name", "sector_name", "state_name", "reported_on", "days_late", "signer", "document_no", "note",
)  # fmt: skip
DUTY_COLUMNS = (
    "dimension_name", "task", "lead_departments", "due_text", "due_on", "duty_state", "days_left", "done_on",
    "document_no", "clause",
)  # fmt: skip
DOUBTFUL, RETURNED = "doubtful", "returned"
CELL = (
    '<td><span class="chip" style="--tone:{tone}">{name}{mark}</span>'
    '<div class="stamp">{when}</div></td>'
)  # fmt: skip


def chosen() -> tuple[Period, str]:
    """The period of the URL, else the one that is due next, else the last in which areas report; and beside it what to
    look at of it."""
    with st.container(key="filters_period"):
        first, second = st.columns([4, 7])
    with first:
        period = _period()
    with second:
        return period, _part(period)


def _period() -> Period:
    known = {one.period: one for one in periods(data.reading(), language())}
    coming = [one.period for one in known.values() if one.due_on >= data.as_of()]
    last = [one.period for one in known.values() if one.reporter == "areas"][-1]
    if address.value("period") not in known:
        st.query_params["period"] = coming[0] if coming else last
    names = {code: f"{one.name} · {_('due {day}', day=day(one.due_on))}" for code, one in known.items()}
    return known[filters.choice("period", _("Report period"), names)]


def _part(period: Period) -> str:
    """What to look at, kept in the URL; in a period of the city there are no matrices of areas."""
    names = {"reports": _("Statements"), "screening": _("Screening of the five sectors"),
             "papers": _("Freeze and papers"),
             "objections": _("Objections"), "goals": _("Goals"), "duties": _("Duties and stages")}  # fmt: skip
    hidden = {"objections"} if period.reporter == "areas" else {"reports", "screening"}
    return filters.part("part", {code: name for code, name in names.items() if code not in hidden})


def cards(found: Rows, period: Period, part: str) -> None:
    """How many statements stand in each state, and how many do not fit the register; each card opens its cells."""
    tones, names = data.colours("report_state"), _counted()
    shown = [
        kpis.Card(
            name, len(_cells(found, code)), _("cells"), "reports",
            (("period", period.period), ("part", part), ("cells", code)), tones.get(code, tones["not_reported"]),
        )
        for code, name in names.items()
    ]  # fmt: skip
    kpis.show(shown)
    if (code := address.value("cells")) in names:
        _opened(_cells(found, code), names[code], address.link("reports", period=period.period, part=part))


def _counted() -> dict[str, str]:
    """What the cards count: each state, and what does not fit."""
    return data.labels("report_state") | {DOUBTFUL: _("Does not fit the register")}


def _cells(found: Rows, code: str) -> Rows:
    """The cells a card counts."""
    if code == DOUBTFUL:
        return [row for row in found if row["is_contradicted"] or row["is_unsupported"]]
    return [row for row in found if row["state"] == code]


def _opened(found: Rows, name: str, back: str) -> None:
    """The cells of the card that was opened, as a list."""
    st.subheader(literal(name), anchor=False)
    if found:
        tables.sheet(pd.DataFrame(found), CELL_COLUMNS)
    else:
        st.caption(_("No cell is in this state."))
    st.markdown(f"[{_('Close the list')}]({back})")


def matrix(found: Rows, part: str) -> None:
    """Areas down, sectors across, each state in words with its date; ※ where it does not fit the register."""
    sectors = list(dict.fromkeys(row["sector_name"] for row in found))
    head = "".join(f"<th>{escape(name)}</th>" for name in sectors)
    lines: dict[str, list[str]] = {}
    for row in found:
        lines.setdefault(row["area_name"], []).append(_state(row))
    body = "".join(f'<tr><th scope="row">{escape(area)}</th>{"".join(cells)}</tr>' for area, cells in lines.items())
    st.html(
        f'<div class="scroll"><table class="sheet matrix"><thead><tr><th>{escape(_("Area"))}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
    st.caption(_("Silence is not a zero report. ※ does not fit the register as it stood on the due date."))
    _returned(_cells(found, RETURNED))
    if doubtful := _cells(found, DOUBTFUL):
        _doubtful(doubtful, part)
    if part == "screening":
        with st.expander(_("Enterprises and lines screened"), expanded=True):
            tables.sheet(pd.DataFrame([row for row in found if row["enterprise_count"]] or found), SCREENING_COLUMNS)


def _state(row: dict[str, Any]) -> str:
    late = _("{count} days late", count=number(row["days_late"])) if row["state"] == "late" else ""
    when = " · ".join(filter(None, (day(row["reported_on"]) if row["reported_on"] else "", late)))
    mark = " ※" if row["is_contradicted"] or row["is_unsupported"] else ""
    tone = data.colours("report_state")[row["state"]]
    return CELL.format(tone=tone, name=escape(row["state_name"]), mark=mark, when=escape(when))


def _returned(found: Rows) -> None:
    """Each zero that a visit contradicted, with the visit; the area states anew."""
    for row in found:
        place = f"**{literal(row['area_name'])} · {literal(row['sector_name'])}**"
        why = _("zero was stated; the visit {plan} of {day} found otherwise, so the area states anew.",
                plan=row["returned_by"], day=day(row["returned_on"]))  # fmt: skip
        st.markdown(
            f"{place} {why} [{_('open the visit')}]({address.link('inspection_plan', plan=row['returned_by'])})"
        )


def _doubtful(found: Rows, part: str) -> None:
    """Each statement that does not fit the register, in a sentence."""
    for row in found:
        place = f"**{literal(row['area_name'])} · {literal(row['sector_name'])}**"
        if part == "screening":
            why = _(
                "zero was stated; {unscreened} enterprises are not screened, {caught} lines are caught.",
                unscreened=number(row["unscreened_enterprises"]),
                caught=number(row["caught_lines"]),
            )
        elif row["is_contradicted"]:
            why = _(
                "zero was stated, but the register has {outdated} outdated lines and {shut} shut in the year.",
                outdated=number(row["outdated_lines"]),
                shut=number(row["shut_lines"]),
            )
        else:
            why = _("exits were reported, but the ledger has no line shut in the year.")
        st.markdown(f"※ {place} {why} [{_('open the rows')}]({_lines(row)})")


def _lines(row: dict[str, Any]) -> str:
    """Where the lines of a cell are, as of the day it is held against: the outdated ones, where there are any."""
    verdict = "outdated" if row.get("outdated_lines") or row.get("caught_lines") else ""
    held_on = min(data.as_of(), row["due_on"]).isoformat()
    return address.link("lines", area=row["area_code"], sector=row["sector"], verdict=verdict, as_of=held_on)


def silent(found: Rows, period: Period, part: str) -> None:
    """Areas that said nothing about something, and for how long; a name opens its letter."""
    every = len({row["sector"] for row in found})
    quiet: dict[tuple[str, str], list[str]] = {}
    for row in found:
        if row["state"] == "not_reported":
            quiet.setdefault((row["area_code"], row["area_name"]), []).append(row["sector_name"])
    st.subheader(_("Areas that have not stated everything"), anchor=False)
    if not quiet:
        st.caption(_("Every area has stated everything."))
        return
    late = next(row["days_late"] for row in found if row["state"] == "not_reported")
    since = _("{count} days late", count=number(late)) if late else _("not due yet")
    rows = "".join(
        f'<tr><td><a href="{escape(_letter(code, period, part), quote=True)}" target="_self">{escape(area)}</a></td>'
        f"<td>{escape(_several(names, every))} · {escape(since)}</td></tr>"
        for (code, area), names in quiet.items()
    )
    st.html(f'<table class="sheet"><tbody>{rows}</tbody></table>')


def _letter(area: str, period: Period, part: str) -> str:
    return address.link("reports", period=period.period, part=part, area=area)


def _several(names: list[str], every: int) -> str:
    """Sectors by name, or all of them in two words."""
    return _("all {count} sectors", count=every) if len(names) == every else listed(names)


def duties(period: Period) -> None:
    """The plan of a period, the stages of its work and who does what by when."""
    plan = period.plan
    told = {
        "plan": plan.name,
        "number": plan.document_no,
        "issuers": listed(plan.issuers),
        "day": day(plan.issued_on),
    }
    st.caption(_("{plan} ({number}), issued on {day} by {issuers}", **told))
    st.subheader(_("Stages of the work"), anchor=False)
    stages = data.ask("reports/stages", plan=plan.plan_id)
    tables.sheet(stages, ("work_stage_name", "begins_on", "ends_on", "task", "clause"))
    st.subheader(_("Duties"), anchor=False)
    duties = data.ask("reports/duties", plan=plan.plan_id)
    tables.sheet(duties, DUTY_COLUMNS)
    forms.duty(plan.plan_id, duties)

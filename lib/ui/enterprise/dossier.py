"""The file of one enterprise (一厂一档): identity, place, lines, measurements, verdicts, problems, versions."""

from html import escape

import pandas as pd
import streamlit as st

from lib.errors import UserError
from lib.ui.frame import address, data
from lib.ui.frame.page import empty, nothing_found
from lib.ui.frame.words import _, day
from lib.ui.parts import exports, giving, inspections, maps, paging, tables, timeline

VERSION_COLUMNS = (
    "kind",
    "name",
    "valid_from",
    "valid_to",
    "file_name",
    "row_ref",
    "recorded_at",
    "actor",
    "voided_at",
)
VISIT_COLUMNS = (
    "inspection_plan_id", "planned_on", "body_name", "matter_name", "outcome_name", "outcome_on", "note",
    "answered_count", "no_count",
)  # fmt: skip
CORRECTION_COLUMNS = (
    "action_id", "action_state_name", "item", "question", "action_text", "action_owner", "ordered_on", "due_on",
    "handed_in_on", "rechecked_on",
)  # fmt: skip
VERDICT_COLUMNS = ("rule_id", "rule_title", "verdict_name", "explanation", "line_name", "lead_department", "deadline")


def chosen() -> str:
    """The enterprise of the URL; empty when none is asked for. Raises UserError for one the register does not
    know on this date."""
    enterprise = address.value("enterprise")
    if enterprise and data.ask("enterprise/itself", enterprise=enterprise).empty:
        raise UserError(
            _(
                "The register knows no enterprise {enterprise} on this date. Search by name or choose a later date.",
                enterprise=enterprise,
            )
        )
    return enterprise


def show(enterprise: str) -> None:
    """The whole file, its parts in the order a visitor asks."""
    identity(enterprise)
    parts = (
        (_("Lines"), lines),
        (_("Verdicts with their clause"), verdicts),
        (_("Exit cases"), timeline.of_enterprise),
        (_("Inspections"), visits),
        (_("Corrective actions"), corrections),
        (_("Measurements and where they come from"), measurements),
        (_("Data problems"), problems),
        (_("What the register was told, and when"), versions),
    )
    for title, part in parts:
        st.subheader(title, anchor=False)
        part(enterprise)


def visits(enterprise: str) -> None:
    """The visits of joint inspections, planned and made; each leads to its plan, what was answered to its checklist."""
    inspections.counts("enterprise", enterprise=enterprise)
    rows = data.ask("enterprise/visits", enterprise=enterprise)
    if rows.empty:
        st.caption(_("No inspection is planned or was made."))
        return
    links = {
        "inspection_plan_id": [address.link("inspection_plan", plan=one) for one in rows.inspection_plan_id],
        "answered_count": [
            address.link("checklist", plan=one, enterprise=enterprise) for one in rows.inspection_plan_id
        ],
    }
    tables.sheet(rows, VISIT_COLUMNS, links, is_cards=True)


def corrections(enterprise: str) -> None:
    """What was ordered to be mended after visits, those that are owed first."""
    rows = data.ask("enterprise/corrective_actions", enterprise=enterprise)
    _shown("enterprise/corrective_actions", _("Corrective actions"), rows, CORRECTION_COLUMNS, enterprise)


def identity(enterprise: str) -> None:
    """Name, codes and contact on the left; where it stands, how it was placed and how sure that is on the right."""
    row = data.one("enterprise/itself", enterprise=enterprise)
    verdict = (
        tables.chip(str(row.verdict_name and row.gravest_verdict), escape(str(row.verdict_name)))
        if row.verdict_name
        else ""
    )
    href, again = escape(address.link("enterprise"), quote=True), escape(_("Search another enterprise"))
    back = f'<a class="screen" href="{href}" target="_self">{again}</a>'
    st.html(f"<h2 class='who'>{escape(row.enterprise_name)} {verdict}</h2>{back}")
    giving.way(tables.plain(row.area_code), str(row.enterprise_name))
    left, right = st.columns([7, 4], gap="medium")
    with left:
        tables.facts(_who(row) | _where(row))
    with right:
        maps.spot(row)


def _who(row: pd.Series) -> dict[str, str]:
    return {
        _("Credit code"): tables.plain(row.credit_code),
        _("Former names"): tables.plain(row.former_names),
        _("Scale"): data.named("scale", row.scale),
        _("Industry code"): tables.joined(row.industry_code, row.industry_edition),
        _("Contact"): tables.joined(row.contact_name, row.contact_phone),
        _("Address"): tables.plain(row.address),
        _("Source"): tables.joined(row.file_name, row.row_ref),
        _("Known since"): day(row.valid_from),
    }


def _where(row: pd.Series) -> dict[str, str]:
    given = tables.joined(row.coordinates_text, data.named("datum", row.datum))
    wgs84 = "–" if pd.isna(row.lon) else f"{row.lon:.6f}, {row.lat:.6f}"
    return {
        _("Counted in"): tables.plain(row.area_name),
        _("Placed by"): tables.joined(
            data.named("located_by", row.located_by), data.named("confidence", row.located_confidence)
        ),
        _("Declared area"): tables.joined(row.declared_name, row.area_declared_text),
        _("Area by address"): tables.plain(row.addressed_name),
        _("Area by coordinates"): tables.plain(row.pointed_name),
        _("WGS84"): wgs84,
        _("As given"): given,
    }


def lines(enterprise: str) -> None:
    """Its lines with capacity, state, verdict and the sentence."""
    rows = data.ask("enterprise/lines", enterprise=enterprise)
    columns = (
        "line_name", "sector_name", "process_name", "model", "quantity", "capacity", "unit_name",
        "capacity_original", "state_name",
        "verdict_name", "explanation",
    )  # fmt: skip
    _shown("enterprise/lines", _("Lines"), rows, columns, enterprise)


def verdicts(enterprise: str) -> None:
    """Every verdict with its clause in the clause's own words."""
    rows = data.ask("enterprise/verdicts", enterprise=enterprise)
    if rows.empty:
        empty(
            _("No rule asks about this enterprise."), _("Check its sector and process, or switch a candidate rule on.")
        )
        return
    st.html("".join(_verdict(row) for row in rows.to_dict("records")))
    exports.buttons(
        "enterprise/verdicts",
        _("Verdicts"),
        (*VERDICT_COLUMNS, "document", "clause", "clause_text"),
        {"enterprise": enterprise},
        {"enterprise": enterprise},
    )


def _verdict(row: dict[str, object]) -> str:
    chip = tables.chip(str(row["verdict"]), escape(str(row["verdict_name"])))
    what = tables.plain(row["line_name"]) if row["subject_kind"] == "line" else _("the whole enterprise")
    source = f"{row['document']} {row['clause']} · {tables.plain(row['lead_department'])} · {row['rule_id']} · {what}"
    return (
        f'<div class="clause">{chip} <b>{escape(str(row["explanation"]))}</b><br>'
        f"{escape(str(row['clause_text']))}<cite>{escape(source)}</cite></div>"
    )


def measurements(enterprise: str) -> None:
    """Measured values with the text they were read from, and its file and row."""
    rows = data.ask("enterprise/measurements", enterprise=enterprise)
    columns = (
        "line_name",
        "attribute_name",
        "value_number",
        "value_text",
        "unit_name",
        "origin_name",
        "told_number",
        "original",
        "observed_on",
        "file_name",
        "row_ref",
    )
    _shown("enterprise/measurements", _("Measurements"), rows, columns, enterprise)


def problems(enterprise: str) -> None:
    """What is doubtful or missing about it."""
    rows = data.ask(
        "quality/problems", area="", reason="", file="", enterprise=enterprise, start=0, size=paging.ALL_ROWS
    )
    if rows.empty:
        st.caption(_("Nothing is missing or contradicted."))
    else:
        tables.sheet(rows, ("problem", "line_name", "sentence"), is_cards=True, key="problems_page")


def versions(enterprise: str) -> None:
    """Every version of the enterprise and its lines with the file it came in."""
    rows = data.ask("enterprise/versions", enterprise=enterprise)
    shown = rows.assign(kind=[data.named("subject_kind", code) for code in rows.subject_kind])
    with st.expander(_("{count} versions", count=len(shown)), expanded=len(shown) <= 8):
        tables.sheet(shown, VERSION_COLUMNS, key="versions_page")


def _shown(query: str, title: str, rows: pd.DataFrame, columns: tuple[str, ...], enterprise: str) -> None:
    if rows.empty:
        nothing_found()
        return
    tables.sheet(rows, columns)
    exports.buttons(query, title, columns, {"enterprise": enterprise}, {"enterprise": enterprise})

"""One area in a period: what the register knows, what the team found, how it counts. Answers are saved when given."""

from functools import partial
from html import escape
from typing import Any

import streamlit as st

from lib.exports.formats import DOCX
from lib.inspections.kinds import YES_NO
from lib.reports.periods import Period
from lib.supervision.feedback import feedback_paper
from lib.supervision.supervising import answer_supervision
from lib.ui.frame import address, data, downloads, person, saving
from lib.ui.frame.words import _, day, literal
from lib.ui.parts import cards, exports, tables
from lib.ui.supervision import following

Row = dict[str, Any]
COLUMNS = (
    "item", "part_name", "question", "item_value_name", "item_outcome_name", "answer_origin_name", "known_words",
    "item_remark", "issue_state_name", "on_no", "due_on", "issue_closed_on", "cure_no", "item_basis",
)  # fmt: skip
READ = ("item", "question", "item_value_name", "item_outcome_name", "known_words", "item_remark", "issue_state_name")
TONES = {"fulfilled": "reported", "failed": "not_reported", "unknown": "late"}


def show(period: Period, area: str) -> None:
    """The numbers, the paper, the items, and what follows."""
    asked: dict[str, Any] = {"period": period.period, "area": area}
    row = data.one("supervision/board", **asked)
    tables.ways({_("All areas"): address.link("supervision", period=period.period),
                 _("Reports of this period"): address.link("reports", period=period.period)})  # fmt: skip
    _facts(row)
    _numbers(row, asked)
    found = data.ask("supervision/items", **asked)
    rows = found.astype(object).where(found.notna(), None)
    if tables.is_said(row.supervision_id) and person.may("export"):
        downloads.button(
            _("Feedback (Word)"), data.later(feedback_paper, area, period.period, data.as_of()),
            file_name=f"{row.supervision_id}_{area}.docx", mime=DOCX, key="feedback_paper",
        )  # fmt: skip
    following.next_steps(row, rows, area, period)
    outcome = address.value("outcome")
    names = data.labels("item_outcome")
    if outcome in names:
        rows = rows[rows.is_judged & (rows.item_outcome == outcome)]
        st.subheader(literal(names[outcome]), anchor=False)
    is_open = tables.is_said(row.supervision_id) and not tables.is_said(row.fed_back_on)
    if is_open and person.may("inspections"):
        _items(rows.to_dict("records"), str(row.supervision_id))
    else:
        links = {"known_words": [_rows_of(one, area, period.period) for one in rows.to_dict("records")]}
        tables.sheet(rows, READ, links, is_cards=True)
    exports.buttons("supervision/items", data.named("area", area), COLUMNS, asked, {"area": area})
    following.documents(period, area)


def _facts(row: Any) -> None:
    if not tables.is_said(row.supervision_id):
        st.html(f'<p class="who">{escape(row.area_name)} · {escape(_("no supervision yet"))}</p>')
        return
    st.html(
        f'<p class="who">{escape(tables.joined(row.area_name, row.supervision_id, row.supervision_state_name))}</p>'
    )
    tables.facts(
        {
            _("Team"): tables.joined(row.body_name, row.supervisors),
            _("Begun"): day(row.opened_on),
            _("Feedback"): tables.joined(row.fed_back_on, row.feedback_no),
            _("Issues mended by"): tables.plain(row.due_on),
            _("Circular"): tables.joined(row.circulated_on, row.circular_no),
        }
    )


def _numbers(row: Any, asked: dict[str, str]) -> None:
    """In order, not in order, unknown; each opens its items."""
    tones, names = data.colours("report_state"), data.labels("item_outcome")
    help_ = _("Of {count} items that can be in order or not; {share} % are. Unknown is not in order.",
              count=int(row.judged_count), share=tables.plain(row.fulfilled_share))  # fmt: skip
    cards.show(
        [
            cards.Card(
                names[code], float(row[f"{code}_count"]), _("items"), "supervision",
                (*asked.items(), ("outcome", code)), tones[tone], help=help_,
            )
            for code, tone in TONES.items()
        ]
    )  # fmt: skip
    st.caption(literal(help_))
    if address.value("outcome"):
        tables.ways({_("All items"): address.link("supervision", **asked)})


def _items(rows: list[Row], supervision: str) -> None:
    """The items section by section, each with what the register knows and a field."""
    who = saving.actor("supervision_actor")
    section = ""
    for row in rows:
        if row["section_name"] != section:
            section = row["section_name"]
            st.subheader(literal(section), anchor=False)
        with st.container(border=True):
            _item(row, supervision, who)


def _item(row: Row, supervision: str, who: str) -> None:
    key = f"{supervision}_{row['item']}_{row['answer_id']}"
    left, right = st.columns([6, 5], gap="medium")
    with left:
        facts = tables.joined(row["item"], row["item_severity_name"], row["item_basis"], row["item_outcome_name"])
        st.html(f'<div>{escape(row["question"])}</div><p class="stamp">{escape(facts)}</p>')
        if row["known_words"]:
            target = escape(_rows_of(row, row["area_code"], row["period"]), quote=True)
            words = escape(_("The register: {words}", words=row["known_words"]))
            st.html(f'<p class="stamp"><a href="{target}" target="_self">{words}</a></p>')
    with right:
        keep: dict[str, Any] = {"on_change": _keep, "args": (key, row, supervision, who)}
        _field(row, f"{key}_value", keep)
        st.text_input(
            _("Remark"), _said(row, "item_remark"), key=f"{key}_remark", placeholder=_("Facts, no conclusions"),
            label_visibility="collapsed", disabled=row["answer_id"] is None, **keep,
        )  # fmt: skip
        if row["lacks_remark"]:
            st.caption(_("A no to this item needs a remark."))


def _said(row: Row, column: str) -> str:
    """What a person said; the register's word is shown beside the field, and is nobody's answer."""
    return row[column] or "" if row["answer_id"] else ""


def _field(row: Row, key: str, keep: dict[str, Any]) -> None:
    """The field that fits the kind of answer."""
    kind, value = row["answer_kind"], _said(row, "item_value")
    if kind in YES_NO:
        names = data.labels("item_answer")
        st.segmented_control(
            row["item"], list(YES_NO[kind]), format_func=names.__getitem__, default=value or None, key=key,
            label_visibility="collapsed", **keep,
        )  # fmt: skip
    elif kind == "choice":
        codes = dict(zip(row["choices_zh"].split(";"), row["choices"].split(";"), strict=True))
        st.selectbox(
            row["item"], list(codes), format_func=codes.__getitem__, key=key, placeholder=_("Choose"),
            index=list(codes).index(value) if value in codes else None, label_visibility="collapsed", **keep,
        )  # fmt: skip
    else:
        st.text_input(row["item"], value, key=key, placeholder=row["unit_name"] or _("text"),
                      label_visibility="collapsed", **keep)  # fmt: skip


def _rows_of(row: Row, area: str, period: str) -> str:
    """Where the rows of what the register knows are; documents stand below on this page."""
    if not row["known_words"]:
        return ""
    if not row["opens"]:
        return address.link("supervision", period=period, area=area) + "#documents"
    key, _sign, code = (row["opens_with"] or "").partition("=")
    more = {key: code} if key else {}
    return address.link(row["opens"], area=area, **more, **({"period": period} if row["opens"] == "reports" else {}))


def _keep(key: str, row: Row, supervision: str, who: str) -> None:
    """Save what stands in the fields of an item, unless it stood there before."""
    value = str(st.session_state[f"{key}_value"] or "").strip()
    remark = str(st.session_state[f"{key}_remark"] or "").strip() if value else ""
    if (value, remark) != (_said(row, "item_value"), _said(row, "item_remark")):
        saving.save(partial(_answer, row, supervision, who, value, remark), who)


def _answer(row: Row, supervision: str, who: str, value: str, remark: str) -> str:
    answer_supervision(
        data.register(), supervision, row["item"], value, actor=who, remark=remark, seen=row["answer_id"] or ""
    )
    return ""

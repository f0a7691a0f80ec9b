"""Steps in bulk: the template of an area, a workbook with its zip, what each row would record, the batches before."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

import pandas as pd
import streamlit as st

from lib.bulk.archive import Archive
from lib.bulk.commit import commit
from lib.bulk.draft import Draft, prepare
from lib.bulk.template import template
from lib.cases.history import CITY_ACCEPTED
from lib.cases.loading import ladder_of
from lib.errors import FileRefused, UserError
from lib.exports.formats import XLSX
from lib.imports.marked import marked_workbook
from lib.register.store import Register
from lib.seconding.requests import Waiting, do
from lib.ui.frame import address, data, downloads, saving, turns
from lib.ui.frame.page import empty
from lib.ui.frame.words import _, language, literal, number, told
from lib.ui.parts import cards, filters, seconding, tables, uploading

DRAFT: Final = "steps_draft"  # the session's key of its last dry run
SUFFIXES: Final = ("xlsx", "xls", "ods", "csv")
WHOLE, SHOWN = 50, 500  # rows that stand whole, and those of a longer table that scrolls
REMARKS: Final = ("sheet", "row_number", "cell", "column_name", "value", "sentence")
STEPS: Final = (
    *("row_number", "case_id", "enterprise_name", "line_name", "step_name", "happened_on", "document_no", "file_names"),
)
BATCHES: Final = (
    *("batch_id", "file_name", "evidence_name", "recorded_at", "actor", "accepted_count", "rejected_count"),
    "voided_at",
)


def show() -> None:
    """The way in, and what came before."""
    left, right = st.columns([7, 4], gap="large")
    with right:
        st.subheader(_("The workbook to fill in"), anchor=False)
        _template()
    key = f"steps_{saving.forms()}"
    with left:
        st.subheader(_("Bring the steps of many cases"), anchor=False)
        st.caption(
            _("First a check. What you confirm is recorded at once: every lawful row, and none that is refused.")
        )
        book, packed = _uploaders(key)
    if book is None:
        st.session_state.pop(DRAFT, None)
    else:
        _bring(book, packed, key)
    st.subheader(_("Workbooks of steps recorded before"), anchor=False)
    _batches()


def _template() -> None:
    """The open cases of an area as a workbook."""
    area = filters.area(_("All areas"))
    st.caption(
        _(
            "Every open case of the area has a row, with the steps the law allows next and lists to choose from. "
            "Other workbooks are read too, as long as they have the columns for case, step and date."
        )
    )
    name = f"{_('Case steps')}-{data.named('area', area)}" if area else _("Case steps")
    downloads.button(
        _("Download the template with the open cases"), partial(template, data.register(), area, language()),
        file_name=f"{name}.xlsx", mime=XLSX, key="steps_template",
    )  # fmt: skip


def _uploaders(key: str) -> tuple[Any, Any]:
    """The workbook and the zip, where they are chosen."""
    settings = data.register().settings
    uploading.words(max(settings.upload_megabytes, settings.evidence_zip_megabytes))
    uploading.limit("steps_book", settings.upload_megabytes)
    uploading.limit("steps_zip", settings.evidence_zip_megabytes)
    left, right = st.columns(2)
    with left.container(key="steps_book"):
        book = st.file_uploader(
            _("Workbook of steps ({kinds})", kinds=", ".join(SUFFIXES)), type=list(SUFFIXES),
            max_upload_size=settings.upload_megabytes, key=f"{key}_book",
        )  # fmt: skip
    with right.container(key="steps_zip"):
        packed = st.file_uploader(
            _("Files that its rows name (one zip)"), type=["zip"], max_upload_size=settings.evidence_zip_megabytes,
            key=f"{key}_zip",
        )  # fmt: skip
    return book, packed


def _bring(book: Any, packed: Any, key: str) -> None:
    """What both files would do, and the button that does it."""
    try:
        draft = _draft(book, packed)
    except FileRefused as refusal:
        st.error(literal(refusal))
        return
    except UserError as refusal:
        st.error(told(refusal))
        return
    _dry_run(draft)
    _record(draft, book, packed, key)


@contextmanager
def _on_disk(book: Any, packed: Any) -> Iterator[tuple[Path, Path | None]]:
    """Both files where a child finds them."""
    with uploading.on_disk(book.name, book.getvalue()) as path:
        if packed is None:
            yield path, None
        else:
            with uploading.on_disk(packed.name, packed.getvalue()) as zipped:
                yield path, zipped


def _draft(book: Any, packed: Any) -> Draft:
    """The dry run, kept while neither files nor register change; files that were looked at are not looked at again."""
    source = data.register()
    key = (book.file_id, packed and packed.file_id, source.version(), language())
    kept = st.session_state.get(DRAFT)
    if kept is None or kept[0] != key:
        same_zip = kept is not None and kept[0][1] == key[1]
        opened: Archive | None = kept[1].archive if kept is not None and same_zip else None
        st.session_state.pop(DRAFT, None)
        bar = st.progress(0.0, " ")
        try:
            with turns.aside(), _on_disk(book, packed) as (path, zipped):
                kept = (key, prepare(source, path, zipped, language(), partial(uploading.show_stage, bar), opened))
        finally:
            bar.empty()
        st.session_state[DRAFT] = kept
    draft: Draft = kept[1]
    return draft


def _dry_run(draft: Draft) -> None:
    """What recording would do: counts, then each refusal, each step, each doubt."""
    summary = draft.summary(None, language())
    counted = {"rows": _("Rows that record a step"), "accepted": _("To be recorded"), "same": _("Recorded before")}
    counted |= {"rejected": _("Sent back"), "empty": _("Rows left empty")}
    cards.show([cards.Card(label, summary[name], _("rows")) for name, label in counted.items()])
    _folded(_("Refused: mend these rows and bring them again"), _frame(summary["rejects"]), REMARKS, is_open=True)
    if refusals := draft.refusals():
        downloads.button(
            _("Download the refused rows, marked"), partial(marked_workbook, refusals, language()),
            file_name=f"{Path(draft.form.file_name).stem}-{_('refused')}.xlsx", mime=XLSX,
        )  # fmt: skip
    _folded(_("To be recorded"), _steps(summary["steps"]), STEPS, is_open=not summary["rejects"])
    _folded(_("Worth a look"), _frame(summary["warned"]), REMARKS, is_open=True)


def _frame(remarks: list[dict[str, Any]]) -> pd.DataFrame:
    """Remarks in the words of the columns; what is said of a file of the zip stands in no row."""
    told = ({**one, "row_number": one["row_number"] or None} for one in remarks)
    return pd.DataFrame(told).rename(columns={"column": "column_name"})


def _steps(steps: list[dict[str, Any]]) -> pd.DataFrame:
    """Accepted rows in words."""
    frame = pd.DataFrame(steps)
    if len(frame):
        ladder = ladder_of(data.register())
        frame["step_name"] = [ladder.name("step", step, language()) for step in frame.step]
        frame["happened_on"] = pd.to_datetime(frame.happened_on)
        frame["file_names"] = ["; ".join(one["file"] for one in files) for files in frame.files]
    return frame


def _folded(title: str, rows: pd.DataFrame, columns: tuple[str, ...], *, is_open: bool) -> None:
    """A folded table; a short one wraps its sentences so that they can be read whole."""
    if not len(rows):
        return
    with st.expander(f"{title} ({number(len(rows))})", expanded=is_open):
        with st.container(height="content" if len(rows) <= WHOLE else 560, border=False):
            tables.sheet(rows.head(SHOWN), columns, is_cards=True)
        if len(rows) > SHOWN:
            st.caption(_("Shown are the first {count}.", count=number(SHOWN)))


def _record(draft: Draft, book: Any, packed: Any, key: str) -> None:
    """The button that records the accepted rows, and says how many."""
    who = saving.actor(f"{key}_actor")
    second = seconding.field(f"{key}_second") if _accepts(draft) else ""
    count = len(draft.of("accepted"))
    words = _("Record {count} steps", count=number(count))
    if not st.button(words, type="primary", disabled=not (who and count), key=f"{key}_record"):
        return

    def write() -> str:
        with _on_disk(book, packed) as (_path, zipped):
            batch = commit(data.register(second), draft, zipped, actor=who, write=_asking)
        if isinstance(batch, Waiting):
            return seconding.asked()
        refused = number(len(draft.of("refused")))
        done = _("Recorded as batch {batch}: {count} steps.", batch=batch, count=number(count))
        more = _("{count} rows were refused and are not kept.", count=refused) if draft.refusals() else ""
        return f"{done} {more} [{_('See the cases')}]({address.link('ledger', view='')})"

    if saving.save(write, who):
        st.session_state.pop(DRAFT, None)
        st.rerun()


def _accepts(draft: Draft) -> bool:
    return any(one.step and one.step.step == CITY_ACCEPTED for one in draft.of("accepted"))


def _asking(register: Register, **given: Any) -> Any:
    return do(register, "steps", **given)


def _batches() -> None:
    """Workbooks recorded before, newest first, and taking one back."""
    rows = data.ask("ledger/step_batches")
    if rows.empty:
        empty(_("No workbook of steps was recorded yet."), _("Bring one above; nothing is written before you confirm."))
        return
    tables.sheet(rows, BATCHES, is_cards=True, key="page")
    live = rows[rows.voided_at.isna()]
    if live.empty:
        return
    names = {row.batch_id: f"{row.file_name} · {row.batch_id}" for row in live.itertuples()}
    key = f"void_steps_{saving.forms()}"
    with st.expander(_("Void a workbook of steps")), st.form(key, border=False):
        st.caption(_("Every step it brought is reversed, all or none; refused when a later step rests on one of them."))
        batch = st.selectbox(
            _("Batch"), list(names), format_func=names.__getitem__, index=None, placeholder=_("Choose a batch"),
            key=f"{key}_batch",
        )  # fmt: skip
        reason = st.text_input(_("Reason") + " *", max_chars=200, key=f"{key}_reason")
        who = saving.actor(f"{key}_actor")
        second = seconding.field(f"{key}_second")
        sent = st.form_submit_button(_("Void it"))

    def told(done: dict[str, Any]) -> str:
        return _("Batch {batch} is void: {count} steps reversed.", batch=batch, count=number(done["reversed"]))

    def undo() -> str:
        return seconding.put("void steps", second, told, batch=str(batch), actor=who, reason=reason)

    if sent and not batch:
        st.warning(_("Choose a batch first."))
    elif sent and saving.save(undo, who):
        st.rerun()

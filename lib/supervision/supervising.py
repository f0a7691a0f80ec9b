"""A supervision of an area in a period of reports: opened, answered item by item, fed back, circulated, its issues
closed one by one, each by a document.

A team supervises a government and inspects no enterprise (国办发〔2024〕54号). What nobody answered is unknown, and
unknown is not in order.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import pyarrow as pa

from lib.errors import UserError
from lib.inspections.kinds import is_answer
from lib.register.steps import append_step, check_who
from lib.register.store import Cursor, Register, now
from lib.reports.periods import period_of

CLAUSE: Final = "国办发〔2024〕54号"
TEAM: Final = "联席会议督导组"
SUPERVISIONS: Final = pa.schema(
    [(name, pa.string()) for name in ("supervision_id", "area_code", "period")]
    + [("opened_on", pa.date32()), ("body", pa.string()), ("supervisors", pa.list_(pa.string()))]
    + [("actor", pa.string()), ("recorded_at", pa.timestamp("us"))]
)
ANSWERS: Final = pa.schema(
    [(name, pa.string()) for name in ("answer_id", "supervision_id", "item")]
    + [("number", pa.int32())]
    + [(name, pa.string()) for name in ("value", "remark", "origin")]
    + [("answered_on", pa.date32()), ("actor", pa.string()), ("recorded_at", pa.timestamp("us"))]
)
STEPS: Final = pa.schema(
    [("step_id", pa.string()), ("supervision_id", pa.string()), ("number", pa.int32()), ("step", pa.string())]
    + [("happened_on", pa.date32()), ("item", pa.string()), ("document_no", pa.string()), ("due_on", pa.date32())]
    + [("issues", pa.list_(pa.string()))]
    + [("note", pa.string()), ("actor", pa.string()), ("recorded_at", pa.timestamp("us"))]
)


def open_supervision(
    register: Register, area: str, period: str, *, on: date, supervisors: Sequence[str], actor: str, body: str = TEAM
) -> str:
    """Begin the supervision of an area in a period and return its number (D2022-0001). Raises UserError for an
    enterprise in the area's place, for a period in which areas do not report or that has not begun, without a team,
    and where one stands already."""
    check_who(actor)
    _check_day(on)
    _check_area(register, area)
    named = [one.strip() for one in supervisors if one.strip()]
    if not named:
        raise UserError("Who supervises? A supervision names its team.")
    asked = period_of(register, period)
    if asked.reporter != "areas" or on < asked.opens_on:
        raise UserError("In {period} no area is supervised on {on}.", period=asked.name, on=on)
    if register.query("asks/inspections/matter", body=body, matter="").empty:
        raise UserError("{body} is not listed; inspecting_bodies.csv lists the bodies.", body=body)
    with register.write(actor, "open supervision", area, period=period) as cursor:
        for row in _rows(register, cursor, area=area, period=period):
            if row["withdrawn_on"] is None:
                raise UserError("{supervision} of this area and period stands already.",
                                supervision=row["supervision_id"])  # fmt: skip
        last = cursor.execute(register.sql("asks/supervision/number"), {"year": on.year}).fetchone()
        supervision = f"D{on.year}-{(last[0] if last else 0) + 1:04}"
        row = {"supervision_id": supervision, "area_code": area, "period": period, "opened_on": on, "body": body,
               "supervisors": named, "actor": actor.strip(), "recorded_at": now()}  # fmt: skip
        _insert(register, cursor, "supervisions", [row], SUPERVISIONS)
    return supervision


def answer_supervision(
    register: Register,
    supervision: str,
    item: str,
    value: str,
    *,
    actor: str,
    on: date | None = None,
    remark: str = "",
    seen: str = "",
) -> str:
    """Record what a person found of an item and return the answer's id; an empty value takes it back. `seen` is the id
    of the answer the person saw, empty for none. Raises UserError for what is no answer, after the feedback, and when
    somebody else answered meanwhile, with both answers."""
    check_who(actor)
    day, said = on or date.today(), value.strip()
    _check_day(day)
    _check_answer(register, _standing(register, register.cursor(), supervision), item, said)
    with register.write(actor, "answer supervision", f"{supervision} {item}") as cursor:
        standing = _standing(register, cursor, supervision)
        if standing["fed_back_on"] is not None or day < standing["opened_on"]:
            raise UserError("{supervision} was fed back, or not begun on {on}: its items are not answered any more.",
                            supervision=supervision, on=day)  # fmt: skip
        asked = {"supervision": supervision, "item": item}
        last = cursor.execute(register.sql("asks/supervision/last_answer"), asked).fetchone() or (None, "", "", 0)
        if (last[0] or "") != seen:
            raise UserError(
                "{who} answered {item} meanwhile: {theirs}. Yours was {ours} and was not saved; look and answer again.",
                who=last[2], item=item, theirs=last[1], ours=said or "–",
            )  # fmt: skip
        row = _answer(supervision, item, last[3] + 1, said or None, day, actor) | {"remark": remark.strip() or None}
        _insert(register, cursor, "supervision_answers", [row], ANSWERS)
    return str(row["answer_id"])


def feed_back(
    register: Register, supervision: str, *, on: date, document_no: str, due_on: date, actor: str
) -> list[str]:
    """Give an area what was found, by a document and with the day by which issues are mended; return the items that are
    issues. What the register knew and nobody answered is taken down as its answer, so that nothing changes it later.
    Raises UserError without a document, for a day before the last answer, for a deadline before the feedback, and while
    a person's no lacks the remark that its item asks for."""
    _check_step(on, document_no, actor)
    if due_on < on:
        raise UserError("Issues are mended by {due}, which is before the feedback of {on}.", due=due_on, on=on)
    asked = {"supervision": supervision, "item": ""}
    before = register.cursor().execute(register.sql("asks/supervision/last_answer"), asked).fetchone()
    standing = _standing(register, register.cursor(), supervision)
    rows = items_of(register, standing["area_code"], standing["period"], on)
    if bare := [row["item"] for row in rows if row["lacks_remark"]]:
        raise UserError("{supervision} is not fed back yet. A no without its remark: {items}.",
                        supervision=supervision, items=", ".join(bare))  # fmt: skip
    with register.write(actor, "feed back", supervision, document=document_no) as cursor:
        standing = _standing(register, cursor, supervision)
        begun = max(standing["opened_on"], standing["last_answered_on"] or standing["opened_on"])
        if standing["fed_back_on"] is not None or on < begun:
            raise UserError("{supervision} was fed back already, or is answered until {day}.",
                            supervision=supervision, day=begun)  # fmt: skip
        last = cursor.execute(register.sql("asks/supervision/last_answer"), asked).fetchone() or (None, "", "", 0)
        if last != before:
            raise UserError("{supervision} was answered meanwhile: look again.", supervision=supervision)
        known = [row for row in rows if row["known_value"] is not None and row["answer_id"] is None]
        taken = [
            _answer(supervision, row["item"], last[3] + number, row["known_value"], on, actor)
            | {"remark": row["known_words"], "origin": "register"}
            for number, row in enumerate(known, 1)
        ]
        if taken:
            _insert(register, cursor, "supervision_answers", taken, ANSWERS)
        issues = [row["item"] for row in rows if row["item_outcome"] == "failed"]
        more = {"document_no": document_no.strip(), "due_on": due_on, "issues": issues}
        _add(register, cursor, standing, "fed_back", on, actor, **more)
    return issues


def circulate(register: Register, supervision: str, *, on: date, document_no: str, actor: str) -> None:
    """Tell the others by a circular what was fed back. Raises UserError before the feedback, and a second time."""
    _check_step(on, document_no, actor)
    with register.write(actor, "circulate", supervision, document=document_no) as cursor:
        standing = _after_feedback(register, cursor, supervision, on)
        if standing["circulated_on"] is not None:
            raise UserError("{supervision} was circulated already.", supervision=supervision)
        _add(register, cursor, standing, "circulated", on, actor, document_no=document_no.strip())


def close_issue(
    register: Register, supervision: str, item: str, *, on: date, document_no: str, actor: str, note: str = ""
) -> None:
    """Close an issue by the document that proves it mended. Raises UserError without one, before the feedback, and for
    an item that is no open issue."""
    _check_step(on, document_no, actor)
    with register.write(actor, "close issue", f"{supervision} {item}", document=document_no) as cursor:
        standing = _after_feedback(register, cursor, supervision, on)
        if item not in set(standing["issues"]) - set(standing["cured"]):
            raise UserError("{item} is no open issue of {supervision}.", item=item, supervision=supervision)
        more = {"item": item, "document_no": document_no.strip(), "note": note.strip() or None}
        _add(register, cursor, standing, "cured", on, actor, **more)


def withdraw_supervision(register: Register, supervision: str, *, actor: str, reason: str) -> None:
    """Withdraw a supervision that was begun in error; it stays on record with the reason. Raises UserError after the
    feedback."""
    check_who(actor)
    if not reason.strip():
        raise UserError("A withdrawal needs a reason and the name of who withdraws.")
    with register.write(actor, "withdraw supervision", supervision, reason=reason) as cursor:
        standing = _standing(register, cursor, supervision)
        if standing["fed_back_on"] is not None:
            raise UserError("{supervision} was fed back: it can no longer be withdrawn.", supervision=supervision)
        _add(register, cursor, standing, "withdrawn", date.today(), actor, note=reason.strip())


def items_of(register: Any, area: str, period: str, on: date, language: str = "zh") -> list[dict[str, Any]]:
    """The items of an area in a period on a day; what is missing is None."""
    found = register.ask("pages/supervision/items", on, language, area=area, period=period)
    rows: list[dict[str, Any]] = found.astype(object).where(found.notna(), None).to_dict("records")
    return rows


def _check_day(on: date) -> None:
    if on > date.today():
        raise UserError("{day} is not over yet.", day=on)


def _check_step(on: date, document_no: str, actor: str) -> None:
    check_who(actor)
    _check_day(on)
    if not document_no.strip():
        raise UserError("By which document? Feedback, circular and closing each name theirs.")


def _check_area(register: Register, area: str) -> None:
    """Raise UserError for what is no area, with the clause where it is an enterprise."""
    kinds = set(register.query("asks/supervision/subject", subject=area).kind)
    if "enterprise" in kinds:
        raise UserError(
            "{subject} is an enterprise: supervision is of the government of an area, and a supervision team inspects "
            "no enterprise ({clause}). Plan an inspection by a body that may.",
            subject=area, clause=CLAUSE,
        )  # fmt: skip
    if "area" not in kinds:
        raise UserError("{column}: there is no {code}.", column="area", code=area)


def _check_answer(register: Register, standing: dict[str, Any], item: str, value: str) -> None:
    rows = register.query("asks/supervision/item", period=standing["period"], item=item).to_dict("records")
    if not rows:
        raise UserError("There is no item {item} in {checklist}.", item=item, checklist="area_supervision")
    if value and not is_answer({str(name): cell for name, cell in rows[0].items()}, value):
        raise UserError("{value} is no answer to {item}.", value=value, item=item)


def _rows(
    register: Register, cursor: Cursor, *, supervision: str = "", area: str = "", period: str = ""
) -> list[dict[str, Any]]:
    asked = {"supervision": supervision, "area": area, "period": period}
    found = cursor.execute(register.sql("asks/supervision/standing"), asked)
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _standing(register: Register, cursor: Cursor, supervision: str) -> dict[str, Any]:
    """A supervision inside the transaction. Raises UserError when there is none, or it was withdrawn."""
    rows = [row for row in _rows(register, cursor, supervision=supervision) if row["withdrawn_on"] is None]
    if not rows:
        raise UserError("There is no supervision {supervision} that stands.", supervision=supervision)
    return rows[0]


def _after_feedback(register: Register, cursor: Cursor, supervision: str, on: date) -> dict[str, Any]:
    standing = _standing(register, cursor, supervision)
    if standing["fed_back_on"] is None or on < standing["fed_back_on"]:
        raise UserError("{supervision} was not fed back by {on}: that comes first.", supervision=supervision, on=on)
    return standing


def _answer(supervision: str, item: str, number: int, value: str | None, on: date, actor: str) -> dict[str, Any]:
    return {"answer_id": f"{supervision}/{number}", "supervision_id": supervision, "item": item, "number": number,
            "value": value, "origin": "person", "answered_on": on, "actor": actor.strip(),
            "recorded_at": now()}  # fmt: skip


def _add(
    register: Register, cursor: Cursor, standing: dict[str, Any], step: str, on: date, actor: str, **more: Any
) -> None:
    """Append what followed; steps count on."""
    supervision, number = standing["supervision_id"], standing["last_step"] + 1
    row = more | {"supervision_id": supervision, "number": number, "step": step, "happened_on": on, "actor": actor}
    append_step(register, cursor, "writes/supervision/insert_supervision_steps", STEPS, supervision, row)


def _insert(register: Register, cursor: Cursor, kind: str, rows: list[dict[str, Any]], schema: pa.Schema) -> None:
    cursor.register(f"incoming_{kind}", pa.Table.from_pylist(rows, schema=schema))
    cursor.execute(register.sql(f"writes/supervision/insert_{kind}"))

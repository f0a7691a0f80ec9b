"""An instruction (交办): a leader asks an area, a department or a person for something about a number or a row, with a
day; who was asked replies, who gives instructions is content or hands the reply back. Nothing is edited: every step is
a row."""

import re
from datetime import date
from typing import Any, Final

import pyarrow as pa

from lib.cases.loading import rows
from lib.errors import UserError
from lib.register.reference.files.people import ADDRESSED
from lib.register.steps import append_step, check_who
from lib.register.store import Cursor, Register

STEPS: Final = pa.schema(
    [("step_id", pa.string()), ("instruction_id", pa.string()), ("number", pa.int32()), ("step", pa.string())]
    + [("happened_on", pa.date32()), ("addressed", pa.string()), ("addressee", pa.string()), ("area_code", pa.string())]
    + [("due_on", pa.date32()), ("page_address", pa.string()), ("about", pa.string())]
    + [("note", pa.string()), ("actor", pa.string()), ("recorded_at", pa.timestamp("us"))]
)
OWED: Final = ("open", "returned", "overdue")
STANDING: Final = (*OWED, "replied")
LONGEST: Final = 1000  # characters of what is asked and of a reply
SHORT: Final = 200  # … of a person, and of what an instruction is about
ADDRESS: Final = re.compile(r"/[a-z_]*(\?[\w=&%.,:+\-!~*]{1,600})?")  # of a page here, never of another host


def give(
    register: Register, addressed: str, addressee: str, *, what: str, due_on: date, actor: str, area: str = "",
    page_address: str = "", about: str = "",
) -> str:  # fmt: skip
    """Ask an `area` (its code), a `department` or a `person` for something until a day, about the number or row that
    `page_address` opens (`about` in words), and return its number (J2026-0001). Raises UserError for nobody, no words,
    a day that is over, an unknown area or department, and an address that is no page of the atlas."""
    check_who(actor)
    if not what.strip() or not addressee.strip():
        raise UserError("An instruction says what is to be done, and by whom.")
    _check_length(what, LONGEST)
    _check_length(max(addressee, about, key=len), SHORT)
    if due_on < date.today():
        raise UserError("The deadline {day} has passed already.", day=due_on)
    if page_address and not ADDRESS.fullmatch(page_address):
        raise UserError("{address} is no address of a page here.", address=page_address)
    known = register.query("asks/instructions/addressees")
    named = {kind: set(found.addressee) for kind, found in known.groupby("addressed")}
    about_area = addressee if addressed == "area" else area
    for kind, name in ((addressed, addressee), *((("area", about_area),) if about_area else ())):
        if kind not in ADDRESSED or name not in named.get(kind, {name}):
            raise UserError("Nobody is called {name}: an instruction goes to an area, a department or a person.",
                            name=name)  # fmt: skip
    year = date.today().year
    with register.write(actor, "instruct", addressee, due=due_on) as cursor:
        [last] = rows(register, cursor, "asks/instructions/number", {"year": year})
        instruction = f"J{year}-{last['last_number'] + 1:04}"
        facts: dict[str, Any] = {
            "instruction_id": instruction, "addressed": addressed, "addressee": addressee.strip(),
            "area_code": about_area or None, "due_on": due_on, "note": what.strip(),
            "page_address": page_address or None, "about": about.strip() or None,
        }  # fmt: skip
        _add(register, cursor, facts, 1, "given", date.today(), actor)
    return instruction


def reply(register: Register, instruction: str, *, note: str, actor: str) -> None:
    """Say what was done about an instruction; it then waits for who gives instructions. Raises UserError without words
    or with too many, and for one that is over."""
    with register.write(actor, "reply to instruction", instruction) as cursor:
        _follow(register, cursor, _standing(register, cursor, instruction), "replied", note, actor)


def hand_back(register: Register, instruction: str, *, note: str, actor: str) -> None:
    """The reply does not do, and why: a new one is owed, until the same day. Raises UserError without words, and for an
    instruction without a reply that waits."""
    with register.write(actor, "return instruction", instruction, reason=note) as cursor:
        _follow(register, cursor, _replied(register, cursor, instruction), "returned", note, actor)


def finish(register: Register, instruction: str, *, actor: str, note: str = "") -> None:
    """An instruction is done. Raises UserError for one without a reply that waits: it may be withdrawn."""
    with register.write(actor, "finish instruction", instruction) as cursor:
        standing = _replied(register, cursor, instruction)
        _follow(register, cursor, standing, "done", note or standing["reply"], actor)


def withdraw(register: Register, instruction: str, *, note: str, actor: str) -> None:
    """Withdraw an instruction that is no longer meant; it stays on record with the reason. Raises UserError."""
    with register.write(actor, "withdraw instruction", instruction, reason=note) as cursor:
        _follow(register, cursor, _standing(register, cursor, instruction), "withdrawn", note, actor)


def _standing(register: Register, cursor: Cursor, instruction: str) -> dict[str, Any]:
    """An instruction that is not over. Raises UserError when there is none."""
    found = rows(register, cursor, "asks/instructions/standing", {"instruction": instruction})
    if not found or found[0]["instruction_state"] not in STANDING:
        raise UserError("No instruction {instruction} stands.", instruction=instruction)
    return found[0]


def _replied(register: Register, cursor: Cursor, instruction: str) -> dict[str, Any]:
    """An instruction whose reply waits for who gives instructions. Raises UserError when there is none."""
    standing = _standing(register, cursor, instruction)
    if standing["instruction_state"] != "replied":
        raise UserError("Nobody replied to {instruction} yet. Withdraw it if it is no longer meant.",
                        instruction=instruction)  # fmt: skip
    return standing


def _follow(register: Register, cursor: Cursor, standing: dict[str, Any], step: str, note: str, actor: str) -> None:
    """Append what happened to an instruction that stands."""
    check_who(actor)
    if not note.strip():
        raise UserError("Say what was done, or why: a step of an instruction has words.")
    _check_length(note, LONGEST)
    facts = {"instruction_id": standing["instruction_id"], "note": note.strip()}
    _add(register, cursor, facts, standing["row_count"] + 1, step, date.today(), actor)


def _check_length(text: str, most: int) -> None:
    if len(text) > most:
        raise UserError("Each text of an instruction has at most {most} characters.", most=most)


def _add(
    register: Register, cursor: Cursor, facts: dict[str, Any], number: int, step: str, on: date, actor: str
) -> None:
    row = facts | {"number": number, "step": step, "happened_on": on, "actor": actor}
    append_step(register, cursor, "writes/instructions/insert_instruction_steps", STEPS, facts["instruction_id"], row)

"""Deadlines as an iCalendar file (RFC 5545), for the calendars of an area or a department."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from lib.errors import UserError
from lib.register.reading import Reading
from lib.words import printable

WORDS = {
    "zh": {
        "name": "落后产能退出时限",
        "due": "{clock}到期",
        "area": "属地",
        "department": "牵头部门",
        "case": "事项编号",
        "clause": "依据",
    },
    "en": {
        "name": "Exit deadlines",
        "due": "{clock} due",
        "area": "Area",
        "department": "Lead",
        "case": "Case",
        "clause": "Clause",
    },
}
FAR = date(9999, 12, 31)


def calendar_of(register: Reading, as_of: date, *, area: str = "", department: str = "", language: str = "zh") -> bytes:
    """The running deadlines of an area (code) or a lead department. Raises UserError for an unknown language, area or
    department: an empty calendar would say that nothing is due."""
    if language not in WORDS:
        raise UserError(
            "There is no language {language}; there are {known}.", language=language, known=", ".join(WORDS)
        )
    register = register.reading()
    known = {row["kind"]: row["codes"] for row in register.ask_rows("asks/cases/calendars", as_of, language)}
    if area and area not in known["area"]:
        raise UserError("There is no area {area}; there are {known}.", area=area, known="、".join(known["area"]))
    if department and department not in known["department"]:
        raise UserError(
            "No lead department is called {department}; there are {known}.",
            department=department, known="、".join(known["department"]),
        )  # fmt: skip
    rows = register.ask("asks/cases/due", as_of, language, until=FAR, area=area, department=department)
    return deadlines_ics(rows.to_dict("records"), as_of=as_of, language=language)


def deadlines_ics(rows: Iterable[Mapping[str, Any]], *, as_of: date, language: str = "zh") -> bytes:
    """Rows of the mart `deadlines` as all-day events with an alarm a week before; the same rows give the same bytes."""
    words = WORDS[language]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exit Atlas//deadlines//ZH", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{escaped(words['name'])}")
    for row in rows:
        lines += event(row, as_of, words)
    return b"".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def event(row: Mapping[str, Any], as_of: date, words: Mapping[str, str]) -> list[str]:
    """One clock of one case. The identity does not depend on the date, so that a calendar updates the entry it has."""
    due = as_date(row["due_on"])
    about = " ".join(str(row[name]) for name in ("enterprise_name", "line_name") if is_said(row.get(name)))
    said = {"area": "area_name", "department": "lead_department", "case": "case_id", "clause": "clause"}
    described = "\n".join(f"{words[word]}: {row[name]}" for word, name in said.items() if is_said(row.get(name)))
    summary = f"{words['due'].format(clock=row['clock_name'])} {about}".strip()
    return [
        "BEGIN:VEVENT",
        f"UID:{row['case_id']}-{row['clock']}@exit-atlas",
        f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(summary)}",
        f"DESCRIPTION:{escaped(described)}",
        *(["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(summary)}", "TRIGGER:-P7D", "END:VALARM"]),
        "END:VEVENT",
    ]


def is_said(value: Any) -> bool:
    """Whether a cell holds something; a missing one is None or not equal to itself."""
    return value is not None and value == value and str(value) != ""


def as_date(value: Any) -> date:
    """A date from a date or a timestamp."""
    return value.date() if hasattr(value, "date") else date.fromisoformat(str(value))


def escaped(text: str) -> str:
    """Text of a property: backslash, semicolon, comma and line breaks escaped."""
    text = printable(text)
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def folded(line: str) -> bytes:
    """A content line of at most 75 octets a row, never cut inside a character, ended by CR LF."""
    rows, current = [], b""
    for character in line:
        octets = character.encode()
        if len(current) + len(octets) > 75:
            rows.append(current)
            current = b" "
        current += octets
    return b"\r\n".join([*rows, current]) + b"\r\n"

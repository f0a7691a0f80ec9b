"""What is to be done as a calendar (RFC 5545) and as a feed (Atom, RFC 4287): deadlines, days of reports, instructions,
corrective actions and inspections. Both are read again and again; the same thing keeps its identity, and an entry of
the feed the day since which it is told: thirty days before its own, or the first of the month."""

from datetime import date, timedelta
from html import escape
from typing import Any, Final

from lib.cases.calendar import FAR, deadlines_ics
from lib.register.reading import Reading
from lib.words import printable

ON_CLOCKS: Final = ("overdue", "due")  # kinds that the running clocks tell, also those far ahead
AHEAD: Final = 30  # days before its own from which a thing is told
EMPTY: Final[dict[str, Any]] = {"area": "", "department": "", "kind": "", "dimensions": []}
TITLES: Final = {"zh": "待办：落后产能退出", "en": "To do: exits of outdated capacity"}


def todo(register: Reading, as_of: date, language: str, **narrowed: str) -> list[dict[str, Any]]:
    """What is to be done on a date, of an `area` or a `department` where one is named."""
    return register.ask_rows("pages/todo/todo", as_of, language, **(EMPTY | narrowed))


def calendar(register: Reading, as_of: date, language: str) -> bytes:
    """Every running clock and everything else that has a day."""
    register = register.reading()
    clocks = register.ask_rows("asks/cases/due", as_of, language, until=FAR, area="", department="")
    owed = [
        row | {"case_id": row["todo_id"].replace(" ", "-"), "clock": row["todo"], "clock_name": row["todo_name"],
               "enterprise_name": row["todo_subject"], "clause": row["todo_what"]}
        for row in todo(register, as_of, language)
        if row["due_on"] and row["todo"] not in ON_CLOCKS
    ]  # fmt: skip
    return deadlines_ics([*clocks, *owed], as_of=as_of, language=language)


def feed(register: Reading, as_of: date, language: str, base: str) -> bytes:
    """What is to be done as Atom entries; `base` is the address the atlas is reached at."""
    day, where = f"{as_of:%Y-%m-%d}T00:00:00Z", base.rstrip("/")
    entries = "".join(_entry(row, as_of, where) for row in todo(register.reading(), as_of, language))
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>urn:exit-atlas:todo</id><title>{TITLES[language]}</title><updated>{day}</updated>"
        f"<author><name>Exit Atlas</name></author>{entries}</feed>"
    ).encode()


def _entry(row: dict[str, Any], as_of: date, where: str) -> str:
    since = min(as_of, row["due_on"] - timedelta(AHEAD)) if row["due_on"] else as_of.replace(day=1)
    kind = "clock" if row["todo"] in ON_CLOCKS else row["todo"]  # one that runs out is the same one
    is_own = row["todo"] == "instruction"
    said = [row[name] for name in ("todo_name", "todo_subject") if row[name]]
    more = [str(row[name]) for name in ("todo_what", "area_name", "due_on", "lead_department") if row[name]]
    asked = f"instruction={row['todo_id']}" if is_own else f"kind={row['todo']}"
    link = f"{where}/todo?{asked}" + (f"&area={row['area_code']}" if row["area_code"] and not is_own else "")
    return (
        f"<entry><id>urn:exit-atlas:{_text(kind + ':' + row['todo_id'].replace(' ', ':'))}</id>"
        f"<title>{_text(' · '.join(said))}</title><updated>{since:%Y-%m-%d}T00:00:00Z</updated>"
        f'<link href="{_text(link)}"/><summary>{_text(" · ".join(more))}</summary></entry>'
    )


def _text(text: str) -> str:
    return escape(printable(text), quote=True)

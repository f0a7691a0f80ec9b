"""What a phone takes along: approved plans with their visits in order, what the register knows of whom they visit, and
the checklists with what was answered."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from time import time
from typing import Any, Final

from lib.access.writing import OwnRegister
from lib.register.reading import Reading
from lib.register.store import Register

Row = dict[str, Any]
LANGUAGES: Final = ("zh", "en")
MOST: Final = 20  # plans a phone takes along: more would keep it loading on a slow line
OF_PLAN: Final = {"lines": "asks/field/lines", "cases": "asks/field/cases", "measured": "asks/field/measured"}
OF_ITEM: Final = (
    "item", "section_name", "question", "answer_kind", "unit_name", "choices", "choices_zh", "shown_if",
    "item_severity", "on_no", "needs_on_no", "proof", "item_basis",
)  # fmt: skip
OF_ANSWER: Final = ("item", "line_id", "line_name", "answer_id", "item_value", "item_remark", "picture_count", "actor")


def owner(register: Register) -> str:
    """In whose name a phone works; empty while the register has no account. Raises NotYours without the right."""
    if not isinstance(register, OwnRegister):
        return ""
    register.person.demand("inspections")
    return register.person.name


def bundles(register: Register) -> dict[str, Row]:
    """Language → everything for the field, of one version of the register; `now` is the moment in milliseconds since
    1970. Raises NotYours without the right to inspect.

    The plans are those that name the person as an officer; all approved ones in sight when none does, because accounts
    need not bear the officers' names; of many, those whose days are the nearest.
    """
    who, source, now = owner(register), register.reading(), round(time() * 1000)
    return {one: _bundle(register, source, who, one) | {"now": now} for one in LANGUAGES}


def _bundle(register: Register, source: Reading, who: str, language: str) -> Row:
    days, today = register.settings.field_days, date.today()
    found = source.ask_rows("asks/field/plans", None, language, who=who, since=today - timedelta(days=days))
    own = [one for one in found if one["is_own"]]
    near = sorted(own or found, key=lambda one: abs(one["planned_on"] - today))[:MOST]
    items: dict[str, dict[str, Row]] = defaultdict(dict)
    names: dict[str, str] = {}
    plans = [
        one
        | {"ends_on": one["planned_on"] + timedelta(days=days), "stops": _stops(source, language, one, items, names)}
        for one in sorted(near, key=lambda one: (one["planned_on"], one["inspection_plan_id"]))
    ]
    told = {"owner": who, "has_accounts": isinstance(register, OwnRegister), "today": today, "plans": plans}
    told |= {"left_off": len(own or found) - len(near)}
    told |= {"sectors": source.ask_rows("pages/every/labels", None, language, kind="sector")}
    told |= {"checklists": {code: {"name": names[code], "items": asked} for code, asked in items.items()}}
    said: Row = _plain(told | {"is_own": bool(own), "version": source.version()})
    return said


def _stops(
    source: Reading, language: str, plan: Row, items: dict[str, dict[str, Row]], names: dict[str, str]
) -> list[Row]:
    """The visits of a plan; what their checklists ask is added to `items`, once for all visits."""
    asked = {"plan": plan["inspection_plan_id"]}
    known = {name: _by_enterprise(source.ask_rows(query, None, language, **asked)) for name, query in OF_PLAN.items()}
    stops = source.ask_rows("pages/inspection_plan/stops", None, language, **asked)
    for stop in stops:
        visit = asked | {"enterprise": stop["enterprise_id"]}
        lists = source.ask_rows("pages/checklist/lists", None, language, **visit)
        for one in lists:
            code = one["checklist"]
            rows = source.ask_rows("pages/checklist/answers", None, language, checklist=code, **visit)
            names[code] = one["checklist_name"]
            items[code] |= {row["item"]: {name: row[name] for name in OF_ITEM} for row in rows}
            one["rows"] = [_answer(row, known["measured"].get(stop["enterprise_id"], [])) for row in rows]
        stop |= {name: known[name].get(stop["enterprise_id"], []) for name in ("lines", "cases")} | {"lists": lists}
    return stops


def _answer(row: Row, measured: list[Row]) -> Row:
    """An item as it is asked, its answer, and what the register holds of what it measures."""
    subject = (row["attribute"], row["line_id"])
    held = next((one for one in measured if (one["attribute"], one["line_id"]) == subject), None)
    return {name: row[name] for name in OF_ANSWER} | {"held": held and held["held"]}


def _by_enterprise(rows: list[Row]) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[row.pop("enterprise_id")].append(row)
    return found


def _plain(value: Any) -> Any:
    """The value as JSON holds it; an amount is the text it is written as."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)

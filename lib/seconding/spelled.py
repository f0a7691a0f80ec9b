"""The parameters of a deed as JSON and back: what waits for a second person outlives the process in which it was
asked for. Files stand in the store of evidence by then and are named by their hash."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final

from lib.cases.evidence import Kept, Upload, hash_of, path_of
from lib.cases.history import Proof, Step
from lib.cases.ledger import Entry
from lib.settings import Settings

KINDS: Final = {kind.__name__: kind for kind in (Entry, Step, Proof, Kept)}
DAYS: Final[dict[str, Callable[[str], Any]]] = {"datetime": datetime.fromisoformat, "date": date.fromisoformat}


def spelled(params: dict[str, Any]) -> str:
    """Parameters as JSON; what is no plain value says of which kind it is."""
    return json.dumps({name: _out(value) for name, value in params.items()}, ensure_ascii=False)


def read(text: str, settings: Settings) -> dict[str, Any]:
    """The parameters again."""
    return {name: _in(value, settings) for name, value in json.loads(text).items()}


def _out(value: Any) -> Any:
    if isinstance(value, Upload):
        return {"Upload": [value.kind, value.file_name, hash_of(value)]}
    if type(value).__name__ in KINDS:
        return {type(value).__name__: {one.name: _out(getattr(value, one.name)) for one in fields(value)}}
    if isinstance(value, date):
        return {type(value).__name__: value.isoformat()}
    if isinstance(value, dict):
        return {"dict": {name: _out(one) for name, one in value.items()}}
    return [_out(one) for one in value] if isinstance(value, list | tuple) else value


def _in(value: Any, settings: Settings) -> Any:
    if isinstance(value, list):
        return tuple(_in(one, settings) for one in value)
    if not isinstance(value, dict):
        return value
    [(kind, said)] = value.items()
    if kind == "Upload":
        return Upload(said[0], said[1], path_of(settings, said[2]))
    if kind in DAYS:
        return DAYS[kind](said)
    found = {name: _in(one, settings) for name, one in said.items()}
    return KINDS[kind](**found) if kind in KINDS else found

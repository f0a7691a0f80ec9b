"""What an import would do: incoming rows matched with the register, and each new, changed or the same."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from lib.imports.rows import Parsed
from lib.imports.subjects.incoming import (
    ENTERPRISES,
    LINES,
    MEASUREMENTS,
    arrow,
    enterprise_rows,
    line_rows,
    measurement_rows,
)
from lib.imports.subjects.keys import enterprise_keys, identifier, line_keys
from lib.places.locate import Placed
from lib.register.store import Cursor, Register

Doubts = dict[int, tuple[str, dict[str, str]]]  # position of a row → why its identity is doubtful, and what fills it


@dataclass
class Plan:
    """The planned versions; `status` of each row is new, changed or same."""

    enterprises: pa.Table
    lines: pa.Table
    measurements: pa.Table
    enterprise_of_row: pd.Series  # enterprise_id of each row of Parsed.rows
    line_of_row: pd.Series  # line_id, missing where the row speaks of an enterprise only
    doubts: Doubts
    unclear: dict[int, str]  # position of a row that may speak of several known enterprises → the question

    def counts(self) -> dict[str, dict[str, int]]:
        """New, changed and same enterprises and lines; a line whose measured value changes has changed."""
        told = self.measurements.filter(pc.not_equal(self.measurements["status"], "same"))
        touched = set(texts(told, "subject_id"))
        return {
            "enterprises": tally(self.enterprises, "enterprise_id", touched),
            "lines": tally(self.lines, "line_id", touched),
        }

    def enterprise_ids(self) -> list[str]:
        """The enterprises it speaks of."""
        return texts(self.enterprises, "enterprise_id")

    def known_ids(self) -> list[str]:
        """Those of them that the register knows: of strangers nothing can be judged otherwise by it."""
        known = self.enterprises.filter(pc.not_equal(self.enterprises["status"], "new"))
        return texts(known, "enterprise_id")

    def changes_nothing(self) -> bool:
        """True when every planned version is already in the register."""
        tables = (self.enterprises, self.lines, self.measurements)
        return all(set(texts(table, "status")) <= {"same"} for table in tables)


def texts(table: pa.Table, name: str) -> list[str]:
    """A column of a plan."""
    found: list[str] = table[name].cast(pa.string()).to_pylist()
    return found


def tally(subjects: pa.Table, key: str, touched: set[str]) -> dict[str, int]:
    """Counts of new, changed and same enterprises or lines; one with a touched measurement is not the same."""
    planned = zip(texts(subjects, key), texts(subjects, "status"), strict=True)
    counts = Counter("changed" if status == "same" and subject in touched else status for subject, status in planned)
    return {name: counts[name] for name in ("new", "changed", "same")}


def make_plan(register: Register, cursor: Cursor, parsed: Parsed, placed: Placed, valid_on: date) -> Plan:
    """Match the rows with the register as of `valid_on` and plan every version; nothing is written."""
    enterprises, enterprise_of_row, doubts, unclear = plan_enterprises(register, cursor, parsed, placed, valid_on)
    lines, line_of_row, more = plan_lines(register, cursor, parsed, enterprise_of_row, valid_on)
    values = arrow(measurement_rows(parsed, enterprise_of_row, line_of_row), MEASUREMENTS)
    measurements = planned(register, cursor, "measurements", values, valid_on)
    return Plan(enterprises, lines, measurements, enterprise_of_row, line_of_row, more | doubts, unclear)


def plan_enterprises(
    register: Register, cursor: Cursor, parsed: Parsed, placed: Placed, valid_on: date
) -> tuple[pa.Table, pd.Series, Doubts, dict[int, str]]:
    """The planned enterprises, the enterprise_id of each row of the file, doubts by row, rows that are unclear."""
    keys = enterprise_keys(parsed.rows, placed.counties)
    rows = enterprise_rows(parsed.rows, keys, placed.columns)
    incoming = arrow(rows, ENTERPRISES)
    known = answered(register, cursor, "match_enterprises", "incoming_enterprises", incoming).to_pandas()
    known = known.astype(object).where(known.notna(), None).set_index("enterprise_key")
    known.loc[known["enterprise_id"].notna(), "namesake_in"] = None
    counties = dict(zip(rows["enterprise_key"], rows["county"], strict=True))
    known = known.drop(index=list(set(known.index) & set(parsed.rows["enterprise_id"].dropna())))
    given = {key: key for key in parsed.rows["enterprise_id"].dropna()}
    ids = known["enterprise_id"].to_dict()
    made = {key: given.get(key) or _enterprise_id(key, counties[key], ids) for key in counties}
    rows = one_each(rows.assign(enterprise_id=rows["enterprise_key"].map(made)), "enterprise_id")
    unclear = keys["enterprise_key"].isin(known.index[known["is_unclear"].astype(bool)])
    plan = planned(register, cursor, "enterprises", arrow(rows, ENTERPRISES), valid_on)
    doubts = doubtful_enterprises(keys, keys["enterprise_key"].map(made), known["namesake_in"].dropna().to_dict())
    return (
        plan,
        keys["enterprise_key"].map(made),
        doubts,
        dict.fromkeys(np.flatnonzero(unclear).tolist(), "enterprise_unclear"),
    )


def _enterprise_id(key: str, county: str | None, known: dict[str, str | None]) -> str:
    """The known enterprise of a key, else a new one, apart from a known one of its name in another county."""
    if key not in known:
        return identifier("E", key)
    return known[key] or identifier("E", key if "|" in key else f"{key}|{county}")


def doubtful_enterprises(keys: pd.DataFrame, ids: pd.Series, namesakes: dict[str, str]) -> Doubts:
    """Rows whose enterprise is doubtful: a second name of one code, one name or one enterprise in two counties."""
    rows = pd.DataFrame({"id": ids, "key": keys["enterprise_key"], "name": keys["name_key"], "county": keys["county"]})
    firsts = rows.groupby("id", sort=False)[["name", "county"]].transform("first")
    placed = rows[rows["county"].notna()].drop_duplicates("name").set_index("name")["county"]
    first_of = rows["key"].map(namesakes).where(rows["key"].isin(list(namesakes)), rows["name"].map(placed))
    moved = rows["county"].notna() & firsts["county"].notna() & (rows["county"] != firsts["county"])
    doubts = _of_two_counties("enterprise_in_two_counties", moved, firsts["county"], rows["county"])
    doubts |= _of_two_counties("name_in_two_counties", rows["key"].isin(list(namesakes)), first_of, rows["county"])
    further = rows["key"].str.contains("|", regex=False)  # a name that stands in another county further up
    doubts = _of_two_counties("name_in_two_counties", further, first_of, rows["county"]) | doubts
    renamed = (rows["name"] != firsts["name"]) & keys["credit_code"].notna()
    return dict.fromkeys(np.flatnonzero(renamed).tolist(), ("code_of_two_names", {})) | doubts


def _of_two_counties(reason: str, doubtful: pd.Series, first: pd.Series, other: pd.Series) -> Doubts:
    """The doubt of each doubtful row about the county that was told first and its own."""
    pairs = list(zip(first[doubtful].tolist(), other[doubtful].tolist(), strict=True))
    said = {pair: (reason, {"first": pair[0], "other": pair[1]}) for pair in set(pairs)}
    return {at: said[pair] for at, pair in zip(np.flatnonzero(doubtful).tolist(), pairs, strict=True)}


def plan_lines(
    register: Register, cursor: Cursor, parsed: Parsed, enterprise_of_row: pd.Series, valid_on: date
) -> tuple[pa.Table, pd.Series, Doubts]:
    """The planned lines, the line_id of each row (missing where it speaks of an enterprise only), doubts by row."""
    lines = line_rows(parsed.rows, enterprise_of_row)
    lines["line_key"] = line_keys(lines, lines["enterprise_id"])
    if "shown_line_key" in lines:  # a table of ours that came back: its number among namesakes is known
        pairs = zip(lines["line_key"], lines["shown_line_key"], strict=True)
        own = [known if _is_namesake(key, known) else key for key, known in pairs]
        lines["line_key"] = pd.Series(own, index=lines.index, dtype=object)
    lines["line_id"], doubts = known_lines(register, cursor, lines)
    doubtful: Doubts = {int(lines["row_index"].iloc[at]): (reason, {}) for at, reason in doubts.items()}
    ids = pd.Series(lines["line_id"].to_numpy(), index=lines["row_index"], dtype=object)
    return (
        planned(register, cursor, "lines", arrow(lines, LINES), valid_on),
        ids.reindex(range(len(parsed.rows))),
        doubtful,
    )


def _is_namesake(key: str, known: object) -> bool:
    """Whether two keys of lines say the same name and model."""
    return isinstance(known, str) and key.rpartition("|")[0] == known.rpartition("|")[0]


def one_each(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """The last row of each subject: two names of one enterprise in a file (an old and a new one) are one enterprise."""
    return rows.drop_duplicates(key, keep="last").reset_index(drop=True)


def answered(register: Register, cursor: Cursor, query: str, view: str, rows: pa.Table, **params: date) -> pa.Table:
    """Run a query of `queries/writes` that reads incoming rows under a name."""
    cursor.register(view, rows)
    try:
        return cursor.execute(register.sql(f"writes/{query}"), params or None).to_arrow_table()
    finally:
        cursor.unregister(view)


def known_lines(register: Register, cursor: Cursor, lines: pd.DataFrame) -> tuple[pd.Series, dict[int, str]]:
    """line_id of each incoming line, known or made from what it is first seen with; and doubts by position."""
    incoming = arrow(lines.assign(line_id=None), LINES)
    found = answered(register, cursor, "match_lines", "incoming_lines", incoming).to_pandas()
    known = dict(zip(found["line_position"], found["line_id"], strict=True))
    first_seen = _first_seen(lines)
    given = dict(lines.loc[lines["line_id"].notna(), "line_id"]) if "line_id" in lines else {}
    taken_by_id = set(given.values())
    found_again = {at: old for at, old in known.items() if isinstance(old, str) and old not in taken_by_id} | given
    made = {at: identifier("L", *parts) for at, parts in enumerate(first_seen) if at not in found_again}
    taken = standing_ids(register, cursor, list(made.values())) | set(found_again.values())
    ids = [found_again.get(at) or _fresh(made[at], parts, taken) for at, parts in enumerate(first_seen)]
    repeated = lines["line_code"].isna() & ~lines["line_key"].str.endswith("|1")
    doubts = dict.fromkeys(np.flatnonzero(repeated).tolist(), "line_name_repeated")
    shared = lines["line_code"].notna() & lines.duplicated(["enterprise_id", "line_code"], keep=False)
    doubts |= dict.fromkeys(np.flatnonzero(shared).tolist(), "line_code_repeated")
    doubts |= dict.fromkeys(found.loc[found["is_namesake"].astype(bool), "line_position"].tolist(), "line_name_known")
    return pd.Series(ids, dtype=object), doubts


def planned(register: Register, cursor: Cursor, kind: str, rows: pa.Table, valid_on: date) -> pa.Table:
    """Run the plan query of a kind of fact on its incoming rows.

    A plan may wait for long: equal texts are kept once, and the rest is copied, for any column of an answer of DuckDB
    keeps all of them in memory.
    """
    plan = answered(register, cursor, f"plan_{kind}", f"incoming_{kind}", rows, valid_on=valid_on)
    for at, name in enumerate(plan.column_names):
        if pa.types.is_string(plan.schema.field(name).type):
            plan = plan.set_column(at, name, plan[name].dictionary_encode())
    return plan.take(pa.array(np.arange(len(plan))))


def _first_seen(lines: pd.DataFrame) -> list[tuple[str, ...]]:
    """What the id of a new line is made from: enterprise, process (else sector), and its code (else its key)."""
    kind, named = lines["process"].fillna(lines["sector"]), lines["line_code"].fillna(lines["line_key"])
    rows = zip(lines["enterprise_id"].tolist(), kind.tolist(), named.tolist(), strict=True)
    return [tuple(map(str, parts)) for parts in rows]


def _fresh(made: str, parts: tuple[str, ...], taken: set[str]) -> str:
    """The id of a new line, numbered where another line has the same: no row may take the place of another."""
    number = 1
    while made in taken:
        number += 1
        made = identifier("L", *parts, str(number))
    taken.add(made)
    return made


def standing_ids(register: Register, cursor: Cursor, ids: list[str]) -> set[str]:
    """Those of these line ids that the register has."""
    asked = pa.table({"line_id": pa.array(ids, type=pa.string())})
    return set(answered(register, cursor, "standing_line_ids", "asked_lines", asked)["line_id"].to_pylist())

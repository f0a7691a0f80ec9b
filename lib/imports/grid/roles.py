"""What each sheet of a file is for: a county's lines, a summary of other sheets, or nothing to be read."""

import re

import pandas as pd

from lib.imports.grid.one import SheetRead
from lib.imports.rows import Remark

SUMMARY = re.compile(r"汇总|总表|合计|总计|全市|summary|total", re.I)
SAME = ["enterprise_name", "line_code", "line_name", "model", "capacity_filed", "capacity_actual", "state"]


def propose(sheets: list[SheetRead]) -> None:
    """Take a sheet that calls itself a summary of the others, or only repeats their rows, for one; choices stand."""
    readable = [one for one in sheets if one.grid.role == "county"]
    for one in readable:
        others = [other for other in readable if other is not one and other.grid.role == "county"]
        if one.grid.why == "chosen" or not any(table.row_count for other in others for table in other.tables):
            continue
        if SUMMARY.search(one.grid.sheet) and _names(one) & {name for other in others for name in _names(other)}:
            one.grid.role, one.grid.why = "summary", "name"
        elif _repeats(one, others) and (one is readable[-1] or len(others) > 1):
            one.grid.role, one.grid.why = "summary", "repeats"


def _names(one: SheetRead) -> set[str]:
    return set(one.rows()["enterprise_name"])


def _repeats(one: SheetRead, others: list[SheetRead]) -> bool:
    """Whether every row of a sheet, more than one, stands on another sheet too."""
    rows = _identities(one.rows())
    known = {identity for other in others for identity in _identities(other.rows())}
    return len(rows) > 1 and all(identity in known for identity in rows)


def _identities(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(rows[SAME].astype(str).itertuples(index=False, name=None))


def compared(summary: SheetRead, counties: list[SheetRead]) -> list[Remark]:
    """Where a summary differs from the sheets it sums up: lines they lack, and those it lacks itself."""
    own, theirs = summary.rows(), pd.concat([county.rows() for county in counties], ignore_index=True)
    lines = {(*_line(row), row.capacity_filed) for row in theirs.itertuples()}
    known = {line[:-1] for line in lines}
    remarks = []
    for row in own.itertuples():
        line = _line(row)
        if (*line, row.capacity_filed) not in lines:
            reason = "summary_differs" if line in known else "summary_unknown"
            said = {"name": str(row.enterprise_name), "capacity": str(row.capacity_original or "")}
            remarks.append(
                Remark(summary.grid.sheet, int(row.row_number), "", "", str(row.enterprise_name), reason, said)
            )
    summed = {_line(row) for row in own.itertuples()}
    lacking = [row for row in theirs.itertuples() if _line(row) not in summed]
    remarks += [
        Remark(
            str(row.sheet),
            int(row.row_number),
            "",
            "",
            str(row.enterprise_name),
            "summary_lacks",
            {"sheet": summary.grid.sheet, "value": str(row.enterprise_name)},
        )
        for row in lacking
    ]
    return remarks


def _line(row: object) -> tuple[str, ...]:
    return tuple(str(getattr(row, name) or "") for name in ("enterprise_name", "line_code", "line_name", "model"))

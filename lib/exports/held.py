"""Marts whose rows are held against a date of their own, such as statements of a period against its due date."""

import re
from datetime import date

import pyarrow as pa

from lib.errors import UserError
from lib.register import views
from lib.register.reading import Reading

SINCE = "-- since:"  # in the header of a mart that compares an earlier date with the date
HELD = re.compile(r"^-- held: (\w+)$", re.MULTILINE)  # names the column of the date in the header of the mart's query


def held(register: Reading, name: str, day: date, language: str, since: date | None = None) -> pa.Table:
    """Every row of a mart; where its query names the date that a row is held against (`-- held: due_on`), the rows
    whose date is past come from that date, with what was stated by `day`. `since` is the earlier date of a mart that
    compares two (`-- since:`).

    Raises UserError when `since` is given for a mart that compares nothing, or is not earlier than the date.
    """
    sql = views.view_sql(register.settings.queries_dir, f"marts.{name}")
    if since:
        check_since(name, sql, since, day)
        cursor = register.compared_cursor(day, language, since=since, query=f"marts.{name}")
        return cursor.execute(register.sql("asks/exports/mart"), {"mart": f"marts.{name}"}).to_arrow_table()

    def asked(on: date) -> pa.Table:
        cursor = register.snapshot_cursor(on, language, stated_by=day, query=f"marts.{name}")
        return cursor.execute(register.sql("asks/exports/mart"), {"mart": f"marts.{name}"}).to_arrow_table()

    rows, column = asked(day), HELD.search(sql)
    if not column:
        return rows
    dates = rows[column[1]].to_pylist()
    parts = [rows.filter([one >= day for one in dates])]
    for past in sorted({one for one in dates if one < day}):
        then = asked(past)
        parts.append(then.filter([one == past for one in then[column[1]].to_pylist()]))
    return pa.concat_tables(parts)


def check_since(name: str, sql: str, since: date, day: date) -> None:
    """Raise UserError when a mart cannot be asked since a date."""
    if SINCE not in sql:
        raise UserError("{name} speaks of one date: it takes no --since.", name=name)
    if since > day:
        raise UserError("{since} is later than {day}: the earlier date comes first.", since=since, day=day)

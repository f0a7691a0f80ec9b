"""The public holidays of a year and the weekends worked for them, out of a package, as rows of holidays.csv."""

from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final

from chinese_calendar import Holiday, get_dates, get_holiday_detail, holidays, is_workday

from lib.errors import UserError
from lib.register.reference.columns import Row
from lib.register.reference.csvfile import read_rows, write_rows
from lib.register.reference.files import TABLES

PACKAGE: Final = "chinese-calendar"  # its author keys in the yearly notice of the State Council's office
WEEK: Final = 5  # days that offices work


def write_year(directory: Path, year: int) -> list[Row]:
    """Put the days of a year into holidays.csv in place of those it has of that year, and return them.

    Raises UserError for a year the package does not know; nothing is written then.
    """
    file, rows = directory / "holidays.csv", rows_of_year(year)
    kept = [row for row in read_rows(file) if date.fromisoformat(row["day"]).year != year]
    write_rows(file, TABLES["holidays"].columns, sorted(kept + rows, key=lambda row: row["day"]))
    return rows


def rows_of_year(year: int) -> list[Row]:
    """The days of a year that differ from their week: a weekday off, or a Saturday or Sunday worked for it."""
    first, last = min(holidays).year, max(holidays).year
    if not first <= year <= last:
        raise UserError(
            "{package} {version} knows the holidays of {first} to {last}, not of {year}. A newer one knows more: "
            "raise it in requirements.in, or write the days of the notice into holidays.csv.",
            package=PACKAGE, version=version(PACKAGE), first=first, last=last, year=year,
        )  # fmt: skip
    days = get_dates(date(year, 1, 1), date(year, 12, 31))
    return [row_of(day) for day in days if is_workday(day) != (day.isoweekday() <= WEEK)]


def row_of(day: date) -> Row:
    """One day: whether offices work, and the holiday that is the reason."""
    is_off, holiday = get_holiday_detail(day)
    return {
        "day": day.isoformat(),
        "is_workday": str(not is_off).lower(),
        "name_zh": Holiday(holiday).chinese,
        "source": f"{PACKAGE} {version(PACKAGE)}",
    }

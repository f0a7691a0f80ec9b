"""How a sheet was read, as a person is shown it: its role, its area, its rows by kind, its totals."""

from dataclasses import dataclass, field

ROLES = ("county", "summary", "ignored")


@dataclass(frozen=True)
class Choice:
    """What a person says a sheet is: its role, and the area (a code or name) of rows that name none."""

    role: str
    area: str = ""


@dataclass(frozen=True)
class GridRow:
    """A row of a sheet as it stands, and what it was taken for."""

    number: int  # as Excel shows it
    kind: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Total:
    """A sum the sheet states, and the sum of the rows it closes."""

    row_number: int
    cell: str
    label: str
    column: str
    said: str
    summed: str  # "" = could not be summed
    agrees: bool | None  # None = nothing to compare with
    counts: bool = False  # it counts enterprises


@dataclass
class SheetGrid:
    """A sheet: what it is for and why, whose it is and what says so, its rows."""

    sheet: str
    role: str  # county, summary or ignored
    why: str  # chosen, data, name, repeats, hidden, no_heading, vertical, steps
    area: str = ""  # name of the area of rows that name none, "" = nothing says it
    area_code: str = ""
    area_from: str = ""  # chosen, sheet, title, form
    day: str = ""  # of which the titles or the tab say the data speak, such as 2022-06-30
    day_text: str = ""  # the words that say it
    counts: dict[str, int] = field(default_factory=dict)  # kind → rows
    headings: list[int] = field(default_factory=list)  # row of each table's heading
    hidden_columns: list[str] = field(default_factory=list)  # letters
    rows: list[GridRow] = field(default_factory=list)  # the first, and those that are not data
    totals: list[Total] = field(default_factory=list)

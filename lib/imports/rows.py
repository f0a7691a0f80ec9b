"""The shape in which a delivered file leaves the reader and reaches the register."""

from dataclasses import dataclass, field

import pandas as pd

from lib.imports.grid.corrections import Correction
from lib.imports.grid.model import SheetGrid

ENTERPRISE_COLUMNS = (
    "enterprise_id",  # in a table of our own that comes back, else None
    "credit_code",  # 18 characters, upper case, or None
    "enterprise_name",  # as written, trimmed, full-width brackets kept
    "former_names",  # list of str
    "address",
    "area_text",  # the declared area as written; placing reads it
    "coordinates_text",  # longitude and latitude as written, in one text; placing reads it
    "lon_text",  # longitude as written when it has a column of its own
    "lat_text",
    "datum",  # wgs84, cgcs2000, gcj02, bd09 or None = not said
    "industry_code",
    "industry_edition",  # 2002, 2011, 2017 or None
    "scale",  # above (规上), below (规下) or None
    "contact_name",
    "contact_phone",
)
LINE_COLUMNS = (
    "has_line",  # False when the row speaks of an enterprise only
    "line_id",  # in a table of our own that comes back, else None
    "line_code",
    "line_name",
    "model",
    "sector",  # code of data/reference/sectors.csv; unknown when it cannot be read
    "process",  # code of data/reference/processes.csv or None
    "product",
    "quantity",  # whole number or None
    "capacity_filed",  # Decimal, at most 10 digits before and 8 after the point, in capacity_unit
    "capacity_actual",
    "capacity_recognised",
    "capacity_unit",  # code of data/reference/units.csv after conversion to its base unit
    "capacity_original",  # the capacity cells as written, with their unit
    "state",  # code of data/reference/states.csv; None when not said (with a warning): the plan keeps what is known
    "built_on",  # date or None
    "remark",
)
ROW_COLUMNS = ("sheet", "row_number", *ENTERPRISE_COLUMNS, *LINE_COLUMNS)
MEASUREMENT_COLUMNS = (
    "row_index",  # position in Parsed.rows
    "subject_kind",  # line or enterprise, as the attribute's scope says
    "attribute",  # code of data/reference/attributes.csv
    "value_number",  # Decimal in the attribute's unit, or None
    "value_text",  # true / false for flags, the code for codes, or None
    "unit",
    "original",  # the cell as written, with its unit
    "observed_on",  # date or None
)


@dataclass(frozen=True, slots=True)
class Remark:
    """One reason why a row was refused, or one doubt about an accepted row; `reason` is a key of reasons.csv."""

    sheet: str
    row_number: int  # 1-based, as Excel shows it
    cell: str  # such as C12; empty when the whole row is meant
    column: str  # the file's own heading
    value: str  # as written
    reason: str
    params: dict[str, str] = field(default_factory=dict)  # fill the sentence
    row: dict[str, str | float] = field(default_factory=dict)  # heading → cell of the whole row: nothing is lost


@dataclass
class Parsed:
    """A file as read: what can enter the register, and what cannot with the reasons."""

    file_name: str
    sha256: str
    profile: str
    rows: pd.DataFrame
    measurements: pd.DataFrame
    refusals: list[Remark]
    warnings: list[Remark]
    row_count: int  # data rows found, accepted and refused; title, unit, subtotal and note rows are not data
    sheets: list[SheetGrid] = field(default_factory=list)  # how each sheet was read
    corrections: list[Correction] = field(default_factory=list)  # cells that say what a person wrote into them

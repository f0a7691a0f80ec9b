"""Incoming rows as the plan queries read them: typed Arrow tables, one row per enterprise, line or measured value."""

import numpy as np
import pandas as pd
import pyarrow as pa

from lib.imports.rows import Parsed
from lib.imports.subjects.keys import name_key

TEXT, NUMBER, DAY, DEGREES = pa.string(), pa.decimal128(18, 8), pa.date32(), pa.float64()
PLACE = (
    "area_declared",
    "area_declared_text",
    "area_by_address",
    "town_code",
    "area_by_point",
    "coordinates_text",
    "datum",
    "datum_basis",
)
POSITION = ("lon", "lat", "lon_given", "lat_given")
PLACE_GROUPS = (  # (the column that says a row states it, the columns that go together)
    ("area_declared_text", ("area_declared", "area_declared_text")),
    ("address", ("area_by_address", "town_code")),
    ("coordinates_text", ("area_by_point", "coordinates_text", "datum", "datum_basis", *POSITION)),
)
PLAIN = ("address", "industry_code", "industry_edition", "scale", "contact_name", "contact_phone")

ENTERPRISES = pa.schema(
    [
        (name, TEXT)
        for name in (
            "enterprise_id",
            "enterprise_key",
            "credit_code",
            "enterprise_name",
            "name_key",
            "county",
            *PLAIN,
            *PLACE,
            "row_ref",
        )
    ]
    + [("former_names", pa.list_(TEXT)), ("former_keys", pa.list_(TEXT))]
    + [(name, DEGREES) for name in POSITION]
)
LINES = pa.schema(
    [("line_position", pa.int64()), ("quantity", pa.int32()), ("built_on", DAY)]
    + [
        (name, TEXT)
        for name in (
            "line_id",
            "enterprise_id",
            "line_code",
            "line_name",
            "line_key",
            "model",
            "sector",
            "process",
            "product",
        )
    ]
    + [(name, NUMBER) for name in ("capacity_filed", "capacity_actual", "capacity_recognised")]
    + [(name, TEXT) for name in ("capacity_unit", "capacity_original", "state", "remark", "row_ref")]
)
MEASUREMENTS = pa.schema(
    [(name, TEXT) for name in ("subject_kind", "subject_id", "attribute", "value_text", "unit", "original", "row_ref")]
    + [("value_number", NUMBER), ("observed_on", DAY)]
)


def arrow(rows: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    """The schema's columns of a frame as an Arrow table; a missing column is empty."""
    return pa.table([column(rows, field) for field in schema], schema=schema)


def column(rows: pd.DataFrame, field: pa.Field) -> pa.Array:
    """One column as an Arrow array of the field's type."""
    if field.name not in rows:
        return pa.nulls(len(rows), field.type)
    return pa.array(rows[field.name].to_numpy(dtype=object), type=field.type, from_pandas=True)


def row_refs(rows: pd.DataFrame) -> pd.Series:
    """Where a row stood in its file, such as `Sheet1!12`."""
    return rows["sheet"].astype(str) + "!" + rows["row_number"].astype(str)


def enterprise_rows(rows: pd.DataFrame, keys: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One row per enterprise of the file: the first stated value of each column; a place comes whole from one row."""
    stated = rows[["enterprise_name", "former_names", *PLAIN]].assign(**dict(keys.items()), row_ref=row_refs(rows))
    stated["former_names"] = [list(names or []) for names in stated["former_names"]]
    tells_former = stated["former_names"].map(bool)  # its own name is the new one
    ordered = pd.concat([stated[tells_former], stated[~tells_former]]) if tells_former.any() else stated
    firsts = ordered.drop(columns="former_names").groupby("enterprise_key", sort=False, dropna=False).first()
    other = stated["name_key"] != stated["enterprise_key"].map(firsts["name_key"])
    stated["former_names"] += [
        [name] if is_other else [] for name, is_other in zip(stated["enterprise_name"], other, strict=True)
    ]
    told: dict[str, set[str]] = {key: set() for key in firsts.index.tolist()}
    for key, names in zip(stated["enterprise_key"].tolist(), stated["former_names"].tolist(), strict=True):
        told[key].update(names)
    formers = pd.DataFrame({"former_names": pd.Series(map(sorted, told.values()), index=firsts.index, dtype=object)})
    formers["former_keys"] = [[name_key(name) for name in names] for names in formers["former_names"]]
    located = places.assign(enterprise_key=keys["enterprise_key"].to_numpy(), address=rows["address"].to_numpy())
    return firsts.join(formers).join([first_stated(located, *group) for group in PLACE_GROUPS]).reset_index()


def first_stated(located: pd.DataFrame, stated_by: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """Of each enterprise the columns of the first row that states them, so that a place never mixes two rows."""
    rows = located[located[stated_by].notna()].drop_duplicates("enterprise_key")
    return rows.set_index("enterprise_key")[list(columns)]


def line_rows(rows: pd.DataFrame, enterprise_of_row: pd.Series) -> pd.DataFrame:
    """The rows that speak of a line, with the enterprise they belong to and their position."""
    lines = rows.assign(enterprise_id=enterprise_of_row.to_numpy(), row_ref=row_refs(rows), row_index=range(len(rows)))
    lines = lines[lines["has_line"].astype(bool)].reset_index(drop=True)
    return lines.assign(line_position=range(len(lines)))


def measurement_rows(parsed: Parsed, enterprise_of_row: pd.Series, line_of_row: pd.Series) -> pd.DataFrame:
    """Measured values with the id of their subject, the last statement of each.

    What a row without a line says of lines is kept at its enterprise, whose lines inherit it.
    """
    values = parsed.measurements.reset_index(drop=True)
    at = values["row_index"].astype(int).to_numpy()
    line, enterprise = (ids.reset_index(drop=True).iloc[at].to_numpy() for ids in (line_of_row, enterprise_of_row))
    is_of_line = (values["subject_kind"] == "line").to_numpy() & pd.notna(line)
    values = values.assign(
        subject_kind=np.where(is_of_line, "line", "enterprise"),
        subject_id=np.where(is_of_line, line, enterprise),
        row_ref=row_refs(parsed.rows).reset_index(drop=True).iloc[at].to_numpy(),
    )
    return values.drop_duplicates(["subject_id", "attribute"], keep="last")

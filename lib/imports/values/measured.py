"""Measurements: every column that names an attribute, and mill diameters read from model texts."""

from decimal import Decimal

import numpy as np
import pandas as pd

from lib.imports.cells import is_blank, key, number
from lib.imports.fields import Context, Values, column_values, flag
from lib.imports.remarks import Remarks, Said
from lib.imports.rows import MEASUREMENT_COLUMNS
from lib.imports.tables import Column, Table
from lib.imports.values.models import mill_diameter
from lib.imports.values.sizes import questioned
from lib.imports.values.units import to_base
from lib.imports.vocabulary import Attribute, Vocabulary

MILL, GRINDING = "mill_diameter", "grinding"


def read_measurements(table: Table, context: Context, remarks: Remarks) -> pd.DataFrame:
    """Every stated value of every attribute column, in the attribute's unit; a blank cell states nothing."""
    frames = [
        _attribute_frame(table, column, context, remarks) for column in table.columns if column.kind == "attribute"
    ]
    return pd.concat(frames, ignore_index=True) if frames else empty()


def empty() -> pd.DataFrame:
    """No measurements."""
    return pd.DataFrame(columns=list(MEASUREMENT_COLUMNS), dtype=object)


def _attribute_frame(table: Table, column: Column, context: Context, remarks: Remarks) -> pd.DataFrame:
    attribute = context.vocabulary.attributes[column.name]
    values = column_values(
        column, lambda text, _: read_value(attribute, column, context.mapped(column.name, text), context), remarks
    )
    stated = np.flatnonzero(values != None)  # noqa: E711 - elementwise
    unit = column.unit.code if column.unit else attribute.unit
    written = np.array(
        [f"{text} {unit}" if number(text).value is not None and unit else text for text in column.texts], dtype=object
    )
    return frame(attribute, stated, values[stated], written[column.codes[stated]])


def frame(attribute: Attribute, positions: np.ndarray, values: Values, written: Values) -> pd.DataFrame:
    """Rows of Parsed.measurements for one attribute; the day is filled in by the reader."""
    nothing, is_number = [None] * len(positions), attribute.kind == "number"
    columns: dict[str, object] = {
        "row_index": positions,
        "subject_kind": attribute.scope,
        "attribute": attribute.code,
        "value_number": pd.Series(list(values) if is_number else nothing, dtype=object),
        "value_text": pd.Series(nothing if is_number else list(values), dtype=object),
        "unit": attribute.unit or None,
        "original": pd.Series(list(written), dtype=object),
        "observed_on": pd.Series(nothing, dtype=object),
    }
    return pd.DataFrame(columns)


def read_value(attribute: Attribute, column: Column, text: str, context: Context) -> Said:
    """A cell of an attribute column: an exact number in the attribute's unit, true/false, or a code."""
    if attribute.kind == "flag":
        return _flag(attribute, text, context.vocabulary)
    if is_blank(text):
        return Said(None)
    if attribute.kind == "number":
        read = _diameter if attribute.code == MILL else _number
        return questioned(attribute, read(attribute, column, text, context), context.vocabulary)
    if attribute.kind == "code":
        return _code(attribute, text, context.vocabulary)
    return Said(text)


def _flag(attribute: Attribute, text: str, vocabulary: Vocabulary) -> Said:
    value = flag(attribute.code, text, vocabulary) if text else None
    return Said(value, "" if value or is_blank(text) else "flag_unreadable")


def _code(attribute: Attribute, text: str, vocabulary: Vocabulary) -> Said:
    spelled = {key(code): code for code in attribute.allowed}
    value = spelled.get(key(text)) or vocabulary.code(attribute.code, text)
    return Said(value) if value else Said(None, "code_unknown", {"allowed": "、".join(attribute.allowed)})


def _number(attribute: Attribute, column: Column, text: str, context: Context) -> Said:
    units = context.vocabulary.units
    quantity, problem = units.read(text)
    own = units.find(attribute.unit) if attribute.unit else None
    told = {"unit": attribute.unit}
    if problem and problem != "unit_unknown":
        return Said(None, f"number_{problem}", told)
    unit = (quantity.unit if quantity else None) or column.unit or own
    if quantity is None or (unit and (own is None or unit.base != own.base)):
        written = unit.code if unit else text
        return Said(None, "number_unit_unknown", {"unit": written, "allowed": attribute.unit})
    in_base, problem = to_base(quantity.number, unit) if unit else (quantity.number, "")
    value = in_base / own.factor if in_base is not None and own else in_base
    return Said(value) if value is not None else Said(None, f"number_{problem}", told)


def _diameter(attribute: Attribute, column: Column, text: str, context: Context) -> Said:
    """A mill diameter may be a number, or a model text such as Φ3.2×13; a bare 3200 is in millimetres."""
    bare = number(text).value
    if bare is not None and bare <= 0:
        return Said(None, "number_unreadable", {"unit": attribute.unit})
    if bare is not None and column.unit is None:
        return Said(mill_diameter(f"Φ{bare:f}").value)
    if bare is None and (said := mill_diameter(text)) and (said.value is not None or said.problem):
        return Said(said.value, f"model_{said.problem}" if said.problem else "")
    return _number(attribute, column, text, context)


def diameters_from_models(
    table: Table, processes: list[str | None], stated: dict[int, Decimal], context: Context, remarks: Remarks
) -> pd.DataFrame:
    """Mill diameters (m) of grinding lines whose file states none, from the model, else the line's name. A stated one
    stands before the model, and is remarked where the model names another."""
    found = context.vocabulary.attributes[MILL]
    columns = [column for name in ("model", "line_name") if (column := table.column(name))]
    positions: list[int] = []
    values: list[Decimal] = []
    written: list[str] = []
    for position, process in enumerate(processes):
        if process != GRINDING:
            continue
        if position in stated:
            _doubt_diameter(position, stated[position], table.column("model"), remarks)
            continue
        for column in columns:
            text = column.texts[column.codes[position]]
            value, problem = mill_diameter(text)
            if problem:
                remarks.row(position, column, f"model_{problem}")
                break
            if value is not None:
                if doubt := questioned(found, Said(value), context.vocabulary).params:
                    remarks.row(position, column, "number_implausible", doubt)
                positions.append(position)
                values.append(value)
                written.append(text)
                break
    return frame(
        found, np.array(positions, dtype=np.int64), np.array(values, dtype=object), np.array(written, dtype=object)
    )


def _doubt_diameter(position: int, stated: Decimal, model: Column | None, remarks: Remarks) -> None:
    """Remark a model such as Φ4.2×13 beside a stated diameter of 3.0."""
    named = mill_diameter(model.texts[model.codes[position]]).value if model else None
    if named is not None and named != stated:
        remarks.row(position, model, "model_differs", {"stated": f"{stated.normalize():f}"})

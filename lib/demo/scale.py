"""Big made-up registers for measuring: written straight into the facts, and big workbooks for the import."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import xlsxwriter

from lib.demo.codes import credit_code
from lib.demo.lexicon import layout, names_of_codes, word
from lib.demo.made import FLAGS, flag, made_enterprises, made_lines, made_measurements, technical
from lib.register.store import Cursor, Register, now

BATCH: Final = "B-scale"
AT_A_TIME: Final = 100_000  # lines whose measurements are made together; all at once would need 16 GiB at 10⁶ lines


def fill(register: Register, lines: int, seed: int = 1) -> None:
    """Add `lines` made-up lines with five measurements each (three for rules in force) and their enterprises."""
    made = made_lines(lines, np.random.default_rng(seed))
    dice = np.random.default_rng(seed + 2)
    with register.write("scale", "fill", BATCH, lines=lines, seed=seed) as cursor:
        cursor.execute(register.sql("writes/insert_batch"), batch_record(lines))
        add(register, cursor, "enterprises", made_enterprises(lines, np.random.default_rng(seed + 1)))
        add(register, cursor, "lines", made.drop(columns=["kind"]))
        for first in range(0, lines, AT_A_TIME):
            some = made.iloc[first : first + AT_A_TIME].reset_index(drop=True)
            add(register, cursor, "measurements", made_measurements(some, dice))


def batch_record(lines: int) -> dict[str, Any]:
    """The batch all made-up rows belong to."""
    counts = {"row_count": lines, "accepted_count": lines, "rejected_count": 0, "warning_count": 0}
    origin = {
        "batch_id": BATCH,
        "file_name": "scale",
        "sha256": None,
        "profile": None,
        "area_code": None,
        "datum": None,
        "corrections_json": None,
    }
    return origin | counts | {"actor": "scale", "valid_on": "2022-06-30", "recorded_at": now(), "is_demo": True}


def add(register: Register, cursor: Cursor, kind: str, rows: pd.DataFrame) -> None:
    """Insert a frame through its write query."""
    cursor.register(f"made_{kind}", pa.Table.from_pandas(rows, preserve_index=False))
    cursor.execute(register.sql(f"writes/scale_{kind}"), {"batch_id": BATCH})
    cursor.unregister(f"made_{kind}")


def write_big_workbook(path: Path, rows: int, seed: int = 1) -> None:
    """Write an xlsx of `rows` lines in a county's layout (title, heading, data) with five attribute columns."""
    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = workbook.add_worksheet()
    sheet.write_string(0, 0, word("big_title"))
    for column, heading in enumerate(layout("big")):
        sheet.write_string(1, column, heading.heading)
    for number, row in enumerate(workbook_rows(rows, seed), start=2):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value)
    workbook.close()


def workbook_rows(rows: int, seed: int) -> list[tuple[Any, ...]]:
    """The data rows of the layout `big`, as a clerk types them."""
    lines = made_lines(rows, np.random.default_rng(seed))
    owners = made_enterprises(rows, np.random.default_rng(seed + 1))
    owner = lines["enterprise_id"].str[1:].astype(int).to_numpy()
    codes = np.asarray([credit_code(number) for number in range(len(owners))])
    dice = np.random.default_rng(seed + 2)
    measured = technical(lines, dice)
    named = names_of_codes()
    places = owners["area_declared"].map(named).to_numpy()
    findings = [flag(lines, name, dice)["value_text"].map(named) for name in FLAGS]
    columns: list[Any] = [
        np.arange(1, rows + 1),
        *(owners["enterprise_name"].to_numpy()[owner], codes[owner], places[owner]),
        *(owners[name].round(6).to_numpy()[owner] for name in ("lon", "lat")),
        *(lines[name].map(named) for name in ("sector", "process")),
        np.char.add(np.arange(1, rows + 1).astype(str), word("line_suffix")),
        *(lines["capacity"], lines["capacity_unit"].map(named), lines["state"].map(named)),
        *(measured["value_number"], measured["value_text"], *findings),
        np.round(dice.uniform(90, 130, rows), 2),
    ]
    table = pd.DataFrame(dict(enumerate(columns))).astype(object)
    return list(table.where(table.notna(), None).itertuples(index=False, name=None))

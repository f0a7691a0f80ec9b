"""What is doubtful about where a delivered row is and whom it speaks of, addressed to the row."""

from datetime import date
from functools import cache

import numpy as np

from lib.imports.plan import Plan, texts
from lib.imports.remarks import NO_ROW
from lib.imports.rows import Parsed, Remark
from lib.places.gazetteer import Gazetteer
from lib.places.locate import Placed


def placing_warnings(parsed: Parsed, placed: Placed) -> list[Remark]:
    """The doubts of placing, addressed to the rows of the file."""
    sheets, numbers = parsed.rows["sheet"].tolist(), parsed.rows["row_number"].tolist()
    return [
        Remark(str(sheets[position]), int(numbers[position]), "", column, value, reason, params)
        for position, column, value, reason, params in placed.remarks
    ]


def day_warnings(parsed: Parsed, valid_on: date) -> list[Remark]:
    """Sheets whose title says that their data speak of another day than the one they are imported for."""
    told = [(sheet, {"said": sheet.day, "chosen": valid_on.isoformat()}) for sheet in parsed.sheets]
    return [
        Remark(sheet.sheet, 1, "", "", sheet.day_text, "date_differs", {"value": sheet.day_text} | days)
        for sheet, days in told
        if sheet.role == "county" and sheet.day and sheet.day != days["chosen"]
    ]


def area_warnings(parsed: Parsed, placed: Placed, plan: Plan) -> list[Remark]:
    """Rows of new enterprises of which nothing says where they are: they would count in no area."""
    where = placed.columns[["area_declared_text", "area_by_address", "area_by_point"]]
    status = dict(zip(plan.enterprise_ids(), texts(plan.enterprises, "status"), strict=True))
    is_new = plan.enterprise_of_row.map(status).eq("new").to_numpy()
    nowhere = np.flatnonzero(where.isna().all(axis=1).to_numpy() & is_new)
    rows = parsed.rows
    return [
        Remark(str(rows["sheet"].iloc[at]), int(rows["row_number"].iloc[at]), "", "", "", "area_missing")
        for at in nowhere
    ]


SPEAKS_OF_ENTERPRISE = ("code_of_two_names", "name_in_two_counties", "enterprise_in_two_counties")


def identity_warnings(parsed: Parsed, plan: Plan, gazetteer: Gazetteer) -> list[Remark]:
    """The doubts about which enterprise or line a row speaks of; areas are told by name."""
    titles, rows = gazetteer.names.titles, parsed.rows
    sheets, numbers, enterprises, lines = (
        rows[name].tolist() for name in ("sheet", "row_number", "enterprise_name", "line_name")
    )
    remarks = []

    @cache  # the lines of an enterprise share its doubt: a large file has many
    def filled(value: str, *params: tuple[str, str]) -> dict[str, str]:
        named = {key: titles.get(code, (code, code)) for key, code in params}
        told = {key: zh for key, (zh, _) in named.items()} | {f"{key}_en": en for key, (_, en) in named.items()}
        return {"value": value} | told if told else {}

    for at, (reason, params) in plan.doubts.items():
        value = str((enterprises if reason in SPEAKS_OF_ENTERPRISE else lines)[at] or "")
        told = filled(value, *params.items())
        remarks.append(Remark(str(sheets[at]), int(numbers[at]), "", "", value, reason, told, NO_ROW))
    return remarks

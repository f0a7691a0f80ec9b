"""The refused rows of an imported file, from what its batch keeps: each whole, as it stands in the file."""

import json

from lib.errors import UserError
from lib.imports.grid.corrections import Correction
from lib.imports.marked import marked_workbook
from lib.imports.rows import Remark
from lib.register.reading import Reading


def refused_workbook(register: Reading, batch: str, language: str) -> bytes:
    """The marked workbook that the dry run gave, of an imported batch or a voided one; whoever sees some areas alone
    finds the rows of these in it.

    Raises UserError where there is no such batch. What is not kept is how cells were formatted in the file.
    """
    found = register.query("asks/imports/corrected", batch=batch)
    if found.empty:
        raise UserError("There is no batch {batch}. `python -m lib query batches` lists them.", batch=batch)
    rows = register.query("asks/imports/refused", batch=batch).to_dict("records")
    remarks = [
        Remark(
            row["sheet"], int(row["row_number"]), row["cell"], row["column_name"], row["value"], row["reason"],
            json.loads(row["params_json"]), json.loads(row["row_json"]),
        )
        for row in rows
    ]  # fmt: skip
    corrections = [Correction(**one) for one in json.loads(found.loc[0, "corrections_json"])]
    return marked_workbook(remarks, language, corrections)

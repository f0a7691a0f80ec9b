"""Rows of which nobody can tell whom they speak of: they come back with the question instead of a guess."""

from dataclasses import replace

import numpy as np

from lib.imports.rows import Parsed, Remark
from lib.places.locate import Placed

HEADINGS = {  # of the workbook in which the rows come back
    "line_id": "生产线标识", "enterprise_id": "企业标识",
    "enterprise_name": "企业名称", "credit_code": "统一社会信用代码", "area_text": "属地", "address": "地址",
    "sector": "所属行业", "process": "工序", "line_code": "生产线编号", "line_name": "生产线名称", "model": "规格型号",
    "capacity_filed": "备案产能", "capacity_actual": "实际产能", "capacity_recognised": "认定产能",
    "capacity_unit": "产能单位", "state": "生产状态", "built_on": "投产时间", "remark": "备注",
}  # fmt: skip


def asked_about(parsed: Parsed, placed: Placed, unclear: dict[int, str]) -> tuple[Parsed, Placed]:
    """The delivery without these rows, which are refused with the reason why it is unclear whom they speak of."""
    rows = parsed.rows
    kept = np.ones(len(rows), dtype=bool)
    kept[list(unclear)] = False
    place = np.where(kept, np.cumsum(kept) - 1, -1)
    refusals = []
    for at, reason in sorted(unclear.items()):
        row = rows.iloc[at]
        told: dict[str, str | float] = {
            HEADINGS[name]: str(row[name]) for name in HEADINGS if row[name] is not None and row[name] == row[name]
        }
        refusals.append(
            Remark(
                str(row["sheet"]),
                int(row["row_number"]),
                "",
                HEADINGS["enterprise_name"],
                row["enterprise_name"],
                reason,
                {"value": row["enterprise_name"]},
                told,
            )  # fmt: skip
        )
    measured = parsed.measurements
    at = measured["row_index"].to_numpy(dtype=np.int64)
    measured = measured.assign(row_index=place[at])[kept[at]].reset_index(drop=True)
    remarks = [one._replace(position=int(place[one.position])) for one in placed.remarks if kept[one.position]]
    return (
        replace(
            parsed,
            rows=rows[kept].reset_index(drop=True),
            measurements=measured,
            refusals=parsed.refusals + refusals,
        ),
        Placed(placed.columns[kept].reset_index(drop=True), remarks, placed.counties[kept].reset_index(drop=True)),
    )

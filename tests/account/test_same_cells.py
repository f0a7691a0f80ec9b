"""The same word is the same number: ten cells of the demo, over pages, papers and exports, at the end of 2022."""

import json
from datetime import date
from io import BytesIO

import pandas as pd
import pytest

from lib.exports.query import export_query
from lib.reports.content import content_of
from lib.reports.figures import by_area, by_process, figures
from lib.reports.periods import period_of

DECEMBER, AREA, AREA_NAME = date(2022, 12, 31), "371521", "阳谷县"


@pytest.fixture(scope="module")
def told(demo):
    """The page's account, the marts as scripts get them, and the papers."""
    reading = demo.reading()

    def mart(name):
        return pd.DataFrame(json.loads(export_query(reading, name, DECEMBER, {}, "json")))

    def page(**where):
        return reading.ask("pages/every/account", DECEMBER, **({"area": "", "sector": ""} | where))

    return {
        "page": page,
        "ladder": reading.ask("pages/progress/ladder", DECEMBER, by="area", area="", sector="", process=""),
        "account": mart("account"),
        "exits": mart("exits"),
        "progress": mart("exit_progress"),
        "papers": content_of(reading, period_of(reading, "2022-12")),
        "workbook": pd.read_excel(BytesIO(export_query(reading, "exits", DECEMBER, {}, "xlsx")), sheet_name=None),
    }


def lines(account, **wanted):
    """Lines of the rows of the account that say so."""
    for column, value in wanted.items():
        account = account[account[column] == value]
    return int(account["lines"].sum())


def test_ten_cells_agree(told):
    page, account, exits, papers = told["page"](), told["account"], told["exits"], told["papers"]
    total, areas = figures(papers["exits"]), {group.name: group for group in by_area(papers)}
    ladder, progress = told["ladder"], told["progress"]
    here = told["page"](area=AREA)
    counted_here = exits[exits["area_code"] == AREA]
    clinker = next(group for group in by_process(papers["exits"]) if (group.process, group.unit) == ("熟料", "吨/日"))
    counted_clinker = exits[(exits["process"] == "clinker") & (exits["capacity_unit"] == "t/d")]
    sealed = page[page.standing == "sealed"].lines.sum() + (exits["how"] == "sealed").sum()
    outstanding, outstanding_here = (
        lines(account, standing_group="outstanding"), lines(account, standing_group="outstanding", area_code=AREA),
    )  # fmt: skip
    cells = {
        "identified": {lines(account), lines(page)},
        "outstanding": {
            outstanding, lines(page, standing_group="outstanding"),
            sum(row["outdated_lines"] for row in papers["outdated"]),
        },
        "outstanding in one area": {
            outstanding_here, lines(here, standing_group="outstanding"), areas[AREA_NAME].outdated,
        },
        "no case yet": {lines(account, standing="not_opened"), lines(page, standing="not_opened")},
        "counted": {
            len(exits), int(page.counted_lines.sum()), total.counted, int(ladder.counted_lines.sum()),
            int(progress["counted_lines"].sum()),
        },
        "counted in one area": {
            len(counted_here), int(here.counted_lines.sum()), areas[AREA_NAME].figures.counted,
            int(ladder.loc[ladder.code == AREA, "counted_lines"].sum()),
        },
        "counted in 2022": {int((exits["exit_year"] == 2022).sum()), total.counted},
        "accepted": {lines(page, standing="accepted"), lines(progress, state="accepted")},
        "sealed": {int(sealed), total.sealed},
        "capacity counted of clinker": {
            float(pd.to_numeric(counted_clinker["capacity"]).sum()), float(clinker.figures.counted_capacity or 0),
        },
    }  # fmt: skip
    assert len(cells) == 10
    assert {name: found for name, found in cells.items() if len(found) > 1} == {}
    assert all(min(found) > 0 for found in cells.values()), "no cell agrees because it is empty"


def test_a_workbook_has_the_rows_of_the_mart(told):
    assert max(len(sheet) for sheet in told["workbook"].values()) >= len(told["exits"])

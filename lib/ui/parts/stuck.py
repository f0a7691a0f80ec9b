"""Where the exit is stuck: areas and sectors worst first, and the map of the areas."""

from functools import partial
from typing import Any

import pandas as pd

from lib.ui.frame import address, data
from lib.ui.frame.words import _, bare
from lib.ui.parts import filters, maps, tables

COLUMNS = ("name", "outstanding_lines", "change", "not_opened_lines", "overdue_cases", "silent_cells")


def rows(by: str) -> pd.DataFrame:
    """A row an area or a sector (`by`), worst first."""
    return data.ask("leading/stuck", by=by, since=data.compared())


def table(by: str, most: int = 0) -> None:
    """What is left to exit in each area or sector, and why; `most` of them (0 = all). Each number opens its rows."""
    found = rows(by)
    shown = found.head(most) if most else found
    link = partial(_links, by, shown)
    links = {
        "name": link(by),
        "outstanding_lines": link("progress", account="outstanding"),
        "change": link("progress", view="bridge"),
        "not_opened_lines": link("progress", account="not_opened"),
        "overdue_cases": link("ledger", mark="overdue"),
        "silent_cells": [
            address.link("reports", period=period) if tables.is_said(period) else "" for period in shown.period
        ],
    }
    tables.sheet(shown, COLUMNS, links)
    if len(shown) < len(found):
        tables.ways({bare("All {count} sectors", count=len(found)): address.link("progress", view="stages")})


def _links(by: str, shown: pd.DataFrame, page: str, **codes: Any) -> list[str]:
    return [address.link(page, **codes, **{by: code}) for code in shown.code]


def area_map(height: int) -> None:
    """The areas shaded by what is left to exit, what left, the change since the compared day, or the lines that are
    outdated, as chosen."""
    shades = {
        "outstanding_lines": _("Still to leave"),
        "left_lines": data.labels("standing_group")["left"],
        "change": _("Change"),
        "outdated_lines": data.labels("verdict")["outdated"],
    }
    value = filters.part("shade", shades)
    maps.areas(height, rows("area"), value)

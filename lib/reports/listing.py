"""The exit list and the matrices as the official forms show them: texts only, one row a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lib.reports.content import Content, Row
from lib.reports.figures import chinese_day, is_sealed

HEADINGS = (  # the columns of exit lists as municipal and provincial notices have them
    "序号", "县（市、区）", "企业名称", "行业", "生产线（主体设备）名称", "型号", "数量", "淘汰产能", "单位",
    "退出方式", "关停时间", "拆除时间", "依据", "验收单位/时间", "备注",
)  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """One row of the exit list."""

    number: int
    area: str
    enterprise: str
    sector: str
    line: str
    model: str
    quantity: str
    capacity: str
    unit: str
    form: str
    shut_on: str
    dismantled_on: str
    basis: str
    acceptance: str
    note: str

    @property
    def cells(self) -> tuple[object, ...]:
        """The row under HEADINGS."""
        return tuple(self.__dict__.values())


def listed(rows: list[Row], content: Content) -> list[Listed]:
    """The exit list of some rows of a report, numbered from 1."""
    return [_listed(number, row, content["words"]["uncounted"]) for number, row in enumerate(rows, start=1)]


def _listed(number: int, row: Row, uncounted: str) -> Listed:
    sector = " ".join(filter(None, (row["sector_name"], row["process_name"])))
    name = row["line_name"] if row["line_name"] != row["model"] or not row["model"] else ""
    return Listed(
        number, row["area_name"] or "未落位", row["enterprise_name"] or "", sector, name or "", row["model"] or "",
        "" if row["quantity"] is None else str(row["quantity"]), row["capacity"] or "", row["unit_name"] or "",
        form(row), row["shut_down_on"] or "", row["dismantled_on"] or "",
        "，".join(filter(None, (row["dimension_name"], row["clause"]))), acceptance(row), note(row, uncounted),
    )  # fmt: skip


def form(row: Row) -> str:
    """How the line left: 拆除, 封存 or, until one of them is proved, only 关停."""
    return "拆除" if row["dismantled_on"] else "封存" if is_sealed(row) else "关停"


def acceptance(row: Row) -> str:
    """Who accepted and when, with the number of the opinion: the city's acceptance, else the county's, else nothing."""
    for level, name in (("city", "市级"), ("county", "县级")):
        if row[f"{level}_accepted_on"]:
            number = row[f"{level}_document_no"]
            return f"{name} {row[f'{level}_accepted_on']}" + (f"（{number}）" if number else "")
    return ""


def note(row: Row, uncounted: str) -> str:
    """What a reader must know of the row: what it still owes, or on which ground its sealing is enough."""
    counts = "" if row["is_exit_counted"] else uncounted
    whole = "" if row["line_id"] else "台账未登记生产线，按企业计"
    return "；".join(filter(None, (whole, sealing(row), counts)))


def sealing(row: Row) -> str:
    """What a sealed line owes: dismantling by a day, or nothing where the law lets its sealing count as complete."""
    if not is_sealed(row):
        return ""
    if row.get("sealing_completes_on"):
        return f"封存视为完成：{row.get('ground_name') or '依据未登记'}"
    due = row["dismantling_due_on"]
    return f"限{chinese_day(due)}前拆除" if due else "拆除时限未登记"


def statement_rows(content: Content, area: str, table: str) -> list[Row]:
    """Rows of a matrix for one area; a letter says what it states, and of what it does not state yet what the ledger
    proposes. In a report frozen before letters were filled in it says the state."""
    rows = [row | {"remark": remark(row, table)} for row in content[table] if row["area_code"] == area]
    return [row | _filled(row) for row in rows] if "summaries" in content else rows


def proposed(row: Mapping[str, Any]) -> str:
    """What the ledger lets an area state of a cell of either matrix: `reported` or `zero`, empty where a person must
    look first, because the register knows what no letter may contradict."""
    if "caught_lines" in row:
        return "reported" if row["caught_lines"] else "" if row["unscreened_enterprises"] else "zero"
    return "reported" if row["shut_lines"] else "" if row["outdated_lines"] else "zero"


def known(row: Mapping[str, Any]) -> str:
    """What the ledger knows of a cell, in words."""
    if "caught_lines" in row:
        unscreened = f"尚有{row['unscreened_enterprises']}家未排查" if row["unscreened_enterprises"] else ""
        return f"查出{row['caught_lines']}条" if row["caught_lines"] else unscreened
    outdated = f"台账有落后生产线{row['outdated_lines']}条" if row["outdated_lines"] else ""
    return f"有退出{row['shut_lines']}条" if row["shut_lines"] else outdated


def _filled(row: Row) -> Row:
    """State and remark of a cell as a letter says them."""
    if row["state"] == "returned":
        return {}
    said, is_proposed = row["statement"] or proposed(row), not row["statement"]
    words = {"reported": known(row) or "有退出", "zero": "零报告", "": "待核实"}[said]
    if row["statement"] or not said:
        return {"state_name": words, "remark": known(row) if is_proposed else row["remark"]}
    return {"state_name": f"{words}（拟报）"}


def remark(row: Row, table: str) -> str:
    """What does not fit between a statement and the register, in words."""
    if table == "screening":
        caught = f"台账查出{row['caught_lines']}条使用淘汰类工艺" if row["is_contradicted"] else ""
        open_ones = f"尚有{row['unscreened_enterprises']}家未排查" if row["is_unsupported"] else ""
        return "；".join(filter(None, (caught, open_ones)))
    if row["is_contradicted"]:
        return f"零报告与台账矛盾：落后生产线{row['outdated_lines']}条，年内关停{row['shut_lines']}条"
    return "台账无关停记录支撑" if row["is_unsupported"] else ""


def matrix_rows(content: Content, table: str) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Sector names, and per area its name and the states in the same order; a contradiction is marked ※."""
    rows = content[table]
    sectors = list(dict.fromkeys(row["sector_name"] for row in rows))
    areas: dict[str, dict[str, str]] = {}
    for row in rows:
        mark = "※" if row["is_contradicted"] or row["is_unsupported"] else ""
        areas.setdefault(row["area_name"], {})[row["sector_name"]] = row["state_name"] + mark
    return sectors, [(area, [states.get(sector, "") for sector in sectors]) for area, states in areas.items()]


def silent(content: Content) -> str:
    """Which areas said nothing about which sectors, in one sentence; empty when all did."""
    missing: dict[str, list[str]] = {}
    for row in content["statements"]:
        if row["state"] == "not_reported":
            missing.setdefault(row["area_name"], []).append(row["sector_name"])
    everything = len({row["sector"] for row in content["statements"]})
    words = [
        f"{area}（{'全部行业' if len(names) == everything else '、'.join(names)}）" for area, names in missing.items()
    ]
    return "；".join(words)

"""The papers of a report as template contexts: every word that varies, taken from the content and nothing else."""

from collections.abc import Iterable, Mapping
from typing import Any

from lib.reports import listing
from lib.reports.content import Content, Row
from lib.reports.figures import Figures, by_area, by_process, chinese_day, figures, of_area, span
from lib.reports.office import BLANK, BLANK_DAY, issuer, letter_words

DEMO = "演示数据：企业和数字均为虚构"
DRAFT = "草稿：尚未冻结，数字可能变化"


def context(content: Content, stamp: str) -> dict[str, Any]:
    """What every template may name; `stamp` tells which freeze the paper was made from, or that it is a draft."""
    exits: list[Row] = content["exits"]
    return {
        "plan": content["plan"],
        "words": content["words"],
        "demo": DEMO if content["is_demo"] else "",
        "stamp": stamp,
        "year": content["exits_from"][:4],
        "span": span(content),
        "period": content["name"],
        "due_year": content["due_on"][:4],
        "as_of": chinese_day(content["as_of"]),
        "since": chinese_day(content["exits_from"]),
        "due_on": chinese_day(content["due_on"]),
        "blank": BLANK,
        "blank_day": BLANK_DAY,
        "total": figures(exits),
        "sentence": sentence(figures(exits), content["words"]),
        "processes": by_process(exits),
        "areas": by_area(content),
        "reads_account": bool(content.get("reads_account")),
        "is_filled": is_filled(content),
        "exits": listing.listed(exits, content),
        "counted": listing.listed([row for row in exits if row["is_exit_counted"]], content),
        "uncounted": listing.listed([row for row in exits if not row["is_exit_counted"]], content),
        "statements": content["statements"],
        "departments": content.get("departments", []),
        **_matrices(content),
    }


def is_filled(content: Content) -> bool:
    """Whether papers have today's form: letters filled in as far as the register goes, closing words. Those of reports
    frozen before stay as they were."""
    return "summaries" in content


def _matrices(content: Content) -> dict[str, Any]:
    """Both matrices as the city's summary shows them."""
    sectors, rows = listing.matrix_rows(content, "statements")
    screened, screening = listing.matrix_rows(content, "screening")
    disputed = [
        f"{row['area_name']}{row['sector_name']}：{listing.remark(row, table)}"
        for table in ("statements", "screening")
        for row in content[table]
        if listing.remark(row, table)
    ]
    return {
        "sectors": sectors,
        "matrix": rows,
        "screening_sectors": screened,
        "screening_matrix": screening,
        "screening_totals": screening_totals(content["screening"]),
        "silent": listing.silent(content),
        "disputed": disputed,
    }


def screening_totals(rows: list[Row]) -> list[Row]:
    """Screening per sector over all areas."""
    names = [name for name in (rows[0] if rows else {}) if name.endswith(("_enterprises", "_lines", "_count"))]
    sectors = dict.fromkeys(row["sector_name"] for row in rows)
    return [
        {"sector_name": sector}
        | {name: sum(row[name] for row in rows if row["sector_name"] == sector) for name in names}
        for sector in sectors
    ]


def letter(content: Content, area: Row, stamp: str) -> dict[str, Any]:
    """The letter of one area: its own exits and statements."""
    exits = of_area(content["exits"], area["area_code"])
    return context(content | {"exits": exits}, stamp) | {
        "area_name": area["area_name"],
        "issuer": issuer(area),
        **letter_words(content, area),
        "statements": listing.statement_rows(content, area["area_code"], "statements"),
        "screening": listing.statement_rows(content, area["area_code"], "screening"),
        "summary": [line for row in _summary(content, area) for line in drafted(content, row).split("\n")],
        "is_drafted": not any(row["note"] for row in _summary(content, area)),
    }


def _summary(content: Content, area: Row) -> list[Row]:
    """What an area's summary is made from; a report frozen before it was kept has none."""
    return [row for row in content.get("summaries", []) if row["area_code"] == area["area_code"]]


def drafted(content: Content, row: Mapping[str, Any]) -> str:
    """The summary of an area's work: its own words where it gave some, else as the account tells it: what was
    identified, what left, what is open, what comes next."""
    if row["note"]:
        return str(row["note"])
    day, exits = chinese_day(content["as_of"]), of_area(content["exits"], row["area_code"])
    told = [
        f"一是摸排认定情况。截至{day}，累计认定落后生产线（主体设备）{row['identified_lines']}条，其中应退未退"
        f"{row['outstanding_lines']}条、已退出{row['left_lines']}条、已了结{row['settled_lines']}条、已撤销或更正{row['corrected_lines']}条。",
        f"二是依法退出情况。{chinese_day(content['exits_from'])}至{day}，"
        f"{sentence(figures(exits), content['words'])}。",
    ]
    owed = [f"未立项{row['unopened_lines']}条"] if row["unopened_lines"] else []
    owed += [f"逾期事项{row['overdue_cases']}件"] if row["overdue_cases"] else []
    told += [f"三是存在的问题。尚有{'、'.join(owed)}。" if owed else "三是存在的问题。截至目前无未立项和逾期事项。"]
    steps = ["对未立项的尽快核实立项"] if row["unopened_lines"] else []
    steps += ["对逾期的依法督促退出"] if row["overdue_cases"] else []
    return "\n".join([*told, f"四是下步打算。{'，'.join(steps) or '继续开展动态排查'}，按要求按时报送。"])


def province(content: Content, stamp: str, objections: Iterable[Row], draft: str = "") -> dict[str, Any]:
    """The report to the province, with the objections to the notice and their answers; `draft` stands on every page."""
    made = context(content, stamp)
    return made | {"objections": list(objections), "demo": "　".join(filter(None, (draft, made["demo"])))}


def sentence(total: Figures, words: Mapping[str, str]) -> str:
    """The exits in one sentence; 关停, 封存, 拆除 and 计入 are told apart, the last in the plan's words."""
    if not total.enterprises:
        return "台账没有依法关停退出的生产线（主体设备）"
    whole = f"（其中{total.whole}家台账未登记生产线，按企业计）" if total.whole else ""
    counted = f"、整体退出企业{total.counted_whole}家" if total.counted_whole else ""
    return (
        f"依法关停企业{total.enterprises}家{whole}、生产线（主体设备）{total.lines}条（台、套），其中封存未拆除{total.sealed}条、"
        f"拆除{total.dismantled}条；{words['counted']}、计入当年退出的{total.counted}条{counted}"
    )

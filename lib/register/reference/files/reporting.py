"""What a plan has areas and the city report: periods, sectors to report, stages of work, duties; the office."""

from lib.register.reference.columns import (
    Table,
    code,
    colour,
    day,
    names,
    one_of,
    optional,
    plan,
    ref,
    refs,
    some_of,
    text,
)  # fmt: skip
from lib.register.reference.plans import YEAR
from lib.register.reference.rows import in_order

MATRICES = ("reports", "screening")
REPORTERS = ("areas", "city")
PAPERS = ("letter", "summary", "tables", "notice", "province")

TABLES: dict[str, Table] = {
    "office": Table(
        "What the papers say of the office; an empty value leaves a line to fill in by hand.",
        key=("setting",),
        columns={
            "setting": code("what is said"),
            "value": optional(text("what to print")),
            "remark": text("what it is for"),
        },
        names=("contact", "telephone", "address", "email", "website"),
        is_closed=True,
    ),
    "periods": Table(
        "A time of reporting.",
        key=("period",),
        plan_file="periods.csv",
        kinds=(YEAR,),
        columns={
            **plan(),
            "period": code("code of the period, of its own among all plans"),
            **names("period"),
            "span_zh": text("the time it speaks of, as papers say it"),
            "opens_on": day("first day statements are taken"),
            "due_on": day("last day in time"),
            "as_of": day("day whose state it tells"),
            "exits_from": day("first day of the exits it counts"),
            "reporter": one_of("who reports: the areas or the city", REPORTERS),
            "papers": some_of("the papers it makes, separated by ;", PAPERS),
            "clause": text("the clause, as cited"),
        },
        checks=(in_order("opens_on", "due_on"), in_order("exits_from", "as_of", "due_on"), in_order("as_of", "due_on")),
    ),
    "report_sectors": Table(
        "A sector that a table of the report asks every area about.",
        key=("plan_id", "matrix", "sector"),
        plan_file="report_sectors.csv",
        kinds=(YEAR,),
        columns={
            **plan(),
            "matrix": one_of("the table: state of reports, or screening", MATRICES),
            "sector": ref("the sector", "sectors"),
            "clause": text("the clause, as cited"),
        },
    ),
    "report_states": Table(
        "How a report of an area and sector stands.",
        key=("report_state",),
        columns={"report_state": code("code of the state"), **names("state"), "colour": colour()},
        names=("reported", "zero_report", "late", "returned", "not_reported"),
        is_closed=True,
    ),
    "work_stages": Table(
        "A stage of the year's work.",
        key=("plan_id", "work_stage"),
        plan_file="work_stages.csv",
        kinds=(YEAR,),
        columns={
            **plan(),
            "work_stage": code("code of the stage"),
            **names("stage"),
            "begins_on": day("first day"),
            "ends_on": day("last day"),
            "what_zh": text("what is done, in Chinese"),
            "what_en": text("what is done, in English"),
            "clause": text("the clause, as cited"),
        },
        checks=(in_order("begins_on", "ends_on"),),
    ),
    "duties": Table(
        "Who does what by when under the plan.",
        key=("plan_id", "duty"),
        plan_file="duties.csv",
        kinds=(YEAR,),
        columns={
            **plan(),
            "duty": code("code of the duty"),
            "dimension": optional(ref("its dimension, where it has one", "dimensions")),
            "task_zh": text("the task in Chinese"),
            "task_en": text("the task in English"),
            "lead_departments": refs("lead departments, separated by ;", "departments"),
            "due_on": optional(day("the day; empty where the document names none")),
            "due_zh": text("the time as the document says it"),
            "due_en": text("the time in English"),
            "clause": text("the clause, as cited"),
        },
    ),
}

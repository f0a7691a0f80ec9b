"""A season of made-up inspections: plans in every state, pictures and signatures, corrective actions, plants nobody
knew, a look back that found a relapse, a zero that was drawn, visited and contradicted, a department's letter, and the
supervision of one area in December.

Plans, visits and answers are told as of the days of their story: the doors of the product write as of today.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pyarrow as pa

from lib.cases.evidence import Kept
from lib.demo.cases_pictures import paper
from lib.demo.lexicon import FOLDER, word, words
from lib.imports.commit import import_file
from lib.inspections import answers, correcting, planning, site_pictures
from lib.inspections import found as finding
from lib.inspections.assignments import assign
from lib.inspections.drawing import draw
from lib.register.reference import read_rows
from lib.register.store import Register, now
from lib.supervision import supervising
from lib.supervision.area_documents import record_document

Row = dict[str, Any]
ACTOR: Final = "demo"
DRAFTED_BEFORE: Final = timedelta(7)  # of the day of the visits
DRAWN_ON, SHARE, ZEROS = date(2022, 12, 28), 10, "371502"
AREA, PERIOD, PLAN = "371521", "2022-12", "LC2022"
REGISTERED: Final = date(2022, 11, 22)  # when what was found came in
BEGUN, FED_BACK, MENDED = date(2022, 12, 26), date(2022, 12, 28), date(2023, 1, 18)


def build_season(register: Register) -> None:
    """Fill a register that holds the made-up cases and letters with a season of inspections; the same every time."""
    _draw_id, drawn = draw(
        register, ZEROS, share=SHARE, seed=word("inspection_seed"), actor=ACTOR, pool="zero_reports", on=DRAWN_ON
    )
    subjects = register.query("asks/demo/visited").to_dict("records")
    inspect(register, [{str(key): cell for key, cell in row.items()} for row in subjects], drawn)
    asked = [row["enterprise_id"] for row in subjects if row["area_code"] == AREA][-2:]
    assign(
        register, asked, department=word("assignment_department"), document_no=word("assignment_document"),
        on=BEGUN, due_on=MENDED, what=word("assignment_what"), actor=ACTOR,
    )  # fmt: skip
    supervise(register)


def inspect(register: Register, subjects: list[Row], drawn: list[str]) -> None:
    """Write the plans of `data/demo/inspections.csv`, their steps and their answers, in one transaction."""
    plans: list[Row] = []
    steps: list[Row] = []
    given: list[Row] = []
    taken: dict[str, Kept] = {}
    for row in read_rows(FOLDER / "inspections.csv"):
        cases = [one for one in subjects if one["area_code"] == row["area"]]
        if row["about"] == "relapsed":
            cases = [
                one
                for one in cases
                if isinstance(one["relapsed_on"], date) and one["relapsed_on"] == one["relapsed_on"]
            ]  # noqa: PLR0124
            row |= {"planned_on": f"{cases[0]['relapsed_on']:%Y-%m-%d}"}
        of_cases = list(dict.fromkeys(one["enterprise_id"] for one in cases))
        whom = (drawn if row["about"] == "zero" else of_cases)[: len(row["visits"].split(";"))]
        on = date.fromisoformat(row["planned_on"])
        plans.append(_plan(row, on))
        steps += _steps(row, whom, on)
        given += _answers(register, row, whom[0], on, taken)
    actions, found = list(_corrections(given)), list(_found(register, plans, given, taken))
    with register.write(ACTOR, "demo", "a season of inspections") as cursor:
        for kind, rows, schema in (
            ("inspection_plans", plans, planning.PLANS),
            ("inspection_steps", steps, planning.STEPS),
            ("inspection_answers", given, answers.ANSWERS),
            ("corrective_steps", actions, correcting.STEPS),
            ("found_steps", found, finding.STEPS),
        ):
            cursor.register(f"incoming_{kind}", pa.Table.from_pylist(rows, schema=schema))
            cursor.execute(register.sql(f"writes/inspections/insert_{kind}"))
        site_pictures.record(register, cursor, taken, dict.fromkeys(taken, "photo"), ACTOR)


def _plan(row: Row, on: date) -> Row:
    joined = list(filter(None, row["departments"].split(";")))
    return {
        "inspection_plan_id": row["plan"], "area_code": row["area"], "planned_on": on, "starts_at": "09:00",
        "body": row["body"], "matter": row["matter"], "officers": row["officers"].split(";"),
        "certificates": row["certificates"].split(";"), "departments": joined,
        "vehicle": "", "note": "", "drafted_on": on - DRAFTED_BEFORE, "actor": ACTOR, "recorded_at": now(),
    }  # fmt: skip


def _steps(row: Row, whom: list[str], on: date) -> Iterator[Row]:
    """The order of the visits, the approval, and what became of each visit."""
    told: list[Row] = [{"step": "ordered", "happened_on": on - DRAFTED_BEFORE, "enterprise_ids": whom}]
    approved = row["approved_on"] or (on - timedelta(2)).isoformat() * (row["about"] == "relapsed")
    if approved:
        paper = word("inspection_approval").format(year=on.year, number=int(row["plan"][-4:]))
        told.append({"step": "approved", "happened_on": date.fromisoformat(approved), "document_no": paper})
    for enterprise, outcome in zip(whom, row["visits"].split(";"), strict=True):
        if outcome == "withdrawn":
            told.append({"step": outcome, "happened_on": on - timedelta(2), "note": word("inspection_withdrawn")})
        elif outcome != "planned":
            note = word("inspection_note") if outcome == "skipped" else None
            told.append({"step": outcome, "happened_on": on, "enterprise_id": enterprise, "note": note})
    for number, one in enumerate(told, 1):
        shared = {"inspection_plan_id": row["plan"], "number": number, "actor": ACTOR, "recorded_at": now()}
        yield shared | {"step_id": f"{row['plan']}.{number}"} | one


def _answers(register: Register, row: Row, enterprise: str, on: date, taken: dict[str, Kept]) -> Iterator[Row]:
    """`CHECKLIST ITEM=VALUE;…` of the first visit; the items of `pictures` carry one, which goes into `taken`."""
    for number, told in enumerate(filter(None, row["answers"].split(";")), 1):
        checklist, _space, rest = told.partition(" ")
        item, _sign, value = rest.partition("=")
        answer = f"{row['plan']}/{number}"
        shots = [f"{answer}.1"] if item in row["pictures"].split(";") else []
        taken |= {name: _shot(register, f"{row['plan']} {item}", item.startswith("SGN-0")) for name in shots}
        yield {
            "answer_id": answer, "inspection_plan_id": row["plan"], "enterprise_id": enterprise,
            "checklist": checklist, "item": item, "edition": 1, "number": number, "value": value,
            "remark": word("inspection_remark") if value == "no" else None, "answered_on": on, "actor": ACTOR,
            "recorded_at": now(), "evidence_ids": shots,
        }  # fmt: skip


def _shot(register: Register, what: str, is_signature: bool) -> Kept:
    """A small made-up picture, kept as those of a visit are."""
    one = paper("signature" if is_signature else "photo", what)
    (seen,) = site_pictures.looked(register, [one])
    site_pictures.keep(register, [one], [seen])
    return seen


def _corrections(given: list[Row]) -> Iterator[Row]:
    """What is to be mended after a no, as `data/demo/corrections.csv` tells: one late, one closed by the re-check of a
    later plan, one to come."""
    for row in read_rows(FOLDER / "corrections.csv"):
        place = (row["plan"], row["item"])
        answer = next(one for one in given if (one["inspection_plan_id"], one["item"]) == place)
        due = date.fromisoformat(row["due_on"])
        told: list[Row] = [
            {"step": "ordered", "happened_on": answer["answered_on"], "due_on": due, "note": word("correction_what")}
            | {"owner": word("correction_owner"), "answer_id": answer["answer_id"]}
        ]
        if row["handed_in_on"]:
            on = date.fromisoformat(row["handed_in_on"])
            told.append({"step": "handed_in", "happened_on": on, "note": word("correction_handed")})
        for number, one in enumerate(told, 1):
            shared = {name: answer[name] for name in correcting.PLACE} | {"actor": ACTOR, "recorded_at": now()}
            ids = {"action_id": row["action"], "step_id": f"{row['action']}.{number}", "number": number}
            yield shared | ids | one


def _found(register: Register, plans: list[Row], given: list[Row], taken: dict[str, Kept]) -> Iterator[Row]:
    """What nobody knew, as `data/demo/found.csv` tells: brought in by an import, set aside, or a draft still."""
    areas = {one["inspection_plan_id"]: one["area_code"] for one in plans}
    for row in read_rows(FOLDER / "found.csv"):
        draft, visit = row["draft"], next(one for one in given if one["inspection_plan_id"] == row["plan"])
        shared = {"draft_id": draft, "inspection_plan_id": row["plan"], "area_code": areas[row["plan"]]}
        shared |= {"enterprise_id": visit["enterprise_id"], "actor": ACTOR, "recorded_at": now()}
        taken[f"{draft}.1"] = _shot(register, draft, False)
        told: list[Row] = [
            {"step": "found", "enterprise_name": row["enterprise"] or None, "line_name": row["line"]}
            | {"model": row["model"] or None, "address": row["address"], "lon": float(row["lon"])}
            | {"lat": float(row["lat"]), "note": word("found_note"), "evidence_ids": [f"{draft}.1"]}
        ]
        if row["decided"] == "registered":
            told.append({"step": row["decided"], "batch_id": _registered(register, row, areas[row["plan"]])})
        elif row["decided"]:
            told.append({"step": row["decided"], "note": word("found_rejected")})
        for number, one in enumerate(told, 1):
            on = visit["answered_on"] + timedelta(7 * (number - 1))
            ids = {"step_id": f"{draft}.{number}", "number": number, "happened_on": on}
            yield shared | ids | one


def _registered(register: Register, row: Row, area: str) -> str:
    """Bring a plant that was found into the register, as its own page does."""
    cells = {"enterprise_name": row["enterprise"], "area_text": area, "address": row["address"], "datum": "WGS84"}
    cells |= {"lon_text": row["lon"], "lat_text": row["lat"], "sector": "cement", "process": "grinding"}
    cells |= {"line_name": row["line"], "model": row["model"], "capacity_filed": "60", "capacity_unit": "10kt/a"}
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"found_{row['draft']}.xlsx"
        finding.write_row(register, path, cells | {"state": "operating"})
        told = import_file(register, path, actor=ACTOR, on=REGISTERED, area=area, is_demo=True)
    return str(told["batch"])


def supervise(register: Register) -> None:
    """One area in December: documents it filed, what was found, the feedback, and one issue closed."""
    plan, minutes = words("area_document")
    for kind, number, on in (("plan", plan, date(2022, 6, 28)), ("minutes", minutes, date(2022, 9, 20))):
        record_document(register, PLAN, AREA, kind, on=on, document_no=number, actor=ACTOR)
    made = supervising.open_supervision(register, AREA, PERIOD, on=BEGUN, supervisors=words("supervisor"), actor=ACTOR)
    found: Row = {"actor": ACTOR, "on": BEGUN}
    supervising.answer_supervision(register, made, "ARE-02", "no", remark=word("supervision_remark"), **found)
    for item in ("ARE-03", "ARE-05"):
        supervising.answer_supervision(register, made, item, "yes", **found)
    supervising.feed_back(
        register, made, on=FED_BACK, document_no=word("supervision_document"), due_on=MENDED, actor=ACTOR
    )
    supervising.circulate(register, made, on=date(2023, 1, 4), document_no=word("supervision_circular"), actor=ACTOR)
    supervising.close_issue(
        register, made, "ARE-02", on=date(2023, 1, 10), document_no=word("supervision_cure"), actor=ACTOR
    )

"""What a no proposes: a finding, then a case or its next step. A person confirms it or sets it aside with a reason;
nothing is written by itself.
"""

from datetime import date
from typing import Any, Final

import pyarrow as pa

from lib.cases.evidence import Upload, path_of
from lib.cases.findings import record_finding
from lib.cases.ledger import record_step
from lib.cases.opening import open_case
from lib.errors import UserError
from lib.register.steps import check_who
from lib.register.store import Register, now

VERIFIED: Final = "verified"
ASIDE: Final = pa.schema(
    [("answer_id", pa.string()), ("reason", pa.string()), ("set_aside_on", pa.date32()), ("actor", pa.string())]
    + [("recorded_at", pa.timestamp("us"))]
)
Row = dict[str, Any]


def confirm(
    register: Register, plan_id: str, enterprise_id: str, checklist: str, item: str, *, actor: str
) -> tuple[str, str]:
    """Do what an answer proposes next and return it (finding, open_case, verify) with the number it got. Raises
    UserError where nothing is proposed, and what recording the finding, the case or the step raises."""
    row = _proposed(register, plan_id, enterprise_id, checklist, item)
    if row["deed"] == "finding":
        return "finding", _finding(register, row, actor)
    told: dict[str, Any] = {
        "on": date.today(),
        "actor": actor,
        "note": f"{plan_id} {checklist} {item}：{row['question']}",
    }
    if row["deed"] == "open_case":
        return "open_case", open_case(register, enterprise_id=enterprise_id, finding_id=row["finding_id"], **told)
    files = [Upload("other", one["file_name"], path_of(register.settings, one["sha256"])) for one in row["pictures"]]
    return "verify", record_step(register, row["case_id"], VERIFIED, evidence=files, **told)


def set_aside(
    register: Register, plan_id: str, enterprise_id: str, checklist: str, item: str, *, reason: str, actor: str
) -> None:
    """Set aside what an answer proposes. Raises UserError without a reason, and where nothing is proposed."""
    check_who(actor)
    if not reason.strip():
        raise UserError("Say why the proposal is set aside.")
    row = _proposed(register, plan_id, enterprise_id, checklist, item)
    facts = {"answer_id": row["answer_id"], "reason": reason.strip(), "set_aside_on": date.today()}
    with register.write(actor, "set aside", f"{plan_id} {enterprise_id} {item}", reason=reason) as cursor:
        found = cursor.execute(register.sql("asks/inspections/set_aside"), {"answer_id": row["answer_id"]}).fetchone()
        if found:
            raise UserError("The answer to {item} proposes nothing.", item=item)
        row = facts | {"actor": actor.strip(), "recorded_at": now()}
        cursor.register("incoming_set_aside", pa.Table.from_pylist([row], schema=ASIDE))
        cursor.execute(register.sql("writes/inspections/insert_set_aside"))


def _proposed(register: Register, plan_id: str, enterprise_id: str, checklist: str, item: str) -> Row:
    """The proposal of an answer, in Chinese, with its pictures. Raises UserError when there is none."""
    asked: dict[str, Any] = {"plan": plan_id, "enterprise": enterprise_id}
    found = register.ask_rows("pages/checklist/proposals", None, "zh", **asked)
    row = next((one for one in found if (one["checklist"], one["item"]) == (checklist, item) and one["deed"]), None)
    if row is None:
        raise UserError("The answer to {item} proposes nothing.", item=item)
    shown = register.ask_rows("pages/checklist/pictures", None, "zh", checklist=checklist, **asked)
    return row | {"pictures": [one for one in shown if one["answer_id"] == row["answer_id"]]}


def _finding(register: Register, row: Row, actor: str) -> str:
    (plan,) = register.ask_rows("pages/inspection_plan/plan", None, "zh", plan=row["inspection_plan_id"])
    remark = f"；{row['item_remark']}" if row["item_remark"] else ""
    return record_finding(
        register, dimension=row["dimension"], found_on=date.today(), what=f"核查为“否”：{row['question']}{remark}",
        actor=actor, enterprise_id=row["enterprise_id"], department=plan["body"],
        document_no=f"{row['inspection_plan_id']} {row['checklist']} {row['item']}", is_only=True,
    )  # fmt: skip

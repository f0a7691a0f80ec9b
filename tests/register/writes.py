"""Every kind of write the product knows, each by its own function, on whatever the register holds at the moment."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd

from lib.access.roles import person
from lib.access.writing import OwnRegister
from lib.bulk.commit import commit
from lib.bulk.draft import prepare
from lib.bulk.void import void_steps
from lib.cases.evidence import Upload
from lib.cases.findings import record_finding, withdraw_finding
from lib.cases.late_evidence import add_evidence
from lib.cases.ledger import record_step, reverse_step
from lib.cases.loading import ladder_of
from lib.cases.opening import open_many
from lib.demo.scale import fill
from lib.errors import UserError
from lib.imports.commit import import_file
from lib.imports.subjects.acts import merge_enterprises, split_enterprise
from lib.imports.subjects.apart import tell_apart
from lib.imports.void import void_batch
from lib.inspections.answers import answer_item, record_answers
from lib.inspections.assignments import assign
from lib.inspections.correcting import hand_in_correction, order_correction, withdraw_correction
from lib.inspections.drawing import draw
from lib.inspections.finishing import finish_checklist
from lib.inspections.found import Found, record_found, reject_found
from lib.inspections.planning import (
    Draft,
    Officer,
    approve_plan,
    join_visit,
    order_visits,
    plan_inspection,
    record_visit,
    withdraw_plan,
)
from lib.inspections.proposals import set_aside
from lib.inspections.visits import Given
from lib.inspections.workbook_answers import NEW, Judged
from lib.inspections.workbook_answers import Draft as AnswerDraft
from lib.inspections.workbook_answers import commit as commit_answers
from lib.inspections.workbook_in import Filled
from lib.instructions import instructing
from lib.register.identified import remember_ended
from lib.register.store import Register, now
from lib.reports.duties import record_duty, withdraw_duty
from lib.reports.freeze import freeze
from lib.reports.goals import Goal, set_goals, withdraw_goal
from lib.reports.objections import answer_objection, record_objection
from lib.reports.pack import pack
from lib.reports.statements import record_report, withdraw_report
from lib.seconding.requests import do, reject, withdraw
from lib.supervision.area_documents import record_document, withdraw_document
from lib.supervision.supervising import (
    answer_supervision,
    circulate,
    close_issue,
    feed_back,
    open_supervision,
    withdraw_supervision,
)
from lib.switching import set_status
from lib.up_to_date import load
from tests.cases import made_files
from tests.register import county

BY: dict[str, str] = {"actor": "张三"}

PLACES = "from intermediate.int_enterprise_places"  # whose mart takes a second to bind
UNSUPERVISED = """
    select areas.area_code, periods.period
    from reference.areas as areas cross join reference.periods as periods
    anti join facts.supervision as known on areas.area_code = known.area_code and periods.period = known.period
    where periods.reporter = 'areas'
"""


class Office:
    """Somebody who does one thing after another in a register, choosing by dice what about."""

    def __init__(self, register: Register, folder: Path, seed: int) -> None:
        self.register, self.folder = register, folder
        self.dice, self.numbers, self.today = Random(seed), count(1), date.today()  # noqa: S311 - choices, not secrets

    def do(self, action: str) -> None:
        """Write something of this kind; what the product refuses is tried on something else."""
        before = self.register.version()
        for attempt in getattr(self, f"write_{action.replace(' ', '_')}")():
            with suppress(UserError):
                attempt()
            if self.register.version() > before:
                return
        raise AssertionError(f"nothing could be written: {action}")

    def any_of(self, table: str, work: Callable[[dict[str, Any]], object]) -> Iterator[Callable[[], object]]:
        """The work on one row after another of a mart or a reference table, shuffled."""
        rows = self.register.cursor().execute(f"from {table}").df().to_dict("records")
        self.dice.shuffle(rows)
        return (lambda row=row: work(row) for row in rows)

    def newest(self, table: str, key: str, work: Callable[[str], object]) -> Iterator[Callable[[], object]]:
        """The work on one row after another of a fact, the last one told first."""
        rows = self.register.con.execute(f"select {key} from facts.{table} order by rowid desc").fetchall()
        return (lambda subject=subject: work(subject) for (subject,) in rows)

    def write_import(self) -> Iterator[Callable[[], object]]:
        number = next(self.numbers)
        rows = [
            (f"{number}号水泥有限公司", "阳谷县", "水泥", "熟料", f"{n}#窑", 1000 * n, "吨/日", "在产", "张三")
            for n in (1, 2)
        ]
        file = county.write(self.folder / f"{number}.xlsx", (*rows, *county.JULY))
        yield lambda: import_file(self.register, file, on=date(2022, 7, number), **BY)

    def write_void(self) -> Iterator[Callable[[], object]]:
        def voided(batch: str) -> object:
            return void_batch(self.register, batch, leave_cases=True, **BY)

        return self.newest("import_batch", "batch_id", voided)

    def write_merge(self) -> Iterator[Callable[[], object]]:
        def merged(row: dict[str, Any]) -> object:
            other = self.dice.choice(
                self.register.cursor().execute("from intermediate.int_enterprise_places").df().enterprise_id
            )
            return merge_enterprises(self.register, row["enterprise_id"], other, on=self.today, reason="合并", **BY)

        return self.any_of(PLACES.removeprefix("from "), merged)

    def write_tell_apart(self) -> Iterator[Callable[[], object]]:
        def told(row: dict[str, Any]) -> object:
            other = self.dice.choice(
                self.register.cursor().execute("from intermediate.int_enterprise_places").df().enterprise_id
            )
            return tell_apart(self.register, row["enterprise_id"], other, reason="不同厂", **BY)

        return self.any_of(PLACES.removeprefix("from "), told)

    def write_split(self) -> Iterator[Callable[[], object]]:
        def split(row: dict[str, Any]) -> object:
            name, lines = f"{next(self.numbers)}号分立有限公司", [row["line_id"]]
            return split_enterprise(
                self.register, row["enterprise_id"], lines, name, on=self.today, reason="分立", **BY
            )

        return self.any_of("marts.lines", split)

    def write_open(self) -> Iterator[Callable[[], object]]:
        def opened(row: dict[str, Any]) -> object:
            return open_many(self.register, [row], on=date(2022, 12, 1), due_on=date(2022, 12, 31), **BY)

        return self.any_of("marts.verdicts where verdict = 'outdated'", opened)

    def write_step(self) -> Iterator[Callable[[], object]]:
        names = list(ladder_of(self.register).steps)

        def recorded(row: dict[str, Any]) -> object:
            name = self.dice.choice(names)
            return record_step(self.register, row["case_id"], name, on=self.today, document_no="1", note="n", **BY)

        return (one for _ in range(5) for one in self.any_of("marts.cases", recorded))

    def write_accept(self) -> Iterator[Callable[[], object]]:
        def accepted(row: dict[str, Any]) -> object:
            return record_step(self.register, row["case_id"], "city_accepted", on=self.today, document_no="1", **BY)

        return self.any_of("marts.cases where state = 'county_accepted'", accepted)

    def own(self, name: str) -> OwnRegister:
        return OwnRegister(self.register, person(self.register.settings, name, "office"))

    def write_ask(self) -> Iterator[Callable[[], object]]:
        def asked(row: dict[str, Any]) -> object:
            told = {"rule_id": row["rule_id"], "status": "withdrawn", "decided_on": self.today, "note": "n"}
            return do(self.own("张三"), "rule status", **told, **BY)

        return self.any_of("reference.rules", asked)

    def write_reject(self) -> Iterator[Callable[[], object]]:
        self.do("ask")
        return self.newest("request", "request_id", lambda one: reject(self.own("李四"), one, "r"))

    def write_withdraw_request(self) -> Iterator[Callable[[], object]]:
        self.do("ask")
        return self.newest("request", "request_id", lambda one: withdraw(self.own("张三"), one))

    def write_reverse(self) -> Iterator[Callable[[], object]]:
        def reversed_(step: str) -> object:
            return reverse_step(self.register, step, on=self.today, reason="r", **BY)

        return self.newest("case_step", "step_id", reversed_)

    def write_steps(self) -> Iterator[Callable[[], object]]:
        names = [name for name in ladder_of(self.register).steps if name != "reversal"]

        def recorded(row: dict[str, Any]) -> object:
            given = [
                {"事项编号": row["case_id"], "环节": name, "发生日期": str(self.today), "文号": "1"} for name in names
            ]
            file = self.folder / f"steps{next(self.numbers)}.csv"
            pd.DataFrame(given).to_csv(file, index=False)
            return commit(self.register, prepare(self.register, file, None, "zh"), None, **BY)

        return self.any_of("marts.cases", recorded)

    def write_void_steps(self) -> Iterator[Callable[[], object]]:
        return self.newest("step_batch", "batch_id", lambda batch: void_steps(self.register, batch, reason="r", **BY))

    def write_evidence(self) -> Iterator[Callable[[], object]]:
        file = self.folder / f"{next(self.numbers)}.pdf"
        file.write_bytes(made_files.pdf(file.name))
        return self.newest("case_step", "step_id", lambda step: add_evidence(self.register, step, [file], **BY))

    def write_finding(self) -> Iterator[Callable[[], object]]:
        dimensions = {one.dimension for one in ladder_of(self.register).variants.values() if one.dimension}

        def found(row: dict[str, Any]) -> object:
            told = {
                "dimension": self.dice.choice(sorted(dimensions)),
                "found_on": date(2022, 12, 1),
                "what": "w",
                "seriousness": "serious",
            }
            return record_finding(self.register, line_id=row["line_id"], **told, **BY)

        return self.any_of("marts.lines", found)

    def write_withdraw_finding(self) -> Iterator[Callable[[], object]]:
        def withdrawn(finding: str) -> object:
            return withdraw_finding(self.register, finding, on=self.today, reason="r", **BY)

        return self.newest("finding", "finding_id", withdrawn)

    def write_rule_status(self) -> Iterator[Callable[[], object]]:
        def switched(row: dict[str, Any]) -> object:
            status = self.dice.choice(["in_force", "withdrawn"])
            return set_status(self.register, row["rule_id"], status, "张三", date(2022, 6, 1), "n")

        return self.any_of("reference.rules", switched)

    def write_goal(self) -> Iterator[Callable[[], object]]:
        goal = Goal("371521", f"{next(self.numbers)}号", date(2022, 6, 1), date(2022, 12, 31), "cement", lines=1)
        yield lambda: set_goals(self.register, [goal], **BY)

    def write_withdraw_goal(self) -> Iterator[Callable[[], object]]:
        return self.newest("goal", "goal_id", lambda goal: withdraw_goal(self.register, goal, reason="r", **BY))

    def write_report(self) -> Iterator[Callable[[], object]]:
        def stated(row: dict[str, Any]) -> object:
            said = {"statement": "zero", "on": date(2022, 12, 20), "signer": "s", "document_no": "1"}
            cell = {"period": row["period"], "area": row["area_code"], "sector": row["sector"]}
            return record_report(self.register, **cell, **said, **BY)

        return self.any_of("marts.report_matrix where period = '2022-12'", stated)

    def write_withdraw_report(self) -> Iterator[Callable[[], object]]:
        def withdrawn(report: str) -> object:
            return withdraw_report(self.register, report, on=self.today, reason="r", **BY)

        return self.newest("report", "report_id", withdrawn)

    def write_duty_done(self) -> Iterator[Callable[[], object]]:
        def done(row: dict[str, Any]) -> object:
            return record_duty(self.register, row["plan_id"], row["duty"], on=self.today, document_no="1", **BY)

        return self.any_of("reference.duties", done)

    def write_withdraw_duty(self) -> Iterator[Callable[[], object]]:
        def withdrawn(done: str) -> object:
            return withdraw_duty(self.register, done, reason="r", **BY)

        return self.newest("duty_report", "duty_report_id", withdrawn)

    def write_freeze(self) -> Iterator[Callable[[], object]]:
        yield lambda: freeze(self.register, "2022-12", reason="r", **BY)

    def write_pack(self) -> Iterator[Callable[[], object]]:
        yield lambda: pack(self.register, "2022-12", self.folder, "张三", ("tables",))

    def drafted(self) -> tuple[str, str]:
        """A plan of somebody else's to visit one enterprise today, and the enterprise."""
        placed = self.register.cursor().execute(f"{PLACES} where area_code is not null").df()
        row = self.dice.choice(placed.to_dict("records"))
        team = (Officer("甲", "1"), Officer("乙", "2"))
        day = Draft(row["area_code"], self.today, "市应急局", "safety_check", team, (row["enterprise_id"],))
        return plan_inspection(self.register, day, actor="李四"), row["enterprise_id"]

    def write_draw_inspections(self) -> Iterator[Callable[[], object]]:
        yield lambda: draw(self.register, "371521", share=10, seed=str(next(self.numbers)), **BY)

    def write_assign_inspections(self) -> Iterator[Callable[[], object]]:
        def assigned(row: dict[str, Any]) -> object:
            told = {"department": "市生态环境局", "document_no": "1号", "on": self.today}
            return assign(self.register, [row["enterprise_id"]], **told, **BY)

        return self.any_of(PLACES.removeprefix("from "), assigned)

    def write_plan_inspection(self) -> Iterator[Callable[[], object]]:
        yield self.drafted

    def write_order_inspection(self) -> Iterator[Callable[[], object]]:
        plan, enterprise = self.drafted()
        yield lambda: order_visits(self.register, plan, [enterprise], **BY)

    def write_join_inspection(self) -> Iterator[Callable[[], object]]:
        plan, enterprise = self.drafted()
        row = self.register.ask_rows("pages/inspection_plan/plan", plan=plan)[0]
        team = (Officer("丙", "3"), Officer("丁", "4"))
        day = Draft(row["area_code"], self.today, "市生态环境局", "environment_check", team, (enterprise,))
        other = plan_inspection(self.register, day, actor="李四")
        yield lambda: join_visit(self.register, plan, enterprise, other, **BY)

    def write_approve_inspection(self) -> Iterator[Callable[[], object]]:
        plan, _enterprise = self.drafted()
        yield lambda: approve_plan(self.register, plan, on=self.today, document_no="1号", **BY)

    def write_record_visit(self) -> Iterator[Callable[[], object]]:
        plan, enterprise = self.drafted()
        yield lambda: record_visit(self.register, plan, enterprise, on=self.today, is_done=False, note="停工", **BY)

    def write_answer_item(self) -> Iterator[Callable[[], object]]:
        plan, enterprise = self.drafted()
        approve_plan(self.register, plan, on=self.today, document_no="1号", **BY)
        yield lambda: answer_item(self.register, plan, enterprise, "procedure", "PRO-13", "na", **BY)

    def write_bring_answers(self) -> Iterator[Callable[[], object]]:
        plan, enterprise = self.drafted()
        approve_plan(self.register, plan, on=self.today, document_no="1号", **BY)
        row = Filled("s", "D5", enterprise, "procedure", "PRO-13", 1, "", "不适用", "")
        yield lambda: commit_answers(self.register, AnswerDraft("f", plan, [Judged(row, NEW, "na")], []), **BY)

    def write_set_aside(self) -> Iterator[Callable[[], object]]:
        plan, enterprise = self.drafted()
        approve_plan(self.register, plan, on=self.today, document_no="1号", **BY)
        item = ("safety", next(one["item"] for one in self.items("safety") if one["dimension"] == "safety"))
        answer_item(self.register, plan, enterprise, *item, "no", **BY)
        yield lambda: set_aside(self.register, plan, enterprise, *item, reason="r", **BY)

    def corrected(self) -> str:
        """A corrective action."""
        plan, enterprise = self.drafted()
        approve_plan(self.register, plan, on=self.today, document_no="1号", **BY)
        answer_item(self.register, plan, enterprise, "procedure", "PRO-12", "no", **BY)
        place = (plan, enterprise, "procedure", "PRO-12")
        return order_correction(self.register, *place, owner="o", due_on=self.today, what="w", **BY)

    def write_order_correction(self) -> Iterator[Callable[[], object]]:
        yield self.corrected

    def write_hand_in_correction(self) -> Iterator[Callable[[], object]]:
        action = self.corrected()
        yield lambda: hand_in_correction(self.register, action, on=self.today, note="n", **BY)

    def write_withdraw_correction(self) -> Iterator[Callable[[], object]]:
        action = self.corrected()
        yield lambda: withdraw_correction(self.register, action, reason="r", **BY)

    def found(self) -> str:
        """A draft of what was found on site."""
        plan, enterprise = self.drafted()
        approve_plan(self.register, plan, on=self.today, document_no="1号", **BY)
        files = [Upload("photo", "x.png", made_files.drawn("PNG"))]
        return record_found(self.register, plan, enterprise, Found("l", lon=116.0, lat=36.4), files=files, **BY)

    def write_record_found(self) -> Iterator[Callable[[], object]]:
        yield self.found

    def write_decide_found(self) -> Iterator[Callable[[], object]]:
        draft = self.found()
        yield lambda: reject_found(self.register, draft, reason="r", **BY)

    def items(self, checklist: str) -> list[dict[str, Any]]:
        """The items of a checklist."""
        return self.register.ask("pages/checklist/items", checklist=checklist).to_dict("records")

    def write_finish_checklist(self) -> Iterator[Callable[[], object]]:
        plan, enterprise = self.drafted()
        approve_plan(self.register, plan, on=self.today, document_no="1号", **BY)
        signed = [("SGN-01", "甲 1"), ("SGN-02", "乙 2"), ("SGN-03", "无"), ("SGN-04", "签名"), ("SGN-05", "丙")]
        file = Upload("photo", "x.png", made_files.drawn("PNG"))
        given = [Given("signing", item, value, files=(file,)) for item, value in signed]
        record_answers(self.register, plan, enterprise, given, **BY)
        yield lambda: finish_checklist(self.register, plan, enterprise, "signing", **BY)

    def write_withdraw_inspection(self) -> Iterator[Callable[[], object]]:
        plan, _enterprise = self.drafted()
        yield lambda: withdraw_plan(self.register, plan, reason="r", **BY)

    def supervised(self, *, is_fed_back: bool = False) -> str:
        """A supervision of some area that nobody supervises yet, with one item that is not in order."""
        free = self.register.cursor().execute(UNSUPERVISED).df()
        row = self.dice.choice(free.to_dict("records"))
        team = {"on": self.today, "supervisors": ("李四",)}
        made = open_supervision(self.register, row["area_code"], row["period"], **team, **BY)
        answer_supervision(self.register, made, "ARE-02", "no", remark="r", **BY)
        if is_fed_back:
            feed_back(self.register, made, on=self.today, document_no="1号", due_on=self.today, **BY)
        return made

    def write_open_supervision(self) -> Iterator[Callable[[], object]]:
        yield self.supervised

    def write_answer_supervision(self) -> Iterator[Callable[[], object]]:
        made = self.supervised()
        yield lambda: answer_supervision(self.register, made, "ARE-03", "yes", **BY)

    def write_feed_back(self) -> Iterator[Callable[[], object]]:
        told = {"on": self.today, "document_no": "1号", "due_on": self.today}
        made = self.supervised()
        yield lambda: feed_back(self.register, made, **told, **BY)

    def write_circulate(self) -> Iterator[Callable[[], object]]:
        made = self.supervised(is_fed_back=True)
        yield lambda: circulate(self.register, made, on=self.today, document_no="2号", **BY)

    def write_close_issue(self) -> Iterator[Callable[[], object]]:
        made = self.supervised(is_fed_back=True)
        yield lambda: close_issue(self.register, made, "ARE-02", on=self.today, document_no="3号", **BY)

    def write_withdraw_supervision(self) -> Iterator[Callable[[], object]]:
        made = self.supervised()
        yield lambda: withdraw_supervision(self.register, made, reason="r", **BY)

    def write_area_document(self) -> Iterator[Callable[[], object]]:
        told = {"on": self.today, "document_no": "1号"}
        yield lambda: record_document(self.register, "LC2022", "371521", "minutes", **told, **BY)

    def write_withdraw_area_document(self) -> Iterator[Callable[[], object]]:
        made = record_document(self.register, "LC2022", "371521", "plan", on=self.today, document_no="1号", **BY)
        yield lambda: withdraw_document(self.register, made, reason="r", **BY)

    def instructed(self, *, is_replied: bool = False) -> str:
        """An instruction to an area."""
        told = {"what": "w", "due_on": self.today, "page_address": "/area?area=371521"}
        made = instructing.give(self.register, "area", "371521", **told, **BY)
        if is_replied:
            instructing.reply(self.register, made, note="n", **BY)
        return made

    def write_instruct(self) -> Iterator[Callable[[], object]]:
        yield self.instructed

    def write_reply_to_instruction(self) -> Iterator[Callable[[], object]]:
        made = self.instructed()
        yield lambda: instructing.reply(self.register, made, note="n", **BY)

    def write_return_instruction(self) -> Iterator[Callable[[], object]]:
        made = self.instructed(is_replied=True)
        yield lambda: instructing.hand_back(self.register, made, note="n", **BY)

    def write_finish_instruction(self) -> Iterator[Callable[[], object]]:
        made = self.instructed(is_replied=True)
        yield lambda: instructing.finish(self.register, made, **BY)

    def write_withdraw_instruction(self) -> Iterator[Callable[[], object]]:
        made = self.instructed()
        yield lambda: instructing.withdraw(self.register, made, note="r", **BY)

    def write_objection(self) -> Iterator[Callable[[], object]]:
        told = {"on": date(2023, 1, 9), "objector": "o", "content": "c"}
        yield lambda: record_objection(self.register, "2023-01", **told, **BY)

    def write_answer_objection(self) -> Iterator[Callable[[], object]]:
        def answered(objection: str) -> object:
            return answer_objection(self.register, objection, on=self.today, answer="a", **BY)

        return self.newest("objection", "objection_id", answered)

    def write_fill(self) -> Iterator[Callable[[], object]]:
        yield lambda: fill(self.register, 20)

    def write_reference(self) -> Iterator[Callable[[], object]]:
        yield lambda: load(self.register, "other files")

    def write_rules_ended(self) -> Iterator[Callable[[], object]]:
        def remembered() -> None:
            with self.register.write("atlas", "rules ended", "r") as cursor:
                remember_ended(self.register, cursor, now())

        yield remembered

    def write_demo(self) -> Iterator[Callable[[], object]]:
        def told() -> None:
            with self.register.write("demo", "demo", "d") as cursor:
                cursor.execute(self.register.sql("setup/demo_told_on"))

        yield told

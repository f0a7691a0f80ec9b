"""What needs a second person is written only when another account has confirmed it, as it was asked for, and once."""

import hashlib
import json
import threading
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.access.roles import NotYours, Person, person
from lib.access.writing import Confirming, NoSecond, OpenRegister, OwnRegister, Typed, Unseconded
from lib.bulk.commit import commit
from lib.bulk.draft import prepare
from lib.cases.evidence import Upload, missing_or_altered, path_of
from lib.cases.ledger import reverse_step
from lib.errors import UserError
from lib.imports.commit import import_file
from lib.register import reference
from lib.register.backup import backup
from lib.register.restore import evidence_of
from lib.reports.freeze import frozen
from lib.reports.statements import record_report
from lib.seconding.requests import Waiting, confirm, do, reject, withdraw
from lib.seconding.spelled import read, spelled
from lib.settings import Settings
from lib.switching import set_status, switch_on_seed
from tests.cases.made_files import pdf
from tests.cases.test_ledger import PATH, opened, play
from tests.register import county

SWITCH = {"rule_id": "LC22-T-CEM-02", "status": "withdrawn", "decided_on": date(2022, 8, 1), "note": "会议纪要"}


def asked(own: OwnRegister, deed: str = "rule status", **params: Any) -> str:
    """The id of a request for something."""
    done = do(own, deed, actor=own.person.name, **params or SWITCH)
    assert isinstance(done, Waiting)
    return done.request_id


def audited(register) -> tuple[str, str, dict[str, Any]]:
    """Author, action and note of the newest change."""
    row = register.con.execute("select actor, action, detail_json from facts.audit order by version desc").fetchone()
    return row[0], row[1], json.loads(row[2])


def decisions(register) -> int:
    return register.con.execute("select count(*) from facts.rule_status").fetchone()[0]


def test_the_table_says_what_needs_a_second_person():
    rows = reference.kept(Settings())["actions"]
    weighty = {"accept", "freeze", "void", "void steps", "rule status", "approve inspection"}
    assert {row["action"] for row in rows if row["second"] == "true"} == weighty


def test_what_one_asks_for_is_written_when_another_confirms_it(register, of):
    before = decisions(register)
    request = asked(of("王"))
    assert decisions(register) == before, "tried, and taken back"
    assert audited(register)[:2] == ("王", "ask")
    confirm(of("李"), request)
    assert decisions(register) == before + 1
    actor, action, note = audited(register)
    assert (actor, action, note["second"], note["request"]) == ("王", "rule status", "李", request)
    assert (note["after"], note["reason"]) == ("withdrawn", "会议纪要")
    row = register.con.execute("select actor from facts.rule_status order by recorded_at desc").fetchone()
    assert row == ("王",)


def test_nobody_but_another_with_the_right_confirms(register, of, accounts):
    request, before = asked(of("王")), decisions(register)
    for name, error in (
        ("王", NoSecond),
        ("领", NotYours),
        ("只", NotYours),
        ("赵", (NoSecond, NotYours)),
        ("钱", (NoSecond, NotYours)),
    ):
        for answer in (confirm, lambda own, one: reject(own, one, "不同意")):
            with pytest.raises(error):
                answer(of(name), request)
    with pytest.raises(NoSecond):
        withdraw(of("李"), request)
    with pytest.raises(UserError, match="why"):
        reject(of("李"), request, " ")
    accounts.disable("王")
    with pytest.raises(NoSecond, match="let in no more"):
        confirm(of("李"), request)
    assert decisions(register) == before


def test_the_same_person_under_another_spelling_is_no_second(register, of, accounts):
    accounts.add("Wang", "office", (), None)
    wang = OwnRegister(register, person(register.settings, "Wang", "office"))
    request = asked(wang)
    for name in ("WANG", "ｗａｎｇ"):
        with pytest.raises(NoSecond, match="another than the first"):
            confirm(OwnRegister(register, person(register.settings, name, "office")), request)


@pytest.mark.parametrize("how", ["confirmed", "rejected", "withdrawn"])
def test_what_is_decided_is_decided(register, of, how):
    request = asked(of("王"))
    match how:
        case "confirmed":
            confirm(of("李"), request)
        case "rejected":
            reject(of("李"), request, "不同意")
            assert audited(register) == ("李", "reject", {"reason": "不同意"})
        case "withdrawn":
            withdraw(of("王"), request)
    before = decisions(register)
    for again in (
        lambda: confirm(of("李"), request), lambda: reject(of("李"), request, "x"), lambda: withdraw(of("王"), request),
    ):  # fmt: skip
        with pytest.raises(NoSecond, match="decided already"):
            again()
    assert decisions(register) == before


def test_two_who_confirm_at_once_write_it_once(register, of):
    request, before = asked(of("王")), decisions(register)

    def confirming() -> None:
        with suppress(NoSecond):
            confirm(of("李"), request)

    threads = [threading.Thread(target=confirming) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert decisions(register) == before + 1


def test_what_is_no_longer_as_it_was_is_not_written(register, of):
    request = asked(of("王"))
    set_status(register, SWITCH["rule_id"], "candidate", "张", date(2022, 7, 20), "另有决定")
    before = decisions(register)
    with pytest.raises(NoSecond, match="no longer as it was"):
        confirm(of("李"), request)
    assert decisions(register) == before


def test_the_same_is_asked_for_once(register, of):
    asked(of("王"))
    with pytest.raises(NoSecond, match="王 asked for this already"):
        asked(of("王"))


def test_no_write_goes_round_the_request(register, of):
    """A forged confirmation, another's, or one for something else, writes nothing."""
    asked_for = asked(of("王"))
    before, li = decisions(register), of("李").person
    boss = Person("李", "office", (), frozenset({"read", "approve", "switch"}), None)
    for author, request, params in (
        ("王", "Q0", SWITCH),
        ("李", asked_for, SWITCH),
        ("王", asked_for, SWITCH | {"status": "in_force"}),
    ):  # fmt: skip
        own = OwnRegister(register, of(author).person, Confirming(boss if author != "李" else li, request))
        with pytest.raises((NoSecond, NotYours)):
            set_status(own, actor=author, **params)
    with pytest.raises(Unseconded):
        set_status(of("王"), actor="王", **SWITCH)
    assert decisions(register) == before


def accepted(register) -> str:
    """A case of 甲水泥 (371502) that its county has accepted."""
    case_id = opened(register)
    shots = [Upload(kind, f"{kind}.pdf", pdf(kind)) for kind in ("proof", "consent")]
    table = (
        PATH
        + "    sealing_completes | 2022-11-01 | doc; ground=seizure; papers\n    county_accepted | 2022-12-01 | doc"
    )
    play(register, case_id, table, papers=shots)
    return case_id


def test_a_county_asks_for_the_acceptance_of_the_city_which_the_city_confirms(register, of, mart):
    case_id = accepted(register)
    given = {"case_id": case_id, "step": "city_accepted", "on": date(2022, 12, 10), "document_no": "聊验〔2022〕1号"}
    request = asked(of("赵"), "step", evidence=[Upload("proof", "验收.pdf", pdf("验收"))], **given)
    assert mart("cases")[0]["state"] == "county_accepted"
    seen = {name: len(of(name).query("pages/requests/requests", is_waiting=True, subject="")) for name in "王李赵钱"}
    assert seen == {"王": 1, "李": 1, "赵": 1, "钱": 0}
    for name in ("赵", "钱"):
        with pytest.raises((NoSecond, NotYours)):
            confirm(of(name), request)
    near = Person("钱", "near", ("371521",), frozenset({"read", "approve"}), ("371521",))
    with pytest.raises(NoSecond, match="no request"):  # of another area than the case
        confirm(OwnRegister(register, near), request)
    confirm(of("王"), request)
    assert mart("cases")[0]["state"] == "city_accepted"
    [file] = mart("evidence", file_name="验收.pdf")
    assert (file["case_id"], file["sha256"]) == (case_id, hashlib.sha256(pdf("验收")).hexdigest())


def test_an_acceptance_is_not_confirmed_on_a_case_that_moved_on(register, of, mart):
    case_id = accepted(register)
    request = asked(of("赵"), "step", case_id=case_id, step="city_accepted", on=date(2022, 12, 10), document_no="1")
    last = register.con.execute("select max_by(step_id, position) from facts.case_step").fetchone()[0]
    reverse_step(register, last, on=date(2022, 12, 2), actor="张三", reason="误登")
    with pytest.raises(UserError):
        confirm(of("王"), request)
    assert mart("cases")[0]["state"] != "city_accepted"


def test_what_came_with_a_waiting_request_is_in_the_backup(register, of, tmp_path: Path):
    given = {"step": "city_accepted", "on": date(2022, 12, 10), "document_no": "1"}
    request = asked(
        of("赵"), "step", case_id=accepted(register), evidence=[Upload("proof", "验.pdf", pdf("备份"))], **given
    )
    brought = hashlib.sha256(pdf("备份")).hexdigest()
    done = backup(register, tmp_path / "backup")
    assert brought in evidence_of(Path(done["file"]), register.settings)
    assert brought in {file.name for file in (tmp_path / "backup" / "evidence").glob("*/*")}
    path_of(register.settings, brought).unlink()
    assert [one["sha256"] for one in missing_or_altered(register)] == [brought]
    reject(of("王"), request, "不齐")
    assert missing_or_altered(register) == [], "nobody asks for what came with a request that was decided"


def test_other_steps_need_nobody_else(register, of, mart):
    case_id = opened(register)
    do(of("赵"), "step", case_id=case_id, step="verified", on=date(2022, 7, 4), actor="赵")
    assert mart("cases")[0]["state"] == "verified"


def test_acceptances_of_a_workbook_wait_together(register, of, mart, tmp_path: Path):
    case_id, file = accepted(register), tmp_path / "steps.csv"
    pd.DataFrame([{"事项编号": case_id, "环节": "市级验收", "发生日期": "2022-12-10", "文号": "1"}]).to_csv(
        file, index=False
    )
    own = of("赵")
    done = commit(
        own, prepare(own, file, None, "zh"), None, actor="赵", write=lambda to, **told: do(to, "steps", **told)
    )
    assert isinstance(done, Waiting)
    assert mart("step_batches") == []
    batch = confirm(of("李"), done.request_id)
    assert [one["batch_id"] for one in mart("step_batches")] == [batch]
    assert mart("cases")[0]["state"] == "city_accepted"


def test_a_frozen_report_holds_the_figures_that_were_asked_for(register, of):
    request = asked(of("王"), "freeze", period="2022-07")
    letter = {"on": date(2022, 7, 14), "signer": "s", "document_no": "1", "statement": "zero", "actor": "张"}
    record_report(register, period="2022-07", area="371521", sector="cement", **letter)
    with pytest.raises(NoSecond, match="no longer as it was"):
        confirm(of("李"), request)
    assert frozen(register, "2022-07") is None
    confirm(of("李"), asked(of("王"), "freeze", period="2022-07"))
    kept = frozen(register, "2022-07")
    assert kept and (kept.actor, kept.sha256) == ("王", audited(register)[2]["after"])


def test_a_file_is_voided_by_two(register, of, mart, tmp_path: Path):
    file = county.write(tmp_path / "one.xlsx", county.JULY)
    batch = import_file(register, file, on=date(2022, 7, 1), actor="张三")["batch"]
    request = asked(of("王"), "void", batch=batch, reason="报错了", leave_cases=False)
    assert mart("batches", batch_id=batch)[0]["voided_at"] is None
    confirm(of("李"), request)
    assert mart("batches", batch_id=batch)[0]["voided_at"] is not None
    with pytest.raises(UserError, match="voided before"):
        asked(of("王"), "void", batch=batch, reason="报错了")


def test_without_accounts_a_second_name_is_typed_and_marked_as_unproven(register):
    for second, error in (
        (None, Unseconded),
        (Typed(" "), NoSecond),
        (Typed("张三"), NoSecond),
        (Typed("张三 "), NoSecond),
    ):
        with pytest.raises(error):
            set_status(OpenRegister(register, second), actor="张三", **SWITCH)
    with pytest.raises(Unseconded):
        do(OpenRegister(register), "rule status", actor="张三", **SWITCH)
    before = decisions(register)
    do(OpenRegister(register, Typed("李四")), "rule status", actor="张三", **SWITCH)
    assert decisions(register) == before + 1
    assert {"second": "李四", "second_unproven": True}.items() <= audited(register)[2].items()


def test_making_the_register_is_excepted(register):
    switch_on_seed(register, "张三", date(2022, 7, 1))
    assert "second" not in audited(register)[2]


def test_what_waits_outlives_the_process_as_it_was_asked_for():
    given = {
        "on": date(2022, 7, 1),
        "months": 3,
        "note": None,
        "files": [],
        "flag": True,
        "row": {"a": date(2022, 7, 2)},
    }
    assert read(spelled(given), Settings()) == given | {"files": ()}

"""What a case stands on and beside: its subject in the register, and no second case about the same fact."""

from datetime import date
from pathlib import Path

import pytest

from lib.cases.ledger import record_step, reverse_step
from lib.cases.opening import open_case
from lib.cases.refusal import CaseRefused
from lib.errors import UserError
from lib.imports.commit import import_file
from lib.imports.void import void_batch
from lib.register.store import offenders
from lib.settings import ROOT
from tests import registers
from tests.register import county

CLINKER, SURVEY, ON = "LC22-T-CEM-01", date(2022, 6, 30), date(2022, 7, 2)


def broken(register):
    return {name for name, rows in offenders(register.cursor(), ROOT / "queries" / "checks").items() if rows}


def test_a_withdrawal_is_not_reversed_beside_the_case_opened_since(register):
    first = open_case(register, line_id="kiln_2400", rule_id=CLINKER, on=ON, actor="张三")
    withdrawn = record_step(register, first, "withdrawn", on=date(2022, 7, 4), actor="张三", document_no="1")
    second = open_case(register, line_id="kiln_2400", rule_id=CLINKER, on=date(2022, 7, 5), actor="张三")
    with pytest.raises(CaseRefused) as error:
        reverse_step(register, withdrawn, on=date(2022, 7, 6), actor="张三", reason="误撤")
    assert [one.code for one in error.value.refusals] == ["already_open"]
    assert second in str(error.value)
    assert broken(register) == set()
    record_step(register, second, "withdrawn", on=date(2022, 7, 7), actor="张三", document_no="2")
    reverse_step(register, withdrawn, on=date(2022, 7, 8), actor="张三", reason="误撤")
    assert broken(register) == set()


def test_two_cases_that_stand_about_one_line_are_offenders(register):
    case_id = open_case(register, line_id="kiln_2400", rule_id=CLINKER, on=ON, actor="张三")
    with register.write("test", "plant", "a twin") as cursor:
        cursor.execute("insert into facts.exit_case select * replace ('twin' as case_id) from facts.exit_case")
        cursor.execute("""insert into facts.case_step
            select * replace ('twin' as case_id, 'twin.1' as step_id) from facts.case_step""")
    assert broken(register) == {"one_case_stands_about_a_subject"}
    assert case_id == "371502-2022-0001"


@pytest.fixture
def delivered(tmp_path: Path):
    """A register with one delivery and a case about a line that only this delivery told of."""
    atlas = registers.empty(tmp_path)
    file = county.write(tmp_path / "july.xlsx", county.JULY)
    batch = import_file(atlas, file, actor="test", on=SURVEY)["batch"]
    line = atlas.query("marts/enterprises/lines", ON)
    line_id = line.loc[line.capacity == 2000, "line_id"].iloc[0]
    case_id = open_case(atlas, line_id=line_id, rule_id=CLINKER, on=ON, actor="张三")
    yield atlas, batch, case_id, file
    atlas.close()


def test_a_batch_under_a_case_is_not_voided_silently(delivered):
    atlas, batch, case_id, _ = delivered
    with pytest.raises(UserError, match=case_id):
        void_batch(atlas, batch, actor="test", reason="报错了")
    assert len(atlas.query("marts/enterprises/lines", ON)) == 3, "a refused void changes nothing"


def test_left_without_its_line_a_case_is_an_offender_until_the_line_is_told_again(delivered, tmp_path):
    atlas, batch, case_id, _ = delivered
    assert void_batch(atlas, batch, actor="test", reason="报错了", leave_cases=True)["cases_left"] == [case_id]
    assert broken(atlas) == {"every_case_knows_its_subject"}
    corrected = tuple((*row[:5], 2200 if row[5] == 2000 else row[5], *row[6:]) for row in county.JULY)
    import_file(atlas, county.write(tmp_path / "corrected.xlsx", corrected), actor="test", on=SURVEY)
    assert broken(atlas) == set()
    [case] = atlas.query("marts/cases/cases", ON).to_dict("records")
    assert (case["case_id"], case["capacity"], case["area_code"]) == (case_id, 2200, "371521")


def test_a_withdrawn_case_keeps_no_batch(delivered):
    atlas, batch, case_id, _ = delivered
    record_step(atlas, case_id, "withdrawn", on=date(2022, 7, 4), actor="张三", document_no="1")
    assert void_batch(atlas, batch, actor="test", reason="报错了")["cases_left"] == []

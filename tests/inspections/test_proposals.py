"""A failed item proposes a finding, then a case or its next step; a person confirms or sets aside."""

from datetime import date

import pytest

from lib.errors import UserError
from lib.inspections.answers import answer_item
from lib.inspections.proposals import confirm, set_aside
from lib.register.store import Register
from tests.inspections.conftest import shot

MILL = "CEM-12"  # critical; a no proposes a finding of technology
WANG, LI = {"actor": "王科长"}, {"actor": "李科员"}


def proposals(register: Register) -> dict[str, dict[str, object]]:
    return {row["item"]: row for row in register.ask_rows("marts/inspections/inspection_proposals", None, "en")}


def test_a_critical_no_proposes_a_finding_then_a_case_then_that_it_is_verified(places: Register, visit):
    said = {"remark": "1号磨3.2米在产", "files": [shot()]}
    answer_item(places, *visit, "cement", MILL, "no", **said, **WANG)
    row = proposals(places)[MILL]
    assert (row["deed"], row["proposal_state"], row["finding_id"], row["case_id"]) == (
        "finding",
        "proposed",
        None,
        None,
    )
    assert not places.ask_rows("marts/cases/findings"), "nothing is written by itself"
    deed, finding = confirm(places, *visit, "cement", MILL, **LI)
    (found,) = places.ask_rows("marts/cases/findings")
    assert (deed, finding) == ("finding", found["finding_id"])
    assert found["what"].endswith("；1号磨3.2米在产") and found["department"] == "市工业和信息化局"
    assert proposals(places)[MILL]["deed_name"] == "open a case from the finding"
    deed, case = confirm(places, *visit, "cement", MILL, **LI)
    assert (deed, proposals(places)[MILL]["deed"]) == ("open_case", "verify")
    deed, step = confirm(places, *visit, "cement", MILL, **LI)
    (opened,) = places.ask_rows("marts/cases/cases")
    assert (opened["case_id"], opened["finding_id"], opened["verified_on"]) == (case, finding, date.today())
    assert [row["step_id"] for row in places.ask_rows("marts/cases/evidence")] == [step], "the picture proves the step"
    assert proposals(places)[MILL]["proposal_state"] == "confirmed"
    with pytest.raises(UserError, match="proposes nothing"):
        confirm(places, *visit, "cement", MILL, **LI)


def test_what_is_set_aside_with_a_reason_proposes_nothing_until_it_is_answered_anew(places: Register, visit):
    first = answer_item(places, *visit, "cement", "CEM-06", "no", remark="2000吨线", **WANG)
    with pytest.raises(UserError, match="Say why"):
        set_aside(places, *visit, "cement", "CEM-06", reason=" ", **LI)
    set_aside(places, *visit, "cement", "CEM-06", reason="已按产能置换办理", **LI)
    row = proposals(places)["CEM-06"]
    assert (row["deed"], row["proposal_state"], row["set_aside_reason"]) == (None, "set_aside", "已按产能置换办理")
    with pytest.raises(UserError, match="proposes nothing"):
        confirm(places, *visit, "cement", "CEM-06", **LI)
    answer_item(places, *visit, "cement", "CEM-06", "no", remark="2000吨线在产", seen=first, **WANG)
    assert proposals(places)["CEM-06"]["deed"] == "finding"
    with pytest.raises(UserError, match="proposes nothing"):
        confirm(places, *visit, "cement", "CEM-13", **LI)

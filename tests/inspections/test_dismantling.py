"""The papers of a dismantling say what went, the number against what had to go, and show before, during and after."""

import io
from datetime import date

import pytest
from docx import Document

from lib.cases.evidence import Upload
from lib.cases.ledger import record_step
from lib.errors import UserError
from lib.inspections.answers import answer_item
from lib.inspections.dismantling import dismantling_paper
from lib.inspections.proposals import confirm
from lib.register.store import Register
from tests.inspections.conftest import shot

TODAY, WANG = date.today(), {"actor": "王科长"}


@pytest.fixture(scope="module")
def case(places: Register, visit: tuple[str, str]) -> str:
    """A case of the visited enterprise whose verification has a picture of before."""
    answer_item(places, *visit, "cement", "CEM-12", "no", remark="1号磨3.2米", **WANG)
    for _deed in ("finding", "case"):
        number = confirm(places, *visit, "cement", "CEM-12", **WANG)[1]
    taken = [Upload("before", "拆除前.jpg", shot().content)]
    record_step(places, number, "verified", on=TODAY, evidence=taken, **WANG)
    answer_item(places, *visit, "acceptance", "DSA-04", "1", remark="1号磨已解体", files=[shot("blue")], **WANG)
    return number


def paper(register: Register, case: str, name: str) -> tuple[str, int]:
    """All words of a paper, and how many pictures it shows."""
    made = Document(io.BytesIO(dismantling_paper(register.reading(), case, name, TODAY)))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in made.paragraphs), *cells]), len(made.element.xpath(".//w:drawing"))


def test_the_witnesses_sign_for_what_was_taken_down(places: Register, case: str):
    words, count = paper(places, case, "witness")
    assert {"设备现场拆除见证书", "东水泥", "企业法定代表人"} <= set(words.split("\n"))
    assert count == 2 and "缺：拆除中、拆除后。" in words


def test_the_acceptance_sets_the_number_against_what_had_to_go(places: Register, case: str):
    words, count = paper(places, case, "acceptance")
    assert "1 台（套）；1号磨已解体" in words and "未下达。" in words and "市级验收意见" in words
    assert count == 2
    with pytest.raises(UserError, match="no paper"):
        dismantling_paper(places.reading(), case, "letter", TODAY)
    with pytest.raises(UserError, match="There is no case"):
        dismantling_paper(places.reading(), "371502-2000-0001", "witness", TODAY)

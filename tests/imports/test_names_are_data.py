"""Cells of a delivery are data: no sentence, sheet name or workbook reads them as anything else."""

import io
import unicodedata
from datetime import date

import openpyxl
import pytest

from lib.imports.commit import Delivery, commit, prepare
from lib.imports.marked import SHEET_NAME_LENGTH, marked_workbook
from lib.imports.rows import Remark
from lib.register.store import Register
from tests.storm.hostile import names
from tests.storm.writing import HEADINGS, cells_of, written_xlsx

DAY = date(2022, 7, 1)
NAMES = ["{column}", "{unit}{value}", "{allowed", *names(200, seed=1)]


@pytest.fixture
def committed(register: Register, tmp_path):
    """A delivery with every name in every cell, committed; what it refused, told in Python."""
    rows = [HEADINGS, *(cells_of(name, number * 3) for number, name in enumerate(NAMES))]
    draft = prepare(register, Delivery(written_xlsx(tmp_path / "names.xlsx", rows), "test", DAY), "zh")
    told = draft.summary(None, "zh")["rejects"]
    commit(register, draft)
    return told


def test_a_refusal_is_the_same_sentence_on_the_page_and_in_the_dry_run(register, committed):
    """The page fills the sentence in SQL: a value with braces is no sentence either."""
    shown = register.ask("marts/imports/refused_rows", DAY, "zh")
    assert sorted(shown.sentence) == sorted(remark["sentence"] for remark in committed)
    assert any("“{column}”" in sentence for sentence in shown.sentence)


def test_no_sign_that_nobody_sees_enters_the_register(register, tmp_path):
    rows = [HEADINGS, *((name, *cells_of("甲", number + 1)[1:]) for number, name in enumerate(NAMES))]
    commit(register, prepare(register, Delivery(written_xlsx(tmp_path / "n.xlsx", rows), "test", DAY), "zh"))
    known = register.ask("marts/enterprises/enterprises", DAY, "zh").enterprise_name
    assert len(known) > 100
    hidden = {unicodedata.name(sign, hex(ord(sign))) for name in known for sign in name if is_hidden(sign)}
    assert not hidden


def is_hidden(sign: str) -> bool:
    """Whether a sign is an order or takes no room; tabs, line breaks and the tags of flags are told apart."""
    return unicodedata.category(sign) in ("Cc", "Cf") and sign not in "\t\n\r\x85" and sign < "\U000e0000"


def test_any_sheet_name_comes_back_as_excel_allows_it():
    remarks = [Remark(name, 2, "A2", name, name, "capacity_approximate", {}, {name: name}) for name in NAMES]
    book = openpyxl.load_workbook(
        io.BytesIO(marked_workbook([*remarks, Remark("a" * 30 + "'b", 2, "", "", "", "file_empty")]))
    )
    assert len(book.sheetnames) == len(dict.fromkeys(NAMES)) + 1
    assert max(map(len, book.sheetnames)) <= SHEET_NAME_LENGTH

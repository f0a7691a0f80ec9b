"""Names of delivered files: a person reads what was meant, and no name turns, breaks out or is too long for a disk."""

import unicodedata
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from lib.cases.evidence import Upload
from lib.exports.save import file_name
from lib.filenames import delivered
from lib.imports.safety import admit_bytes
from lib.ui.parts.uploading import on_disk

NAMES = {
    "阳谷县.xlsx": "阳谷县.xlsx",
    "a\x00b.xlsx": "a b.xlsx",
    "a\r\nSet-Cookie: x=1.xlsx": "a Set-Cookie- x=1.xlsx",
    "厂房\u202efdp.exe": "厂房fdp.exe",
    "\u200f拆除\u200b前\ufeff.jpg": "拆除前.jpg",
    "拆\u2066除\u2069后\u00ad.jpg": "拆除后.jpg",
    "ㅤ\u2800.pdf": "file.pdf",
    "../../etc/passwd": "passwd",
    "C:\\Users\\张三\\照片.jpg": "照片.jpg",
    "..": "file",
    "": "file",
    ".xlsx": "file.xlsx",
    "CON.pdf": "_CON.pdf",
    "com1.tar.pdf": "_com1.tar.pdf",
    "LPT²": "_LPT²",
    'a<b>:"c|d?*.pdf': "a-b-c-d.pdf",
    "  two   blanks\u3000and\u2028lines .pdf": "two blanks and lines.pdf",
    "e\u0301.pdf": "é.pdf",
    "\udcd1\udcf4.xlsx": "file.xlsx",
    "\ue000\U00031350.pdf": "\ue000\U00031350.pdf",
    "\ufffe\uffff☺\ufe0f.pdf": "☺.pdf",
    "a. . .pdf": "a.pdf",
    "report.final.v2.docx": "report.final.v2.docx",
    "no ending.": "no ending",
}
LONG = tuple(f"{letter * 400}.xlsx" for letter in ("产", "x", "𠮷", "e\u0301", ". ", "(1)"))


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_says_what_was_meant(name):
    assert delivered(name) == NAMES[name]


@pytest.mark.parametrize("name", [*NAMES, *LONG], ids=lambda name: ascii(name)[:40])
def test_every_place_keeps_the_same_harmless_name(name, tmp_path):
    clean = delivered(name)
    assert delivered(clean) == clean, "nothing is left to clean"
    assert 0 < len(clean.encode()) <= 200
    assert not [letter for letter in clean if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert Upload("other", name, b"").file_name == clean
    with on_disk(name, b"1") as path:
        assert (path.name, path.read_bytes()) == (clean, b"1")
    assert (tmp_path / clean).resolve().parent == tmp_path
    Path(tmp_path / file_name(name, date(2022, 7, 15), "xlsx")).write_bytes(BytesIO(b"1").getvalue())
    if Path(clean).suffix == ".csv":
        assert admit_bytes(name, b"a,b\n1,2\n").name == clean


@pytest.mark.parametrize("name", LONG, ids=lambda name: ascii(name)[:20])
def test_a_long_name_keeps_its_ending(name):
    assert delivered(name).endswith(".xlsx")


def test_a_delivery_is_recorded_under_its_clean_name():
    assert admit_bytes("..\\阳谷\u202e\r\n县.csv", "企业\n甲\n".encode()).name == "阳谷 县.csv"

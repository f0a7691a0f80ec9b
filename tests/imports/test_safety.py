"""Files that must never reach a parser."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.errors import FileRefused
from lib.imports.reading import read_file
from lib.imports.reasons import reasons
from lib.imports.safety import OLE2, Limits, admit_bytes
from lib.imports.vocabulary import Vocabulary
from lib.settings import Settings

ROWS: list[list[object]] = [["企业名称", "行业"], ["甲公司", "水泥"]]


def refusal(name: str, content: bytes, limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    """The reason a file is refused for, found by its sentence."""
    with pytest.raises(FileRefused) as caught:
        admit_bytes(name, content, limits, "en")
    message = str(caught.value)
    files = {reason: row["sentence_en"] for reason, row in reasons().items() if row["severity"] == "file"}
    patterns = {reason: re.sub(r"\\{\w+\\}", ".*", re.escape(said)) for reason, said in files.items()}
    found = [reason for reason, pattern in patterns.items() if re.fullmatch(pattern, message)]
    assert len(found) == 1, message
    return found[0]


@pytest.fixture
def good(workbook: Callable[..., Path]) -> bytes:
    return workbook(ROWS).read_bytes()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one part added or replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            if entry != name:
                target.writestr(entry, source.read(entry))
        target.writestr(name, part)
    return buffer.getvalue()


def test_a_good_file_is_admitted_with_its_hash(good: bytes) -> None:
    import hashlib

    assert admit_bytes("台账.xlsx", good).sha256 == hashlib.sha256(good).hexdigest()


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", b""), ("a.csv", b"\xef\xbb\xbf \r\n")])
def test_empty_files(name: str, content: bytes) -> None:
    assert refusal(name, content) == "file_empty"


def test_a_program_renamed_to_xlsx_or_csv() -> None:
    assert refusal("a.xlsx", b"MZ\x90\x00" + b"\x00" * 200) == "file_magic"
    assert refusal("a.csv", b"MZ\x90\x00" + b"\x00" * 200) == "file_magic"


def test_an_xlsx_renamed_to_xls_and_a_plain_zip_renamed_to_xlsx(good: bytes) -> None:
    assert refusal("a.xls", good) == "file_magic"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refusal("a.xlsx", buffer.getvalue()) == "file_magic"


@pytest.mark.parametrize("name", ["a.exe", "a.pdf", "a", "a.doc"])
def test_other_types(name: str) -> None:
    assert refusal(name, b"hello") == "file_type"


def test_macros_in_every_guise(good: bytes) -> None:
    assert refusal("a.xlsm", good) == "file_macros"
    assert refusal("a.xlsx", with_part(good, "xl/vbaProject.bin", b"x")) == "file_macros"
    assert refusal("a.xls", OLE2 + b"\x00" * 600 + "_VBA_PROJECT_CUR".encode("utf-16-le")) == "file_macros"


def test_encrypted_workbooks() -> None:
    assert refusal("a.xlsx", OLE2 + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")) == "file_encrypted"


def test_a_zip_bomb_by_ratio_and_by_size(good: bytes) -> None:
    bomb = with_part(good, "xl/worksheets/sheet9.xml", b"0" * (30 << 20))
    assert len(bomb) < 100_000
    assert refusal("a.xlsx", bomb) == "file_bomb"
    assert refusal("a.xlsx", good, Limits(unpacked_megabytes=0)) == "file_bomb"


def test_too_many_parts(good: bytes) -> None:
    assert refusal("a.xlsx", good, Limits(entries=3)) == "file_entries"


def test_nested_files_dde_and_entities(good: bytes) -> None:
    assert refusal("a.xlsx", with_part(good, "xl/embeddings/inner.xlsx", good)) == "file_nested"
    link = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="calc"/></externalLink>'
    assert refusal("a.xlsx", with_part(good, "xl/externalLinks/externalLink1.xml", link)) == "file_dde"
    laughs = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><styleSheet/>'
    assert refusal("a.xlsx", with_part(good, "xl/styles.xml", laughs)) == "file_entities"


def test_a_sheet_whose_last_cell_lies_at_the_end_of_the_world(good: bytes) -> None:
    last = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    cells = b'<worksheet><sheetData><row r="1"><c r="A1"/></row>' + last + b"</sheetData></worksheet>"
    assert refusal("a.xlsx", with_part(good, "xl/worksheets/sheet1.xml", cells)) == "file_area"
    far_down = b'<worksheet><sheetData><row r="1"/><row r="1000000"><c><v>1</v></c></row></sheetData></worksheet>'
    assert refusal("a.xlsx", with_part(good, "xl/worksheets/sheet1.xml", far_down)) == "file_area"
    touched = b'<worksheet><sheetData><row r="1"/><row r="1048576"><c s="1"/></row></sheetData></worksheet>'
    assert admit_bytes("a.xlsx", with_part(good, "xl/worksheets/sheet1.xml", touched))


def test_a_truncated_workbook_and_one_whose_bytes_were_changed(good: bytes) -> None:
    assert refusal("a.xlsx", good[: len(good) // 2]) == "file_damaged"
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    assert refusal("a.xlsx", good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]) == "file_damaged"


def test_the_size_setting_is_kept(tmp_path: Path, vocabulary: Vocabulary) -> None:
    file = tmp_path / "large.csv"
    file.write_text("企业名称,行业\n" + "甲公司,水泥\n" * 80_000)
    with pytest.raises(FileRefused, match="超过上限 1 MB"):
        read_file(file, vocabulary, settings=Settings(upload_megabytes=1))


def test_a_csv_that_is_no_text_we_know(tmp_path: Path, vocabulary: Vocabulary) -> None:
    file = tmp_path / "strange.csv"
    file.write_bytes(b"\x81\xff\xff\xfe\x80\x81\xff" * 31)
    with pytest.raises(FileRefused, match="编码"):
        read_file(file, vocabulary)


def test_links_to_other_workbooks_are_only_told(good: bytes, tmp_path: Path, vocabulary: Vocabulary) -> None:
    file = tmp_path / "links.xlsx"
    file.write_bytes(with_part(good, "xl/externalLinks/externalLink1.xml", b"<externalLink/>"))
    assert "external_links" in {remark.reason for remark in read_file(file, vocabulary).warnings}

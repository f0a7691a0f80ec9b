"""Zips that somebody made to deceive, exhaust or confuse: refused whole or told file by file, and nobody is harmed."""

import dataclasses
import io
import struct
import zipfile
from pathlib import Path

import pytest

from lib.bulk import archive as zips
from lib.bulk.archive import Archive, opened
from lib.errors import UserError
from lib.words import said
from tests.bulk.conftest import SHOTS, fates, packed, packed_bytes

PICTURE = SHOTS["拆除前.jpg"]


def flagged(content: bytes) -> bytes:
    """A zip whose entries say that they are encrypted."""
    changed = bytearray(content)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := changed.find(mark, place + 1)) >= 0:
            changed[place + at] |= 1
    return bytes(changed)


def bomb(megabytes: int) -> bytes:
    """A zip of kilobytes that unpacks to this much."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1.jpg", bytes(megabytes << 20))
    return out.getvalue()


def lying(size: int) -> bytes:
    """A bomb whose directory and header say that it is small."""
    content = bytearray(bomb(32))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.find(mark) + at, size)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Rar!\x1a\x07\x00 no zip", "不是 zip 压缩包"),
        (packed_bytes(SHOTS)[:-30], "不是 zip 压缩包"),
        (b"", "不是 zip 压缩包"),
        (packed_bytes({"../../etc/passwd": PICTURE}), "指向包外的路径"),
        (packed_bytes({"甲/..\\..\\1.jpg": PICTURE}), "指向包外的路径"),
        (packed_bytes({"/etc/1.jpg": PICTURE}), "指向包外的路径"),
        (packed_bytes({"C:\\1.jpg": PICTURE}), "指向包外的路径"),
        (packed_bytes({"1\n2.jpg": PICTURE}), "指向包外的路径"),
        (flagged(packed_bytes(SHOTS)), "设有密码"),
        (bomb(64), "像是压缩炸弹"),
        (packed_bytes({f"{n}.jpg": b"" for n in range(zips.FILES + 1)}), "超过 2000 个"),
    ],
)
def test_a_hostile_zip_is_not_opened_and_says_why(register, tmp_path, content, words):
    file = tmp_path / "证.zip"
    file.write_bytes(content)
    with pytest.raises(UserError) as error:
        opened(file, register)
    assert words in said(error.value.message, "zh", **error.value.values)


def test_a_zip_larger_than_the_setting_is_refused_before_it_is_opened(register, tmp_path, monkeypatch):
    monkeypatch.setattr(register, "settings", dataclasses.replace(register.settings, evidence_zip_megabytes=0))
    with pytest.raises(UserError, match="larger than"):
        opened(packed(tmp_path / "a.zip"), register)


@pytest.mark.parametrize("name", ["拆除前.jpg", "甲公司/拆除前.jpg"])
def test_names_from_chinese_windows_are_read(tmp_path, register, name):
    """Windows writes names in GBK and says so nowhere."""
    file = tmp_path / "a.zip"
    stand_in = name.encode("gbk").decode("cp437")
    with zipfile.ZipFile(file, "w") as archive:
        info = zipfile.ZipInfo("x" * len(stand_in))
        archive.writestr(info, PICTURE)
    file.write_bytes(file.read_bytes().replace(b"x" * len(stand_in), name.encode("gbk")))
    [entry] = opened(file, register).entries
    assert entry.path == name


def test_a_file_that_lies_about_its_size_or_is_too_large_refuses_its_row(bring, register, monkeypatch, tmp_path):
    monkeypatch.setattr(register, "settings", dataclasses.replace(register.settings, evidence_megabytes=1))
    row = "{kiln_2400} | | | 核实 | 2022-07-04 | | 大.jpg"
    assert fates(bring(row, {"大.jpg": PICTURE + bytes(2 << 20)})) == ["refused file_size"]
    for size in (100, (3 << 20)):
        (tmp_path / "谎.zip").write_bytes(lying(size))
        packed = opened(tmp_path / "谎.zip", register)
        kept = zips.inspected(packed, packed.entries[0], tmp_path / "谎.zip", register)
        assert [one.code for one in kept.refusals] in (["file_damaged"], ["file_size"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"MZ\x90\x00 a program", "file_type"),
        (packed_bytes({"1.jpg": PICTURE}), "file_type"),
        (PICTURE[:-40], "file_damaged"),
    ],
)
def test_a_file_of_the_zip_is_looked_at_as_any_evidence(bring, content, code):
    assert fates(bring("{kiln_2400} | | | 核实 | 2022-07-04 | | 1.jpg", {"1.jpg": content})) == [f"refused {code}"]


def test_a_name_that_is_there_twice_is_asked_about(register, tmp_path):
    out = tmp_path / "a.zip"
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("1.jpg", PICTURE)
        archive.writestr("1.jpg", SHOTS["拆除后.jpg"])
    assert len(opened(out, register).meant("1.jpg")) == 2


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("甲/拆除前.jpg", ["甲/拆除前.jpg"]),
        ("甲\\拆除前.JPG ", ["甲/拆除前.jpg"]),
        ("拆除前.jpg", ["甲/拆除前.jpg", "乙/拆除前.jpg"]),
        ("拆除后", ["甲/拆除后.jpg"]),
        ("拆除", []),
        ("", []),
        ("..", []),
    ],
)
def test_a_file_is_meant_by_path_name_or_either_without_its_ending(text, paths):
    names = ("甲/拆除前.jpg", "乙/拆除前.jpg", "甲/拆除后.jpg")
    archive = Archive("a.zip", "", [zips.Entry(at, path, 1) for at, path in enumerate(names)])
    assert [one.path for one in archive.meant(text)] == paths


def test_nothing_of_a_dry_run_is_left_behind(bring, register, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    bring("{kiln_2400} | | | 核实 | 2022-07-04 | | 拆除前.jpg", SHOTS)
    assert not list(Path(register.settings.evidence_dir).rglob("*")) and not list(tmp_path.glob("atlas-*"))

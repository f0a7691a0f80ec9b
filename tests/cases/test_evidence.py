"""Evidence: known by content, kept once under its hash, watched for loss and change."""

import dataclasses
import struct
import zlib
from datetime import date, datetime
from io import BytesIO

import pytest
from PIL import Image

from lib.cases.evidence import Kept, Upload, inspect, kind_of, missing_or_altered, path_of, thumbnail
from lib.cases.evidence import keep as store
from lib.cases.late_evidence import add_evidence
from lib.cases.ledger import record_step, reverse_step
from lib.cases.looking import look
from lib.cases.opening import open_case
from lib.cases.refusal import CaseRefused
from tests.cases.conftest import picture
from tests.cases.made_files import drawn, film, pdf
from tests.cases.telling import LADDER
from tests.imports.hostile import mutations

ON, JULY = date(2022, 7, 2), date(2022, 7, 15)


def claiming(width: int, height: int) -> bytes:
    """A PNG of some bytes that claims to be of any size."""
    head = struct.pack(">II5B", width, height, 8, 6, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


@pytest.fixture
def case_id(register):
    opened = open_case(register, line_id="kiln_2400", rule_id="LC22-T-CEM-01", on=JULY, actor="张三")
    record_step(register, opened, "verified", on=JULY, actor="张三")
    return opened


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"MZ\x90\x00 renamed.jpg", "file_type"),
        (picture("red")[:-400], "file_damaged"),
        (film()[:-40], "file_damaged"),
        (pdf() + b"<html>", "file_type"),
        (b"%PDF-" + b"x" * (1 << 20), "file_size"),
        (claiming(60_000, 60_000), "file_pixels"),
        (claiming(14_000, 14_000), "file_damaged"),  # allowed, but there are no pixels in it
    ],
)
def test_files_that_prove_nothing_are_refused_and_leave_no_trace(
    register, case_id, mart, monkeypatch, content, code
):  # fmt: skip
    monkeypatch.setattr(register, "settings", dataclasses.replace(register.settings, evidence_megabytes=1))
    with pytest.raises(CaseRefused) as error:
        record_step(
            register,
            case_id,
            "shut_down",
            on=JULY,
            actor="张三",
            document_no="1",
            evidence=[Upload("other", "a.jpg", content)],
        )
    assert [refusal.code for refusal in error.value.refusals] == [code]
    assert not register.settings.evidence_dir.exists() and len(mart("case_steps")) == 2


def test_a_file_that_is_not_there_is_said(register, case_id, tmp_path):
    with pytest.raises(CaseRefused) as error:
        record_step(
            register, case_id, "shut_down", on=JULY, actor="张三", document_no="1", evidence=[tmp_path / "no.pdf"]
        )
    assert "no.pdf" in str(error.value)


def test_names_tell_the_kind(register, case_id, mart, tmp_path):
    names = {"拆除前_1.jpg": "before", "During.JPG": "during", "拆除后.jpg": "after"}
    files = []
    for number, name in enumerate(names):
        files.append(tmp_path / name)
        files[-1].write_bytes(picture(["red", "green", "blue"][number]))
    record_step(register, case_id, "shut_down", on=JULY, actor="张三", document_no="1")
    record_step(register, case_id, "dismantled", on=JULY, actor="张三", destination="废钢", evidence=files)
    rows = mart("evidence")
    assert {row["file_name"]: row["kind"] for row in rows} == names
    assert all(path_of(register.settings, row["sha256"]).stat().st_size == row["byte_count"] for row in rows)
    assert mart("case_steps", step="dismantled")[0]["evidence_count"] == 3
    assert kind_of("scan.pdf", LADDER) == "other"


def keep(upload: Upload, register) -> Kept:
    """A file as it comes in: looked at, then stored."""
    kept = inspect(upload, register)
    store(upload, kept, register)
    return kept


def with_exif(lat_ref: str = "N") -> bytes:
    exif = Image.Exif()
    exif[0x8769] = {0x9003: "2022:11:20 09:30:05"}
    exif[0x8825] = {1: lat_ref, 2: (36.0, 27.0, 24.0), 3: "E", 4: (115.0, 59.0, 7.5)}
    exif[0x0112] = 6  # the camera was held on its side
    out = BytesIO()
    Image.new("RGB", (640, 480), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_picture_says_when_and_where_it_was_taken(register):
    kept = keep(Upload("before", "a.jpg", with_exif()), register)
    assert kept.taken_at == datetime(2022, 11, 20, 9, 30, 5)
    assert (round(kept.lat or 0, 6), round(kept.lon or 0, 6)) == (36.456667, 115.985417)
    assert round(keep(Upload("before", "a.jpg", with_exif("S")), register).lat or 0, 6) == -36.456667
    plain = keep(Upload("before", "b.jpg", picture("red")), register)
    assert (plain.taken_at, plain.lat, plain.lon) == (None, None, None)


def test_camera_data_that_cannot_be_read_are_told_and_stop_nothing(register, case_id, mart):
    content = bytearray(with_exif())
    at = content.index(b"Exif") + 14
    content[at : at + 40] = b"\xff" * 40
    kept = keep(Upload("other", "a.jpg", bytes(content)), register)
    assert kept.is_exif_unreadable and (kept.taken_at, kept.lat) == (None, None)
    record_step(
        register, case_id, "shut_down", on=JULY, actor="张三", document_no="1",
        evidence=[Upload("other", "a.jpg", bytes(content)), Upload("other", "b.jpg", with_exif())],
    )  # fmt: skip
    assert {row["file_name"]: row["is_exif_unreadable"] for row in mart("evidence")} == {"a.jpg": True, "b.jpg": False}


def test_a_picture_that_takes_too_much_memory_is_refused_and_harms_nobody(register):
    register.settings = dataclasses.replace(register.settings, reader_megabytes=100)
    out = BytesIO()
    Image.new("RGB", (9000, 9000)).save(out, "WEBP", quality=1)
    with pytest.raises(CaseRefused) as error:
        inspect(Upload("before", "a.webp", out.getvalue()), register)
    assert [refusal.code for refusal in error.value.refusals] == ["file_damaged"]


def test_a_file_that_changes_while_it_is_read_is_not_kept(register, tmp_path):
    file = tmp_path / "a.jpg"
    file.write_bytes(picture("red"))
    kept = inspect(Upload("before", "a.jpg", file), register)
    file.write_bytes(picture("blue"))
    with pytest.raises(CaseRefused) as error:
        store(Upload("before", "a.jpg", file), kept, register)
    assert [refusal.code for refusal in error.value.refusals] == ["file_changed"]
    assert not [one for one in register.settings.evidence_dir.rglob("*") if one.is_file()]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_mutated_picture_is_looked_at_or_refused(register, kind):
    """A short run of `python -m tests.storm.files`."""
    ends = {True: 0, False: 0}
    for content in mutations(with_exif() if kind == "JPEG" else drawn(kind), 60, seed=8):
        seen = look(content, register.settings)
        ends[bool(seen.problem)] += 1
    assert ends[True] and sum(ends.values()) == 60


def test_thumbnails_are_small_and_upright(register):
    kept = keep(Upload("before", "a.jpg", with_exif()), register)
    small = thumbnail(register.settings, path_of(register.settings, kept.sha256), kept.mime, 100)
    assert small is not None and Image.open(BytesIO(small)).size == (75, 100)
    paper = keep(Upload("proof", "p.pdf", pdf()), register)
    assert thumbnail(register.settings, path_of(register.settings, paper.sha256), paper.mime) is None
    assert thumbnail(register.settings, path_of(register.settings, "0" * 64), "image/jpeg") is None


def test_the_same_content_is_kept_once_without_half_written_files(register):
    first = keep(Upload("before", "a.jpg", picture("red")), register)
    path, written = (
        path_of(register.settings, first.sha256),
        path_of(register.settings, first.sha256).stat().st_mtime_ns,
    )
    assert keep(Upload("after", "b.jpg", picture("red")), register).sha256 == first.sha256
    assert path.stat().st_mtime_ns == written
    assert [file.name for file in register.settings.evidence_dir.rglob("*") if file.is_file()] == [first.sha256]


def test_a_missing_or_altered_file_is_found(register, case_id, mart, photos):
    record_step(register, case_id, "shut_down", on=JULY, actor="张三", document_no="1")
    record_step(register, case_id, "dismantled", on=JULY, actor="张三", destination="废钢", evidence=photos)
    assert missing_or_altered(register) == []
    paths = {row["kind"]: path_of(register.settings, row["sha256"]) for row in mart("evidence")}
    paths["before"].unlink()
    content = bytearray(paths["after"].read_bytes())
    content[-3] ^= 1
    paths["after"].write_bytes(content)
    found = {row["file_name"]: (row["problem"], row["case_ids"]) for row in missing_or_altered(register)}
    assert found == {"before.jpg": ("missing", case_id), "after.jpg": ("altered", case_id)}


def dismantled(register, case_id, photos):
    for name, day, document in (("verified", 4, None), ("shut_down", 5, "聊政〔2022〕3号")):
        record_step(register, case_id, name, on=date(2022, 7, day), actor="张三", document_no=document)
    return record_step(
        register, case_id, "dismantled", on=date(2022, 7, 20), actor="张三", destination="废钢", evidence=photos
    )


def test_one_picture_may_show_two_lines_of_an_enterprise_and_says_so(register, mart, photos):
    kiln = open_case(register, line_id="kiln_2400", rule_id="LC22-T-CEM-01", on=ON, actor="张三")
    mill = open_case(register, line_id="mill_32", rule_id="LC22-T-CEM-03", on=ON, actor="张三")
    for case_id in (kiln, mill):
        dismantled(register, case_id, photos)
    assert {(row["case_id"], row["other_case_ids"]) for row in mart("evidence")} == {(kiln, mill), (mill, kiln)}


def test_a_picture_does_not_prove_the_plants_of_two_enterprises(register, mart, photos):
    kiln = open_case(register, line_id="kiln_2400", rule_id="LC22-T-CEM-01", on=ON, actor="张三")
    tyre = open_case(register, enterprise_id="乙轮胎", rule_id="LC22-T-TYR-01", on=ON, actor="张三")
    step_id = dismantled(register, kiln, photos)
    with pytest.raises(CaseRefused) as error:
        dismantled(register, tyre, photos)
    assert [one.code for one in error.value.refusals] == ["used_elsewhere"] * 3 and kiln in str(error.value)
    own = [
        dataclasses.replace(one, content=picture(colour))
        for one, colour in zip(photos, ("pink", "gold", "navy"), strict=True)
    ]
    done = record_step(
        register, tyre, "dismantled", on=date(2022, 7, 20), actor="张三", destination="废钢", evidence=own
    )
    with pytest.raises(CaseRefused) as error:
        add_evidence(register, done, photos[:1], actor="张三")
    assert [one.code for one in error.value.refusals] == ["used_elsewhere"]
    reverse_step(register, step_id, on=date(2022, 7, 21), actor="张三", reason="照片属另一家")
    assert add_evidence(register, done, photos[:1], actor="张三") == [f"{done}.4"]

"""Submissions come back as ODK Central exports them: each answer once, whatever else the zip holds."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from lib.errors import UserError
from lib.inspections.answers import answer_item
from lib.inspections.odk.questions import TARGETS, form_of
from lib.inspections.odk.submission import read
from lib.inspections.odk.targets import lists_of
from lib.inspections.odk.zipped import bring, is_archive
from lib.inspections.planning import approve_plan, plan_inspection
from lib.inspections.workbook_out import day_workbook
from lib.register.store import Register
from tests.inspections.conftest import APPROVED, DRAFTED, draft, shot

TODAY = date.today()
LI = {"actor": "李科员"}
ANSWERS = """<section_1><CEM-01>yes</CEM-01><CEM-01_remark/></section_1><section_3><CEM-03>2500</CEM-03></section_3>
    <s11><CEM-11_lines><CEM-11_line>东水泥磨</CEM-11_line><CEM-11>3.8</CEM-11></CEM-11_lines>
    <CEM-12>no</CEM-12><CEM-12_remark>1号磨在产</CEM-12_remark><CEM-12_photo>17.jpg</CEM-12_photo></s11>"""


@pytest.fixture
def target(places: Register) -> str:
    """The visit of 东水泥 by a plan of its own, as the form names it."""
    plan = plan_inspection(places, draft("东水泥", on=TODAY), **DRAFTED)
    approve_plan(places, plan, on=TODAY, **APPROVED)
    (one,) = lists_of(places.reading(), form_of(places.reading(), "cement", TODAY), TODAY, plan)[TARGETS]
    return one.name


def filled(target: str, instance: str = "uuid:1", answers: str = ANSWERS, form: str = "cement") -> bytes:
    """A submission as Collect writes it."""
    meta = f"<orx:meta><orx:instanceID>{instance}</orx:instanceID></orx:meta>"
    head = f'<data id="{form}" version="1" xmlns:orx="http://openrosa.org/xforms"><target>{target}</target>'
    return f"<?xml version='1.0' ?>{head}{answers}{meta}</data>".encode()


def packed(folder: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(folder / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return folder / "export.zip"


def picture() -> bytes:
    content = shot().content
    assert isinstance(content, bytes)
    return content


def stand(register: Register, target: str) -> dict[str, tuple[str, str | None, int]]:
    plan = target.split("/")[0]
    rows = [
        row for row in register.ask_rows("marts/inspections/inspection_answers") if row["inspection_plan_id"] == plan
    ]
    return {row["item"]: (row["item_value"], row["item_remark"], row["picture_count"]) for row in rows}


def test_each_answer_with_its_line_remark_and_picture_is_recorded_and_twice_is_once(places, target, tmp_path):
    path = packed(tmp_path, **{"a/submission.xml": filled(target), "media/17.jpg": picture()})
    version = places.version()
    tried = bring(places, path, "zh", is_tried=True, **LI)
    assert (tried["recorded"], places.version()) == (4, version), "trying writes nothing"
    done = bring(places, path, "zh", **LI)
    assert (done["submissions"], done["recorded"], done["doubts"]) == (1, 4, [])
    kept = {
        "CEM-01": ("yes", None, 0), "CEM-03": ("2500", None, 0), "CEM-11": ("3.8", None, 0),
        "CEM-12": ("no", "1号磨在产", 1),
    }  # fmt: skip
    assert stand(places, target) == kept
    again = bring(places, path, "zh", **LI)
    assert (again["recorded"], again["same"], places.version()) == (0, 4, version + 1)


def test_what_was_answered_meanwhile_is_told_with_both_and_replaced_on_request_alone(places, target, tmp_path):
    answer_item(places, target.split("/")[0], "东水泥", "cement", "CEM-01", "no", remark="不一致", actor="王科长")
    path = packed(tmp_path, **{"1.xml": filled(target, "uuid:2", "<CEM-01>yes</CEM-01><CEM-03>1</CEM-03>")})
    told = bring(places, path, "zh", **LI)
    assert (told["recorded"], told["stale"]) == (1, 1)
    assert told["doubts"][0]["sentence"] == "王科长 其间已答：否。表单里是：是。"
    assert bring(places, path, "zh", replaces=True, **LI)["recorded"] == 1
    assert stand(places, target)["CEM-01"][0] == "yes"


REFUSED = """
    cement | <CEM-01>maybe</CEM-01>                               | CEM-01 | maybe 不是 CEM-01 的
    cement | <CEM-12>no</CEM-12><CEM-12_photo>x.jpg</CEM-12_photo> | CEM-12 | 照片 x.jpg 没有一起送来。
    cement | <CEM-11>3.8</CEM-11>                                 | CEM-11 | CEM-11
    nosuch | <CEM-01>yes</CEM-01>                                 |        | 没有与此表单对应的核查表 nosuch。
"""


def test_what_is_no_answer_is_refused_by_submission_and_item_and_the_others_are_taken(places, target, tmp_path):
    files = {}
    lines = [[cell.strip() for cell in line.split("|")] for line in REFUSED.strip().splitlines()]
    for at, (form, answers, _item, _sentence) in enumerate(lines):
        files[f"{at}.xml"] = filled(target, f"uuid:r{at}", answers, form)
    other = target[:-3] + "xyz"
    files |= {"8.xml": filled(other, "uuid:r8"), "9.xml": filled(target, "uuid:r9", "<CEM-02>yes</CEM-02>")}
    files |= {"7.xml": b"<data id='cement'><meta/></data>", "6.xml": b"<data"}
    told = bring(places, packed(tmp_path, **files), "zh", **LI)
    found = {one["submission"]: (one["item"], one["sentence"]) for one in told["doubts"]}
    for at, (_form, _answers, item, sentence) in enumerate(lines):
        assert found[f"uuid:r{at}"][0] == item and sentence in found[f"uuid:r{at}"][1]
    assert "不在本台账" in found["uuid:r8"][1]
    assert "instanceID" in found["7.xml"][1] and "6.xml" in found["6.xml"][1]
    assert (told["recorded"], stand(places, target)) == (1, {"CEM-02": ("yes", None, 0)})


def test_a_damaged_picture_is_told_and_the_other_answers_are_taken(places, target, tmp_path):
    path = packed(tmp_path, **{"a/submission.xml": filled(target, "uuid:d"), "media/17.jpg": picture()})
    with zipfile.ZipFile(path) as archive:
        begins = archive.getinfo("media/17.jpg").header_offset + len("media/17.jpg") + 40
    damaged = bytearray(path.read_bytes())
    damaged[begins : begins + 8] = bytes(8)
    path.write_bytes(damaged)
    told = bring(places, path, "zh", **LI)
    assert (told["recorded"], told["refused"]) == (3, 1)
    assert told["doubts"][0]["item"] == "CEM-12" and "17.jpg" in told["doubts"][0]["sentence"]
    whole = packed(tmp_path, **{"a/submission.xml": filled(target, "uuid:d"), "media/17.jpg": picture()})
    assert bring(places, whole, "zh", **LI)["recorded"] == 1, "the whole picture brings the answer"
    assert stand(places, target)["CEM-12"] == ("no", "1号磨在产", 1)


HOSTILE = {
    "entities": b'<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]><data id="cement"><a>&c;</a></data>',
    "depth": b"<a>" * 100_000,
    "size": b"<data>" + b" " * (3 << 20) + b"</data>",
    "nothing": b"",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_submissions_are_refused_before_they_are_understood(kind: str):
    with pytest.raises(UserError, match=r"1\.xml is no submission"):
        read(HOSTILE[kind], "1.xml")


def test_a_zip_is_told_from_a_workbook_by_its_content(places, target, tmp_path):
    book = tmp_path / "named.zip"
    book.write_bytes(day_workbook(places.reading(), target.split("/")[0], TODAY))
    assert not is_archive(book, places)
    path = packed(tmp_path, **{"1.xml": filled(target)})
    assert is_archive(path.rename(tmp_path / "named.xlsx"), places)
    assert not is_archive(tmp_path / "none", places)


def test_a_bomb_and_a_zip_without_a_submission_are_refused(places, tmp_path):
    for files, sentence in (
        ({"1.xml": b"<data>", "media/a.jpg": bytes(30 << 20)}, "would unpack to far more"),
        ({"a.csv": b"1"}, "holds no submission"),
    ):
        with pytest.raises(UserError, match=sentence):
            bring(places, packed(tmp_path, **files), "zh", **LI)

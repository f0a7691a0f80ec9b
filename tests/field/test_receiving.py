"""What a phone sends: acknowledged one by one, there once, and hostile shapes refused."""

import asyncio
import hashlib
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from lib.access.roles import person
from lib.access.writing import OwnRegister
from lib.errors import UserError
from lib.inspections.handing_in import hand_in, is_saved
from lib.inspections.receiving import read_entries, receive
from lib.inspections.waiting_files import Torn, arrive, waiting
from lib.register.store import Register
from tests.field.conftest import ZH, entry, picture
from tests.field.serving import approved
from tests.inspections.conftest import shot


def states(register: Register, *entries: dict[str, object]) -> list[str]:
    return [one["state"] for one in receive(register, read_entries(list(entries)), **ZH)]


def count(register: Register, client_id: str) -> int:
    asked = "select count(*) from facts.inspection_answer where client_id = $1"
    return register.cursor().execute(asked, [client_id]).fetchone()[0]


def test_one_wrong_answer_holds_no_other_back(places: Register, plan: str):
    good, wrong = entry(plan, "PRO-01", "yes"), entry(plan, "PRO-02", "perhaps")
    assert states(places, good, wrong, entry(plan, "PRO-99", "yes")) == ["kept", "refused", "refused"]
    assert states(places, good) == ["kept"] and count(places, good["id"]) == 1


def test_an_answer_waits_for_its_picture_and_takes_it_along(places: Register, plan: str):
    late = picture(places, "green", is_sent=False)
    answered = entry(plan, "PRO-03", "no", remark="无", files=[late])
    told = receive(places, read_entries([answered]), **ZH)
    assert told == [{"id": answered["id"], "state": "missing", "missing": [late["sha256"]]}]
    picture(places, "green")
    assert states(places, answered) == ["kept"]
    assert not waiting(places.settings, late["sha256"]).exists(), "it is evidence now"
    assert states(places, answered) == ["kept"], "the acknowledgement was lost: no picture is asked for once more"
    assert count(places, answered["id"]) == 1
    both = entry(plan, "PRO-06", "no", remark="无", files=[picture(places, "lime"), picture(places, "gold")])
    assert states(places, both) == ["kept"]
    again = picture(places, "gold")  # its own acknowledgement was lost, too: the phone sends it once more
    assert states(places, both) == ["kept"]
    assert not waiting(places.settings, again["sha256"]).exists(), "nobody would take it any more"


def test_a_retake_leaves_the_first_picture_out(places: Register, plan: str):
    first, second = picture(places, "blue"), picture(places, "white")
    [told] = receive(places, read_entries([entry(plan, "PRO-04", "no", remark="无", files=[first])]), **ZH)
    again = entry(plan, "PRO-04", "no", remark="无", seen=told["answer_id"], files=[second], drops=[first["sha256"]])
    assert states(places, again) == ["kept"]
    asked = "select evidence_ids from facts.inspection_answer where client_id = $1"
    [kept] = places.cursor().execute(asked, [again["id"]]).fetchone()
    found = "select sha256 from facts.evidence where list_contains($1, evidence_id)"
    assert places.cursor().execute(found, [kept]).fetchall() == [(second["sha256"],)]


def done(work: Coroutine[Any, Any, None]) -> None:
    """What a coroutine does, in a thread: a browser of another test may keep this one's loop running."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


def test_a_torn_file_leaves_nothing(places: Register):
    content = b"whole"
    sha256 = hashlib.sha256(content).hexdigest()

    async def parts(*given: bytes):
        for one in given:
            yield one

    with pytest.raises(Torn):
        done(arrive(places.settings, sha256, parts(b"who")))
    with pytest.raises(UserError, match="no SHA-256"):
        done(arrive(places.settings, "../../etc/passwd", parts(b"x")))
    folder = waiting(places.settings, sha256).parent
    assert list(folder.iterdir()) == []
    done(arrive(places.settings, sha256, parts(b"who", b"le")))
    assert [one.read_bytes() for one in folder.iterdir()] == [content]
    waiting(places.settings, sha256).unlink()


def test_arriving_twice_is_once_and_a_list_ends_when_it_is_whole(places: Register, plan: str):
    here = {"id": "1", "kind": "arrival", "plan": plan, "enterprise": "北水泥", "remark": "09:12, 36.5, 115.9"}
    assert states(places, here, here | {"id": "2"}) == ["kept", "kept"]
    asked = "select count(*) from facts.inspection_step where step = 'visited' and inspection_plan_id = $1"
    assert places.cursor().execute(asked, [plan]).fetchone() == (1,)
    done = {"id": "3", "kind": "finish", "plan": plan, "enterprise": "北水泥", "checklist": "procedure"}
    [told] = receive(places, read_entries([done]), **ZH)
    assert told["state"] == "refused" and "PRO-01" in told["reason"]
    assert states(places, here | {"enterprise": "阳谷水泥"}) == ["refused"], "the plan has no such visit"


@pytest.mark.parametrize(
    "sent",
    [None, {}, [1], [{}], [{"kind": "drop table"}], [{"kind": "answer"}], [{"kind": "answer", "id": "x" * 65}],
     [{"kind": "answer", "id": "1", "value": ["yes"]}], [{"kind": "answer", "id": "1", "files": "x"}],
     [{"kind": "answer", "id": "1", "files": [{"sha256": "../x"}]}], [{"kind": "answer", "id": "1", "drops": [1]}],
     [{"kind": "answer", "id": "1", "remark": "长" * 20_001}], [{}] * 51],
)  # fmt: skip
def test_what_is_no_entry_is_refused_with_a_sentence(sent: object):
    with pytest.raises(UserError):
        read_entries(sent)


def saved(folder: Path, entries: list[dict[str, object]], *contents: bytes) -> Path:
    """A file as the page saves it."""
    named = [{"sha256": hashlib.sha256(one).hexdigest(), "size": len(one)} for one in contents]
    head = json.dumps({"form": "exit-atlas-field-1", "owner": "王科长", "entries": entries, "files": named})
    file = folder / "field.atlas"
    file.write_bytes(head.encode() + b"\n" + b"".join(contents))
    return file


def test_a_saved_file_is_handed_in_once(places: Register, plan: str, tmp_path: Path):
    content = shot("purple").content
    shown = {"sha256": hashlib.sha256(content).hexdigest(), "name": "现场.jpg"}
    first = entry(plan, "PRO-07", "no", remark="无")
    second = entry(plan, "PRO-07", "no", remark="未合并", seen=first["id"], files=[shown])
    third = entry(plan, "PRO-09", "no", files=[shown])  # the same picture proves two answers
    file = saved(tmp_path, [first, second, third], content)
    assert is_saved(file) and hand_in(places, file, **ZH, is_tried=True) == {"entries": 3, "files": 1, "drafts": 0}
    for _ in range(2):
        assert hand_in(places, file, **ZH) == {"owner": "王科长", "states": {"kept": 3}, "open": [], "drafts": []}
    assert [count(places, one["id"]) for one in (first, second, third)] == [1, 1, 1]


def test_pictures_without_a_record_do_not_stay(places: Register, plan: str, tmp_path: Path):
    drafted, refused = shot("coral").content, shot("khaki").content
    shown = {"sha256": hashlib.sha256(refused).hexdigest(), "name": "现场.jpg"}
    file = saved(tmp_path, [entry(plan, "PRO-99", "no", files=[shown])], refused, drafted)
    folder = waiting(places.settings, shown["sha256"]).parent
    before = set(folder.iterdir())
    assert hand_in(places, file, **ZH)["states"] == {"refused": 1}
    assert set(folder.iterdir()) == before
    file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(UserError):
        hand_in(places, file, **ZH)
    assert set(folder.iterdir()) == before, "nor those of a torn file"


def test_a_text_that_is_too_long_is_refused_alone_and_half_a_sign_breaks_nothing(places: Register, plan: str):
    long, other = entry(plan, "PRO-10", "no", remark="长" * 2001), entry(plan, "PRO-11", "no", remark="半个\ud83d字")
    told = receive(places, read_entries([long, other]), **ZH)
    assert [one["state"] for one in told] == ["refused", "kept"] and "PRO-10" in told[0]["reason"]


def test_an_arrival_bears_its_own_day_where_it_can(places: Register):
    plan = approved(places, "北水泥")
    with places.write("test", "move", "the day") as cursor:
        cursor.execute(
            "update facts.inspection_plan set planned_on = current_date - 3 where inspection_plan_id = $1", [plan]
        )
    said = (date.today() - timedelta(days=2)).isoformat()
    here = {"id": "a1", "kind": "arrival", "plan": plan, "enterprise": "北水泥", "value": said, "remark": "09:12"}
    assert states(places, here) == ["kept"]
    given = entry(plan, "PRO-08", "yes", enterprise="北水泥", on=said)
    wrong = entry(plan, "PRO-09", "yes", enterprise="北水泥", on="2019-01-01")
    assert states(places, given, wrong) == ["kept", "kept"]
    days = "select answered_on from facts.inspection_answer where client_id in ($1, $2) order by number"
    found = places.cursor().execute(days, [given["id"], wrong["id"]]).fetchall()
    assert found == [(date.today() - timedelta(days=2),), (date.today(),)], "a day before the plan's is none"
    asked = "select happened_on from facts.inspection_step where step = 'visited' and inspection_plan_id = $1"
    assert places.cursor().execute(asked, [plan]).fetchone() == (date.today() - timedelta(days=2),)


def test_a_torn_or_foreign_file_is_handed_in_not_at_all(places: Register, plan: str, tmp_path: Path):
    content = shot("orange").content
    whole = saved(tmp_path, [entry(plan, "PRO-08", "yes")], content).read_bytes()
    before = places.version()
    for torn in (whole[:-9], b"", b"{}\n", b"PK\x03\x04", b"[" * 100_000, whole.replace(b'"size": ', b'"size": -')):
        (tmp_path / "torn").write_bytes(torn)
        with pytest.raises(UserError):
            hand_in(places, tmp_path / "torn", **ZH)
    assert places.version() == before


def test_what_the_register_does_not_know_becomes_one_draft(places: Register, plan: str):
    seen = {"line_name": "2号磨、辊压机", "enterprise_name": "无名粉磨站", "address": "梁水镇", "sector": "cement"}
    late = picture(places, "pink", is_sent=False)
    found = {"id": str(uuid4()), "kind": "found", "plan": plan, "enterprise": "东水泥", "found": seen, "remark": "在产"}
    found |= {"files": [late]}
    assert states(places, found) == ["missing"]
    picture(places, "pink")
    for _ in range(2):  # a lost acknowledgement: once more, and no picture is asked for
        [told] = receive(places, read_entries([found]), **ZH)
        assert told["state"] == "kept" and not waiting(places.settings, late["sha256"]).exists()
    [row] = places.ask_rows("pages/found/found", None, "zh", area="371502", draft=told["answer_id"])
    assert (row["found_name"], row["sector_name"], row["note"], row["lon"]) == ("无名粉磨站", "水泥", "在产", None)
    assert row["picture_count"] == 1 and len(places.ask_rows("marts/inspections/found_plants")) == 1
    nowhere = found | {"id": str(uuid4()), "found": seen | {"address": ""}, "files": [picture(places, "pink")]}
    assert states(places, nowhere) == ["refused"]
    elsewhere = OwnRegister(places, replace(person(places.settings, "李", "team"), scope=("371521",)))
    [told] = receive(elsewhere, read_entries([nowhere | {"found": seen}]), actor="李", language="zh")
    assert told["state"] == "refused" and len(places.ask_rows("marts/inspections/found_plants")) == 1, "not their area"

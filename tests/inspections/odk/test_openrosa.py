"""ODK Collect, step by step as it speaks: its forms, its lists, what it sends; and who is not let in."""

import base64
import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import httpx
import pytest
from argon2 import PasswordHasher
from lxml import etree
from starlette.applications import Starlette
from starlette.middleware import Middleware

from lib.access.accounts import Accounts
from lib.access.devices import Devices
from lib.access.gate import Gate
from lib.access.roles import Person
from lib.access.writing import OwnRegister
from lib.inspections.odk import openrosa
from lib.inspections.odk.questions import TARGETS, form_of
from lib.inspections.odk.submission import Submission
from lib.inspections.odk.taking import take
from lib.inspections.odk.targets import lists_of
from lib.inspections.odk.xform import xform
from lib.inspections.odk.xlsform import xlsform
from lib.inspections.planning import approve_plan, plan_inspection
from lib.register.store import Register
from lib.ui.doors.openings import Openings
from lib.ui.doors.uploads import Uploads
from lib.ui.frame import data
from tests.access.conftest import FIRST, OWN, serving
from tests.inspections.conftest import APPROVED, DRAFTED, draft
from tests.inspections.odk.test_forms import accepted, binds
from tests.inspections.odk.test_zipped import ANSWERS, filled, picture, stand

TODAY = date.today()


@dataclass
class Phone:
    """ODK Collect with a user name and a token."""

    port: int
    device: str = ""
    token: str = ""

    def ask(self, path: str, method: str = "GET", **more: object) -> httpx.Response:
        """One request; follows nothing."""
        given = base64.b64encode(f"{self.device}:{self.token}".encode()).decode()
        headers = {"X-OpenRosa-Version": "1.0"} | ({"Authorization": f"Basic {given}"} if self.token else {})
        address = path if path.startswith("http") else f"http://127.0.0.1:{self.port}/openrosa/{path}"
        return httpx.request(method, address, headers=headers, timeout=60, **more)

    def xml(self, path: str) -> dict[str, list[str]]:
        """Name of an element → what its elements say."""
        answer = self.ask(path)
        assert (answer.status_code, answer.headers["x-openrosa-version"]) == (200, "1.0")
        found: dict[str, list[str]] = {}
        for one in etree.fromstring(answer.content).iter():
            found.setdefault(etree.QName(one).localname, []).append(one.text or "")
        return found

    def send(self, xml: bytes, *, more: bool = False, **files: bytes) -> httpx.Response:
        """A submission or a part of one."""
        parts: dict[str, object] = {"xml_submission_file": ("s.xml", xml, "text/xml")}
        parts |= {name.replace("_", "."): (name, content, "image/jpeg") for name, content in files.items()}
        return self.ask("submission", "POST", files=parts, data={"*isIncomplete*": "yes"} if more else {})


@pytest.fixture(scope="module")
def port(places: Register) -> Iterator[int]:
    """The addresses behind the doors; 李 is of the city, 谷 of Yanggu and 看 record no inspections."""
    accounts = Accounts(places.settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lib.access.passwords.HASHER", PasswordHasher(1, 8, 1))
        for name, role, areas in (("李", "office", ()), ("谷", "county", ("371521",)), ("看", "reader", ())):
            accounts.add(name, role, areas, FIRST)
            accounts.change(accounts.known(name), FIRST, OWN)
        patch.setattr(data, "shared", lambda: places)
        for module in ("lib.ui.frame.person", "lib.ui.doors.uploads", "lib.inspections.odk.openrosa"):
            patch.setattr(f"{module}.from_environment", lambda: places.settings)
        patch.setattr("lib.ui.doors.uploads.held", lambda but="": {})
        own = openrosa.routes(data.register_of)
        doors = [Middleware(Gate, settings=places.settings), Middleware(Openings, own=own), Middleware(Uploads)]
        with serving(Starlette(routes=own, middleware=doors)) as found:
            yield found


@pytest.fixture(scope="module")
def phone(port: int, places: Register) -> Phone:
    return Phone(port, *Devices(places.settings).make("李", "李的手机"))


@pytest.fixture
def plan(places: Register) -> str:
    made = plan_inspection(places, draft("东水泥", on=TODAY), **DRAFTED)
    approve_plan(places, made, on=TODAY, **APPROVED)
    return made


def targets(phone: Phone, form: str = "cement") -> dict[str, str]:
    """Plan → name of the target."""
    found = phone.ask(f"forms/{form}/media/targets.csv").content.decode()
    return {row["name"].split("/")[0]: row["name"] for row in csv.DictReader(io.StringIO(found))}


def test_the_form_says_what_pyxform_makes_of_the_workbook(places: Register, plan: str):
    for checklist in ("cement", "signing"):
        theirs = binds(accepted(xlsform(places.reading(), checklist, TODAY, plan)))
        ours = binds(etree.fromstring(xform(form_of(places.reading(), checklist, TODAY))))
        for told in (theirs, ours):
            for bind in told.values():
                bind.pop("{http://openrosa.org/javarosa}constraintMsg", None)
        assert ours == theirs | {name: bind for name, bind in ours.items() if "type" not in bind}


def test_forms_and_lists_are_what_their_hashes_say(phone: Phone, plan: str):
    forms = phone.xml("formList")
    assert "cement" in forms["formID"] and "area_supervision" not in forms["formID"]
    at = forms["formID"].index("cement")
    assert f"md5:{hashlib.md5(phone.ask(forms['downloadUrl'][at]).content).hexdigest()}" == forms["hash"][at]
    lists = phone.xml(forms["manifestUrl"][at])
    assert lists["filename"] == ["targets.csv", "lines.csv"]
    assert f"md5:{hashlib.md5(phone.ask(lists['downloadUrl'][0]).content).hexdigest()}" == lists["hash"][0]
    assert targets(phone)[plan].startswith(f"{plan}/东水泥/")


def test_a_submission_in_parts_that_is_sent_again_is_one(phone: Phone, places: Register, plan: str):
    head = phone.ask("submission", "HEAD")
    assert (head.status_code, int(head.headers["x-openrosa-accept-content-length"]) > 1 << 20) == (204, True)
    target = targets(phone)[plan]
    more = "<CEM-15>no</CEM-15><CEM-15_remark>机立窑</CEM-15_remark><CEM-15_photo>18.jpg</CEM-15_photo>"
    xml = filled(target, "uuid:parts", ANSWERS + more)
    assert phone.send(xml, more=True, **{"17_jpg": picture()}).status_code == 201
    assert "CEM-15" not in stand(places, target), "it waits for its picture"
    lost = phone.send(xml)
    assert (lost.status_code, "18.jpg" in lost.text) == (409, True)
    for _again in range(2):
        assert phone.send(xml, **{"18_jpg": picture()}).status_code == 201
    assert stand(places, target)["CEM-12"] == ("no", "1号磨在产", 1)
    assert stand(places, target)["CEM-15"] == ("no", "机立窑", 1)
    rows = places.query("asks/inspections/given_answers", plan=plan)
    assert (len(rows), set(rows.actor)) == (5, {"李"})


def test_what_was_answered_meanwhile_stays_on_the_phone_and_is_told(phone: Phone, plan: str):
    target = targets(phone)[plan]
    assert phone.send(filled(target, "uuid:a", "<CEM-01>yes</CEM-01>")).status_code == 201
    other = phone.send(filled(target, "uuid:b", "<CEM-01>no</CEM-01>"))
    assert (other.status_code, "CEM-01 李 其间已答：是。表单里是：否。" in other.text) == (409, True)


def test_who_sees_another_county_alone_is_handed_and_records_nothing_of_ours(phone: Phone, places: Register, plan: str):
    who = Person("谷", "county", ("371521",), frozenset({"read", "inspections"}), ("371521",))
    theirs = OwnRegister(places, who)
    assert lists_of(theirs.reading(), form_of(places.reading(), "cement", TODAY), TODAY)[TARGETS] == ()
    one = Submission("uuid:c", "cement", [{"target": targets(phone)[plan], "CEM-01": "yes"}])
    (told,) = take(theirs, one, {}.get, actor="谷")
    assert (told.fate, places.query("asks/inspections/given_answers", plan=plan).empty) == ("refused", True)


def test_who_is_not_let_in_is_challenged_and_never_led_elsewhere(port: int, phone: Phone, places: Register):
    devices = Devices(places.settings)
    for one in (
        Phone(port),
        Phone(port, phone.device, "x"),
        Phone(port, "phone-0", phone.token),
        Phone(port, "李", OWN),
    ):
        answer = one.ask("formList")
        assert (answer.status_code, answer.headers["www-authenticate"][:6]) == (401, "Basic ")
    for reader in ("看", "谷"):
        assert Phone(port, *devices.make(reader, "手机")).ask("formList").status_code == 403, "records no inspections"
    lost = Phone(port, *devices.make("李", "丢了"))
    assert lost.ask("formList").status_code == 200
    devices.withdraw("谷", lost.device)
    assert lost.ask("formList").status_code == 200, "of another's phone nobody disposes"
    devices.withdraw("李", lost.device)
    assert lost.ask("formList").status_code == 401
    statuses = [Phone(port, "phone-1", f"guess{at}").ask("formList").status_code for at in range(6)]
    assert statuses == [401] * 5 + [429]
    assert phone.ask(f"http://127.0.0.1:{port}/lines").status_code == 401, "a token opens nothing else"
    assert {one.label for one in devices.listed("李")} == {"李的手机"}


def test_what_is_too_large_or_no_submission_is_refused(phone: Phone):
    assert phone.ask("submission", "POST", content=b"x" * 10).status_code == 400
    assert phone.send(b"<!DOCTYPE a [<!ENTITY b 'c'>]><data id='cement'>&b;</data>").status_code == 400
    assert phone.ask("submission", "POST", content=iter([b"x"])).status_code == 413
    assert phone.ask("submission", "PUT").status_code == 405


def test_a_phone_ends_with_its_account(port: int, places: Register):
    accounts = Accounts(places.settings)
    accounts.add("走", "office", (), FIRST)
    accounts.change(accounts.known("走"), FIRST, OWN)
    one = Phone(port, *Devices(places.settings).make("走", "走的手机"))
    assert one.ask("formList").status_code == 200
    accounts.disable("走")
    assert one.ask("formList").status_code == 401
    assert Devices(places.settings).listed("走") == []

"""What is to be done as calendar, feed and mail: for whom it is meant, and nothing sent unless it is asked for."""

import socketserver
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_string
from email.policy import default
from pathlib import Path
from threading import Thread
from xml.etree import ElementTree

import pytest

from lib.access.roles import person
from lib.access.writing import OwnRegister
from lib.errors import UserError
from lib.instructions.feeds import calendar, feed
from lib.instructions.instructing import give
from lib.instructions.reminding import remind
from lib.register.store import Register, connect
from tests import registers

TODAY = date.today()
YANGGU, GAOTANG = "371521", "371526"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with closing(registers.empty(tmp_path_factory.mktemp("subscriptions"))) as opened:
        for area in (YANGGU, GAOTANG):
            give(opened, "area", area, what=f"<b>{area}</b>\n拆完", due_on=TODAY + timedelta(3), actor="王市长")
        secret = {"what": "核查阳谷", "due_on": TODAY + timedelta(3), "actor": "王市长", "area": YANGGU}
        give(opened, "department", "市生态环境局", **secret)
        yield opened


def test_a_calendar_holds_what_has_a_day_and_a_feed_all(register: Register):
    county = OwnRegister(register, person(register.settings, "李", "county", (YANGGU,)))
    made = calendar(county, TODAY, "zh").decode().replace("\r\n ", "")
    assert f"UID:J{TODAY.year}-0001-instruction@exit-atlas" in made and GAOTANG not in made
    assert f"DTSTART;VALUE=DATE:{TODAY + timedelta(3):%Y%m%d}" in made
    whole = ElementTree.fromstring(feed(register, TODAY, "zh", "https://atlas.example/"))  # noqa: S314 - our own text
    ids = [entry.findtext(f"{ATOM}id") for entry in whole.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) and f"urn:exit-atlas:instruction:J{TODAY.year}-0002" in ids
    own = feed(county, TODAY, "zh", "https://atlas.example/").decode()
    assert GAOTANG not in own and "&lt;b&gt;" in own


class Office(socketserver.StreamRequestHandler):
    """A mail server that keeps what it is told."""

    kept: list[str] = []

    def handle(self) -> None:
        self.wfile.write(b"220 office\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                told = iter(self.rfile.readline, b".\r\n")
                self.kept.append(b"".join(told).decode())
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                return


def named(register: Register, folder: Path, text: str) -> Register:
    file = folder / "mail.toml"
    file.write_text(text, encoding="utf-8")
    return replace(register.settings, mail_file=str(file))


def test_each_is_told_what_is_theirs_by_the_server_that_is_named(register: Register, tmp_path: Path):
    Office.kept.clear()
    copy = Path(tmp_path / "register.duckdb")
    register.settle()
    copy.write_bytes(register.settings.register_path.read_bytes())
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Office) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        text = f'server = "127.0.0.1"\nport = {server.server_address[1]}\nsecurity = "none"\nsender = "a@x.cn"\n'
        settings = named(register, tmp_path, text + f'[to]\ncity = ["c@x.cn"]\n{YANGGU} = ["y@x.cn"]\n')
        settings = replace(settings, register_url=str(copy))
        tried = remind(settings, connect, TODAY, is_tried=True)
        assert not Office.kept
        assert remind(settings, connect, TODAY) == tried
        server.shutdown()
    assert set(tried) == {"city", YANGGU} and tried["city"] > tried[YANGGU] > 0
    mails = {mail["To"]: mail for mail in (message_from_string(one, policy=default) for one in Office.kept)}
    assert set(mails) == {"c@x.cn", "y@x.cn"}
    assert "核查阳谷" in mails["c@x.cn"].get_content() and "核查阳谷" not in mails["y@x.cn"].get_content()
    assert YANGGU in mails["y@x.cn"].get_content() and GAOTANG not in mails["y@x.cn"].get_content()


def test_who_is_not_known_is_named_and_nothing_is_sent(register: Register, tmp_path: Path):
    text = 'server = "127.0.0.1"\nport = 1\nsender = "a@x.cn"\n[to]\ncity = ["c@x.cn"]\n371599 = ["y@x.cn"]\n'
    copy = Path(tmp_path / "register.duckdb")
    register.settle()
    copy.write_bytes(register.settings.register_path.read_bytes())
    settings = replace(named(register, tmp_path, text), register_url=str(copy))
    with pytest.raises(UserError, match="371599"):
        remind(settings, connect, TODAY, is_tried=True)


def test_an_entry_of_the_feed_is_the_same_the_next_day(register: Register):
    def entries(day: date) -> list[str]:
        made = ElementTree.fromstring(feed(register, day, "zh", "https://atlas.example/"))  # noqa: S314 - our own text
        return [ElementTree.tostring(one, "unicode") for one in made.iter(f"{ATOM}entry") if ":J" in one[0].text]

    assert entries(TODAY) == entries(TODAY + timedelta(1)) and len(entries(TODAY)) == 3


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "No mail server is named"),
        ("server = 1", "ATLAS_MAIL"),
        ('server = "x"\nsender = "a"\n[to]\n', "are needed"),
        ('server = "x"\nsender = "a\\nb"\n[to]\ncity = ["c"]', "are needed"),
        ('server = "x"\nsender = "a"\n[to]\ncity = [1]', "are needed"),
        (
            'server = "x"\nsender = "a"\nsecurity = "none"\npassword = "p"\n[to]\ncity = ["c"]',
            "a password is sent over",
        ),
    ],
)
def test_without_a_server_nothing_is_sent(register: Register, tmp_path: Path, text: str | None, why: str):
    settings = named(register, tmp_path, text) if text else register.settings
    with pytest.raises(UserError, match=why):
        remind(settings, lambda _settings: pytest.fail("nothing is even read"), TODAY)

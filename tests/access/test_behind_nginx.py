"""The delivered nginx example in front of a served atlas, with the certificate of an office CA made by the commands of
docs/operations.md: signing in, pages and uploads through https."""

import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from socket import create_connection
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from lib.access.accounts import Accounts
from lib.settings import ROOT, Settings
from tests.access import conftest
from tests.access.conftest import FIRST, OWN
from tests.access.test_served import opened
from tests.browser import small
from tests.browser.conftest import free_port, served

NAME = "atlas.example.gov"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
pytestmark = pytest.mark.skipif(not NGINX, reason="no nginx on this machine: apt-get install nginx-light")


def certified(folder: Path) -> ssl.SSLContext:
    """The certificates, made as the document says; what a desk then believes."""
    told = (ROOT / "docs/operations.md").read_text(encoding="utf-8").partition("### The office's certificate")[2]
    commands = re.findall(r"^    (openssl (?:.*\\\n)*.*)", told.partition("\n#")[0], re.MULTILINE)
    assert len(commands) >= 5
    script = "set -e\n" + "\n".join(commands)
    subprocess.run(["bash", "-c", script], cwd=folder, check=True, capture_output=True, timeout=60)
    return ssl.create_default_context(cafile=folder / "ca.pem")


def configured(folder: Path, ports: dict[str, int]) -> Path:
    """The delivered example as nginx reads it here: ports and files of our own, nothing else changed."""
    example = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    changes = {
        "listen 443 ": f"listen 127.0.0.1:{ports['https']} ", "listen 80;": f"listen 127.0.0.1:{ports['http']};",
        "127.0.0.1:8501": f"127.0.0.1:{ports['atlas']}", "/etc/exit-atlas/tls/": f"{folder}/",
    }  # fmt: skip
    for old, new in changes.items():
        assert old in example, old
        example = example.replace(old, new)
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    file = folder / "nginx.conf"
    head = f"daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;"
    if NGINX and Path("/root").is_dir() and folder.owner() == "root":
        head += " user root;"  # the test's folders are for their owner alone
    file.write_text(f"{head} events {{}} http {{ access_log off; {places}\n{example}\n}}")
    return file


class Desk(conftest.Browser):
    """A browser that believes the office CA; `plain` is the port without https."""

    def __init__(self, port: int, believed: ssl.SSLContext, plain: int = 0) -> None:
        super().__init__(port, Host=f"{NAME}:{port}")
        self.origin, self.believed, self.plain = f"https://{NAME}:{port}", believed, plain

    def line(self) -> HTTPConnection:
        """A connection to nginx, whose certificate is asked for the atlas's name."""
        line = HTTPSConnection(NAME, self.port, timeout=60, context=self.believed)
        line._create_connection = lambda _named, *_more: create_connection(("127.0.0.1", self.port), 60)
        return line

    def socket(self) -> ClientConnection:
        """The websocket of a page."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        told, address = {"Cookie": cookies}, f"wss://{NAME}:{self.port}/_stcore/stream"
        more = {"origin": self.origin, "ssl": self.believed, "proxy": None}
        reached = create_connection(("127.0.0.1", self.port), 60)
        return connect(address, additional_headers=told, sock=reached, open_timeout=60, **more)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk before nginx before the small register, in which 李 has an account."""
    folder = tmp_path_factory.mktemp("tls")
    register = small.build(folder / "register.duckdb")
    accounts = Accounts(Settings(register_url=str(register)))
    accounts.add("李", "county", ("371521",), FIRST)
    accounts.change(accounts.known("李"), FIRST, OWN)
    with ExitStack() as running:
        told = {"ATLAS_HOSTS": NAME, "ATLAS_PROXIES": "127.0.0.9", "ATLAS_LANGUAGE": "en"}
        url = running.enter_context(served(register, folder / "server.log", **told))
        ports = {"atlas": int(urlsplit(url).port or 0), "https": free_port(), "http": free_port()}
        believed, file = certified(folder), configured(folder, ports)
        nginx = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(file)], stderr=subprocess.PIPE, text=True)
        running.callback(nginx.wait, 20)
        running.callback(nginx.terminate)
        made = Desk(ports["https"], believed, ports["http"])
        until = time.monotonic() + 30
        while nginx.poll() is None and time.monotonic() < until:
            try:
                made.ask("/health")
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        assert nginx.poll() is None, nginx.stderr and nginx.stderr.read()
        yield made


def test_a_person_signs_in_through_https_and_works(desk: Desk):
    assert desk.page() == 303
    with pytest.raises(InvalidStatus):
        desk.socket()
    entered = desk.enter("李")
    assert entered.status == 303
    kept = entered.cookie("__Host-atlas").split("; ")
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= set(kept)
    assert not [part for part in kept if part.startswith("domain")]
    assert desk.page() == 200
    with desk.socket() as line:
        assert "阳谷示例水泥有限公司" in opened(line, "lines")


def test_answers_say_that_https_is_there_for_good(desk: Desk):
    for path in ("/signin", "/lines", "/nothing", "/health"):
        answer = desk.ask(path)
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000", path
        assert "1.2" not in (answer.headers["Server"] or ""), "nor which nginx it is"
    plain = conftest.Browser(desk.plain).ask("/lines?x=1", Host=NAME)
    assert (plain.status, plain.leads_to) == (301, f"https://{NAME}/lines?x=1")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_old_tls_and_a_certificate_of_nobody_are_refused(desk: Desk):
    old = ssl.create_default_context(cafile=None)
    old.load_verify_locations(cadata=ssl.DER_cert_to_PEM_cert(desk.believed.get_ca_certs(binary_form=True)[0]))
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    for context in (old, ssl.create_default_context()):
        with pytest.raises(ssl.SSLError):
            Desk(desk.port, context).ask("/health")


def test_uploads_of_the_settings_size_pass_and_larger_ones_do_not(desk: Desk):
    """nginx must not be the narrower door: what the settings allow reaches the atlas, which answers for itself."""
    for megabytes, status in ((400, 403), (402, 413)):
        line = desk.line()
        line.putrequest("PUT", "/_stcore/upload_file/no-session/file", skip_host=True)
        cookies = "; ".join(f"{name}={value}" for name, value in desk.cookies.items())
        headers = {"Host": f"{NAME}:{desk.port}", "Content-Length": str(megabytes << 20), "Cookie": cookies}
        for name, text in headers.items():
            line.putheader(name, text)
        line.endheaders()
        assert line.getresponse().status == status, megabytes
        line.close()


def test_another_name_is_not_answered(desk: Desk):
    assert desk.ask("/health", Host="evil.example").status == 421

"""A served atlas asked over sockets, byte by byte, as no browser would."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from lib.cases.opening import open_case
from lib.settings import Settings
from lib.up_to_date import open_atlas
from tests.browser import small
from tests.browser.conftest import served

SMALL = {  # megabytes, so that the limits are reached soon
    "ATLAS_UPLOAD_MEGABYTES": "2",
    "ATLAS_EVIDENCE_MEGABYTES": "5",
    "ATLAS_SESSION_MEGABYTES": "6",
    "ATLAS_SESSIONS_MEGABYTES": "9",
    "ATLAS_LANGUAGE": "en",
    "ATLAS_OPEN": "1",  # names of others are answered to
    "ATLAS_HOSTS": "atlas.example.gov, Other.Example.gov:8443",
}
MEGABYTE = 1 << 20


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Base URL of an atlas with small limits and two further names."""
    folder = tmp_path_factory.mktemp("web")
    file = small.build(folder / "register.duckdb")
    register = open_atlas(Settings(register_url=str(file)))
    with register.write("test", "fill", "a kiln") as cursor:
        cursor.execute(small.LINE, ["kiln", "hostile", "cement", "clinker", "2000", "t/d", "operating", "1#"])
    open_case(register, on=date(2022, 7, 10), actor="甲", line_id="kiln", rule_id="LC22-T-CEM-01")
    register.close()
    with served(file, folder / "server.log", **SMALL) as url:
        yield url


@pytest.fixture(scope="session")
def port(server: str) -> int:
    return int(urlsplit(server).port or 0)


@pytest.fixture
def ask(port: int) -> Callable[..., HTTPResponse]:
    """`ask(path, Host=…, method=…, body=…)`: the answer, read."""

    def asked(path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host="Host" in named)
        for name, value in named.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        answer.said = answer.read().decode(errors="replace")
        connection.close()
        return answer

    return asked


@pytest.fixture
def raw(port: int) -> Callable[[str], str]:
    """Send these bytes and give back what came, until the server closes or says no more."""

    def sent(text: str) -> str:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            connection.sendall(text.encode("latin-1"))
            came = b""
            try:
                while chunk := connection.recv(65536):
                    came += chunk
            except (TimeoutError, ConnectionResetError):
                pass
            return came.decode(errors="replace")

    return sent


class Session:
    """A page that is open: its websocket, and uploads in its name."""

    def __init__(self, stack: ExitStack, port: int, page: str = "", query: str = "") -> None:
        self.port = port
        self.cookie = self._cookie()
        self.socket = stack.enter_context(
            connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=None)
        )
        self.files = set[str]()
        self.id, self.offered = "", ""
        self.go(page, query)

    def go(self, page: str, query: str = "") -> None:
        """Open a page and wait until its script has run."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        self.socket.send(asked.SerializeToString())
        for message in self.heard():
            if message.WhichOneof("type") == "new_session":
                self.id = message.new_session.initialize.session_id
            self.offered = message.delta.new_element.download_button.deferred_file_id or self.offered
            if message.WhichOneof("type") == "script_finished":
                break

    def heard(self) -> Iterator[ForwardMsg]:
        """What the server says, as it comes."""
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.socket.recv(timeout=60))
            yield message

    def download(self) -> str:
        """Click the page's last download button; the address of the file that is made."""
        asked = BackMsg()
        asked.backend_operation_request.request_id = "download"
        asked.backend_operation_request.session_id = self.id
        asked.backend_operation_request.deferred_file.file_id = self.offered
        self.socket.send(asked.SerializeToString())
        answers = (message.backend_operation_response for message in self.heard())
        return next(answer.deferred_file.url for answer in answers if answer.request_id == "download")

    def _cookie(self) -> str:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", "/_stcore/health")
        answer = connection.getresponse()
        answer.read()
        return SimpleCookie(answer.headers["Set-Cookie"])["_streamlit_xsrf"].value

    def put(
        self, size: int, file: str = "", *, session: str = "", is_chunked: bool = False, name: str = "a.xlsx"
    ) -> tuple[int, str]:
        """Upload so many bytes; the status and what the server says."""
        edge, file = "edge", file or str(uuid4())
        self.files.add(file)
        head = f'--{edge}\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n\r\n'.encode()
        body = head + bytes(size) + f"\r\n--{edge}--\r\n".encode()
        parts = (body[at : at + 65536] for at in range(0, len(body), 65536))
        return self.ask("PUT", file, session, parts if is_chunked else body, f"multipart/form-data; boundary={edge}")

    def delete(self, file: str) -> tuple[int, str]:
        """Take a file back."""
        return self.ask("DELETE", file, "", None, "")

    def ask(self, method: str, file: str, session: str, body: object, kind: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": f"_streamlit_xsrf={self.cookie}", "X-Xsrftoken": self.cookie, "Content-Type": kind}
        path = f"/_stcore/upload_file/{session or self.id}/{file}"
        connection.request(method, path, body, headers)  # type: ignore[arg-type]
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        return answer.status, said


@pytest.fixture
def session(port: int) -> Iterator[Callable[..., Session]]:
    """`session("import_file")`: open a page until the test ends."""
    opened: list[Session] = []

    def open_page(page: str = "", query: str = "") -> Session:
        opened.append(Session(stack, port, page, query))
        return opened[-1]

    with ExitStack() as stack:
        yield open_page
        for one in opened:
            for file in one.files:
                one.delete(file)

"""Who may fetch a file that was made for a download. Streamlit gives it an address that opens to whoever knows it, and
makes it for any session that names the button: here a file is handed to the person for whom it was made, and soon."""

import hashlib
import threading
from time import monotonic
from typing import Final
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.media_file_storage import MediaFileKind

from lib.access.refusing import Refused, refuse

MEDIA: Final = "/media/"
SECONDS: Final = 120  # from making a file to fetching it; a click makes it anew
_made: dict[tuple[str, str], float] = {}  # hash of a file, and the name of whose it is → when it was made
_noting = threading.Lock()


def made(content: bytes, name: str) -> bytes:
    """Note that a file was made for a person (nobody's name while the register is open), and give it back."""
    with _noting:
        for old in [one for one, moment in _made.items() if monotonic() - moment > SECONDS]:
            del _made[old]
        _made[_hash(content), name] = monotonic()
    return content


def is_theirs(address: str, name: str) -> bool:
    """Whether a person may fetch what stands at an address of Streamlit's: a file made for them a moment ago, or what
    is no download, such as the logo."""
    file = runtime.get_instance().media_file_mgr.read_file(address.rpartition("/")[2].partition(".")[0])
    if file is None or file.kind is not MediaFileKind.DOWNLOADABLE:
        return True  # Streamlit says itself that there is none
    return monotonic() - _made.get((_hash(file.content), name), -SECONDS) <= SECONDS


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Downloads:
    """Hands files to those for whom they were made."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or refuse."""
        if scope["type"] == "http" and scope["path"].startswith(MEDIA) and runtime.exists():
            name = unquote(Headers(scope=scope).get("x-atlas-name", ""))
            if not await run_in_threadpool(is_theirs, scope["path"], name):
                told = "This file was made for somebody else, or some time ago. Click on its button again."
                return await refuse(Refused(404, told), scope, receive, send)
        return await self.app(scope, receive, send)

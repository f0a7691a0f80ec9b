"""How much may come in. The page's own limits stand in the browser only, and Streamlit's is one for all pages: here
every upload is counted while it arrives, against what the page asked for and what its session holds already."""

import asyncio
import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.access.devices import SUBMISSION
from lib.access.refusing import Refused, refuse, sentence
from lib.counting import count
from lib.settings import from_environment
from lib.ui.doors.openings import UPLOAD

FRAME: Final = 8 << 10  # bytes a form lays around the file it carries: a boundary, headers, a long name
BODY: Final = 64 << 10  # bytes of any other request's body; no page sends one
FIELD: Final = re.compile(r"/field/(entries|files/(?P<file>[0-9a-f]{64}))", re.ASCII)
ENTRIES: Final = 1  # megabyte of answers from the field without their pictures
ANSWERS: Final = 2  # megabytes of a phone's answers, beside one picture
PHONES: Final = "/"  # before a name, in place of a session: what phones send belongs to none
FILES: Final = 200  # of a session
SECONDS: Final = 1800  # for a film over a slow line; who sends for longer holds the door
_asked: dict[str, int] = {}  # session → megabytes a file of the page it is on


def allow(megabytes: int) -> None:
    """The page of this session asks for files of at most this size."""
    if (context := get_script_run_ctx()) and runtime.exists():
        for ended in [session for session in list(_asked) if not _is_open(session)]:
            _asked.pop(ended, None)
        _asked[context.session_id] = megabytes


def forget() -> None:
    """Let go of what this session has uploaded: it was written, or its page was left."""
    if (context := get_script_run_ctx()) and runtime.exists():
        runtime.get_instance().uploaded_file_mgr.remove_session_files(context.session_id)


def _is_open(session: str) -> bool:
    return runtime.exists() and runtime.get_instance().is_active_session(session)


def held(but: str = "") -> Mapping[str, list[int]]:
    """Session → the sizes of its files in bytes, without the file of the id that is being replaced."""
    kept = runtime.get_instance().uploaded_file_mgr
    assert isinstance(kept, MemoryUploadedFileManager), "st.App keeps uploads in memory"
    sessions = list(kept.file_storage.items())
    return {
        name: [len(file.data) for file_id, file in list(files.items()) if file_id != but] for name, files in sessions
    }


class Uploads:
    """Lets in files a page asked for, as large and as many as it and the settings say; no other request has a body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.settings = app, from_environment()
        self.arriving: Counter[str] = Counter()  # session → bytes that were promised and are not yet there

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or refuse."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        try:
            upload = UPLOAD.fullmatch(scope["path"])
            if upload and not _is_open(upload["session"]):
                raise Refused(403, "The page this file was chosen on has ended. Load it again, then choose the file.")
            if upload and scope["method"] == "PUT":
                return await self.admit(upload["session"], upload["file"], scope, receive, send)
            if field := FIELD.fullmatch(scope["path"]):
                most = self.settings.evidence_megabytes if field["file"] else ENTRIES
                return await self.take_in(most, scope, receive, send)
            if scope["path"] == SUBMISSION and scope["method"] == "POST":
                return await self.take_in(self.settings.evidence_megabytes + ANSWERS, scope, receive, send)
            if (announced(scope) or 0) > BODY or announced(scope) is None:
                raise Refused(413, "A request to this address carries no file.")
        except Refused as refusal:
            if scope["method"] == "PUT":
                count("atlas_uploads_refused_total", status=str(refusal.status))
            return await refuse(refusal, scope, receive, send)
        return await self.app(scope, receive, send)

    async def take_in(self, most: int, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in what a phone sends, at most so many megabytes, while it is counted. Raises Refused."""
        size = announced(scope)
        if size is None or size > (most << 20) + FRAME:
            raise too_large(most)
        who = Headers(scope=scope).get("x-atlas-name", "")  # the gate's word; one person's phones hinder no other's
        try:
            await self.carry(f"{PHONES}{who}", "", size, most, scope, receive, send)
        except Refused as refusal:  # no room now: the file itself is well, and comes again
            raise Refused(503, refusal.message, **refusal.values) if refusal.status == 413 else refusal from None

    async def admit(self, session: str, file: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one file in while it is counted. Raises Refused when there is no room for it."""
        most = _asked.get(session, self.settings.upload_megabytes)
        size = announced(scope)
        await self.carry(session, file, (most << 20) + FRAME if size is None else size, most, scope, receive, send)

    async def carry(
        self, session: str, file: str, expected: int, most: int, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Pass a body on while it is counted and takes up its room. Raises Refused."""
        if expected > (most << 20) + FRAME:
            raise too_large(most)
        self.check_room(session, file, expected)
        self.arriving[session] += expected
        try:
            async with asyncio.timeout(SECONDS):
                await self.app(scope, counted(receive, most), send)
        except TimeoutError:
            raise Refused(408, "The file took too long to arrive. Choose it again.") from None
        finally:
            self.arriving[session] -= expected
            self.arriving += Counter()  # sessions with nothing on the way are left out

    def check_room(self, session: str, file: str, expected: int) -> None:
        """Raise Refused when the session holds too much already, or all sessions together."""
        kept = held(but=file)
        own, all_of_them = kept.get(session, []), sum(sum(sizes) for sizes in kept.values())
        most, together = self.settings.session_megabytes, self.settings.sessions_megabytes
        if len(own) >= FILES or sum(own) + self.arriving[session] + expected > most << 20:
            raise Refused(
                413,
                "{megabytes} MB and {count} files may wait at a time. Save or remove those that were chosen, or load "
                "the page again.",
                megabytes=most,
                count=FILES,
            )
        if all_of_them + self.arriving.total() + expected > together << 20:
            raise Refused(503, "Too many files of all users are waiting to be saved. Try again in a few minutes.")


def announced(scope: Scope) -> int | None:
    """Bytes of the body a request announces: none without a word of it, None when it does not say how many."""
    headers = Headers(scope=scope)
    length = headers.get("content-length", "0")
    return None if "transfer-encoding" in headers or not length.isdecimal() else int(length[:18])


def counted(receive: Receive, megabytes: int) -> Receive:
    """The body as it arrives, up to a file of this size."""
    left = (megabytes << 20) + FRAME

    async def arriving() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413, sentence(too_large(megabytes)))
        return message

    return arriving


def too_large(megabytes: int) -> Refused:
    """The refusal of a file that is larger than its page takes."""
    return Refused(
        413, "The file is larger than {megabytes} MB, which is the most this page takes.", megabytes=megabytes
    )

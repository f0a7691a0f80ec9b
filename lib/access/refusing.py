"""A closed door says why, in the address's language or else the setting's, to a browser's request as well as to its
websocket."""

from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from lib.access.paper import LANGUAGES
from lib.errors import UserError
from lib.settings import from_environment
from lib.words import said


class Refused(UserError):
    """A request is not let in; `status` is what HTTP says of it, `headers` what it says beside."""

    headers: Mapping[str, str] = {}

    def __init__(self, status: int, message: str, **values: object) -> None:
        super().__init__(message, **values)
        self.status = status


async def refuse(refusal: Refused, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the refusal's status and sentence; a websocket is not opened."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    answer = PlainTextResponse(f"{sentence(refusal, asked)}\n", refusal.status, dict(refusal.headers))
    if scope["type"] == "websocket":
        await WebSocket(scope, receive, send).send_denial_response(answer)
    else:
        await answer(scope, receive, send)


def sentence(refusal: Refused, language: str = "") -> str:
    """The refusal in words."""
    told = language if language in LANGUAGES else from_environment().language
    return said(refusal.message, told, **refusal.values)

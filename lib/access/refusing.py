"""A closed door says why, in the setting's language, to a browser's request as well as to its websocket."""

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from lib.errors import UserError
from lib.settings import from_environment
from lib.words import said


class Refused(UserError):
    """A request is not let in; `status` is what HTTP says of it."""

    def __init__(self, status: int, message: str, **values: object) -> None:
        super().__init__(message, **values)
        self.status = status


async def refuse(refusal: Refused, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the refusal's status and sentence; a websocket is not opened."""
    answer = PlainTextResponse(f"{sentence(refusal)}\n", refusal.status)
    if scope["type"] == "websocket":
        await WebSocket(scope, receive, send).send_denial_response(answer)
    else:
        await answer(scope, receive, send)


def sentence(refusal: Refused) -> str:
    """The refusal in words."""
    return said(refusal.message, from_environment().language, **refusal.values)

"""Which addresses there are. Streamlit serves more than the atlas needs: its metrics, an interface for programs, a
sign-in, the files of components; what is not named here is not there."""

import re
from collections.abc import Sequence
from typing import Final

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.access.refusing import Refused, refuse
from lib.settings import ROOT

LIVE: Final = "/_stcore/stream"
UPLOAD: Final = re.compile(r"/_stcore/upload_file/(?P<session>[\w-]{1,64})/(?P<file>[\w-]{1,64})", re.ASCII)
SERVED: Final = re.compile(  # by Streamlit: its own page, what the page asks when it starts, downloads, the map's frame
    r"/(favicon\.png|manifest\.json|static/.+|_stcore/(health|host-config)|media/.+|component/streamlit_folium\.\w+/.*)"
)
READ: Final = ("GET", "HEAD")
WRITE: Final = ("PUT", "DELETE")


class Openings:
    """Lets in what asks for an address of the atlas in the way it is served; everything else is not there."""

    def __init__(self, app: ASGIApp, own: Sequence[BaseRoute]) -> None:
        self.app, self.own = app, own
        self.pages = {"/", *(f"/{file.stem}" for file in (ROOT / "pages").glob("*.py"))}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or refuse."""
        try:
            self.check(scope)
        except Refused as refusal:
            return await refuse(refusal, scope, receive, send)
        return await self.app(scope, receive, send)

    def check(self, scope: Scope) -> None:
        """Raise Refused for an address that is not served, or not in that way."""
        is_upload = scope["type"] == "http" and UPLOAD.fullmatch(scope["path"])
        if scope["type"] != "lifespan" and not is_upload and not self.is_served(scope):
            raise Refused(404, "There is nothing at this address. The overview is at /")
        if scope["type"] == "http" and not self.is_way(scope, WRITE if is_upload else READ):
            raise Refused(405, "This address is not asked in that way.")

    def is_way(self, scope: Scope, usual: Sequence[str]) -> bool:
        """Whether an address is asked in a usual way, or in one that a route of our own names."""
        found = next((route for route in self.own if route.matches(scope)[0] is not Match.NONE), None)
        ways = getattr(found, "methods", None)
        return bool(scope["method"] in (ways or usual))

    def is_served(self, scope: Scope) -> bool:
        """Whether something answers at the address of a request or a websocket."""
        path = scope["path"]
        if scope["type"] == "websocket":
            return bool(path == LIVE)
        is_page = path == "/" or path.removesuffix("/") in self.pages
        own = any(route.matches(scope)[0] is not Match.NONE for route in self.own)
        return bool(is_page or own or SERVED.fullmatch(path))

"""What a page may load: only what comes from our own origin, and the base map's when a setting names one. A name in the
register that is read as an image, against all care, then still asks no foreign host. What a browser may keep: nothing
that carries data, for the next person at the desk."""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.settings import from_environment

SOURCES = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",  # Streamlit's page and the map's frame run both
    "style-src": "'self' 'unsafe-inline'",
    "font-src": "'self' data:",
    "img-src": "'self' data: blob:",
    "media-src": "'self' data: blob:",
    "connect-src": "'self'",  # the websocket of our own origin too
    "worker-src": "'self' blob:",  # plotly's maps
    "frame-src": "'self' data: blob:",
    "frame-ancestors": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
KEPT = ("/static/", "/favicon.png", "/component/", "/map-assets/", "/tiles/")


def policy(basemap_url: str = "") -> str:
    """The Content-Security-Policy of every answer; images may also come from the base map's tile server."""
    origin = tile_origin(basemap_url)
    allowed = SOURCES | ({"img-src": f"{SOURCES['img-src']} {origin}"} if origin else {})
    return "; ".join(f"{kind} {sources}" for kind, sources in allowed.items())


def tile_origin(template: str) -> str:
    """Origin of an XYZ template; `{s}` in its first label, one of several hosts, becomes `*`. Empty for our own."""
    parts = urlsplit(template)
    if not parts.netloc:
        return ""
    first, dot, rest = parts.netloc.partition(".")
    return f"{parts.scheme or 'https'}://{'*' if '{' in first else first}{dot}{rest}"


def may_keep(path: str) -> bool:
    """Whether a browser may keep an answer: our own scripts and pictures of the map, whose address names the version
    they show. Everything else speaks of enterprises, or leads to what does."""
    return path.startswith(KEPT)


class SecurityPolicy:
    """Adds the policy to every answer over HTTP, and tells the browser to keep none that carries data."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.policy = policy(from_environment().basemap_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers when the answer starts."""

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", self.policy)  # the sign-in page has its own
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                if message["status"] >= 400 or not may_keep(scope["path"]):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, with_policy if scope["type"] == "http" else send)

"""The doors in front of the pages: what is asked of a request before Streamlit sees it, and what an answer may load."""

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from lib.access.gate import Gate
from lib.ui.doors.counted import Counted
from lib.ui.doors.downloads import Downloads
from lib.ui.doors.hosts import Hosts
from lib.ui.doors.leading import LEADING
from lib.ui.doors.openings import Openings
from lib.ui.doors.policy import SecurityPolicy
from lib.ui.doors.uploads import Uploads


def middleware(own: Sequence[BaseRoute]) -> list[Middleware]:
    """The doors from the street inwards; `own` are the routes the atlas serves beside its pages."""
    kinds = (
        Middleware(SecurityPolicy),
        Middleware(Counted, own=own),
        Middleware(Hosts),
        Middleware(Gate, leading=LEADING),
    )
    return [*kinds, Middleware(Openings, own=own), Middleware(Uploads), Middleware(Downloads)]

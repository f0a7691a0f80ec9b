"""The addresses a calendar or a reader of feeds asks again and again, with a token of its own instead of a session."""

from collections.abc import Callable
from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from lib.access.devices import SUBSCRIBED
from lib.instructions import feeds
from lib.register.store import Register

CALENDAR, FEED = f"{SUBSCRIBED}{{language}}/calendar.ics", f"{SUBSCRIBED}{{language}}/todo.xml"
LANGUAGES: Final = ("zh", "en")
RegisterOf = Callable[[Request], Register]


def routes(register_of: RegisterOf) -> list[BaseRoute]:
    """The addresses; `register_of` gives the register as who asks may see it."""

    def calendar(request: Request) -> Response:
        if (language := request.path_params["language"]) not in LANGUAGES:
            return Response(status_code=404)
        made = feeds.calendar(register_of(request), date.today(), language)
        return Response(made, media_type="text/calendar; charset=utf-8")

    def feed(request: Request) -> Response:
        if (language := request.path_params["language"]) not in LANGUAGES:
            return Response(status_code=404)
        made = feeds.feed(register_of(request), date.today(), language, str(request.base_url))
        return Response(made, media_type="application/atom+xml; charset=utf-8")

    return [Route(CALENDAR, calendar), Route(FEED, feed)]

"""The server: the gate, and behind it pages, map assets and tiles in one process. `python -m lib serve` serves it."""

import logging
import socket
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages
from threading import Thread

import streamlit as st
import streamlit.logger as streamlit_logs
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route

from lib import ui
from lib.errors import UserError
from lib.field import routes as field
from lib.inspections.odk import openrosa
from lib.instructions import subscribing
from lib.logs import in_lines, incident
from lib.maps import assets, tiles
from lib.settings import ROOT, believe_no_proxy, from_environment
from lib.ui import doors
from lib.ui.doors.counted import failed
from lib.ui.doors.hosts import EVERYWHERE, known_names
from lib.ui.frame import data, state, turns
from lib.ui.frame.upkeep import schedule
from lib.ui.frame.words import _
from lib.words import said

log = logging.getLogger("atlas")
COMPONENTS = (
    "lib.ui.map.atlas",
)  # loaded by the script that shows it: only then Streamlit knows the component it brings
LIMITS = {"server.maxMessageSize": 32, "server.maxWidgetStateSize": 4}  # megabytes of one message on the websocket


def on_script_error(error: Exception) -> bool:
    """Log a defect under an incident number and show the reader that number instead of a traceback."""
    number = incident(error)
    st.error(
        _(
            "Something went wrong. Tell your administrator the incident number {number}; nothing was changed.",
            number=number,
        )
    )
    return True


def to_root(request: Request) -> RedirectResponse:
    """The overview stands at the root, where Streamlit serves its first page; its own name leads there too."""
    return RedirectResponse(f"./?{request.url.query}" if request.url.query else "./")


def routes() -> list[BaseRoute]:
    """Everything served beside the pages."""
    overview = Route("/overview", to_root)
    told = [Route("/health", state.health), Route("/metrics", state.metrics)]
    sent = [*field.routes(data.register_of), *openrosa.routes(data.register_of)]
    sent += subscribing.routes(data.register_of)
    return [*told, overview, *assets.routes(), *tiles.routes(data.register_of), *sent]


# The script must not stand beside `pages/`: Streamlit would then make its own menu of that folder.
own = routes()
app = st.App(
    ROOT / "lib/ui/frame/menu.py",
    routes=own,
    middleware=doors.middleware(own),
    exception_handlers={Exception: failed},
    on_script_error=on_script_error,
)


def warm() -> None:
    """Judge the register as of the date it opens on and load what pages need before the first reader asks, then keep
    what stands out of every collection; without a register the pages say what to do."""
    with suppress(UserError):
        data.shared().latest().snapshot_cursor(data.usual_day())
    for module in walk_packages(ui.__path__, "lib.ui."):
        if module.name not in COMPONENTS:
            import_module(module.name)
    turns.freeze()
    turns.tidy()


def prove_free(host: str, port: int) -> None:
    """Raise UserError when nobody can listen on an address: another program does, or it is not this machine's."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except (OSError, OverflowError) as error:
        raise UserError(
            "The atlas cannot listen on {host}, port {port} ({reason}). Stop what listens there, or choose another "
            "port (ATLAS_PORT, or serve --port).",
            host=host,
            port=port,
            reason=error.strerror if isinstance(error, OSError) else str(error),
        ) from error


def write_lines() -> None:
    """Let everything the server logs be one JSON object a line: Streamlit gives every logger a handler of its own."""
    streamlit_logs.setup_formatter = in_lines
    streamlit_logs.update_formatter()
    in_lines(logging.getLogger())
    log.setLevel(logging.INFO)


def run(host: str, port: int) -> None:
    """Serve until stopped. Raises UserError when the address cannot be had, or for a host name that is none."""
    prove_free(host, port)
    believe_no_proxy()
    settings = from_environment()
    if settings.log == "json":
        write_lines()
    names = known_names(settings.hosts, host)
    if host in EVERYWHERE and not settings.hosts:
        told = "Listening on every address, answering to {names} and this machine's addresses. ATLAS_HOSTS adds names."
        log.warning(said(told, settings.language, names=", ".join(sorted(names))))
    Thread(target=warm, daemon=True).start()
    Thread(target=schedule.run, daemon=True).start()
    largest = max(settings.upload_megabytes, settings.evidence_megabytes)
    app.run(config={"server.address": host, "server.port": port, "server.maxUploadSize": largest} | LIMITS)

"""The server: pages, health route, our map assets and tiles in one process. Serve it with `python -m lib serve`."""

import json
import logging
import secrets
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import BaseRoute, Route

from lib import ui
from lib.errors import UserError
from lib.maps import assets, tiles
from lib.settings import ROOT, from_environment
from lib.ui import data, turns
from lib.ui.policy import SecurityPolicy
from lib.ui.words import _

log = logging.getLogger("atlas")


def health(_request: Request) -> JSONResponse:
    """Whether the register answers, and its version; 503 with a sentence when it does not."""
    try:
        return JSONResponse({"status": "ok", "version": data.register().version()})
    except UserError as error:
        return JSONResponse({"status": "no register", "reason": str(error)}, status_code=503)


def on_script_error(error: Exception) -> bool:
    """Log a defect under an incident number and show the reader that number instead of a traceback."""
    number = secrets.token_hex(3).upper()
    log.error(json.dumps({"incident": number, "error": repr(error)}, ensure_ascii=False), exc_info=error)
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
    return [Route("/health", health), overview, *assets.routes(), *tiles.routes(data.register)]


# The script must not stand beside `pages/`: Streamlit would then make its own menu of that folder.
app = st.App(
    ROOT / "lib" / "ui" / "frame.py",
    routes=routes(),
    middleware=[Middleware(SecurityPolicy)],
    on_script_error=on_script_error,
)


def warm() -> None:
    """Judge the register as of today and load what pages need before the first reader asks, then keep what stands out
    of every collection; without a register the pages say what to do."""
    with suppress(UserError):
        data.register().editions.latest().snapshot_cursor()
    for module in iter_modules(ui.__path__, "lib.ui."):
        import_module(module.name)
    turns.freeze()
    turns.tidy()


def run(host: str, port: int) -> None:
    """Serve until stopped."""
    Thread(target=warm, daemon=True).start()
    settings = from_environment()
    largest = max(settings.upload_megabytes, settings.evidence_megabytes)
    app.run(config={"server.address": host, "server.port": port, "server.maxUploadSize": largest})


if __name__ == "__main__":
    run(from_environment().host, from_environment().port)

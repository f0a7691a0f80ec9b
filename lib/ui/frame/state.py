"""How the server is: `/health` for whoever asks, `/metrics` for who administers it or holds the token."""

import shutil
import time
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from lib.access.sessions import Sessions
from lib.counting import told
from lib.errors import UserError
from lib.register import storage
from lib.register.backup import stamped
from lib.settings import Settings, from_environment
from lib.ui.frame import person
from lib.ui.frame.upkeep import schedule, whole

FORMAT = "text/plain; version=0.0.4; charset=utf-8"


def proved() -> int:
    """The register's version. Raises UserError when it does not answer, or a change could not be kept now."""
    register = whole()
    path = register.settings.register_path
    with storage.explained(path):
        version = register.version()
    register.prove_whole()
    storage.room(path)
    return version


def health(_request: Request) -> JSONResponse:
    """Whether the server lives and is ready: the register answers and a change could be kept; its version and newest
    copy; 503 with a sentence when it is not."""
    try:
        version = proved()
        told = {"status": "ok", "alive": True, "ready": True, "version": version}
        return JSONResponse(told | schedule.state(whole()))
    except UserError as error:
        failing = {"status": "failing", "alive": True, "ready": False, "reason": str(error)}
        return JSONResponse(failing, status_code=503)


def metrics(request: Request) -> Response:
    """What is counted and measured; for others than the administrator it is not there."""
    who = person.of_headers(request.headers)
    if who and who.name and not who.may("manage"):
        return PlainTextResponse("", 404)
    return PlainTextResponse(told(measured(from_environment())), media_type=FORMAT)


def measured(settings: Settings) -> dict[str, float]:
    """Name → value of everything that is what it is just now; what cannot be had is left out."""
    now, path = {"atlas_ready": 0.0}, settings.register_path
    with suppress(UserError):
        now |= {"atlas_register_version": proved(), "atlas_ready": 1.0}
    with suppress(UserError):
        now["atlas_sessions"] = len(Sessions(settings).standing()) if Sessions(settings).book.is_there() else 0
    with suppress(OSError):
        now["atlas_disk_free_bytes"] = shutil.disk_usage(path.parent).free
        made = stamped(settings.backups_dir, path.stem)
        if made:
            now["atlas_backup_age_seconds"] = max(0.0, time.time() - made[-1][2].stat().st_mtime)
    return now

"""The log: one JSON object a line where the setting says so, and incident numbers by which complaints are found."""

import json
import logging
import secrets
import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from lib.counting import count

log = logging.getLogger("atlas")


class OneLine(logging.Formatter):
    """A record as one JSON object; a message that is one already gives its own entries."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said: dict[str, Any] = {"time": moment, "level": record.levelname, "logger": record.name}
        message = record.getMessage()
        with suppress(ValueError):
            found = json.loads(message)
            said |= found if isinstance(found, dict) else {"message": message}
        if len(said) == 3:
            said["message"] = message
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


def in_lines(logger: logging.Logger) -> None:
    """Let a logger write one JSON object a line to standard error, and in no other way."""
    for old in list(logger.handlers):
        logger.removeHandler(old)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logger.addHandler(handler)


def incident(error: BaseException, **detail: str) -> str:
    """Log a defect with its traceback under a number of its own, which is for the reader."""
    number = secrets.token_hex(3).upper()
    count("atlas_incidents_total")
    told = {"incident": number, "error": repr(error)} | detail
    log.error(json.dumps(told, ensure_ascii=False), exc_info=error)
    return number

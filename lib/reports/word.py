"""Word papers from templates: an office changes the wording in Word, no developer is needed."""

from pathlib import Path
from typing import Any, Final

from lib.limited.run import Broke, Limits, OutOfMemory, OutOfTime, run
from lib.register.store import Register
from lib.reports.filling import fill
from lib.reports.refusal import ReportRefused
from lib.settings import Settings

SECONDS: Final = 20  # a paper takes a tenth of one; a template that counts to a billion takes for ever
MEGABYTES: Final = 512
SHIPPED: Final = Settings().templates_dir


def render(register: Register, plan: str, template: str, context: dict[str, Any]) -> bytes:
    """A paper as bytes, made in a limited child.

    Raises ReportRefused when the office's template is missing, is no Word file, names what no paper has, or takes more
    time or memory than a paper may.
    """
    path = template_of(register.settings, plan, f"{template}.docx")
    if not path.is_file():
        raise ReportRefused(register, "The template {path} is missing.", path=path)
    try:
        paper: bytes = run(fill, path.absolute(), context, limits=Limits(MEGABYTES, SECONDS))
    except (OutOfMemory, OutOfTime) as error:
        raise ReportRefused(
            register,
            "The template {path} takes more than {seconds} seconds or {megabytes} MB to fill. Take out what computes or"
            " repeats without end.",
            path=path, seconds=SECONDS, megabytes=MEGABYTES,
        ) from error  # fmt: skip
    except Broke as error:
        raise ReportRefused(
            register, "The template {path} cannot be filled: {error}. Mend it in Word.", path=path, error=error
        ) from error
    return paper


def template_of(settings: Settings, plan: str, name: str) -> Path:
    """The template of a paper: the one an office reworded, else the plan's own, else that of all years."""
    own = settings.plans_dir / plan / "templates" / name
    is_office_s = settings.templates_dir != SHIPPED
    return own if own.is_file() and not is_office_s else settings.templates_dir / name

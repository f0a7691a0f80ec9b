"""Word papers from templates: an office changes the wording in Word, no developer is needed."""

from typing import Any, Final

from lib.limited.run import Broke, Limits, OutOfMemory, OutOfTime, run
from lib.register.store import Register
from lib.reports.filling import fill
from lib.reports.refusal import ReportRefused

SECONDS: Final = 20  # a paper takes a tenth of one; a template that counts to a billion takes for ever
MEGABYTES: Final = 512


def render(register: Register, plan: str, template: str, context: dict[str, Any]) -> bytes:
    """A paper as bytes, made in a limited child from the template of the plan's folder, else from that of all years.

    Raises ReportRefused when the office's template is missing, is no Word file, names what no paper has, or takes more
    time or memory than a paper may.
    """
    settings, name = register.settings, f"{template}.docx"
    own = settings.plans_dir / plan / "templates" / name
    path = own if own.is_file() else settings.templates_dir / name
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

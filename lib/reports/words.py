"""Sentences of the reports: ids are English, the Chinese stand in locale/zh_CN/reports.po; the error of one."""

from functools import lru_cache

from babel.messages.pofile import read_po

from lib.errors import UserError
from lib.register.store import Register
from lib.settings import ROOT

CATALOGUE = ROOT / "locale" / "zh_CN" / "reports.po"


@lru_cache(maxsize=1)
def chinese() -> dict[str, str]:
    """Message id → Chinese."""
    with CATALOGUE.open("rb") as handle:
        return {str(entry.id): str(entry.string) for entry in read_po(handle) if entry.id and entry.string}


def said(message: str, language: str, **values: object) -> str:
    """The message in `zh` or `en`, its `{placeholders}` filled."""
    text = message if language == "en" else chinese().get(message, message)
    return text.format(**values) if values else text


class ReportRefused(UserError):
    """Nothing was recorded or made; the message is in the register's language, `sentence` in either."""

    def __init__(self, register: Register, message: str, **values: object) -> None:
        super().__init__(said(message, register.settings.language, **values))
        self.message, self.values = message, values

    def sentence(self, language: str) -> str:
        """Why, and what to do."""
        return said(self.message, language, **self.values)

"""Words of the exports in the reader's language: ids are English, the Chinese stand in locale/zh_CN/exports.po."""

from functools import lru_cache

from babel.messages.pofile import read_po

from lib.settings import ROOT

CATALOGUE = ROOT / "locale" / "zh_CN" / "exports.po"


@lru_cache(maxsize=1)
def chinese() -> dict[str, str]:
    """Message id → Chinese; an entry without translation is left out."""
    with CATALOGUE.open("rb") as handle:
        return {str(entry.id): str(entry.string) for entry in read_po(handle) if entry.id and entry.string}


class Words:
    """Call it with an English message id: the text in `language` (`zh` or `en`), its `{placeholders}` filled."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, message: str, **values: object) -> str:
        text = message if self.language == "en" else chinese().get(message, message)
        return text.format(**values) if values else text

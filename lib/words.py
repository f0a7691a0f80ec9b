"""Words in the reader's language: message ids are English, the Chinese catalogue is `locale/zh_CN/*.po`."""

from functools import cache

from babel.messages.pofile import read_po

from lib.errors import Sentence, Sentences
from lib.settings import ROOT


@cache
def catalogue(part: str = "*") -> dict[str, str]:
    """English id → Chinese words, from every file of `locale/zh_CN` or from that of one part, which may name a thing
    otherwise (a sheet of a workbook is no page); an entry without translation is left out."""
    words: dict[str, str] = {}
    for file in sorted((ROOT / "locale" / "zh_CN").glob(f"{part}.po")):
        with file.open("rb") as handle:
            words |= {
                str(message.id): str(message.string)
                for message in read_po(handle, locale="zh_CN")
                if message.id and message.string
            }
    return words


def said(message: str, language: str, /, **values: object) -> str:
    """The message in `zh` or `en`, its `{placeholders}` filled; a sentence among the values is told in it too."""
    text = message if language == "en" else catalogue().get(message, message)
    return text.format(**{name: in_words(value, language) for name, value in values.items()}) if values else text


def in_words(value: object, language: str) -> object:
    """A value of a sentence as the reader's language says it."""
    if isinstance(value, Sentence):
        return said(value.message, language, **value.values)
    if isinstance(value, Sentences):
        return "\n".join(str(in_words(one, language)) for one in value)
    return value

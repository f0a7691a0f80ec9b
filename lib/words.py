"""Words in the reader's language: message ids are English, the Chinese catalogue is `locale/zh_CN/*.po`."""

import re
from functools import cache
from typing import Final

from babel.messages.pofile import read_po

from lib.errors import Sentence, Sentences
from lib.settings import ROOT

UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@cache
def catalogue(context: str = "") -> dict[str, str]:
    """English id → Chinese words, from every file of `locale/zh_CN`; in a context (`msgctxt`: a sheet of a workbook is
    no page) what is named otherwise there goes first. An entry without translation is left out."""
    plain: dict[str, str] = {}
    there: dict[str, str] = {}
    for file in sorted((ROOT / "locale" / "zh_CN").glob("*.po")):
        with file.open("rb") as handle:
            for message in read_po(handle, locale="zh_CN"):
                if message.id and message.string and (message.context or "") in ("", context):
                    (there if message.context else plain)[str(message.id)] = str(message.string)
    return plain | there


def printable(text: str) -> str:
    """The text with `�` for what is no sign but an order to a machine, and what XML forbids; tabs and line feeds stay,
    a carriage return becomes one."""
    return UNWRITABLE.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def said(message: str, language: str, context: str = "", /, **values: object) -> str:
    """The message in `zh` or `en`, its `{placeholders}` filled; a sentence among the values is told in it too."""
    text = message if language == "en" else catalogue(context).get(message, message)
    return text.format(**{name: in_words(value, language) for name, value in values.items()}) if values else text


def in_words(value: object, language: str) -> object:
    """A value of a sentence as the reader's language says it."""
    if isinstance(value, Sentence):
        return said(value.message, language, **value.values)
    if isinstance(value, Sentences):
        return "\n".join(str(in_words(one, language)) for one in value)
    return value

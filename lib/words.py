"""Words in the reader's language: message ids are English, the Chinese catalogue is `locale/zh_CN/*.po`."""

from functools import cache

from babel.messages.pofile import read_po

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


def said(message: str, language: str, **values: object) -> str:
    """The message in `zh` or `en`, its `{placeholders}` filled."""
    text = message if language == "en" else catalogue().get(message, message)
    return text.format(**values) if values else text

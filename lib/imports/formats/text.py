"""Delimited text: its encoding, its separator, its rows."""

import csv
import io
from functools import lru_cache

from lib.imports.reasons import refused

SEPARATORS, RARE = ",\t;|", "，、^"  # those that stand in texts too separate only where the first line has no other
SURELY = 0.9  # of the letters of a text in its own encoding are common ones; read as another's, about half are


def delimited_rows(content: bytes, language: str = "zh") -> list[list[object]]:
    """The rows of a csv file as texts, all of one width; the separator is the likeliest, or the one `sep=` names.

    Raises FileRefused when the encoding is not known or the file is damaged.
    """
    text = decoded(content, language)
    start = text[:20_000]
    first_line = text.partition("\n")[0]
    separators = SEPARATORS if any(sign in first_line for sign in SEPARATORS) else SEPARATORS + RARE
    separator = max(separators, key=start.count)
    try:
        rows: list[list[object]] = [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error as error:
        raise refused("file_damaged", language) from error
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def decoded(content: bytes, language: str = "zh") -> str:
    """Text of a csv file: UTF-8, UTF-16 (with or without mark), GB18030 or Big5, decided by strict trial decoding.

    Bytes that are legal in both Chinese encodings are read in the one that gives common characters.
    Raises FileRefused when none of them fits.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif content[:4000].count(0) > len(content[:4000]) // 10:
        encodings = ["utf-16-le" if content[1:4000:2].count(0) > content[0:4000:2].count(0) else "utf-16-be"]
    else:
        chinese = ["gb18030", "big5"] if common_share(content, "gb18030") >= SURELY else ["big5", "gb18030"]
        if common_share(content, "big5") < SURELY:
            chinese = ["gb18030"]
        encodings = ["utf-8-sig", *chinese, "utf-16-le"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise refused("file_encoding", language)


def common_share(content: bytes, encoding: str) -> float:
    """The share of common characters among the Chinese ones of a text read in an encoding; 0 when it cannot be."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    letters = [letter for letter in text[:20_000] if "\u4e00" <= letter <= "\u9fff"]
    return sum(letter in common(encoding) for letter in letters) / len(letters) if letters else 0.0


@lru_cache
def common(encoding: str) -> frozenset[str]:
    """The characters of everyday use, which both encodings keep apart: the first level of GB 2312 or of Big5."""
    leads = range(0xB0, 0xD8) if encoding == "gb18030" else range(0xA4, 0xC7)
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    return frozenset(pair.decode("gb2312" if encoding == "gb18030" else "big5", "ignore") for pair in pairs)

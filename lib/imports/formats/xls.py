"""Beside the values of an Excel 97 workbook (BIFF records in OLE2): hidden rows and columns, errors, the epoch."""

import struct
from collections.abc import Iterator

from lib.imports.formats.beside import Beside

END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
HEADER_FAT = 109  # sectors of the allocation table that the header itself lists
SMALL = 4096  # shorter streams lie in the ministream
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
BOF, EOF, BOUNDSHEET, DATEMODE = 0x0809, 0x000A, 0x0085, 0x0022
ROW, COLINFO, BOOLERR, FORMULA = 0x0208, 0x007D, 0x0205, 0x0006


def besides(content: bytes) -> tuple[list[Beside], bool]:
    """What stands beside the values of each sheet, in the order of the tabs; and whether days count from 1904.

    Raises ValueError for a file that is damaged.
    """
    try:
        stream = workbook_stream(content)
        starts, is_1904 = [], False
        for kind, data in _records(stream, 0):
            if kind == BOUNDSHEET:
                starts.append(struct.unpack_from("<I", data)[0])
            elif kind == DATEMODE:
                is_1904 = struct.unpack_from("<H", data)[0] == 1
        return [_beside(stream, start) for start in starts], is_1904
    except (struct.error, IndexError, StopIteration) as error:
        raise ValueError("a damaged workbook") from error


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, from its beginning to its end."""
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        depth += (kind == BOF) - (kind == EOF)
        yield kind, stream[start + 4 : start + 4 + length]
        if kind == EOF and depth <= 0:
            return
        start += 4 + length


def _beside(stream: bytes, start: int) -> Beside:
    found = Beside()
    for kind, data in _records(stream, start):
        if kind == ROW and struct.unpack_from("<H", data, 12)[0] & 0x20:
            row = struct.unpack_from("<H", data)[0]
            found.hidden_rows.append((row, row))
        elif kind == COLINFO and struct.unpack_from("<H", data, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", data)
            found.hidden_columns.append((first, last))
        elif kind == BOOLERR and data[7]:
            found.broken[struct.unpack_from("<HH", data)] = ERRORS.get(data[6], "#VALUE!")
        elif kind == FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
            found.broken[struct.unpack_from("<HH", data)] = ERRORS.get(data[8], "#VALUE!")
    return found


def workbook_stream(content: bytes) -> bytes:
    """The stream that holds the workbook. Raises struct.error, IndexError or StopIteration for a damaged file."""
    shift, mini_shift = struct.unpack_from("<HH", content, 30)
    count, directory, _, _, mini_fat, _, more_fat, _ = struct.unpack_from("<8I", content, 44)
    size = 1 << shift

    def sector(number: int) -> bytes:
        return content[(number + 1) * size : (number + 2) * size]

    listed = list(struct.unpack_from(f"<{HEADER_FAT}I", content, 76))
    while more_fat not in (END, FREE) and len(listed) < count:
        *numbers, more_fat = struct.unpack(f"<{size // 4}I", sector(more_fat))
        listed += numbers
    table = [one for number in listed[:count] for one in struct.unpack(f"<{size // 4}I", sector(number))]

    def chain(start: int, links: list[int]) -> list[int]:
        numbers: list[int] = []
        while start < len(links) and len(numbers) <= len(links):
            numbers.append(start)
            start = links[start]
        return numbers

    entries = b"".join(map(sector, chain(directory, table)))
    root, book = 0, next(at for at in range(0, len(entries), 128) if _name(entries, at) in ("workbook", "book"))
    start, length = struct.unpack_from("<II", entries, book + 116)
    if length >= SMALL:
        return b"".join(map(sector, chain(start, table)))[:length]
    store = b"".join(map(sector, chain(struct.unpack_from("<I", entries, root + 116)[0], table)))
    links = [one for number in chain(mini_fat, table) for one in struct.unpack(f"<{size // 4}I", sector(number))]
    return b"".join(store[at << mini_shift : (at + 1) << mini_shift] for at in chain(start, links))[:length]


def _name(entries: bytes, at: int) -> str:
    length = struct.unpack_from("<H", entries, at + 64)[0]
    return entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace").casefold()

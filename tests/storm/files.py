"""Mutated workbooks, pictures and papers by the thousand: each is read or refused with a sentence, within the limits.

`python -m tests.storm.files [--workbooks N] [--pictures N] [--seed S]` prints what happened as JSON; exit 1 when
anything but a refusal came out, a file took longer than its limit, or this process grew.
"""

import argparse
import io
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import xlsxwriter
from PIL import Image

from lib.cases.looking import look, small_copy
from lib.errors import FileRefused
from lib.imports.delivered import read_delivered
from lib.imports.template import template_workbook
from lib.imports.vocabulary import Vocabulary
from lib.limited.run import warm
from lib.register import reference
from lib.settings import Settings
from tests.cases import made_files
from tests.imports import hostile

SETTINGS = Settings(reader_megabytes=400, reader_seconds=20)
GROWTH = 300  # MiB by which this process may grow: answers of files that were read
ROWS = (
    ("阳谷县水泥行业台账",),
    ("企业名称", "统一社会信用代码", "属地", "行业", "生产线", "产能(吨/日)", "状态", "磨机直径(m)", "经度", "纬度"),
    *((f"{n}号水泥有限公司", None, "阳谷县", "水泥", f"{n}#窑", 1000 + n, "在产", 3.2, 115.8, 36.1) for n in range(40)),
)


def workbooks(vocabulary: Vocabulary) -> dict[str, bytes]:
    """Good files of every format, to be mutated."""
    plain = io.BytesIO()
    with xlsxwriter.Workbook(plain, {"in_memory": True}) as book:
        sheet = book.add_worksheet("台账")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, [cell if cell is not None else "" for cell in row])
        sheet.merge_range("A1:J1", ROWS[0][0])
    text = "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in ROWS)
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in row)
        + "</table:table-row>"
        for row in ROWS
    )
    return {
        "plain.xlsx": plain.getvalue(),
        "template.xlsx": template_workbook(vocabulary),
        "sheet.ods": hostile.ods(cells),
        "utf8.csv": text.encode(),
        "gbk.csv": text.encode("gb18030"),
    }


def pictures() -> dict[str, bytes]:
    """Good pictures with what a camera writes into them, and the other kinds of evidence."""
    exif = Image.Exif()
    exif[0x8769] = {0x9003: "2022:11:20 09:30:05"}
    exif[0x8825] = {1: "N", 2: (36.0, 27.0, 24.0), 3: "E", 4: (115.0, 59.0, 7.5)}
    found = {}
    for kind in ("JPEG", "PNG", "WEBP"):
        out = io.BytesIO()
        Image.effect_noise((64, 48), 60).convert("RGB").save(out, kind, exif=exif)
        found[kind.lower()] = out.getvalue()
    return found | {"docx": made_files.word(), "pdf": made_files.pdf(), "mp4": made_files.film()}


def vocabulary() -> Vocabulary:
    """The words of the shipped reference files."""
    with duckdb.connect() as con:
        con.execute("create schema reference")
        reference.load(con, reference.kept(Settings()))
        return Vocabulary.from_register(con)


def read(name: str, content: bytes, folder: Path, words: Vocabulary) -> str:
    """How a workbook ends."""
    file = folder / name
    file.write_bytes(content)
    try:
        read_delivered(file, words, None, SETTINGS)
    except FileRefused as refusal:
        return f"refused: {str(refusal)[:24]}"
    finally:
        file.unlink()
    return "read"


def seen(name: str, content: bytes, folder: Path) -> str:
    """How a picture ends, its small copy too."""
    file = folder / name
    file.write_bytes(content)
    found = look(file, SETTINGS)
    if not found.problem and found.mime.startswith("image/"):
        small_copy(file, SETTINGS, 320)
    file.unlink()
    return f"refused: {found.problem}" if found.problem else f"seen: {found.mime}"


def storm(
    good: dict[str, bytes], count: int, seed: int, end: Callable[[str, bytes], str]
) -> tuple[Counter[str], float]:
    """The ends of `count` mutated files, two at a time, and the seconds the slowest took."""

    def files() -> Iterator[tuple[str, bytes]]:
        share = -(-count // len(good))
        for name, content in good.items():
            for number, bad in enumerate(hostile.mutations(content, share, seed)):
                yield f"{number}-{name}", bad

    def timed(file: tuple[str, bytes]) -> tuple[str, float]:
        start = time.monotonic()
        return end(*file), time.monotonic() - start

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(timed, files()))
    return Counter(how for how, _ in done), max(seconds for _, seconds in done)


def main(arguments: list[str] | None = None) -> int:
    """Run both storms and say what happened."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--workbooks", type=int, default=20_000)
    options.add_argument("--pictures", type=int, default=5_000)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args(arguments)
    words, start = vocabulary(), time.monotonic()
    warm()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    with TemporaryDirectory() as place:
        folder = Path(place)
        books, slow_book = storm(
            workbooks(words), asked.workbooks, asked.seed, lambda name, content: read(name, content, folder, words)
        )
        shots, slow_shot = storm(
            pictures(), asked.pictures, asked.seed, lambda name, content: seen(name, content, folder)
        )
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 - before
    told = {
        "workbooks": dict(books.most_common()),
        "pictures": dict(shots.most_common()),
        "slowest_seconds": round(max(slow_book, slow_shot), 1),
        "grown_mib": grown,
        "seconds": round(time.monotonic() - start),
    }
    print(json.dumps(told, ensure_ascii=False, indent=2))
    return int(grown > GROWTH or max(slow_book, slow_shot) > SETTINGS.reader_seconds + 10)


if __name__ == "__main__":
    sys.exit(main())

"""Hostile names everywhere a name may stand: nothing hangs, nothing is uncaught, each comes out as it went in.

`python -m tests.storm.names [--count N] [--seed S] [--parts PART …] [--register FILE]` fills a demo register (it is
made, or a copy of FILE) with N names that are programs to somebody, opens every page, draws the maps, writes every
export, paper and calendar, looks at a sample in Chromium, and prints what happened as JSON; exit 1 when anything broke.
"""

import argparse
import json
import logging
import os
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from lib.demo.build import build
from lib.settings import Settings
from lib.up_to_date import open_atlas
from tests.storm import looking, opening, writing
from tests.storm.hostile import names
from tests.storm.named import Named, fill

Check = tuple[str, Callable[[], object]]
PARTS: Final[dict[str, Callable[[Named], Iterator[Check]]]] = {
    "pages": opening.pages,
    "maps": opening.maps,
    "marts": writing.marts_in_every_format,
    "papers": writing.papers,
    "deliveries": writing.deliveries,
    "browser": looking.browser,
}
PATIENCE: Final = 120  # seconds for one page, file or look; a name that is run as a program takes longer


@dataclass
class Told:
    """What a part did."""

    done: int = 0
    seconds: float = 0.0
    slowest: str = ""
    slowest_seconds: float = 0.0


def run(checks: Iterator[Check], broken: list[str]) -> Told:
    """Do every check of a part; one that raises anything, or takes too long, is broken."""
    told = Told()
    for what, check in checks:
        start = time.monotonic()
        try:
            check()
        except Exception as error:  # whatever a name provokes is what the storm looks for
            print(traceback.format_exc(), file=sys.stderr)
            broken.append(f"{what}: {type(error).__name__}: {str(error)[:300]}")
        took = time.monotonic() - start
        if took > PATIENCE:
            broken.append(f"{what}: took {took:.0f} s")
        told.done, told.seconds = told.done + 1, told.seconds + took
        if took > told.slowest_seconds:
            told.slowest, told.slowest_seconds = what[:120], took
    return told


def made(folder: Path, given: Path | None) -> Path:
    """A demo register of the storm's own, with its evidence beside it."""
    file, evidence = folder / "register.duckdb", folder / "evidence"
    if given:
        shutil.copy(given, file)
        shutil.copytree(given.with_name(f"{given.stem}-evidence"), evidence)
    else:
        register = open_atlas(Settings(register_url=str(file), evidence_dir=evidence), create=True)
        build(register)
        register.close()
    return file


def main(arguments: list[str] | None = None) -> int:
    """Run the storm and say what happened."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    options.add_argument("--register", type=Path)
    asked = options.parse_args(arguments)
    logging.disable(logging.WARNING)  # Streamlit says at every page that it is not served
    hostile, broken, told = names(asked.count, asked.seed), [], {}
    with TemporaryDirectory() as place:
        folder = Path(place)
        file = made(folder, asked.register)
        fill(file, folder / "evidence", hostile)
        os.environ |= {"REGISTER_URL": str(file), "ATLAS_EVIDENCE_DIR": str(folder / "evidence"), "ATLAS_OPEN": "1"}
        shutil.copy(file, folder / "served.duckdb")
        for part in asked.parts:
            told[part] = rounded(run(PARTS[part](Named(folder, hostile)), broken))
            print(part, told[part], file=sys.stderr, flush=True)
    print(
        json.dumps(
            {"names": len(hostile), "seed": asked.seed, "parts": told, "broken": broken}, ensure_ascii=False, indent=2
        )
    )
    return int(bool(broken))


def rounded(told: Told) -> dict[str, Any]:
    """A part in the summary."""
    return {key: round(value, 1) if isinstance(value, float) else value for key, value in vars(told).items()}


if __name__ == "__main__":
    sys.exit(main())

"""`make bench`: every part at every size, each in a process of its own, and the report with its budgets."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lib.bench.measure import Measurement
from lib.bench.report import write_report
from lib.settings import ROOT

MEASURED = ("judge", "locate", "pages", "read", "import")


def run(sizes: Sequence[int], out: Path | None = None) -> int:
    """Measure at each number of lines and write the report (default docs/benchmarks.md); 1 when a budget is missed."""
    with tempfile.TemporaryDirectory(prefix="atlas-bench-") as folder:
        work(Path(folder) / "none.duckdb", "workbook", 0)
        found = [measurement for size in sizes for measurement in at_size(Path(folder), size)]
    return write_report(found, out or ROOT / "docs" / "benchmarks.md")


def at_size(folder: Path, lines: int) -> list[Measurement]:
    """All measurements on a register of `lines` lines; every part gets its own copy of the file."""
    source = folder / f"{lines}.duckdb"
    work(source, "fill", lines)
    found: list[Measurement] = []
    for part in MEASURED:
        copy = Path(shutil.copy(source, folder / f"{part}.duckdb"))
        found += work(copy, part, lines)
        copy.unlink()
    source.unlink()
    return found


def work(file: Path, part: str, lines: int) -> list[Measurement]:
    """Run one part in its own process. Raises CalledProcessError when it fails or its results differ."""
    sys.stderr.write(f"{part} at {lines} lines …\n")
    command = [sys.executable, "-m", "lib.bench", part, str(file), str(lines)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return [Measurement(**measurement) for measurement in json.loads(done.stdout.strip().splitlines()[-1])]

"""One part in a process of its own: `python -m lib.bench PART FILE LINES` prints its measurements as JSON."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from lib.bench import parts
from lib.bench.measure import Measurement


def pages(file: Path, lines: int) -> list[Measurement]:
    """The pages; imported here, because Streamlit's memory is no part of what the others cost."""
    from lib.bench.pages import pages as measure_pages

    return measure_pages(file, lines)


PARTS = {
    "fill": parts.fill,
    "workbook": parts.workbook,
    "import": parts.importing,
    "read": parts.reading_in_pandas,
    "locate": parts.locating,
    "judge": parts.judging,
    "pages": pages,
}


def main(part: str, file: str, lines: str) -> None:
    """Run a part and print what it measured as the last line."""
    found = PARTS[part](Path(file), int(lines))
    sys.stdout.write("\n" + json.dumps([asdict(measurement) for measurement in found]) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

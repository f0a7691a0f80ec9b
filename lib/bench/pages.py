"""What each page's queries cost on a register of a given size, asked by the pages themselves."""

import os
from pathlib import Path
from time import perf_counter

from lib.bench.measure import Measurement, peak_mib
from lib.settings import Settings
from lib.ui.frame import data
from lib.ui.frame.rehearsal import Asked, rehearse
from lib.up_to_date import open_atlas

FILTERS = {"area": "371521", "sector": "cement", "verdict": "outdated"}  # what a reader asks for most
VISITS: dict[str, list[dict[str, str]]] = {
    "overview": [{}],
    "map": [{}, FILTERS],
    "lines": [{}, FILTERS],
    "sector": [{}, {"sector": "cement"}],
    "area": [{}, {"area": "371521"}],
    "enterprise": [{}, {"q": "00000"}, {"enterprise": "E0000001"}],
    "standards": [{}],
    "quality": [{}],
    "import_file": [{}],
    "ledger": [{}, {"view": "open"}, {"view": "due"}, {"view": "credit"}, {"view": "findings"}],
    "progress": [{}],
    "reports": [{"period": "2022-12"}, {"period": "2022-12", "part": "screening"}, {"part": "papers"}],
}
REPEAT = 3


def pages(file: Path, lines: int) -> list[Measurement]:
    """Seconds of all queries of each page together, on a standing snapshot; the snapshot's own cost is told apart."""
    os.environ["REGISTER_URL"] = str(file)
    open_atlas(Settings(register_url=str(file))).close()
    start = perf_counter()
    data.register().latest().snapshot_cursor()
    found = [
        Measurement("snapshot", "all stored views, once per version", lines, lines, perf_counter() - start, peak_mib())
    ]
    for page, addresses in VISITS.items():
        for address in addresses:
            rounds = [rehearse(page, **address) for _ in range(REPEAT)]
            found.append(visit(page, address, min(rounds, key=total), lines))
    return found


def total(asked: list[Asked]) -> float:
    """Seconds of all queries of a visit."""
    return sum(query.seconds for query in asked)


def visit(page: str, address: dict[str, str], asked: list[Asked], lines: int) -> Measurement:
    """The measurement of one visit; its slowest query is named."""
    slowest = max(asked, key=lambda query: query.seconds)
    words = " ".join(f"{key}={value}" for key, value in address.items())
    what = f"{page} {words}".strip() + f" ({len(asked)} queries, slowest {slowest.query.removeprefix('pages/')})"
    return Measurement("page", what, lines, sum(query.rows for query in asked), total(asked), peak_mib())

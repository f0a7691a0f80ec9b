"""Every page without a browser, and the maps: the part of the storm that reads."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle

from lib.bench.pages import VISITS
from lib.maps import tiles
from lib.settings import ROOT
from lib.ui.frame import data
from lib.ui.frame.rehearsal import rehearse
from tests.storm.named import DAY, Named

MORE = {
    "ledger": [{"view": "open"}, {"view": "due"}, {"view": "credit"}, {"view": "findings"}],
    "progress": [{"view": view, "since": "2022-07-01"} for view in ("stages", "reached", "bridge", "lines")],
    "reports": [
        *({"period": "2022-07", "part": part} for part in ("reports", "screening", "papers", "duties")),
        *({"period": "2023-01", "part": part} for part in ("papers", "objections")),
    ],
    "quality": [{"reason": "attribute_missing"}],
}  # fmt: skip
CASES = 5  # every fifth case is opened
SECONDS = 600  # for the maps of all names together


def pages(storm: Named) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every page; each name as what a reader searches for, or its own enterprise opened; cases; in both languages."""
    register, lang = data.register(), cycle(("zh", "en"))
    for page, address in [(name, one) for visits in (VISITS, MORE) for name in visits for one in visits[name]]:
        if "enterprise" not in address:
            yield visit(page, **address, lang=next(lang))
    known = register.ask("asks/exports/mart", DAY, mart="marts.enterprises")
    ids = dict(zip(known.enterprise_name, known.enterprise_id, strict=True))
    asked = cycle((("lines", "q"), ("enterprise", "enterprise"), ("map", "q"), ("ledger", "q"), ("map", "enterprise")))
    for name, (page, key) in zip(storm.names, asked, strict=False):
        code = ids.get(name, "") if key == "enterprise" else name
        yield visit(page, **({key: code} if code else {}), lang=next(lang))
    for case_id in register.ask("asks/exports/mart", DAY, mart="marts.cases").case_id[::CASES]:
        yield visit("ledger", case=case_id, lang=next(lang))


def visit(page: str, **address: str) -> tuple[str, Callable[[], object]]:
    """One page at one address."""
    return f"{page} {address}", partial(rehearse, page, **address, as_of=DAY.isoformat())


def maps(storm: Named) -> Iterator[tuple[str, Callable[[], object]]]:
    """What the interactive map sends for each name, from a process that may be stopped, and a tile under each."""
    yield f"maps of {len(storm.names)} names", partial(sent, storm.names)
    nothing = dict.fromkeys(tiles.FILTERS, "")
    for name in storm.names:
        yield f"tile {name!r}", partial(tiles.tile, data.register(), DAY, nothing | {"q": name}, 8, 210, 100)


def sent(names: list[str]) -> None:
    """Let streamlit-folium make every map."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.maps.sending"], cwd=ROOT, input=json.dumps(names), capture_output=True, text=True,
        timeout=SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-1000:]
    assert len(json.loads(done.stdout)) == len(names)

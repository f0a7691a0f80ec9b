"""What the server counts while it runs, told as Prometheus reads it; nothing in it names a person or an enterprise."""

import threading
from collections import Counter
from collections.abc import Mapping
from typing import Final

COUNTED: Final = {  # name → what it counts; each label has few values
    "atlas_requests_total": "answers by route and status",
    "atlas_page_runs_total": "runs of a page or a part of it",
    "atlas_page_seconds_total": "seconds those runs took, waiting for their turn left out",
    "atlas_writes_total": "changes of the register by kind",
    "atlas_snapshots_total": "snapshots built: a version of the register as of a date",
    "atlas_snapshot_seconds_total": "seconds those took",
    "atlas_uploads_refused_total": "files that were not let in, by status",
    "atlas_incidents_total": "defects, each logged under an incident number",
}
MEASURED: Final = {  # name → what it is now
    "atlas_ready": "1 while the register answers and a change could be kept",
    "atlas_register_version": "changes written to the register since it was made",
    "atlas_sessions": "sessions that go on",
    "atlas_disk_free_bytes": "room beside the register",
    "atlas_backup_age_seconds": "age of the newest copy",
}
Labels = tuple[tuple[str, str], ...]
_counts: Counter[tuple[str, Labels]] = Counter()
_counting = threading.Lock()


def count(name: str, amount: float = 1, **labels: str) -> None:
    """Add to what is counted under a name of `COUNTED`, since the process began."""
    with _counting:
        _counts[name, tuple(sorted(labels.items()))] += amount  # type: ignore[assignment]  # seconds are no whole number


def told(measured: Mapping[str, float]) -> str:
    """Everything counted, and what was measured just now (names of `MEASURED`), in the text format 0.0.4."""
    with _counting:
        counts = dict(_counts)
    lines = []
    for kind, meanings in (("counter", COUNTED), ("gauge", MEASURED)):
        values = counts if kind == "counter" else {(name, ()): value for name, value in measured.items()}
        for name, meaning in meanings.items():
            lines += [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}"]
            lines += [f"{name}{_labels(of)} {value:.12g}" for (one, of), value in sorted(values.items()) if one == name]
    return "\n".join(lines) + "\n"


def _labels(labels: Labels) -> str:
    told = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels)
    return f"{{{told}}}" if told else ""


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")

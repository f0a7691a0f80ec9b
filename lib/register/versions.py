"""Versions of enterprises, lines and measurements: each is true until the next one begins."""

from lib.register.reading import Cursor
from lib.register.store import Register


def relink(register: Register, cursor: Cursor, batch: str) -> None:
    """Close each version at the start of the next one, for every subject a batch tells of, inside the write of
    `cursor`; after a void, what stood before the batch is open again.
    """
    found = cursor.execute(register.sql("asks/imports/relinked"), {"batch_id": batch})
    cursor.register("relinked", found.to_arrow_table())
    for kind in ("enterprises", "lines", "measurements"):
        cursor.execute(register.sql(f"writes/end_{kind}"))
    cursor.unregister("relinked")

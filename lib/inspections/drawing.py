"""A random share of an area's enterprises to visit, of those behind its zeros or of its dismantled exits, drawn by a
seed that is kept: who doubts it draws it again."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from random import Random
from typing import Any, Final

import pyarrow as pa

from lib.errors import UserError
from lib.register.reference.files.inspecting import POOLS
from lib.register.steps import check_who
from lib.register.store import Register, now

DRAWS: Final = pa.schema(
    [("draw_id", pa.string()), ("area_code", pa.string()), ("drawn_on", pa.date32()), ("seed", pa.string())]
    + [("share", pa.int32()), ("pool_count", pa.int32()), ("enterprise_ids", pa.list_(pa.string()))]
    + [("pool", pa.string()), ("actor", pa.string()), ("recorded_at", pa.timestamp("us"))]
)


def draw(
    register: Register,
    area: str,
    *,
    share: int,
    seed: str,
    actor: str,
    pool: str = "enterprises",
    on: date | None = None,
) -> tuple[str, list[str]]:
    """Draw `share` percent of a pool of an area's enterprises on a day (default: today), record it, and return its
    number and the enterprises. `pool`: `enterprises` with a line, those of `zero_reports`, those with a `dismantled`
    exit. Raises UserError for an empty pool or none of these, a share that is none, no seed, and a day to come."""
    check_who(actor)
    if not seed.strip():
        raise UserError("A draw needs a seed, such as the number that was drawn in public.")
    if not 1 <= share <= 100:
        raise UserError("A share is 1 to 100 percent.")
    day = on or date.today()
    if day > date.today():
        raise UserError("{day} is not over yet.", day=day)
    if pool not in POOLS:
        raise UserError("{column}: there is no {code}.", column="pool", code=pool)
    among = register.ask("asks/inspections/pool", day, area=area, pool=pool).enterprise_id.tolist()
    if not among:
        raise UserError("In {area} nobody is in this pool: there is nobody to draw.", area=area)
    found = drawn(among, share, seed.strip())
    with register.write(actor, "draw inspections", area, seed=seed.strip(), drawn=len(found)) as cursor:
        last = cursor.execute(register.sql("asks/inspections/draw_number"), {"year": day.year}).fetchone()
        row: dict[str, Any] = {
            "draw_id": f"R{day.year}-{(last[0] if last else 0) + 1:03}", "area_code": area, "drawn_on": day,
            "seed": seed.strip(), "share": share, "pool_count": len(among), "enterprise_ids": found,
            "pool": pool, "actor": actor.strip(), "recorded_at": now(),
        }  # fmt: skip
        cursor.register("incoming_inspection_draws", pa.Table.from_pylist([row], schema=DRAWS))
        cursor.execute(register.sql("writes/inspections/insert_draws"))
    return str(row["draw_id"]), found


def drawn(pool: Sequence[str], share: int, seed: str) -> list[str]:
    """The share of a pool that a seed draws, rounded up; the order in which the pool is given does not matter."""
    dice = Random(seed)  # noqa: S311 - it must come out the same for everybody
    return sorted(dice.sample(sorted(pool), ceil(len(pool) * share / 100)))

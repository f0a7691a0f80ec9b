"""What is measured of whom: sectors, processes, states, units and attributes."""

from lib.register.reference.columns import (
    Table,
    amount,
    code,
    flag,
    names,
    one_of,
    optional,
    ref,
    spellings,
    text,
)  # fmt: skip
from lib.register.reference.rows import (
    alias_of_one,
    attribute_has_its_bounds,
    capacity_unit_is_a_base,
    industry_codes,
    unit_has_a_base,
)  # fmt: skip

QUANTITIES = (
    *("daily mass", "yearly mass", "yearly pieces", "yearly area", "yearly cases", "yearly bricks", "power", "length"),
    *("yearly length", "yearly hides", "yearly storage"),
    *("energy per mass", "energy per case", "energy per air-dry mass", "electricity per mass", "share"),
)
KINDS = ("number", "flag", "code", "text")
OWN = ("capacity", "process", "product")  # attributes that are columns of the line itself
EDITIONS = ("2002", "2011", "2017")  # of GB/T 4754

TABLES: dict[str, Table] = {
    "sectors": Table(
        "A sector the register counts.",
        key=("sector",),
        columns={
            "sector": code("code of the sector"),
            **names("sector"),
            "aliases": spellings(),
            "industry_codes": spellings("four-digit codes of GB/T 4754-2017 that belong to it, separated by ;"),
            "source": text("where the sector is named"),
        },
        names=("unknown", "other"),
        checks=(industry_codes("industry_codes"), alias_of_one("sectors")),
    ),
    "industry_codes": Table(
        "A code of an older edition of GB/T 4754 and the sector it meant.",
        key=("edition", "industry_code"),
        columns={
            "edition": one_of("edition of GB/T 4754", EDITIONS),
            "industry_code": code("four digits"),
            "sector": optional(ref("the sector; empty = none of the register's", "sectors")),
            "name_zh": text("the code's name in that edition"),
            "source": text("where the code was read"),
        },
        checks=(industry_codes("industry_code"),),
    ),
    "processes": Table(
        "A process or main equipment of a sector; capacities of different processes are never added.",
        key=("process",),
        columns={
            "process": code("code of the process"),
            "sector": ref("the sector it belongs to", "sectors"),
            **names("process"),
            "capacity_unit": ref("the unit its capacity is kept and judged in, a base unit", "units"),
            "aliases": spellings(),
        },
        checks=(capacity_unit_is_a_base, alias_of_one("processes")),
    ),
    "states": Table(
        "A state a line may be in.",
        key=("state",),
        columns={
            "state": code("code of the state"),
            **names("state"),
            "is_running": flag("whether the line produces"),
            "is_judged": flag("whether rules are asked about it"),
            "counts_in_total": flag("whether its capacity counts in the enterprise's total while others do"),
            "aliases": spellings(),
        },
        names=("operating", "suspended", "building", "planned", "shut", "dismantled", "cancelled"),
        is_closed=True,
        checks=(alias_of_one("states"),),
    ),
    "units": Table(
        "A unit a delivered file may use, and what one of it is in its base unit.",
        key=("unit",),
        columns={
            "unit": text("the unit as the register writes it"),
            **names("unit"),
            "quantity": one_of("what it measures; capacities are daily, yearly or power", QUANTITIES),
            "factor": amount("how many base units one of it is"),
            "base_unit": ref("the unit values are kept and judged in", "units"),
            "aliases": spellings(),
        },
        checks=(unit_has_a_base, alias_of_one("units")),
    ),
    "sizes": Table(
        "The sizes a process is seen in; a number outside is questioned, never judged by it.",
        key=("process", "attribute", "unit"),
        columns={
            "process": optional(ref("the process; empty = every one without a row of its own", "processes")),
            "attribute": ref("what is measured", "attributes"),
            "unit": ref("the base unit of both numbers", "units"),
            "low": amount("the smallest size that is not questioned"),
            "high": amount("the largest size that is not questioned"),
        },
    ),
    "attributes": Table(
        "What can be measured or recorded of a line or an enterprise; a workbook column with its name fills it.",
        key=("attribute",),
        columns={
            "attribute": code("code of the attribute"),
            **names("attribute"),
            "dimension": ref("the dimension it speaks of", "dimensions"),
            "kind": one_of("number, flag (yes or no), code (one of a list) or text", KINDS),
            "unit": optional(ref("of a number: the base unit it is kept in (capacity has its process's)", "units")),
            "scope": one_of("whether it is stated for the line or for the enterprise", ("line", "enterprise")),
            "allowed": spellings("of a code: its values, separated by ; (of process: those of processes.csv)"),
            "aliases": spellings(),
        },
        names=(*OWN, "eliminated_class_process"),
        checks=(attribute_has_its_bounds, alias_of_one("attributes")),
    ),
}

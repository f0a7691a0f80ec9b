"""Every reference file; a file is part of the product only when it is declared here."""

from lib.register.reference.columns import Table
from lib.register.reference.files import (
    account,
    exits,
    geography,
    inspecting,
    judging,
    measuring,
    people,
    planning,
    reporting,
    supervising,
    wording,
)

TABLES: dict[str, Table] = {
    **measuring.TABLES,
    **planning.TABLES,
    **judging.TABLES,
    **geography.TABLES,
    **exits.TABLES,
    **account.TABLES,
    **inspecting.TABLES,
    **supervising.TABLES,
    **reporting.TABLES,
    **people.TABLES,
    **wording.TABLES,
}
COMPLETED = {"clocks": "plan_clocks", "ladder": "plan_ladder"}  # files of all years → where a plan's own rows stand

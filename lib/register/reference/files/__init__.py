"""Every reference file; a file is part of the product only when it is declared here."""

from lib.register.reference.columns import Table
from lib.register.reference.files import account, exits, geography, judging, measuring, reporting, wording

TABLES: dict[str, Table] = {
    **measuring.TABLES,
    **judging.TABLES,
    **geography.TABLES,
    **exits.TABLES,
    **account.TABLES,
    **reporting.TABLES,
    **wording.TABLES,
}

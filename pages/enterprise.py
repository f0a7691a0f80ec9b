"""The file of one enterprise: identity, place, lines, measurements with their source, verdicts with their clause, versions."""

from lib.ui import dossier, filters, tables
from lib.ui.page import page
from lib.ui.words import _

with page(_("Enterprise file"), _("Who is this, where, what does it run, and what does each standard say of it?")):
    enterprise = dossier.chosen()
    if enterprise:
        dossier.show(enterprise)
    else:
        tables.enterprises(filters.row("q", "area", "sector", "verdict"))

"""The file of one enterprise: identity, place, lines, measurements and their source, verdicts and clauses, versions."""

from lib.ui import dossier, filters, listings
from lib.ui.page import page
from lib.ui.words import _

with page(_("Enterprise file"), _("Who is this, where, what does it run, and what does each standard say of it?")):
    enterprise = dossier.chosen()
    if enterprise:
        dossier.show(enterprise)
    else:
        listings.enterprises(filters.row("q", "area", "sector", "verdict"))

"""The file of one enterprise: identity, place, lines, measurements and their source, verdicts and clauses, versions."""

from lib.ui.enterprise import dossier
from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.parts import filters, listings

with page(_("Enterprise file"), _("Who is this, where, what does it run, and what does each standard say of it?")):
    enterprise = dossier.chosen()
    if enterprise:
        dossier.show(enterprise)
    else:
        listings.enterprises(filters.row("q", "area", "sector", "verdict"))

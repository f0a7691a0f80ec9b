"""What inspections found on site that the register does not know: drafts for the office to bring in or reject."""

from lib.ui.found import drafts
from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.parts import filters

with page(_("Found on site"), _("Which plants and lines did inspections find that the register does not know?")):
    drafts.show(filters.row("area"))

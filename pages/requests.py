"""Requests: what waits for a second person, and what became of the others."""

from lib.ui.frame import person, saving
from lib.ui.frame.page import empty, page
from lib.ui.frame.words import _
from lib.ui.requests import waiting

with page(_("Second person"), _("What waits for a second person, and what was decided?"), needs=""):
    saving.told()
    if person.signed_in():
        waiting.listed()
        waiting.decided()
    else:
        empty(
            _("There is no account yet, so nothing waits."),
            _("Until then a second name is typed where something needs one, and recorded as unproven."),
        )
    saving.heard()

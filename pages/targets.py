"""Whom joint inspections visit: enterprises by how urgent a visit is, each with why, on a list and on a map."""

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.parts import filters
from lib.ui.targets import targets

with page(_("Whom to visit"), _("Which enterprises should an inspection visit first, why, and under whose lead?")):
    usual, more = (
        ("area+", "sector+", "source+", "standing", "colour"),
        ("process", "dimension", "verdict", "scale", "q"),
    )
    targets.show(filters.row_and_more(usual, more))

"""How far the exit is, a part at a time: the stages now, what was ever reached, two dates compared, capacity, lines."""

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.parts import account as strips
from lib.ui.progress import progress, views

with page(_("Exit progress"), _("How many lines are shut, sealed, dismantled and accepted, where, and since when?")):
    chosen = progress.filter_row()
    if not progress.nothing():
        strips.strip(chosen["area"], chosen["sector"])
        views.shown(chosen)

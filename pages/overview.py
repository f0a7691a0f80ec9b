"""Where the city stands, where the exit is stuck, and what is due, on one screen; below it what the verdicts say."""

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.overview import more, screen

with page(_("Overview"), _("Where do we stand, where is it stuck, and what is due?")):
    screen.shown()
    more.shown()

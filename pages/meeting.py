"""Meeting mode: the whole screen, large type, arrow keys through overview, areas, sectors and the bridge."""

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.meeting import slides

with page(_("Meeting mode"), _("What does the meeting look at, one matter at a time?")):
    slides.shown()

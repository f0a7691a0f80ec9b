"""What a leader is told on one page: to read, to print, and as a Word paper."""

from lib.ui.briefing import told
from lib.ui.frame.page import page
from lib.ui.frame.words import _

with page(_("One-page report"), _("What is a leader told in a minute?")):
    told.shown()

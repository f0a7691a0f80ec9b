"""The rows behind every number: lines by any filter, for reading and for export."""

from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.parts import filters, listings

with page(_("Lines"), _("Which production lines, where, with which verdict and on which clause?")):
    listings.lines(filters.row(*filters.LINE_FILTERS))

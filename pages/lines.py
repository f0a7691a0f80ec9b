"""The rows behind every number: lines by any filter, for reading and for export."""

from lib.ui import filters, listings
from lib.ui.page import page
from lib.ui.words import _

with page(_("Lines"), _("Which production lines, where, with which verdict and on which clause?")):
    listings.lines(filters.row(*filters.LINE_FILTERS))

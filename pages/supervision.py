"""Supervision of the governments of areas: what the plan asks of each, what is not in order, what was mended."""

from lib.ui.frame import saving
from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.supervision import board, found

with page(_("Supervision"), _("Did each area do what the plan asks of it, and what is mended?"), needs=""):
    period, area = board.chosen()
    if period:
        saving.told()
        if area:
            found.show(period, area)
        else:
            board.show(period)
        saving.heard()

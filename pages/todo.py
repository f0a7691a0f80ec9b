"""What is to be done: due, silent, contradictory, asked for, each row with its one action; and instructions."""

from lib.ui.frame import saving
from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.todo import agenda, instructing

with page(_("To do"), _("What is due, silent or contradictory, and what is the one thing to do about each?"), needs=""):
    saving.told()
    instruction = instructing.chosen()
    if instructing.is_given():
        instructing.form()
    elif instruction:
        instructing.one(instruction)
    else:
        agenda.show()
    saving.heard()

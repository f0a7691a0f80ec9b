"""Reports and publicity: who has stated what, who is silent, what is frozen, which papers there are, who objects."""

from lib.ui.frame import saving
from lib.ui.frame.page import page
from lib.ui.frame.words import _
from lib.ui.parts import statements
from lib.ui.reports import departments, forms, freezes, letters, setting, stated

with page(
    _("Reports and publicity"), _("Who has reported, who is silent and how late, and what can be published?"), needs=""
):
    period, part = stated.chosen()
    saving.told()
    if part in ("reports", "screening"):
        rows = statements.rows(period, part)
        stated.cards(rows, period, part)
        letters.show(period)
        stated.matrix(rows, part)
        stated.silent(rows, period, part)
        forms.statements(period, part, rows)
        if part == "reports":
            departments.letters(period)
    elif part == "papers":
        freezes.frozen(period)
        forms.papers(period)
        freezes.changes(period)
    elif part == "objections":
        forms.objections(period)
    elif part == "goals":
        setting.show()
    else:
        stated.duties(period)
    saving.heard()

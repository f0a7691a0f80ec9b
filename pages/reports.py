"""Reports and publicity: who has stated what, who is silent, what is frozen, which papers there are, who objects."""

from lib.ui import report_changes, report_forms, reports, saving
from lib.ui.page import page
from lib.ui.words import _

with page(
    _("Reports and publicity"), _("Who has reported, who is silent and how late, and what can be published?"), needs=""
):
    period = reports.chosen_period()
    part = reports.chosen_part(period)
    saving.told()
    if part in ("reports", "screening"):
        rows = reports.rows(period, part)
        reports.cards(rows, period, part)
        reports.matrix(rows, part)
        reports.silent(rows)
        report_forms.statement(period, part, rows)
    elif part == "papers":
        report_changes.frozen(period)
        report_forms.papers(period)
        report_changes.changes(period)
    elif part == "objections":
        report_forms.objections(period)
    else:
        reports.duties(period)
    saving.heard()

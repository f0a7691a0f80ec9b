"""A sheet that was brought to the wrong page: case steps, which are recorded in bulk at the ledger."""

from functools import cache

from lib.imports.cells import cell_text, key
from lib.imports.fields import Context
from lib.imports.headings import meaning
from lib.imports.workbook import Grid
from lib.register.reference import kept
from lib.settings import Settings

SEARCHED = 40  # rows in which its heading is looked for


def is_of_steps(grid: Grid, context: Context) -> bool:
    """Whether a row heads what no step is recorded without, and says more of steps than of plants."""
    spelled, required = _form()
    for row in grid.rows[:SEARCHED]:
        said = [text for cell in row if isinstance(cell, str) and (text := cell_text(cell))]
        fields = {spelled[key(text)] for text in said if key(text) in spelled}
        if required <= fields:
            return len(fields) > sum(meaning([text], context.vocabulary, context.profile) is not None for text in said)
    return False


@cache
def _form() -> tuple[dict[str, str], set[str]]:
    """The headings of the form of steps, as they are looked up → its fields; and the fields that must stand there."""
    spelled: dict[str, str] = {}
    rows = kept(Settings())["step_form"]
    for row in rows:
        headings = (row["heading_zh"], row["heading_en"], *filter(None, row["aliases"].split(";")))
        spelled |= {key(heading): row["field"] for heading in headings}
    return spelled, {row["field"] for row in rows if row["is_required"] == "true"}

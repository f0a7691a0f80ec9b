"""Small copies of pictures in a Word paper, beside each other, each under a line that names its original."""

import io
from collections.abc import Sequence
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.shared import Mm

from lib.cases.evidence import path_of, thumbnail
from lib.inspections.item_sheets import WIDTHS, grid, put
from lib.register.reading import Reading
from lib.reports.template_parts import line

ACROSS: Final = 3
PICTURE, PIXELS = 46, 640  # width in millimetres, longer side of the copy


def pictures(register: Reading, document: Any, rows: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """What stands over each picture, and its row with `sha256`, `mime` and `taken_at`; a picture that the store has
    lost leaves its line. No row is torn."""
    if not rows:
        return
    table = grid(document, -(-len(rows) // ACROSS), (sum(WIDTHS) // ACROSS,) * ACROSS)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for at, (words, row) in enumerate(rows):
        cell = table.rows[at // ACROSS].cells[at % ACROSS]
        taken = row["taken_at"].strftime("%Y-%m-%d %H:%M") if row["taken_at"] else "拍摄时间未记"
        put(cell, "\n".join(filter(None, (words, taken, row["sha256"][:16]))))
        small = thumbnail(register.settings, path_of(register.settings, row["sha256"]), row["mime"], PIXELS)
        if small:
            cell.add_paragraph().add_run().add_picture(io.BytesIO(small), width=Mm(PICTURE))
    line(document, "", indent=0, size=8)

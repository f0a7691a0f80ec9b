"""Filling a Word template, the part that runs in a limited child: an office may have written anything into it.

Equal contexts give equal bytes: file properties are the template's, times inside the file are fixed.
"""

import io
import zipfile
from pathlib import Path
from typing import Any

from docx.shared import Emu
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from lib.words import printable

TOLERANCE = 1.05  # a table a little wider than its columns was drawn so in Word
FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file knows


def fill(template: Path, context: dict[str, Any]) -> bytes:
    """The paper. Raises whatever a template can provoke: the child tells it, and ends."""
    document = DocxTemplate(template)
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=letters)
    document.render(context, environment, autoescape=True)
    fit(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return normalised(buffer.getvalue())


def letters(value: Any) -> Any:
    """A value as Word shows it letter by letter: signs that XML forbids are replaced, and `_` is written as a number,
    for docxtpl turns `{_{` into `{{` after rendering.
    """
    return escape(printable(value)).replace("_", Markup("&#95;")) if isinstance(value, str) else value


def fit(document: Any) -> None:
    """Columns that a loop repeated (`{%tc for … %}`) share the room their table has, the others keep their width."""
    for table in document.tables:
        grid, rows = table._tbl.tblGrid.gridCol_lst, [row._tr.tc_lst for row in table.rows]
        widths = [cell.width or 0 for cell in rows[0]] if rows else []
        room = sum(column.w or 0 for column in grid)
        if len(widths) != len(grid) or sum(widths) <= room * TOLERANCE:
            continue
        widest = max(widths)
        share = (room - sum(width for width in widths if width < widest)) // widths.count(widest)
        for number, width in enumerate(widths):
            grid[number].w = Emu(share if width == widest else width)
            for cells in (cells for cells in rows if len(cells) == len(grid)):
                cells[number].width = grid[number].w


def normalised(content: bytes) -> bytes:
    """The same zip file with fixed times and attributes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            target.writestr(entry, source.read(name))
    return out.getvalue()

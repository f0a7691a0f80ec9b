"""Names in the papers are data: shown letter by letter, whatever they would be to Word, Jinja or a file system."""

import re
import zipfile
from pathlib import Path

import pytest
from docx import Document

from lib.exports.save import safe
from lib.reports.filling import fill
from lib.words import printable
from tests.storm.hostile import names

NAMES = names(300, seed=1)


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Path:
    """A paper that says every name in a table, and one in its foot."""
    folder = tmp_path_factory.mktemp("papers")
    document = Document()
    table = document.add_table(rows=3, cols=1)
    for row, text in zip(table.rows, ("{%tr for name in names %}", "{{ name }}", "{%tr endfor %}"), strict=True):
        row.cells[0].text = text
    document.sections[0].footer.paragraphs[0].text = "{{ names[0] }}"
    document.save(folder / "template.docx")
    (folder / "paper.docx").write_bytes(fill(folder / "template.docx", {"names": NAMES}))
    return folder / "paper.docx"


def test_word_says_every_name_letter_by_letter(paper):
    document = Document(paper)
    assert [row.cells[0].text for row in document.tables[0].rows] == [printable(name) for name in NAMES]
    assert document.sections[0].footer.paragraphs[0].text == NAMES[0]


def test_a_name_makes_no_field_link_or_page(paper):
    with zipfile.ZipFile(paper) as archive:
        body = archive.read("word/document.xml").decode()
    assert not re.findall(r"<w:(fldSimple|instrText|hyperlink|lastRenderedPageBreak)|w:type=\"page\"", body)


def test_a_name_in_a_file_name_stays_in_its_folder():
    for name in NAMES:
        assert Path("papers") / f"{safe(name)}.docx" == Path("papers", f"{safe(name)}.docx")
        assert Path(f"{safe(name)}.docx").name == f"{safe(name)}.docx" and len(safe(name).encode()) <= 121

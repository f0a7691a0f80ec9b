"""Word templates an office may edit: whatever stands in them, a paper is made or a sentence says why not."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from lib.register.store import Register
from lib.reports import word
from lib.reports.refusal import ReportRefused
from lib.reports.word import render

COMPANY = "{{9**(9**9)}}水泥{% for %}有限{#公司"


@pytest.fixture
def filled(register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Fill a template of one paragraph with a company's name; two seconds and 200 MB are enough."""
    monkeypatch.setattr(word, "SECONDS", 2)
    monkeypatch.setattr(word, "MEGABYTES", 200)
    register.settings = replace(register.settings, templates_dir=tmp_path)

    def fill(text: str) -> bytes:
        document = Document()
        document.add_paragraph(text)
        document.save(tmp_path / "letter.docx")
        return render(register, "LC2022", "letter", {"company": COMPANY, "rows": [1, 2]})

    return fill


def test_data_is_never_a_template(filled, tmp_path):
    (tmp_path / "made.docx").write_bytes(filled("企业：{{ company }}"))
    assert [one.text for one in Document(tmp_path / "made.docx").paragraphs] == [f"企业：{COMPANY}"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ 9**(9**8) }}", "超过 2 秒"),
        ("{{ 'x' * 5000000000 }}", "超过 2 秒或 200 MB"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{{ a }}{% endfor %}{% endfor %}", "超过 2 秒"),
        ("{% include 'x' %}", "无法填写"),
        ("{% import 'x' as y %}", "无法填写"),
        ("{{ 1 / 0 }}", "无法填写"),
        ("{{ rows[7] }}", "无法填写"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "无法填写"),
        ("{{ company.nothing }}", "无法填写"),
        ("{% for %}", "无法填写"),
        ("{{ rows.append(rows) }}{{ company|format(1) }}", "无法填写"),
    ],
)
def test_what_a_template_must_not_do_is_a_sentence_in_bounded_time(filled, text, sentence):
    start = time.monotonic()
    with pytest.raises(ReportRefused, match=sentence):
        filled(text)
    assert time.monotonic() - start < 60


def test_what_is_no_word_file_is_a_sentence(register: Register, tmp_path: Path):
    register.settings = replace(register.settings, templates_dir=tmp_path)
    for content in (b"", b"not a zip", b"PK\x03\x04 torn"):
        (tmp_path / "letter.docx").write_bytes(content)
        with pytest.raises(ReportRefused, match="无法填写"):
            render(register, "LC2022", "letter", {})

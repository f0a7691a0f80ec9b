"""docs/adding.md is true: each recipe is carried out on a copy, word by word, and has the effect it promises."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from docx import Document

from lib.cli import main
from lib.errors import ReferenceRefused
from lib.imports.reading import read_file
from lib.imports.vocabulary import Vocabulary
from lib.register import reference
from lib.register.store import Register, connect
from lib.settings import ROOT, Settings
from tests import registers
from tests.reports.test_frozen_papers import FROZEN
from tests.standards import judging

PAGE = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A block of a recipe: what is done to which file."""

    kind: str
    file: str
    content: str


def recipe(title: str) -> list[Block]:
    """The blocks below a heading of the page."""
    [found] = re.findall(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return [Block(*block) for block in BLOCK.findall(found)]


def carry_out(block: Block, home: Path) -> None:
    """Do to a file of the copy what a block says."""
    file = home / block.file
    if block.kind == "csv":
        add_rows(file, block.content)
    elif block.kind == "replace":
        old, new = block.content.split("=>\n")
        text = file.read_text(encoding="utf-8")
        assert text.count(old.rstrip("\n")) == 1, (block.file, old)
        file.write_text(text.replace(old.rstrip("\n"), new.rstrip("\n")), encoding="utf-8")
    elif block.kind == "po":
        file.write_text(file.read_text(encoding="utf-8") + "\n" + block.content, encoding="utf-8")
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.content, encoding="utf-8")


def add_rows(file: Path, block: str) -> None:
    """Rows of a block at the end of a CSV file, each cell under its heading."""
    with file.open(encoding="utf-8", newline="") as handle:
        heading = next(csv.reader(handle))
    rows = list(csv.DictReader(block.splitlines()))
    assert set(rows[0]) <= set(heading), (file, set(rows[0]) - set(heading))
    with file.open("a", encoding="utf-8", newline="") as handle:
        csv.DictWriter(handle, heading, restval="", lineterminator="\n").writerows(rows)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the reference files and the plans."""
    for folder in ("data/reference", "data/plans", "data/checklists"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def settings_of(home: Path) -> Settings:
    data = home / "data"
    return Settings(reference_dir=data / "reference", plans_dir=data / "plans", checklists_dir=data / "checklists")


def opened(home: Path) -> Register:
    """An empty register with the reference files of the copy."""
    register = registers.empty(home)
    reference.load(register.con, reference.checked(settings_of(home)))
    return register


def test_a_rule(home):
    for block in recipe("A rule"):
        carry_out(block, home)
    found = judging.judge(
        opened(home),
        """
        line  | process | capacity | kiln_diameter
        thin  | clinker | 5000     | 2.9
        at    | clinker | 5000     | 3
        blank | clinker | 5000     |
        """,
    )
    assert found.rule("X-T-KILN") == {"thin": "outdated", "at": "compliant", "blank": "not_assessable"}


def test_an_attribute(home, tmp_path):
    refused, *others = recipe("An attribute")
    before = (home / refused.file).read_text(encoding="utf-8")
    carry_out(refused, home)
    with pytest.raises(ReferenceRefused, match="column allowed: '' must list the values of a code"):
        reference.checked(settings_of(home))
    (home / refused.file).write_text(before, encoding="utf-8")
    for block in others:
        carry_out(block, home)
    file = tmp_path / "delivered.csv"
    file.write_text("企业名称,所属行业,工序,篦冷机型式\n甲水泥,水泥,熟料,篦冷\n", encoding="utf-8-sig")
    measured = read_file(file, Vocabulary.from_register(opened(home).con)).measurements
    assert [(row["attribute"], row["value_text"]) for row in measured.to_dict("records")] == [("cooler_kind", "grate")]


def test_a_sector_with_its_process(home, tmp_path):
    for block in recipe("A sector with its process"):
        carry_out(block, home)
    register = opened(home)
    file = tmp_path / "delivered.csv"
    file.write_text("企业名称,所属行业,工序\n丙陶瓷,瓷砖,瓷砖生产线\n", encoding="utf-8-sig")
    rows = read_file(file, Vocabulary.from_register(register.con)).rows
    assert [(row["sector"], row["process"]) for row in rows.to_dict("records")] == [("ceramics", "ceramic_tiles")]
    cells = register.ask("marts/reports/report_matrix")
    assert len(cells[cells.sector == "ceramics"]) == 11 * 2, "eleven areas in the two periods of the plan"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of everything a page or a paper is made from."""
    data = ("data/reference", "data/plans", "data/checklists", "data/templates")
    for folder in ("lib", "pages", "queries", "locale", ".streamlit", *data):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run(home: Path, program: str, *arguments: str, **environment: str) -> str:
    """What a program prints that is run in a copy, with the copy's own modules."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=home, env=os.environ | {"PYTHONPATH": str(home)} | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


SHOWN = """
from pathlib import Path
from streamlit.testing.v1 import AppTest
test = AppTest.from_file(Path("lib/ui/frame/menu.py").resolve(), default_timeout=240).run()
test.switch_page(str(Path("pages/kilns.py").resolve())).run()
assert not test.exception and not test.error, (test.exception, test.error)
print(test.title[0].value, *(element.proto.body for element in test.get("html")))
"""


def test_a_page_and_its_words(copied, register_file, monkeypatch):
    for block in [*recipe("A page"), *recipe("A language string")]:
        carry_out(block, copied)
    filled = connect(Settings(register_url=str(register_file)))
    judging.insert(filled.con, "enterprise", [judging.enterprise_version("甲水泥")])
    kiln = {"line": "1", "enterprise": "甲水泥", "process": "clinker", "capacity": "2400"}
    judging.insert(filled.con, "line", [judging.line_version(kiln)])
    filled.close()
    shown = run(copied, SHOWN, REGISTER_URL=str(register_file))
    assert shown.startswith("水泥窑") and "有哪些水泥窑，规模多大？" in shown
    assert "甲水泥" in shown and "2,400" in shown


PAPERS = """
import json, sys
from pathlib import Path
from lib.reports import forms, papers, templates
from lib.reports.filling import fill
content = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
content |= {"plan": "示例", "words": dict.fromkeys(("city", "office", "province", "counted", "uncounted"), "示例")}
for row in content["exits"]:
    row["credit_code"] = "91371500MA3C0EXAMPLE"
Path("exits.xlsx").write_bytes(forms.workbook(content, ""))
templates.main(Path("made"))
Path("summary.docx").write_bytes(fill(Path("made/summary.docx"), papers.context(content, "")))
"""


def test_a_column_of_the_exit_list(copied):
    for block in recipe("A column of the reports' exit list"):
        carry_out(block, copied)
    [asked] = [block.file for block in recipe("A column of the reports' exit list") if block.file.endswith(".sql")]
    found = opened(copied).cursor().execute((copied / asked).read_text(encoding="utf-8"), {"since": None})
    assert "credit_code" in [column[0] for column in found.description]
    run(copied, PAPERS, str(FROZEN / "2022-07.json"))
    [annex] = [table for table in Document(copied / "summary.docx").tables if table.rows[0].cells[0].text == "序号"]
    place = [cell.text for cell in annex.rows[0].cells].index("统一社会信用代码")
    assert {row.cells[place].text for row in annex.rows[1:]} == {"91371500MA3C0EXAMPLE"}


def test_a_checklist(home):
    named, items, mended = recipe("A checklist")
    carry_out(named, home)
    carry_out(items, home)
    with pytest.raises(ReferenceRefused, match=r"checklists/lime\.csv, row 3, column unit_en: '' must be filled in"):
        reference.checked(settings_of(home))
    carry_out(mended, home)
    asked = opened(home).query("pages/checklist/items", checklist="lime", language="en")
    assert asked.question.tolist() == ["No earthen kiln is in use", "Earthen kilns in use"]
    assert asked.is_confirmed.tolist() == [True, False]


def test_a_plan_year(home, monkeypatch, capsys):
    [commands] = recipe("A plan year")
    monkeypatch.setenv("ATLAS_PLANS_DIR", str(home / "data" / "plans"))
    new, check = (line.removeprefix("python -m lib ").split() for line in commands.content.splitlines())
    assert main(new) == 0
    capsys.readouterr()
    assert main(check) == 2
    assert json.loads(capsys.readouterr().out)["missing"]


def test_every_recipe_is_run():
    titles = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    source = Path(__file__).read_text(encoding="utf-8")
    assert not [title for title in titles if f'recipe("{title}")' not in source]

"""Every checklist goes out as a form that the programs of ODK accept, and asks there what it asks on the page."""

import io
from datetime import date
from typing import Any

import pytest
from lxml import etree
from pyxform.xls2xform import convert

from lib.errors import UserError
from lib.inspections.odk.questions import ASKED_LINES, OFFICERS, TARGETS, Form, form_of
from lib.inspections.odk.xlsform import written, xlsform
from lib.register.store import Register
from lib.settings import ROOT

TODAY = date.today()
TEMPLATES = sorted(file.stem for file in (ROOT / "data" / "checklists").glob("*.csv"))


def accepted(book: bytes) -> Any:
    """The form as pyxform makes it of a workbook; the one thing it may remark is that pictures stay as they were."""
    made = convert(xlsform=io.BytesIO(book), validate=False, file_type=".xlsx")
    assert [one for one in made.warnings if "max-pixels" not in one] == []
    return etree.fromstring(made.xform.encode())


def binds(form: Any) -> dict[str, dict[str, str]]:
    """What is said of every question, by its name."""
    return {one.get("nodeset").rpartition("/")[2]: dict(one.attrib) for one in form.iter("{*}bind")}


def asked(form: Form) -> dict[str, bool]:
    return {one.name: one.is_required for one in form.questions if one.name and not one.kind.startswith("begin")}


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_checklist_is_accepted_with_all_its_questions(places: Register, template: str):
    form = form_of(places.reading(), template, TODAY)
    found = accepted(written(form, dict.fromkeys((TARGETS, OFFICERS, ASKED_LINES), ())))
    told = {name: "required" in bind for name, bind in binds(found).items() if name != "instanceID" and "type" in bind}
    assert told == asked(form)
    root = found.find(".//{*}instance")[0]
    assert (root.get("id"), root.get("version")) == (template, form.version)
    assert {one.get("lang") for one in found.iter("{*}translation")} == {"中文 (zh)", "English (en)"}


def test_a_no_asks_for_what_it_needs_and_a_number_for_its_line(places: Register, visit: tuple[str, str]):
    told = binds(accepted(xlsform(places.reading(), "cement", TODAY, visit[0])))
    for name, is_needed in (("CEM-01_remark", True), ("CEM-01_photo", False), ("CEM-12_photo", True)):
        assert ("required" in told[name], told[name]["relevant"].split()[1:]) == (is_needed, ["=", "'no'"]), name
    assert told["CEM-08"]["relevant"].split()[1:] == ["=", "'yes'"], "CEM-07=yes shows it"
    assert told["CEM-03"]["type"] == told["CEM-11"]["type"] == "decimal"
    assert "item = 'CEM-11'" in told["CEM-11_line"]["relevant"]


def test_its_targets_are_the_visits_of_the_plan_under_hidden_ids(places: Register, visit: tuple[str, str]):
    text = etree.tostring(accepted(xlsform(places.reading(), "cement", TODAY)), encoding="unicode")
    assert f"<name>{visit[0]}/东水泥/" in text and "01 东水泥 · J" in text
    assert "<name>东水泥磨</name>" in text and "1号磨" in text


def test_a_form_of_no_plan_or_of_no_checklist_is_refused(places: Register, visit: tuple[str, str]):
    for template, plan in (("cement", "J2026-9999"), ("nothing", visit[0])):
        with pytest.raises(UserError):
            xlsform(places.reading(), template, TODAY, plan)

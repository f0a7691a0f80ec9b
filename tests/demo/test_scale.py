"""Registers and workbooks of any size for measuring."""

from datetime import date

from lib.demo.scale import fill, write_big_workbook
from lib.imports.commit import import_file

JULY = date(2022, 7, 15)


def test_every_line_has_five_measurements_and_a_verdict(register):
    fill(register, 2000)
    cursor = register.cursor(JULY)
    assert len(cursor.table("facts.line").df()) == 2000
    measured = cursor.table("facts.measurement").df()
    assert measured.groupby("subject_id").size().eq(5).all() and measured["subject_id"].nunique() == 2000
    asked = {"mill_diameter", "catalogue_class", "emission_over_standard", "energy_over_limit"}
    assert measured["attribute"].isin(asked).mean() == 0.6, "three of five are asked for by a rule in force"
    assert not measured.duplicated(["subject_id", "attribute"]).any()
    verdicts = set(cursor.execute("from marts.lines").df()["verdict"])
    assert verdicts >= {"outdated", "replace", "review", "compliant", "not_assessable", "not_applicable"}


def test_the_same_seed_makes_the_same_register(register):
    fill(register, 300, seed=5)
    first = register.con.table("facts.line").order("line_id").df()
    for table in ("enterprise", "line", "measurement"):
        register.con.execute({name: f"truncate facts.{name}" for name in ("enterprise", "line", "measurement")}[table])
    fill(register, 300, seed=5)
    assert register.con.table("facts.line").order("line_id").df().equals(first)


def test_a_big_workbook_goes_through_the_import(register, tmp_path):
    write_big_workbook(tmp_path / "big.xlsx", 400)
    report = import_file(register, tmp_path / "big.xlsx", actor="test", on=date(2022, 6, 30), is_demo=True)
    assert (report["rows"], report["accepted"], report["rejected"]) == (400, 400, 0)
    assert report["lines"]["new"] == 400
    lines = register.cursor(JULY).execute("from marts.lines").df()
    assert set(lines["sector"]) >= {"cement", "tyre", "paper", "flat_glass"} and lines["process"].notna().all()

"""Backups: the register and the files that prove its steps, restored elsewhere and checked there."""

import json
from datetime import date
from pathlib import Path

import pytest

from lib.cases.ledger import record_step
from lib.cases.opening import open_case
from lib.cli import main
from lib.settings import Settings
from lib.up_to_date import open_atlas
from tests.cases.conftest import ENTERPRISE, LINE, picture

JULY = date(2022, 7, 15)


@pytest.fixture
def run(register_file, tmp_path, monkeypatch, capsys):
    """A register with one proved step; `run("backup", …)` gives exit code and what was printed."""
    settings = Settings(register_url=str(register_file), evidence_dir=tmp_path / "evidence")
    register = open_atlas(settings)
    with register.write("test", "fill", "lines") as cursor:
        cursor.execute(ENTERPRISE, ["甲水泥", "甲水泥", "371502"])
        cursor.execute(LINE, ["kiln_2400", "甲水泥", "cement", "clinker", 2400, "t/d"])
    case = open_case(register, line_id="kiln_2400", rule_id="LC22-T-CEM-01", on=JULY, actor="张三")
    for name, colour in (("seen", "red"), ("plate", "blue")):
        (tmp_path / f"{name}.jpg").write_bytes(picture(colour))
    photos = [tmp_path / "seen.jpg", tmp_path / "plate.jpg"]
    record_step(register, case, "verified", on=JULY, actor="张三", evidence=photos)
    register.close()

    def call(*arguments: str, register: Path = register_file, evidence: Path = tmp_path / "evidence"):
        monkeypatch.setenv("REGISTER_URL", str(register))
        monkeypatch.setenv("ATLAS_EVIDENCE_DIR", str(evidence))
        code = main(arguments)
        return code, json.loads(capsys.readouterr().out)

    return call


def test_a_backup_holds_register_and_evidence_and_check_proves_it(run, tmp_path):
    code, done = run("backup", str(tmp_path / "backup"))
    assert (code, done["evidence"]["files"], done["evidence"]["copied"]) == (0, 2, 2)
    restored = {"register": Path(done["file"]), "evidence": tmp_path / "backup" / "evidence"}
    assert run("check", **restored) == (0, {"version": done["version"], "offenders": {}})
    next(file for file in restored["evidence"].rglob("*") if file.is_file()).unlink()
    code, found = run("check", **restored)
    assert (code, list(found["offenders"])) == (1, ["evidence_files_are_there_and_unaltered"])


def test_a_second_backup_copies_only_what_is_new_and_mends_what_was_spoilt(run, tmp_path):
    run("backup", str(tmp_path / "backup"))
    assert run("backup", str(tmp_path / "backup"))[1]["evidence"]["copied"] == 0
    spoilt = next(file for file in (tmp_path / "backup" / "evidence").rglob("*") if file.is_file())
    whole = spoilt.read_bytes()
    for altered in (b"half a copy", bytes(len(whole))):
        spoilt.write_bytes(altered)
        assert run("backup", str(tmp_path / "backup"))[1]["evidence"]["copied"] == 1
        assert spoilt.read_bytes() == whole


def test_evidence_the_store_lost_is_told_and_never_backed_up_in_its_altered_form(run, tmp_path):
    gone, altered = sorted(file for file in (tmp_path / "evidence").rglob("*") if file.is_file())
    gone.unlink()
    altered.write_bytes(b"something else")
    code, done = run("backup", str(tmp_path / "backup"))
    assert code == 0
    assert sorted(done["evidence"]["missing_or_altered"]) == sorted([gone.name, altered.name])
    assert not [file for file in (tmp_path / "backup" / "evidence").rglob("*") if file.is_file()]

"""Every change is told in the audit, and what somebody does to the audit afterwards is found."""

import json
import shutil
import threading
from pathlib import Path

import duckdb
import pytest

from lib.cli import main
from lib.register.audit import looked_at_file
from lib.register.backup import backup
from lib.register.store import connect
from lib.register.views import create_schema
from lib.settings import Settings


@pytest.fixture(scope="module")
def written(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register file that has five changes after its making, and its journal."""
    folder = tmp_path_factory.mktemp("audit")
    changed(Settings(register_url=str(shutil.copy(empty_file, folder / "register.duckdb"))), 5)
    return folder


@pytest.fixture
def settings(written: Path, tmp_path: Path, monkeypatch) -> Settings:
    """The same, of the test's own, for the command line too."""
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("REGISTER_URL", str(tmp_path / "register.duckdb"))
    monkeypatch.setenv("ATLAS_EVIDENCE_DIR", str(tmp_path / "evidence"))
    return Settings(register_url=str(tmp_path / "register.duckdb"), evidence_dir=tmp_path / "evidence")


def changed(settings: Settings, times: int) -> None:
    register = connect(settings)
    for turn in range(times):
        with register.write("王", "note", f"by hand {turn}", before=turn, after=turn + 1):
            pass
    register.close()


def tampered(settings: Settings, *sql: str) -> None:
    with duckdb.connect(settings.register_url) as file:
        for one in sql:
            file.execute(one)


def verified(capsys) -> tuple[int, dict]:
    capsys.readouterr()
    code = main(["audit", "verify"])
    return code, json.loads(capsys.readouterr().out)["register"]


def last(settings: Settings) -> int:
    return looked_at_file(settings.register_path, settings.queries_dir).count


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("update facts.audit set actor = '李' where version = {}", 3),
        ("update facts.audit set detail_json = '{{}}' where version = {}", 3),
        ("update facts.audit set recorded_at = recorded_at - interval 1 second where version = {}", 3),
        ("update facts.audit set hash = null where version = {}", 3),
        ("delete from facts.audit where version = {}", 4),
        ("insert into facts.audit from facts.audit where version = {}", 3),
    ],
)
def test_an_entry_that_is_changed_taken_out_or_slipped_in_is_found(settings, capsys, sql, fault):
    count = last(settings)
    assert verified(capsys)[0] == 0
    tampered(settings, sql.format(count - 5 + 3))
    code, told = verified(capsys)
    assert code == 1
    assert count - 5 + fault in told["faults"]


def test_the_newest_that_were_cut_off_are_known_to_the_journal_or_to_who_kept_their_hash(settings, capsys):
    count, known = last(settings), verified(capsys)[1]["last_hash"]
    tampered(settings, f"delete from facts.audit where version >= {count - 1}")
    code, told = verified(capsys)
    assert (code, told["faults"], told["cut_off"]) == (1, [], [count - 1, count])
    Path(f"{settings.register_path}.journal").unlink()
    assert verified(capsys)[0] == 0, "nobody knows"
    assert main(["audit", "verify", "--known", known]) == 1


def test_a_register_made_before_there_were_seals_is_sealed_as_it_is_found(settings, capsys):
    count = last(settings)
    tampered(settings, "alter table facts.audit drop column hash")
    with duckdb.connect(settings.register_url) as file:
        create_schema(file, settings.queries_dir)
    changed(settings, 1)
    code, told = verified(capsys)
    assert (code, told["count"], told["chained_as_found"]) == (0, count + 1, count)
    tampered(settings, f"update facts.audit set subject = 'another' where version = {count - 1}")
    assert verified(capsys)[1]["faults"] == [count - 1]


def test_who_takes_every_seal_away_is_told_by_what_seals_anew(settings, capsys):
    count = last(settings)
    tampered(settings, "update facts.audit set hash = null")
    changed(settings, 1)
    assert verified(capsys)[1]["chained_as_found"] == count


def test_writers_at_once_make_one_chain(settings, capsys):
    register = connect(settings)

    def write(name: str) -> None:
        for turn in range(8):
            with register.write(name, "note", f"{turn}"):
                pass

    threads = [threading.Thread(target=write, args=(f"writer {number}",)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    register.close()
    code, told = verified(capsys)
    assert (code, told["faults"]) == (0, [])


def test_copies_carry_the_chain_and_a_restored_register_goes_on_with_it(settings, capsys):
    register = connect(settings)
    backup(register, settings.backups_dir)
    register.close()
    count = last(settings)
    changed(settings, 2)
    assert main(["restore", "--actor", "管理员"]) == 0
    assert verified(capsys) == (0, verified(capsys)[1])
    changed(settings, 1)
    code, told = verified(capsys)
    assert (code, told["count"], told["cut_off"]) == (0, count + 1, [])

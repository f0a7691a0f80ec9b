"""Register files that are none, or not whole: each its own sentence, on the command line and from a running server."""

import json
import os
import random
import shutil
import socket
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from lib.cli import main
from lib.errors import RegisterDamaged, StorageFailed
from lib.register.store import Register, connect
from lib.settings import ROOT, Settings
from lib.ui.frame import state

HEADER, SUM_START, SUM_FACTOR = 4096, 5381, 0xBF58476D1CE4E5B9


def other_version(file: Path) -> None:
    """The main header of a DuckDB that is not made yet, with its right checksum."""
    content = bytearray(file.read_bytes())
    content[12:20] = struct.pack("<Q", 999)
    total = SUM_START
    for (word,) in struct.iter_unpack("<Q", content[8:HEADER]):
        total ^= word * SUM_FACTOR % 2**64
    file.write_bytes(struct.pack("<Q", total) + bytes(content[8:]))


def altered(file: Path) -> None:
    """Ten thousand bytes written over."""
    content, dice = bytearray(file.read_bytes()), random.Random(4)  # noqa: S311 - bytes, not secrets
    for _ in range(10_000):
        content[dice.randrange(HEADER, len(content))] = dice.randrange(256)
    file.write_bytes(content)


def folder(file: Path) -> None:
    """A folder where the file should be."""
    file.unlink()
    file.mkdir()


KINDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "zero length": (lambda file: file.write_bytes(b""), "是空文件"),
    "half": (lambda file: os.truncate(file, file.stat().st_size // 2), "被截断"),
    "a quarter": (lambda file: os.truncate(file, file.stat().st_size // 4), "被截断"),
    "only its header": (lambda file: os.truncate(file, 5000), "被截断"),
    "altered": (altered, "被改动或已损坏"),
    "random": (lambda file: file.write_bytes(random.Random(1).randbytes(300_000)), "不是台账"),  # noqa: S311
    "text": (lambda file: file.write_text("落后产能\n" * 999), "不是台账"),
    "another database": (lambda file: file.write_bytes(b"SQLite format 3\0" + bytes(9999)), "不是台账"),
    "another version": (other_version, "另一版本的 DuckDB"),
    "folder": (folder, "是文件夹"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_broken_file_has_its_own_sentence_and_exit_code_2(kind, register_file, monkeypatch, capsys):
    spoil, sentence = KINDS[kind]
    spoil(register_file)
    monkeypatch.setenv("REGISTER_URL", str(register_file))
    assert main(["query", "lines"]) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert (told.out, "Traceback" in told.err, "占用" in told.err) == ("", False, False)


@pytest.mark.parametrize("kind", KINDS)
def test_health_says_it_and_is_well_again_when_the_file_is(kind, register_file, monkeypatch):
    whole = Path(shutil.copy(register_file, register_file.with_suffix(".whole")))
    monkeypatch.setenv("REGISTER_URL", str(register_file))
    KINDS[kind][0](register_file)
    answer = state.health(None)
    assert answer.status_code == 503
    assert str(register_file) in json.loads(answer.body)["reason"]
    if register_file.is_dir():
        register_file.rmdir()
    os.replace(whole, register_file)
    assert state.health(None).status_code == 200


@pytest.fixture
def not_ours():
    """A folder in which we may not write: rights are those of a normal user meanwhile."""
    with TemporaryDirectory() as name:
        yield Path(name)
        if os.geteuid() != os.getuid():
            os.seteuid(os.getuid())


def give_up_root() -> None:
    """Be a user whom rights concern."""
    if os.getuid() == 0:
        os.seteuid(65534)


def test_a_file_without_the_right_to_write_is_told(register_file, not_ours):
    file = Path(shutil.copy(register_file, not_ours / "register.duckdb"))
    file.chmod(0o444)
    not_ours.chmod(0o755)
    give_up_root()
    with pytest.raises(StorageFailed, match=r"may not be written to \(Permission denied\)"):
        connect(Settings(register_url=str(file)))


def test_a_folder_without_the_right_to_write_is_told_by_the_first_change_and_reading_goes_on(register_file, not_ours):
    file = Path(shutil.copy(register_file, not_ours / "register.duckdb"))
    file.chmod(0o666)
    not_ours.chmod(0o555)
    give_up_root()
    register = connect(Settings(register_url=str(file)))
    with pytest.raises(StorageFailed, match="may not be written to"), register.write("张三", "add", "E1") as cursor:
        cursor.execute("insert into facts.enterprise (enterprise_id, valid_from) values ('E1', date '2022-01-01')")
    assert register.version() == 1
    register.close()


def test_a_register_cut_short_while_it_is_open_takes_no_change(register: Register):
    os.truncate(register.settings.register_path, 20_000)
    with pytest.raises(RegisterDamaged, match="cut short"), register.write("张三", "add", "E1"):
        pass


def test_another_file_put_in_its_place_is_opened_instead(register: Register, empty_file):
    """Else what is written goes into a file without a name and is gone with the process."""
    with register.write("张三", "add", "nothing"):
        pass
    assert register.version() == 2
    register.settings.register_path.unlink()
    Path(f"{register.settings.register_path}.wal").unlink()
    shutil.copy(empty_file, register.settings.register_path)
    assert register.version() == 1
    assert len(register.ask("asks/register/version")) == 1


def test_a_busy_port_is_a_sentence_and_exit_code_2(register_file):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "lib", "serve", "--port", port],
            cwd=ROOT,
            env=os.environ | {"REGISTER_URL": str(register_file)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    assert f"端口 {port}" in done.stderr
    assert "Traceback" not in done.stderr

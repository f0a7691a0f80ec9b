"""Files made to exhaust or break the reader: each is a refusal with a sentence, and the process goes on."""

import json
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.cli import main
from lib.errors import FileRefused
from lib.imports.commit import import_file
from lib.imports.delivered import columns_delivered, read_delivered
from lib.imports.reading import read_file
from lib.imports.vocabulary import Vocabulary
from lib.register.store import Register
from lib.settings import Settings
from tests.conftest import SAMPLES
from tests.imports import hostile

TIGHT = Settings(reader_megabytes=300, reader_seconds=20)
HOSTILE = SAMPLES.parent / "cases" / "hostile"
GOOD: list[list[object]] = [["企业名称", "行业", "产能(吨/日)", "磨机直径(m)"], ["甲公司", "水泥", 2500, 3.2]]


def mib() -> int:
    """The most memory this process ever took."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@pytest.mark.parametrize("name", sorted(hostile.bombs()))
def test_a_small_file_that_wants_gigabytes_is_refused(name: str, vocabulary: Vocabulary, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(hostile.bombs()[name])
    before = mib()
    for read in (read_delivered, columns_delivered):
        with pytest.raises(FileRefused, match=r"。$"):
            read(file, vocabulary, None, TIGHT, "zh")
    assert mib() - before < 60


def test_the_kept_hostile_files_are_refused(vocabulary: Vocabulary) -> None:
    if not HOSTILE.is_dir():
        pytest.skip(f"the collected hostile files are not part of the repository: {HOSTILE} is absent")
    for file in sorted(HOSTILE.iterdir()):
        with pytest.raises(FileRefused):
            read_delivered(file, vocabulary, None, TIGHT)


def test_a_slow_file_is_refused_in_time(vocabulary: Vocabulary, tmp_path: Path) -> None:
    file = tmp_path / "repeats.ods"
    file.write_bytes(hostile.repeated(200_000, 60))
    with pytest.raises(FileRefused, match="超过 1 秒"):
        read_delivered(file, vocabulary, None, Settings(reader_megabytes=8000, reader_seconds=1))


def test_what_breaks_the_reader_changes_nothing_and_the_next_file_is_read(
    register: Register, workbook: Callable[..., Path], tmp_path: Path
) -> None:
    bomb = tmp_path / "bomb.xlsx"
    bomb.write_bytes(hostile.bombs()["spaces.xlsx"])
    version = register.version()
    with pytest.raises(FileRefused):
        import_file(register, bomb, actor="张三")
    assert register.version() == version
    assert import_file(register, workbook(GOOD), actor="张三")["accepted"] == 1


def test_on_the_command_line_a_bomb_is_a_sentence_and_exit_2(
    register_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bomb = tmp_path / "bomb.ods"
    bomb.write_bytes(hostile.bombs()["repeats.ods"])
    monkeypatch.setenv("REGISTER_URL", str(register_file))
    monkeypatch.setenv("ATLAS_READER_MEGABYTES", "300")
    assert main(["import", str(bomb)]) == 2
    said = capsys.readouterr()
    assert "没有写入任何内容" in json.loads(said.out)["refused"] and "Traceback" not in said.err


def test_a_child_reads_what_this_process_reads(workbook: Callable[..., Path], vocabulary: Vocabulary) -> None:
    """The same frames, types and remarks, also of refused and doubtful rows."""
    rows = [*GOOD, ["乙公司", "水泥", "约2500", "Φ3.2×13m"], ["", "水泥", 1, 2], ["丙公司", "不知道", None, None]]
    file = workbook(rows)
    here, there = read_file(file, vocabulary), read_delivered(file, vocabulary)
    assert there.rows.equals(here.rows) and there.rows.dtypes.equals(here.rows.dtypes)
    assert there.measurements.equals(here.measurements)
    assert (there.refusals, there.warnings) == (here.refusals, here.warnings)
    assert (there.sha256, there.row_count, there.file_name) == (here.sha256, here.row_count, here.file_name)


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "csv"])
def test_a_mutated_file_is_read_or_refused(
    suffix: str, workbook: Callable[..., Path], vocabulary: Vocabulary, tmp_path: Path
) -> None:
    """A short run of `python -m tests.storm.files`."""
    good = {
        "xlsx": workbook(GOOD).read_bytes(),
        "ods": hostile.repeated(3, 2),
        "csv": "企业名称,行业\n甲,水泥\n".encode(),
    }
    ends = {True: 0, False: 0}
    file = tmp_path / f"mutated.{suffix}"
    for content in hostile.mutations(good[suffix], 60, seed=8):
        file.write_bytes(content)
        try:
            read_delivered(file, vocabulary, None, TIGHT)
            ends[True] += 1
        except FileRefused:
            ends[False] += 1
    assert ends[False] and sum(ends.values()) == 60

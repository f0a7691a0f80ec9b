"""SQL in a served register reaches the register and no other file, and cannot open that door again."""

from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from lib.register.store import Register

OUTSIDE = (
    "select * from read_text('{file}')",
    "select * from read_csv('{file}')",
    "select * from glob('{folder}/*')",
    "copy (select 1) to '{folder}/copied.csv'",
    "attach '{folder}/other.duckdb'",
    "export database '{folder}/exported'",
    "install spatial",
    "load spatial",
)
SETTINGS = (
    "set enable_external_access = true",
    "set global lock_configuration = false",
    "set python_scan_all_frames = true",
    "set memory_limit = '64GB'",
    "reset temp_directory",
)


@pytest.mark.parametrize("statement", OUTSIDE)
def test_sql_reaches_no_file_but_the_register(register: Register, tmp_path: Path, statement: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    for cursor in (register.cursor(), register.snapshot_cursor()):
        with pytest.raises(duckdb.PermissionException):
            cursor.execute(statement.format(file=secret, folder=tmp_path))
    assert not [file for file in tmp_path.iterdir() if not file.name.startswith(("register", "secret"))]


@pytest.mark.parametrize("statement", SETTINGS)
def test_no_statement_changes_a_setting(register: Register, statement: str) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="locked"):
        register.cursor().execute(statement)


def test_a_variable_of_python_is_no_table(register: Register) -> None:
    passwords = pd.DataFrame({"word": ["secret"]})
    with pytest.raises(duckdb.CatalogException):
        register.cursor().execute("from passwords")
    assert len(passwords) == 1


def test_what_the_atlas_hands_over_is_read_and_snapshots_are_built(register: Register) -> None:
    cursor = register.snapshot_cursor()
    for rows in (pa.table({"a": [1]}), pd.DataFrame({"a": [1]})):
        cursor.register("handed", rows)
        assert cursor.execute("select sum(a) from handed").fetchall() == [(1,)]
        cursor.unregister("handed")

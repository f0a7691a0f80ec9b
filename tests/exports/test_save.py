"""Files appear whole, under names every system accepts."""

import pytest

from lib.errors import UserError
from lib.exports.save import file_name, folder, save
from tests.exports.conftest import DAY


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("落后产能清单", "落后产能清单_20220715.xlsx"),
        ("../../etc/passwd", "etc-passwd_20220715.xlsx"),
        ('a\\b:c*?"<>|d\x00\n', "a-b-c-d_20220715.xlsx"),
        ("\u202egnp.exe", "gnp.exe_20220715.xlsx"),
        ("", "export_20220715.xlsx"),
        ("CON", "_CON_20220715.xlsx"),
        ("...", "export_20220715.xlsx"),
    ],
)
def test_names_are_safe(title, expected):
    assert file_name(title, DAY, "xlsx") == expected


def test_a_long_name_is_cut_between_signs():
    assert len(file_name("产" * 300, DAY, "xlsx").encode()) < 255


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "清单.csv"
    save(path, b"old")
    assert save(path, b"new") == path
    assert path.read_bytes() == b"new" and list(path.parent.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_said_and_not_made(tmp_path):
    with pytest.raises(UserError, match="no folder .*新"):
        save(tmp_path / "新" / "清单.csv", b"new")
    assert not list(tmp_path.iterdir())


def test_a_folder_for_several_files_is_made_where_the_folder_around_it_is(tmp_path):
    assert folder(folder(tmp_path / "七月")).is_dir()
    with pytest.raises(UserError, match="远"):
        folder(tmp_path / "远" / "七月")
    assert not (tmp_path / "远").exists()


def test_a_target_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path):
    folder = tmp_path / "清单.csv"
    folder.mkdir()
    with pytest.raises(UserError, match="清单"):
        save(folder, b"new")
    assert list(tmp_path.iterdir()) == [folder]

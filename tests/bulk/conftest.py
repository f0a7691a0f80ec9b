"""The lines and pictures of the cases' tests, with cases opened on them; workbooks and zips as counties send them."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from lib.bulk.commit import commit
from lib.bulk.draft import Draft, prepare
from lib.cases.opening import open_many
from lib.register.store import Register
from tests.cases.conftest import _opened, mart, photos, picture, register  # noqa: F401 - fixtures

HEADING = "事项编号 | 企业名称 | 生产线名称 | 环节 | 发生日期 | 文号 | 佐证文件名"
CLINKER, REPLACE, MILL = "LC22-T-CEM-01", "LC22-T-CEM-02", "LC22-T-CEM-03"
JULY = date(2022, 7, 2)
SHOTS = {"拆除前.jpg": picture("red"), "拆除中.jpg": picture("green"), "拆除后.jpg": picture("blue")}


@pytest.fixture
def cases(register: Register) -> dict[str, str]:  # noqa: F811
    """Line → its case: two of 甲水泥, one of 乙轮胎 and one of 丙造纸."""
    about = (("kiln_2400", CLINKER), ("mill_32", MILL), ("steel_a", "LC22-T-TYR-01"), ("paper", "LC22-E-01"))
    wanted = [{"subject_kind": "line", "subject_id": line, "rule_id": rule} for line, rule in about]
    opened = open_many(register, wanted, on=JULY, actor="张三").case_ids
    return dict(zip((line for line, _ in about), opened, strict=True))


def table(text: str, **names: str) -> list[list[str]]:
    """A table as rows of cells; `{kiln_2400}` in it is the case of that line."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return [[cell.strip().format(**names) for cell in line.split("|")] for line in lines]


def workbook(path: Path, rows: list[list[Any]], *more: list[list[Any]]) -> Path:
    """An xlsx whose sheets hold these rows."""
    with xlsxwriter.Workbook(str(path)) as book:
        for grid in (rows, *more):
            sheet = book.add_worksheet()
            for number, row in enumerate(grid):
                for at, cell in enumerate(row):
                    if cell != "":
                        sheet.write(number, at, cell)
    return path


def packed(path: Path, files: Mapping[str, bytes] = SHOTS) -> Path:
    """A zip with these files."""
    path.write_bytes(packed_bytes(files))
    return path


def packed_bytes(files: Mapping[str, bytes]) -> bytes:
    """The content of a zip with these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def bring(register: Register, cases: dict[str, str], tmp_path: Path) -> Callable[..., Draft]:  # noqa: F811
    """`bring(table, files=…)` is the dry run of a workbook; with `is_written` it is recorded as `draft.batch`."""

    def brought(
        text: str, files: Mapping[str, bytes] | None = None, *, heading: str = HEADING, is_written: bool = False
    ) -> Draft:
        book = workbook(tmp_path / "环节.xlsx", table(f"{heading}\n{text}", **cases))
        zipped = packed(tmp_path / "佐证.zip", files) if files is not None else None
        draft = prepare(register, book, zipped, "zh")
        draft.batch = commit(register, draft, zipped, actor="李四") if is_written else None
        return draft

    return brought


def fates(draft: Draft) -> list[str]:
    """What became of each row: accepted, same, or the reasons of its refusal (the ladder's own where it refused)."""
    return [
        one.fate
        if one.fate != "refused"
        else "refused " + ", ".join(remark.params.get("code") or remark.reason for remark in one.remarks)
        for one in draft.rows
    ]

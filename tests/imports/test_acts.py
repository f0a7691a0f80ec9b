"""Two enterprises are merged, one is split, from a day on: recorded, found by the next file, undone by a void."""

from datetime import date
from pathlib import Path

import pytest

from lib.errors import UserError
from lib.imports.commit import import_file
from lib.imports.subjects.acts import merge_enterprises, split_enterprise
from lib.imports.void import void_batch
from lib.register.store import Register

SURVEY, DAY, UPDATE = date(2022, 7, 1), date(2022, 9, 1), date(2022, 12, 1)
HEADING = "企业名称,统一社会信用代码,县区,行业,工序,生产线名称,产能,产能单位,生产状态"
OLD, NEW = (
    "甲水泥,91350200MA2YJ1XR9G,茌平区,水泥,熟料,1号窑,2400,吨/日,在产",
    "乙水泥,,莘县,水泥,熟料,2号窑,5000,吨/日,在产",
)
SAID = {"actor": "测试员", "reason": "登记机关通知书"}


def deliver(register: Register, folder: Path, on: date, *rows: str) -> dict:
    path = folder / f"{on}.csv"
    path.write_text("\n".join((HEADING, *rows)), encoding="utf-8")
    return import_file(register, path, actor="测试员", on=on)


def lines(register: Register, on: date) -> dict[str, set[str]]:
    """Enterprise → its lines, as of a date."""
    found: dict[str, set[str]] = {}
    rows = register.cursor(on).execute("select enterprise_name, line_name from marts.lines").fetchall()
    for enterprise, line in rows:
        found.setdefault(enterprise, set()).add(line)
    return found


def ids(register: Register, on: date = UPDATE) -> dict[str, str]:
    rows = register.cursor(on).execute("select enterprise_name, enterprise_id from marts.enterprises").fetchall()
    return dict(rows)


def test_a_merged_enterprise_is_found_under_its_old_name_and_code(register: Register, tmp_path: Path) -> None:
    deliver(register, tmp_path, SURVEY, OLD, NEW)
    known = ids(register)
    act = merge_enterprises(register, known["甲水泥"], known["乙水泥"], on=DAY, **SAID)
    assert lines(register, SURVEY) == {"甲水泥": {"1号窑"}, "乙水泥": {"2号窑"}}
    assert lines(register, UPDATE) == {"乙水泥": {"1号窑", "2号窑"}}
    assert set(ids(register, UPDATE)) == {"乙水泥"}
    again = deliver(register, tmp_path, UPDATE, OLD.replace("在产", "停产"))
    assert (again["enterprises"], again["lines"]) == (
        {"new": 0, "changed": 0, "same": 1},
        {"new": 0, "changed": 1, "same": 0},
    )
    void_batch(register, again["batch"], actor="测试员")
    void_batch(register, act["batch"], actor="测试员")
    assert lines(register, UPDATE) == lines(register, SURVEY)


def test_lines_that_are_split_off_belong_to_a_new_enterprise(register: Register, tmp_path: Path) -> None:
    deliver(register, tmp_path, SURVEY, OLD, OLD.replace("1号", "3号"))
    known = ids(register)
    line = dict(register.cursor(UPDATE).execute("select line_name, line_id from marts.lines").fetchall())
    split_enterprise(register, known["甲水泥"], [line["3号窑"]], "丙水泥", on=DAY, **SAID)
    assert lines(register, UPDATE) == {"甲水泥": {"1号窑"}, "丙水泥": {"3号窑"}}
    again = deliver(register, tmp_path, UPDATE, "丙水泥,,茌平区,水泥,熟料,3号窑,2400,吨/日,在产")
    assert (again["enterprises"]["new"], again["lines"]["new"]) == (0, 0)


def test_acts_that_cannot_be_are_refused(register: Register, tmp_path: Path) -> None:
    deliver(register, tmp_path, DAY, OLD, NEW)
    one, other = ids(register).values()
    with pytest.raises(UserError, match="since"):
        merge_enterprises(register, one, other, on=SURVEY, **SAID)
    with pytest.raises(UserError, match="no enterprise"):
        merge_enterprises(register, one, "Enobody", on=UPDATE, **SAID)
    with pytest.raises(UserError, match="itself"):
        merge_enterprises(register, one, one, on=UPDATE, **SAID)
    with pytest.raises(UserError, match="has no"):
        split_enterprise(register, one, ["Lnobody"], "丙水泥", on=UPDATE, **SAID)

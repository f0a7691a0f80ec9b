"""A county's import touches its area only: rows of other areas are refused one by one, with a sentence that tells
nothing of them."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from lib.access.roles import person
from lib.access.writing import OwnRegister
from lib.errors import UserError
from lib.imports.commit import import_file
from lib.register.store import Register
from tests.register import county

YANGGU, SHEN = "371521", "371522"
DAY = date(2022, 7, 15)


def of(register: Register, *areas: str) -> OwnRegister:
    return OwnRegister(register, person(register.settings, "李", "county", areas))


def names(register: Register) -> list[str]:
    found = (
        register.snapshot_cursor(query="marts.enterprises")
        .execute("select enterprise_name from marts.enterprises order by all")
        .fetchall()
    )
    return [name for (name,) in found]


def test_rows_of_other_areas_are_refused(register: Register, tmp_path: Path):
    file = county.write(tmp_path / "a.xlsx", county.JULY)
    done = import_file(of(register, YANGGU), file, on=DAY, actor="李")
    assert (done["accepted"], done["rejected"]) == (2, 1)
    assert [one["reason"] for one in done["rejects"]] == ["other_area"]
    assert "乙轮胎有限公司" in done["rejects"][0]["sentence"]
    assert names(register) == names(of(register, YANGGU)) == ["甲水泥有限公司"]
    [batch] = of(register, YANGGU).ask("pages/quality/files").to_dict("records")
    assert (batch["row_count"], batch["rejected_count"]) == (3, 1), "its own file: every row is counted"
    assert len(of(register, YANGGU).query("pages/quality/refused_rows", file="", start=0, size=9)) == 1
    assert of(register, SHEN).ask("pages/quality/files").empty


def test_a_row_without_an_area_is_of_the_person_s_only_one(register: Register, tmp_path: Path):
    rows = [(name, None, *rest) for name, _area, *rest in county.JULY]
    file = county.write(tmp_path / "a.xlsx", tuple(rows))
    with pytest.raises(UserError, match="Say which"):
        import_file(of(register, YANGGU, SHEN), file, on=DAY, actor="李")
    with pytest.raises(UserError, match="Say which"):
        import_file(of(register, YANGGU), file, on=DAY, actor="李", area=SHEN)
    assert import_file(of(register, SHEN), file, on=DAY, actor="李")["accepted"] == 3
    assert len(names(of(register, SHEN))) == 2
    assert names(of(register, YANGGU)) == []


def test_an_enterprise_of_another_area_is_not_taken_over_by_its_credit_code(register: Register, tmp_path: Path):
    heading, code = (*county.HEADING, "统一社会信用代码"), "91371521MA3C000000"
    theirs = ("乙轮胎有限公司", "莘县", "轮胎", "全钢子午胎", "一车间", 130, "万条/年", "在产", "李四", code)
    ours = ("乙轮胎有限公司", "阳谷县", *theirs[2:])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(county, "HEADING", heading)
        import_file(register, county.write(tmp_path / "city.xlsx", (theirs,)), on=DAY, actor="王")
        done = import_file(of(register, YANGGU), county.write(tmp_path / "a.xlsx", (ours,)), on=DAY, actor="李")
        assert [one["reason"] for one in done["rejects"]] == ["other_area"]
        assert "莘" not in str(done), "whose it is is not told"
        again = import_file(of(register, SHEN), county.write(tmp_path / "b.xlsx", (ours,)), on=DAY, actor="李")
        assert [one["reason"] for one in again["rejects"]] == ["other_area"], "nor is it given away"
    assert names(of(register, SHEN)) == ["乙轮胎有限公司"]
    assert names(of(register, YANGGU)) == []


def test_a_city_s_file_shows_an_area_its_own_remarks(register: Register, tmp_path: Path):
    rows = (*county.JULY, ("甲水泥有限公司", "阳谷县", "水泥", "熟料", "3#窑", -5, "吨/日", "在产", "张三"))
    import_file(register, county.write(tmp_path / "city.xlsx", rows), on=DAY, actor="王")
    for area, refused in ((YANGGU, 1), (SHEN, 0)):
        own = of(register, area)
        [batch] = own.ask("pages/quality/files").to_dict("records")
        assert pd.isna(batch["row_count"]), "how many rows others have is not told"
        assert len(own.ask("pages/quality/refused_rows", file="", start=0, size=9)) == refused
        warned = own.cursor().execute("select count(*) from facts.import_warning").fetchone()
        everywhere = register.cursor().execute("select count(*) from facts.import_warning").fetchone()
        assert warned <= everywhere
    assert names(of(register, YANGGU)) == ["甲水泥有限公司"]

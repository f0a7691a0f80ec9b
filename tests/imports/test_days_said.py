"""The day the data of a sheet speak of, as its titles say it; nothing is told where they say several, or none."""

import pytest

from lib.imports.values.days import day_said


@pytest.mark.parametrize(
    ("titles", "day"),
    [
        (["莘县落后产能排查表（截至2022年6月底）"], "2022-06-30"),
        (["截止到 2022.6.30"], "2022-06-30"),
        (["数据截至时间：２０２２-06-30"], "2022-06-30"),
        (["截至2022年6月"], "2022-06-30"),
        (["截至2022年底"], "2022-12-31"),
        (["List as of 2022-06-30"], "2022-06-30"),
        (["2022年12月底台账"], "2022-12-31"),
        (["截至2022年6月底", "填报日期：2022年7月1日"], "2022-06-30"),
        (["台账", "2022年6月30日"], "2022-06-30"),
        (["2022年6月30日", "2022年7月1日"], None),
        (["截至2022年6月底", "截至2022年7月底"], None),
        (["填报日期：2022年7月1日"], None),
        (["2022年落后产能退出工作表"], None),
        (["2015-2022年"], None),
        (["聊工信发〔2022〕64号"], None),
        (["截至2022年13月"], None),
    ],
)
def test_titles(titles: list[str], day: str | None) -> None:
    said = day_said(titles)
    assert (said[0].isoformat() if said else None) == day
    assert said is None or said[1] in titles

"""What is missing or doubtful is listed with a sentence, once each, and what is complete is not."""

import csv
from collections.abc import Callable
from typing import Any

from lib.settings import ROOT
from tests.standards.judging import JULY, Judged, insert

LINES = """
    line       | enterprise | sector  | process     | capacity | unit   | quantity | state | eliminated_class_process
    complete   | whole      | cement  | clinker     | 5000     | t/d    |          | operating  | false
    no_sector  | gaps       | unknown |             | 10       | 10kt/a |          | operating  |
    no_process | gaps       | paper   |             | 10       | 10kt/a |          | operating  |
    no_amount  | gaps       | cement  | clinker     |          | t/d    |          | operating  | false
    tonnes     | gaps       | cement  | clinker     | 60       | 10kt/a |          | operating  | false
    four       | gaps       | lime    | lime_kiln   | 10       | 10kt/a | 4        | operating  |
    silent     | gaps       | cement  | clinker     | 5000     | t/d    |          | suspended  |
    gone       | gaps       | cement  | clinker     |          |        |          | dismantled |
"""


def asked(judged: Judged, language: str = "zh") -> Any:
    """The mart from a snapshot, which answers ten times sooner than the live views."""
    with judged.register.write("test", "fill", "facts"):  # the facts were changed without a new version
        pass
    return judged.register.ask("marts/imports/data_quality", JULY, language)


def read(table: str) -> list[dict[str, str]]:
    """The rows of a reference file."""
    with (ROOT / "data" / "reference" / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def problems(judged: Judged, language: str = "zh") -> dict[tuple[str, str], str]:
    """(subject, reason) → sentence."""
    rows = asked(judged, language)
    return {(row.subject_id, row.reason): row.sentence for row in rows.itertuples()}


def test_every_gap_of_a_line_is_found_once(judged: Callable[..., Judged]) -> None:
    found = problems(judged(LINES))
    assert sorted(key for key in found if key[1].startswith(("line_", "screening", "attribute"))) == [
        ("four", "line_quantity_many"),
        ("no_amount", "attribute_missing"),
        ("no_amount", "line_capacity_missing"),
        ("no_process", "line_process_missing"),
        ("no_sector", "line_sector_unknown"),
        ("silent", "screening_missing"),
        ("tonnes", "attribute_missing"),
        ("tonnes", "line_capacity_unit"),
    ]


def test_sentences_carry_their_detail_in_the_reader_s_language(judged: Callable[..., Judged]) -> None:
    register = judged(LINES)
    assert "“万吨/年”" in problems(register)["tonnes", "line_capacity_unit"]
    assert '"×10⁴ t/a"' in problems(register, "en")["tonnes", "line_capacity_unit"]
    assert "4 台" in problems(register)["four", "line_quantity_many"]
    assert not [sentence for sentence in problems(register, "en").values() if "{" in sentence]


def test_an_enterprise_without_place_or_credit_code_is_listed(judged: Callable[..., Judged]) -> None:
    found = problems(judged(LINES))
    assert {("whole", "credit_code_missing"), ("whole", "place_unknown")} <= found.keys()


def test_a_screening_stated_for_the_enterprise_serves_its_lines(judged: Callable[..., Judged]) -> None:
    stated = judged(LINES, enterprises="enterprise | eliminated_class_process\ngaps | false")
    assert ("silent", "screening_missing") not in problems(stated)


def test_an_import_warning_stands_while_its_row_is_in_force(judged: Callable[..., Judged]) -> None:
    register = judged(LINES)
    warning = {"sheet": "S", "row_number": 5, "cell": "C5", "line_id": "complete", "enterprise_id": "whole"}
    warning |= {"column_name": "型号", "value": "立磨", "reason": "model_vertical", "params_json": '{"value": "立磨"}'}
    con = register.register.con
    con.execute("truncate facts.import_warning")
    insert(con, "import_warning", [warning | {"batch_id": "B"}, warning | {"batch_id": "older", "reason": "phone_odd"}])
    found = {key: text for key, text in problems(register).items() if key[1] in ("model_vertical", "phone_odd")}
    con.execute("truncate facts.import_warning")
    assert list(found) == [("complete", "model_vertical")]
    assert "立磨" in found["complete", "model_vertical"]


TWO_CAPACITIES = """
    line       | process  | product    | capacity | actual | recognised | unit   | quantity | state
    straddles  | clinker  |            | 2600     | 2400   |            | t/d    |          | operating
    reversed   | clinker  |            | 2400     | 2600   |            | t/d    |          | operating
    on_it      | clinker  |            | 2500     | 2600   |            | t/d    |          | operating
    both_below | clinker  |            | 2400     | 2300   |            | t/d    |          | operating
    both_above | clinker  |            | 5000     | 5200   |            | t/d    |          | operating
    equal      | clinker  |            | 2500     | 2500   |            | t/d    |          | operating
    settled    | clinker  |            | 2600     | 2400   | 2400       | t/d    |          | operating
    no_actual  | clinker  |            | 2400     |        |            | t/d    |          | operating
    exempt     | clinker  | 特种水泥   | 2600     | 2400   |            | t/d    |          | operating
    mill       | grinding |            | 2600     | 2400   |            | t/d    |          | operating
    other_unit | clinker  |            | 2600     | 2400   |            | 10kt/a |          | operating
    several    | clinker  |            | 2600     | 2400   |            | t/d    | 2        | operating
    gone       | clinker  |            | 2600     | 2400   |            | t/d    |          | dismantled
"""


def test_filed_and_actual_capacity_on_two_sides_of_a_bound(judged: Callable[..., Judged]) -> None:
    register = judged(TWO_CAPACITIES)
    rows = asked(register)
    found = rows[rows.reason == "line_capacity_straddles"]
    assert sorted(zip(found.subject_id, found.detail, strict=True)) == [
        ("on_it", "LC22-T-CEM-02"),
        ("reversed", "LC22-T-CEM-01"),
        ("straddles", "LC22-T-CEM-01"),
    ]
    told = problems(register)["straddles", "line_capacity_straddles"]
    assert "备案产能 2600 与实际产能 2400（t/d）" in told
    assert "聊工信发〔2022〕64号 二（五）1（LC22-T-CEM-01）界限“< 2500”两侧" in told
    assert "{" not in told
    assert '"< 2500"' in problems(register, "en")["straddles", "line_capacity_straddles"]


BUILT = """
    line      | process | capacity | unit | state     | built_on
    tomorrow  | clinker | 5000     | t/d  | operating | 2022-07-16
    today     | clinker | 5000     | t/d  | operating | 2022-07-15
    idle      | clinker | 5000     | t/d  | suspended | 2023-01-01
    planned   | clinker | 5000     | t/d  | planned   | 2023-01-01
    building  | clinker | 5000     | t/d  | building  | 2023-01-01
    unknown   | clinker | 5000     | t/d  | operating |
"""


def test_what_runs_is_built(judged: Callable[..., Judged]) -> None:
    found = problems(judged(BUILT))
    assert sorted(line for line, reason in found if reason == "line_built_in_future") == ["idle", "tomorrow"]
    assert "2022-07-16" in found["tomorrow", "line_built_in_future"]


CLASSED = """
    line    | sector  | state     | catalogue_class | catalogue_edition | catalogue_entry
    whole   | foundry | operating | 淘汰类          | 2019年本          | 三（一）2
    bare    | foundry | operating | 淘汰类          |                   |
    edition | foundry | operating | 淘汰类          | 2024年本          |
    allowed | foundry | operating | 允许类          |                   |
    silent  | foundry | operating |                 |                   |
"""


def test_a_class_without_edition_and_entry_cannot_be_checked(judged: Callable[..., Judged]) -> None:
    found = problems(judged(CLASSED))
    assert sorted(line for line, reason in found if reason == "catalogue_unchecked") == ["bare", "edition"]


def test_every_warning_about_a_delivered_file_has_a_title() -> None:
    warnings = {row["reason"] for row in read("reasons") if row["severity"] == "warning"}
    titled = {row["problem"] for row in read("problems")}
    assert {reason for reason in warnings - titled if not reason.startswith("form_")} == set()  # steps in bulk are told

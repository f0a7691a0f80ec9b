"""`review_if`: a person must look, whatever the rule itself would say; what nobody recorded asks for nobody."""

import csv
import shutil
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from lib.bench.judge_in_pandas import Facts, judge
from lib.bench.parts import compare
from lib.register import reference
from lib.register.store import Register
from lib.settings import Settings
from tests import registers
from tests.standards import judging
from tests.standards.judging import JULY, Judged

OUT, OK, REVIEW, OPEN = "outdated", "compliant", "review", "not_assessable"
LIKE = {"KILN": "LC22-T-CEM-01", "WIDE": "LC22-T-CEM-01", "TYRE": "LC22-T-TYR-01"}
CONDITIONS = """
    KILN | applies_if  | process          | =            | clinker  |       | true
    KILN | exempt_if   | product          | contains_any | 特种水泥 |       | true
    KILN | outdated_if | capacity         | <            | 2500     | t/d   | true
    KILN | review_if   | permits_complete | =            | false    |       | true
    WIDE | applies_if  | process          | =            | clinker  |       | true
    WIDE | outdated_if | capacity         | <            | 2500     | t/d   | true
    WIDE | review_if   | kiln_diameter    | >=           | 4        | m     | true
    WIDE | review_if   | product          | contains_any | 污泥     |       | true
    TYRE | applies_if  | process          | =            | all_steel |      | true
    TYRE | exempt_if   | product          | contains_any | 工程轮胎 |       | true
    TYRE | outdated_if | capacity         | <            | 120      | 10k/a | true
    TYRE | review_if   | permits_complete | =            | false    |       | true
"""


def add(file: Path, rows: list[dict[str, str]]) -> None:
    """Append rows to a reference file."""
    with file.open(encoding="utf-8", newline="") as handle:
        heading = next(csv.reader(handle))
    with file.open("a", encoding="utf-8", newline="") as handle:
        csv.DictWriter(handle, heading, lineterminator="\n").writerows(rows)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register whose plan has three more rules."""
    plans = Path(shutil.copytree(Settings().plans_dir, tmp_path_factory.mktemp("rules") / "plans"))
    folder = plans / "LC2022"
    shipped = {row["rule_id"]: row for row in reference.read_rows(folder / "rules.csv")}
    add(folder / "rules.csv", [shipped[like] | {"rule_id": rule_id} for rule_id, like in LIKE.items()])
    heading = ("rule_id", "role", "attribute", "operator", "bound", "unit", "is_settled")
    rows = [[cell.strip() for cell in line.split("|")] for line in CONDITIONS.strip().splitlines()]
    add(folder / "conditions.csv", [dict(zip(heading, row, strict=True)) for row in rows])
    with closing(registers.empty(tmp_path_factory.mktemp("standards"))) as opened:
        reference.load(opened.con, reference.checked(Settings(plans_dir=plans)))
        yield opened


@pytest.fixture
def judged(register: Register) -> partial[Judged]:
    return partial(judging.judge, register)


KILNS = """
    line          | process  | product      | capacity | permits_complete | kiln_diameter
    below         | clinker  |              | 2499     | true             | 3
    below_doubt   | clinker  |              | 2499     | false            | 3.99999999
    below_silent  | clinker  |              | 2499     |                  |
    at            | clinker  |              | 2500     | true             | 4
    at_doubt      | clinker  |              | 2500     | false            | 4
    above         | clinker  |              | 2501     | true             | 4.00000001
    above_doubt   | clinker  |              | 2501     | false            | 3
    above_silent  | clinker  |              | 2501     |                  |
    special       | clinker  | 特种水泥熟料 | 1000     | true             |
    special_doubt | clinker  | 特种水泥熟料 | 1000     | false            | 3
    mill_doubt    | grinding |              | 60       | false            | 5
    empty_doubt   | clinker  |              |          | false            | 5
    sludge        | clinker  | 处置污泥熟料 | 5000     | true             |
"""


def test_a_person_looks_whatever_the_rule_would_say(judged):
    assert judged(KILNS).rule("KILN") == {
        "below": OUT, "below_doubt": REVIEW, "below_silent": OUT,
        "at": OK, "at_doubt": REVIEW,
        "above": OK, "above_doubt": REVIEW, "above_silent": OK,
        "special": "exempt", "special_doubt": REVIEW,
        "mill_doubt": "not_applicable", "empty_doubt": OPEN, "sludge": OK,
    }  # fmt: skip


def test_any_of_several_reasons_is_enough_and_the_bound_is_exact(judged):
    assert judged(KILNS).rule("WIDE") == {
        "below": OUT, "below_doubt": OUT, "below_silent": OUT,
        "at": REVIEW, "at_doubt": REVIEW,
        "above": REVIEW, "above_doubt": OK, "above_silent": OK,
        "special": OUT, "special_doubt": OUT,
        "mill_doubt": "not_applicable", "empty_doubt": OPEN, "sludge": REVIEW,
    }  # fmt: skip


def test_the_sentence_names_what_a_person_must_look_at(judged):
    kilns, source = judged(KILNS), "聊工信发〔2022〕64号 二（五）1"
    assert kilns.sentences("KILN")["at_doubt"] == f"“项目手续齐全”登记为“否”，依据 {source} 须人工核定。"
    assert kilns.sentences("KILN")["below"].endswith("判定：落后。")
    assert kilns.sentences("WIDE")["at"] == f"窑径 4 米 ≥ 4 米，依据 {source} 须人工核定。"
    assert kilns.sentences("WIDE")["sludge"] == f"产品品种 处置污泥熟料 含有 污泥，依据 {source} 须人工核定。"
    english = kilns.sentences("KILN", "en")["at_doubt"]
    assert english == f'"Project permits complete" is recorded as no; under {source} a person must look at it.'
    assert kilns.missing("KILN") == {"empty_doubt": "capacity"}


def test_a_line_waits_for_a_person_with_its_sentence(judged):
    kilns = judged(KILNS)
    assert kilns.lines["above_doubt"] == REVIEW and kilns.lines["above_silent"] == OK
    assert "登记为“否”" in kilns.line_sentences()["above_doubt"]


TYRES = """
    line | enterprise | sector | process   | product  | capacity | permits_complete
    1    | small      | tyre   | all_steel |          | 60       | true
    2    | doubt      | tyre   | all_steel |          | 60       | true
    3    | doubt      | tyre   | all_steel |          | 59       | false
    4    | large      | tyre   | all_steel |          | 120      |
    5    | large_odd  | tyre   | all_steel |          | 120      | false
    6    | exempt     | tyre   | all_steel | 工程轮胎 | 10       | false
    7    | unknown    | tyre   | all_steel |          |          | false
    8    | other      | tyre   | bias      |          | 10       | false
"""


def test_one_line_makes_a_person_look_at_the_total(judged):
    tyres = judged(TYRES)
    assert tyres.rule("TYRE") == {
        "small": OUT, "doubt": REVIEW, "large": OK, "large_odd": REVIEW,
        "exempt": REVIEW, "unknown": OPEN, "other": "not_applicable",
    }  # fmt: skip
    assert tyres.lines["6"] == REVIEW, "an exemption that a person must look at is not granted by itself"
    assert tyres.sentences("TYRE")["doubt"].startswith("“项目手续齐全”登记为“否”")


def test_what_waits_for_a_person_may_become_a_case(judged):
    register = judged(TYRES).register
    openable = register.cursor(JULY).execute(
        "select subject_id from intermediate.int_openable where rule_id = 'TYRE' and verdict = 'review' order by all"
    )
    assert openable.fetchall() == [("doubt",), ("exempt",), ("large_odd",)]


def test_another_bound_moves_nobody_who_waits_for_a_person(judged):
    register = judged(KILNS).register
    row = register.ask("pages/standards/what_if", as_of=JULY, rule="KILN", bound=Decimal(9999)).iloc[0]
    assert (row.measured_count, row.caught, row.would_be_caught) == (6, 2, 6)


@pytest.mark.parametrize("table", [KILNS, TYRES], ids=["kilns", "tyres"])
def test_pandas_says_the_same(judged, table):
    cursor = judged(table).register.cursor(JULY)
    sql = judged.args[0].sql
    names = ("lines", "measurements", "rules", "conditions", "judged_states")
    cursor.execute(sql("bench/judged"))
    facts = Facts(*(cursor.execute(sql(f"bench/{name}")).df() for name in names))
    compare(cursor.execute(sql("bench/verdicts")).df(), judge(facts))

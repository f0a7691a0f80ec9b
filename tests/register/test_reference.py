"""A wrong reference file is refused with file, row, column, value and what is allowed, before anything is loaded."""

import ast
import csv
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lib.cases.loading import ladder_of
from lib.cli import main
from lib.errors import ReferenceRefused
from lib.register import reference
from lib.register.reference import TABLES, allowed
from lib.register.reference.book import Book
from lib.register.reference.columns import CODE, FLAG
from lib.register.reference.document import document
from lib.register.reference.files import COMPLETED
from lib.settings import ROOT, Settings
from lib.up_to_date import open_atlas
from lib.words import catalogue, said

SHIPPED = Settings()


def copied(folder: Path) -> Settings:
    """Settings that name copies of the shipped files."""
    reference_dir = shutil.copytree(SHIPPED.reference_dir, folder / "reference")
    plans_dir = shutil.copytree(SHIPPED.plans_dir, folder / "plans")
    checklists_dir = shutil.copytree(SHIPPED.checklists_dir, folder / "checklists")
    return Settings(reference_dir=reference_dir, plans_dir=plans_dir, checklists_dir=checklists_dir)


@pytest.fixture
def copy(tmp_path: Path) -> Settings:
    """A copy of the shipped files, to be spoilt."""
    return copied(tmp_path)


def file_of(name: str, of: Settings = SHIPPED, plan: str = "LC2022") -> Path:
    """The file of a table; of those that every plan has, the one of 2022."""
    own = TABLES[name].plan_file
    if TABLES[name].in_files:
        return of.checklists_dir / "cement.csv"
    return of.plans_dir / plan / own if own else of.reference_dir / f"{name}.csv"


def told_as(name: str, plan: str = "LC2022") -> str:
    """How sentences call that file."""
    own = TABLES[name].plan_file
    return "checklists/cement.csv" if TABLES[name].in_files else f"{plan}/{own}" if own else f"{name}.csv"


def written(rows: list[list[str]]) -> str:
    """Records as the text of a CSV file."""
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def records(file: Path) -> list[list[str]]:
    return list(csv.reader(StringIO(file.read_text(encoding="utf-8"), newline="")))


def spoil(file: Path, row: int, column: str, value: str) -> None:
    """Write a value into a cell; rows are counted as a spreadsheet counts them."""
    rows = records(file)
    rows[row - 1][rows[0].index(column)] = value
    file.write_text(written(rows), encoding="utf-8")


def row_of(name: str, **wanted: str) -> int:
    """The number of the first shipped row with these cells."""
    rows = reference.read_rows(file_of(name))
    return next(at for at, row in enumerate(rows, start=2) if wanted.items() <= row.items())


def faults(of: Settings) -> list[str]:
    return [str(fault) for fault in Book(of).faults]


def test_the_shipped_files_load_whole(copy):
    con = duckdb.connect()
    con.execute("create schema reference")
    reference.load(con, reference.checked(copy))
    for name in set(TABLES) - set(COMPLETED.values()):
        count = con.execute(f"select count(*) from reference.{name}").fetchone()
        files = [file_of(name, copy, plan) for plan in ("LC2022", "CANDIDATE")] if TABLES[name].plan_file else []
        files = sorted(copy.checklists_dir.glob("*.csv")) if TABLES[name].in_files else files
        wanted = [file for file in files or [file_of(name, copy)] if file.is_file()]
        assert count == (sum(len(reference.read_rows(file)) for file in wanted),)


def test_a_plan_without_clocks_and_ladder_of_its_own_has_those_of_all_years(copy):
    rows = reference.checked(copy)
    for shared, own in COMPLETED.items():
        assert rows[own] == [{"plan_id": "LC2022"} | row for row in rows[shared]]
    file_of("plan_clocks", copy).write_text(
        "clock,starts_with,ends_with,due_soon_days,behind_days,is_exit\nexit,identified,sealed,90,30,true\n", "utf-8"
    )
    own = {row["clock"]: row for row in reference.checked(copy)["plan_clocks"]}
    assert len(own) == len(rows["clocks"]) and own["exit"]["due_soon_days"] == "90"
    assert own["closure"] == {"plan_id": "LC2022"} | next(row for row in rows["clocks"] if row["clock"] == "closure")


TEST = row_of("conditions", rule_id="LC22-T-CEM-01", role="outdated_if")
TYRES = row_of("rules", rule_id="LC22-T-TYR-01")
TYRE_TEST = row_of("conditions", rule_id="LC22-T-TYR-01", role="outdated_if")
CREDIT = row_of("rules", rule_id="LC22-ENV-02")
CREDIT_TEST = row_of("conditions", rule_id="LC22-ENV-02")
SPECIAL = row_of("conditions", role="exempt_if")
SPOILT = """
    conditions | {TEST} | role             | outdate_if      | is not allowed; allowed: applies_if, exempt_if
    supervision_items | 2 | item            | ARE-99          | is no item of checklists/area_supervision.csv
    supervision_items | 2 | part            | plans           | is not allowed; allowed: plan, meeting
    supervision_items | 2 | against         | 5               | must be filled in together with operator, or neither
    supervision_items | 2 | told_en         | words           | must be filled in together with known_by, or neither
    supervision_items | 7 | document_kind   | plan            | must be empty where known_by answers the item
    rules      | 2      | trigger          | standing        | is not allowed; allowed: measured, finding
    rules      | 2      | trigger          | mesured         | is not allowed; allowed: measured, finding
    rules      | 2      | scope            | lines           | is not allowed; allowed: line, enterprise_total
    rules      | 2      | status           | in_farce        | is not allowed; allowed: in_force, candidate, withdrawn
    rules      | 2      | effect           | exits           | is not allowed; allowed: exit, rectify
    rules      | 2      | verdict_when_met | outdatet        | is not in verdicts.csv; allowed: outdated, replace
    rules      | 2      | verdict_when_met | compliant       | does not go with exit; allowed: outdated, review
    rules      | {CREDIT} | verdict_when_met | outdated      | does not go with discipline; allowed: review
    rules      | {CREDIT} | trigger        | measured        | does not go with enterprise; allowed: finding
    rules      | {TYRES}  | trigger        | finding         | does not go with enterprise_total; allowed: measured
    conditions | {TEST} | bound            | 25oo            | is not a number with at most 8 decimals
    conditions | {TEST} | bound            | ２５００        | is not a number with at most 8 decimals
    conditions | {TEST} | bound            | 2500.000000001  | is not a number with at most 8 decimals
    conditions | {TEST} | bound            | NaN             | is not a number with at most 8 decimals
    conditions | {TEST} | operator         | =<              | is not allowed; allowed: <, <=, >, >=
    conditions | {TEST} | operator         | in              | does not compare a number; allowed: <, <=, >, >=, =
    conditions | {TEST} | unit             | 10kt/a          | is not the unit of capacity; allowed: t/d
    conditions | {TEST} | unit             |                 | is not the unit of capacity; allowed: t/d
    conditions | {TEST} | attribute        | capacty         | is not in attributes.csv
    conditions | {TYRE_TEST} | note_zh     |                 | must say why the bound is unsettled
    conditions | 2      | bound            | klinker         | is no value of process; allowed: clinker, grinding
    conditions | 2      | is_settled       | false           | may be false in an outdated_if with <, <=, >, >= only
    conditions | {CREDIT_TEST} | bound     | 黄;墨           | is no value of env_credit_colour; allowed: 绿, 蓝, 黄, 黑
    conditions | {SPECIAL} | bound         | 特种水泥(       | holds a sign that a word must not have
    conditions | {SPECIAL} | bound         | 特种水泥；化工  | holds an empty value, a space or a full-width semicolon
    conditions | 2      | is_settled       | ja              | is not allowed; write true or false
    processes  | 2      | capacity_unit    | t/day           | is not in units.csv
    processes  | 2      | capacity_unit    | t/a             | is no base unit of capacity; allowed: t/d, 10kt/a
    processes  | 2      | sector           | sement          | is not in sectors.csv
    attributes | 5      | unit             | mm              | is no base unit; write m
    attributes | 5      | kind             | numbr           | is not allowed; allowed: number, flag, code, text
    units      | 2      | quantity         | daly mass       | is not allowed
    units      | 2      | factor           | 1,5             | is not a number between 0 and 1000000000
    units      | 2      | factor           | NaN             | is not a number between
    states     | 2      | state            | operatng        | is not allowed; allowed: operating, suspended
    verdicts   | 4      | verdict          | reviw           | is not allowed; allowed: outdated, replace, review
    verdicts   | 2      | colour           | C8382E          | is not a colour like #C8382E
    sectors    | 19     | sector           | unknwon         | is there, but no row 'unknown'
    rules      | 3      | effective_from   | 2022/7/1        | is not a date like 2022-07-15
    rules      | 3      | effective_from   | 2202-07-01      | is not a date like 2022-07-15 between 1949 and 2099
    rules      | 3      | effective_to     | 2022-06-30      | lies before effective_from 2022-07-01
    rules      | 2      | clock_months     | six             | is not a whole number between 1 and 120
    rules      | 2      | extension_months | 3               | prolongs nothing: clock_months is empty
    rules      | 2      | document         |                 | must not be empty
    rules      | 2      | sectors          | cement;concrete | is not in sectors.csv; allowed are
    rules      | 2      | sectors          | *;cement        | names a value twice, or others beside *
    rules      | 2      | lead_department  | 市发改委        | is not in departments.csv
    areas      | 3      | area_code        | 371502          | stands already in row 2 (area_code)
    areas      | 10     | host_area        |                 | must be filled in for a zone, and for nothing else
    towns      | 2      | county_code      | 371599          | is not in areas.csv; allowed: 371502
    clocks     | 2      | starts_with      | orderd;production_limited | is not in steps.csv
    choices    | 3      | value            | next_workdays   | is not allowed; allowed: stays, next_workday
    choices    | 2      | choice           | exit_count      | is not allowed; allowed: exit_counts, due_on_day_off
    paper_words | 3     | word             | ofice           | is not allowed; allowed: city, office
    plans      | 2      | kind             | years           | is not allowed; allowed: year, collection
    plans      | 2      | status           | adoptd          | is not allowed; allowed: draft, adopted
    plans      | 2      | document_no      |                 | must not be empty in the plan of a year
    conditions | 2      | rule_id          | GB16780_2021-01 | is a rule of CANDIDATE; its conditions stand there
    periods    | 2      | papers           | letter;sumary   | is not allowed; allowed: letter, summary
    periods    | 2      | reporter         | area            | is not allowed; allowed: areas, city
    report_sectors | 2  | matrix           | report          | is not allowed; allowed: reports, screening
    evidence_kinds | 2  | media            | images;video    | is not allowed; allowed: *, image, video, application
    reasons    | 2      | severity         | fle             | is not allowed; allowed: file, refused, warning, label
    reasons    | 3      | sentence_zh      | 文件有 {megabyte} MB | and its English do not name the same placeholders
    terms      | 8      | code             | standing        | is no trigger; allowed: measured, finding
    words      | 2      | kind             | flags           | is no kind of words; allowed: flag, scale, datum, edition
    words      | 2      | code             | yes             | is no flag; allowed: true, false
    headers    | 2      | field            | serail          | is not allowed; allowed are
    headers    | 2      | synonym          | 磨机直径        | is the attribute mill_diameter already
    template   | 2      | choices          | areas           | is not allowed; allowed: area, datum
    ladder     | 5      | needs_fields     | monts           | is not allowed; allowed: due_on, months, ground
    stages     | 2      | is_exit          | true            | does not go with is_open and is_shut
    checklist_items | 4 | unit_zh          |                 | must be filled in where the answer is a number
    checklist_items | 2 | choices_en       | yes;no          | must be empty where the answer is no choice
    checklist_items | 9 | shown_if         | CEM-07=si       | names no answer of CEM-07; allowed: yes, no, na
    checklist_items | 9 | shown_if         | CEM-20=yes      | names no item above it in the same checklist
    checklist_items | 4 | dimension        | technology      | speaks of a no, which only these answers know
    checklist_items | 12 | attribute       | clinker_coal    | is kept in kgce/t, so unit_en must be kgce/t
    checklist_items | 2 | attribute        | mill_diameter   | can be fed by a number only
"""


def spoilt() -> list[tuple[str, int, str, str, str]]:
    """File, row, column, what is written there, and a part of the sentence."""
    places = {"TEST": TEST, "TYRES": TYRES, "TYRE_TEST": TYRE_TEST, "CREDIT": CREDIT, "CREDIT_TEST": CREDIT_TEST}
    table = SPOILT.format(**places, SPECIAL=SPECIAL, megabyte="{megabyte}").strip().splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in table]
    return [(file, int(row), column, value, sentence) for file, row, column, value, sentence in rows]


@pytest.mark.parametrize(("file", "row", "column", "value", "sentence"), spoilt())
def test_a_wrong_cell_is_named(copy, file, row, column, value, sentence):
    spoil(file_of(file, copy), row, column, value)
    place = f"{told_as(file)}, row {row}, column {column}: "
    assert [fault for fault in faults(copy) if fault.startswith(place) and sentence in fault], faults(copy)
    with pytest.raises(ReferenceRefused):
        reference.checked(copy)


def test_a_rule_that_tests_nothing_is_refused(copy):
    file = file_of("conditions", copy)
    file.write_text(written([row for row in records(file) if row[0] != "LC22-E-01"]), encoding="utf-8")
    number = row_of("rules", rule_id="LC22-E-01")
    assert faults(copy) == [
        f"LC2022/rules.csv, row {number}, column rule_id: 'LC22-E-01' has no outdated_if in conditions.csv, "
        "so it would judge nobody."
    ]


def test_a_checklist_and_its_file_go_together(copy):
    number = row_of("checklists", checklist="tyre")
    (copy.checklists_dir / "tyre.csv").rename(copy.checklists_dir / "tyres.csv")
    lost, *strange = faults(copy)[::-1]
    assert lost == f"checklists.csv, row {number}, column checklist: 'tyre' has no file checklists/tyre.csv with items."
    assert strange[-1].startswith("checklists/tyres.csv, row 2, column checklist: 'tyres' is not in checklists.csv")


def test_headings_are_all_there_and_no_others(copy):
    file = file_of("rules", copy)
    file.write_text(file.read_text(encoding="utf-8").replace("trigger", "triger", 1), encoding="utf-8")
    odd, missing = faults(copy)
    assert (
        odd.startswith("LC2022/rules.csv, row 1, column 'triger': there is no such heading")
        and "allowed: rule_id" in odd
    )
    assert missing.startswith("LC2022/rules.csv, row 1, column trigger: the heading is missing")


def test_a_row_with_a_cell_too_many_is_named(copy):
    file = file_of("states", copy)
    file.write_text(file.read_text(encoding="utf-8").replace("operating,", "operating,surplus,", 1), encoding="utf-8")
    assert faults(copy)[0] == "states.csv, row 2: 8 cells stand under 7 headings."


STAGES = (SHIPPED.plans_dir / "LC2022" / "work_stages.csv").read_bytes()
HARMLESS = {"byte order mark": b"\xef\xbb\xbf" + STAGES, "Windows line ends": STAGES.replace(b"\n", b"\r\n")}
HARMFUL = {
    "GB18030": (STAGES.decode().encode("gb18030"), "work_stages.csv, row 2: this is not UTF-8. Save it as “CSV UTF-8”"),
    "UTF-16": (STAGES.decode().encode("utf-16"), "work_stages.csv, row 1: this is not UTF-8"),
    "NUL": (
        STAGES.replace(b"dep", b"dep\x00", 1),
        "work_stage: 'dep\\x00loyment' holds an invisible character (U+0000)",
    ),
    "zero-width space": (STAGES.replace(b"ment,", "ment\u200b,".encode(), 1), "invisible character (U+200B)"),
    "trailing space": (STAGES.replace(b"ment,", b"ment ,", 1), "'deployment ' begins or ends with a space"),
    "full-width digits": (STAGES.replace(b"2022-01-01", "２０２２-01-01".encode(), 1), "is not a date like 2022-07-15"),
    "an open quote": (STAGES.replace(b"deployment", b'"deployment', 1), "row 2: a quotation mark stands alone"),
    "nothing": (b"", "work_stages.csv is empty; its first row holds the headings."),
    "semicolons between": (STAGES.replace(b",", b";"), "there is no such heading"),
}


@pytest.mark.parametrize("content", HARMLESS.values(), ids=HARMLESS)
def test_what_a_spreadsheet_adds_does_no_harm(copy, content):
    file_of("work_stages", copy).write_bytes(content)
    assert faults(copy) == []


@pytest.mark.parametrize(("content", "sentence"), HARMFUL.values(), ids=HARMFUL)
def test_what_a_spreadsheet_breaks_is_a_sentence(copy, content, sentence):
    file_of("work_stages", copy).write_bytes(content)
    assert any(sentence in fault for fault in faults(copy)), faults(copy)


def test_a_missing_file_is_a_sentence_and_its_readers_are_not_blamed(copy):
    file_of("sectors", copy).unlink()
    assert faults(copy) == ["sectors.csv is missing from the folder of reference files."]


FOLDERS = """
    LC2022/plan.csv    |                    | LC2022/plan.csv is missing from the folder of reference files.
    LC2022/rules.csv   |                    | LC2022/rules.csv is missing from the folder of reference files.
    LC2022/rules.csv   | LC2022/rule.csv    | LC2022/rule.csv is no file of a plan; allowed: plan.csv, earlier_rules.csv
    LC2022             | LC 2022            | LC 2022 is no name of a plan's folder: letters, digits, hyphens
"""


@pytest.mark.parametrize("case", FOLDERS.strip().splitlines())
def test_what_is_lost_or_misspelt_in_a_plan_is_a_sentence(copy, case):
    lost, found, sentence = (cell.strip() for cell in case.split("|"))
    file = copy.plans_dir / lost
    file.rename(copy.plans_dir / found) if found else file.unlink()
    assert any(sentence in fault for fault in faults(copy)), faults(copy)


def test_a_period_and_a_rule_are_of_one_plan_only(copy):
    shutil.copytree(copy.plans_dir / "LC2022", copy.plans_dir / "LC2023")
    told = faults(copy)
    assert (
        "LC2023/periods.csv, row 2, column period: '2022-07' stands already in LC2022/periods.csv row 2 (period)."
        in told
    )
    assert any(fault.startswith("LC2023/rules.csv, row 2, column rule_id: ") for fault in told)


def test_a_draft_is_not_loaded(copy):
    shutil.copytree(copy.plans_dir / "LC2022", copy.plans_dir / "LC2023")
    spoil(copy.plans_dir / "LC2023" / "plan.csv", 2, "status", "draft")
    assert faults(copy) == [] and {row["plan_id"] for row in reference.checked(copy)["plans"]} == {
        "LC2022",
        "CANDIDATE",
    }
    assert Book(copy, drafts=["LC2023"]).faults


def test_all_faults_of_all_files_are_told_together_in_both_languages(copy):
    for row in range(2, 27):
        spoil(file_of("conditions", copy), row, "is_settled", "ja")
    spoil(file_of("verdicts", copy), 2, "colour", "red")
    with pytest.raises(ReferenceRefused) as refused:
        reference.checked(copy)
    error = refused.value
    english, chinese = (said(error.message, language, **error.values) for language in ("en", "zh"))
    assert english == str(error) and english.startswith("26 faults in the reference files, so nothing was loaded:\n")
    assert len(english.splitlines()) == len(chinese.splitlines()) == 21, "twenty are told, and how many there are"
    assert "verdicts.csv, row 2, column colour: 'red' is not a colour like #C8382E." in english
    assert "verdicts.csv 第 2 行 colour 列：'red' 不是形如 #C8382E 的颜色。" in chinese


def test_the_command_line_says_a_sentence_and_a_running_server_keeps_what_it_had(
    copy, register_file, monkeypatch, capsys
):
    settings = replace(copy, register_url=str(register_file))
    register = open_atlas(settings)
    version = register.version()
    spoil(file_of("ladder", copy), 2, "step", "identifeid")
    assert ladder_of(register).rung("energy", "identified"), "the ladder is the one the register was opened with"
    assert register.version() == version
    register.close()
    reference.book._KEPT.clear()  # another process
    monkeypatch.setenv("REGISTER_URL", settings.register_url)
    monkeypatch.setenv("ATLAS_REFERENCE_DIR", str(copy.reference_dir))
    assert main(["check"]) == 2
    assert "ladder.csv 第 2 行 step 列：'identifeid' 不在 steps.csv 中" in capsys.readouterr().err


ENUMERATED = [
    (name, number, column, row[column])
    for name, table in TABLES.items()
    if file_of(name).is_file()
    for number, row in enumerate(reference.read_rows(file_of(name)), start=2)
    for column in table.headings
    if row[column]
    and (table.column(column).allowed or table.column(column).refers or table.column(column).kind == FLAG)
]
HEADINGS = [(name, one) for name, table in TABLES.items() if file_of(name).is_file() for one in table.headings]
one_by_one = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def misspelt(draw: st.DataObject, word: str) -> str:
    """The word with a letter lost, doubled or added."""
    before, letter, after = word[: (at := draw.draw(st.integers(0, len(word) - 1)))], word[at], word[at + 1 :]
    return draw.draw(st.sampled_from([before + after, before + 2 * letter + after, f"{before}q{letter}{after}"]))


@contextmanager
def misspelling(copy: Settings, name: str, row: int, column: str, value: str) -> Iterator[list[str]]:
    """What is told while a cell is spoilt."""
    spoil(file_of(name, copy), row, column, value)
    yield faults(copy)
    shutil.copy(file_of(name), file_of(name, copy))


@one_by_one
@given(cell=st.sampled_from(ENUMERATED), draw=st.data())
def test_a_misspelt_cell_is_always_refused_and_named(copy, cell, draw):
    name, number, column, value = cell
    declared = TABLES[name].column(column)
    parts = declared.parts(value)
    wrong = misspelt(draw, right := draw.draw(st.sampled_from(parts)))
    refers = declared.refers
    keys = {row[TABLES[refers].name] for row in reference.kept(SHIPPED)[refers]} if refers else set()
    assume(wrong and wrong not in keys and wrong not in declared.allowed)
    spoiled = ";".join(wrong if part == right else part for part in parts)
    with misspelling(copy, name, number, column, spoiled) as told:
        place = f"{told_as(name)}, row {number}, column {column}: "
        assert any(fault.startswith(place) for fault in told), (cell, wrong, told)


@one_by_one
@given(heading=st.sampled_from(HEADINGS), draw=st.data())
def test_a_misspelt_heading_is_always_refused_and_named(copy, heading, draw):
    name, column = heading
    wrong = misspelt(draw, column)
    assume(wrong not in TABLES[name].columns)
    with misspelling(copy, name, 1, column, wrong) as told:
        assert any(fault.startswith(f"{told_as(name)}, row 1, column {wrong!r}: ") for fault in told)
        assert any(
            fault.startswith(f"{told_as(name)}, row 1, column {column}: the heading is missing") for fault in told
        )


def sentences() -> Iterator[str]:
    """Every sentence a fault can be told in."""
    yield from allowed.WRONG.values()
    for file in (ROOT / "lib" / "register" / "reference").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if node.func.id in ("Sentence", "FileUnreadable", "allowed") and isinstance(first, ast.Constant):
                    yield str(first.value)


def test_every_fault_has_its_chinese():
    told = set(sentences())
    assert len(told) > 50 and not told - set(catalogue())


def test_every_code_and_list_is_declared_where_it_stands():
    for name, table in TABLES.items():
        for column in table.columns:
            declared = table.column(column)
            assert declared.meaning, (name, column)
            assert declared.refers in {"", *TABLES} and (declared.kind == CODE or not declared.refers)


def test_the_page_about_the_reference_files_is_true():
    page = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert page == document(SHIPPED), "make reference writes it anew"

"""The house rules, checked on the repository itself."""

import ast
import re
import subprocess
import sys
from collections import Counter

import duckdb
import pytest
from babel.messages.pofile import read_po

from lib.cli import parser
from lib.register import reference, views
from lib.register.reference import TABLES
from lib.register.store import Register
from lib.settings import ROOT, Settings
from tests import conventions
from tests.conventions import ALL_QUERIES, PAGES, PRODUCT, QUERIES, VIEWS, name_of

REFERENCE, PLANS = Settings().reference_dir, Settings().plans_dir
LONGEST_PAGE = 60
LONGEST_FUNCTION = 45
MOST_FILES = 32  # of code in a folder
MOST_NAMESAKES = 2
EVERYWHERE = {"__init__.py", "__main__.py", "command.py"}  # names that say what a file is in any folder
MOST_QUERIES = 32
HOSTS = re.compile(
    r"(?:https?:)?//(?:[\w-]+\.)*(?:jsdelivr|cdnjs|unpkg|jquery|bootstrapcdn|googleapis|gstatic|openstreetmap)\."
)
FORBIDDEN_SQL = re.compile(
    r"\b(primary\s+key|foreign\s+key|references\b|unique\b|check\s*\(|create\s+sequence|nextval|create\s+(unique\s+)?index|as\s+enum|enum\s*\()",
    re.IGNORECASE,
)


def rows(name: str) -> list[dict[str, str]]:
    return reference.checked(Settings())[name]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_asks_and_shows_and_nothing_else(page):
    source = page.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_PAGE
    wing = {"import_file": "imports"}.get(page.stem, page.stem)
    at_home = {"streamlit", "lib.ui.frame", "lib.ui.parts", f"lib.ui.{wing}"}
    outside = {
        name for name in conventions.imported(page) if not any(f"{name}.".startswith(f"{own}.") for own in at_home)
    }
    assert not outside, f"a page talks to its own wing, the frame and the parts, not to {outside}"
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    defined = [node for node in ast.walk(conventions.tree(page)) if isinstance(node, kinds)]
    assert not defined, "functions and classes belong in lib/ui"
    assert not re.search(r"\bselect\b.+\bfrom\b", source, re.IGNORECASE | re.DOTALL), "SQL belongs in queries/"


def test_every_page_stands_in_the_menu_once():
    menu = (ROOT / "lib" / "ui" / "frame" / "menu.py").read_text(encoding="utf-8")
    listed = re.findall(r'\("(\w+)", _\(', menu)
    assert sorted(listed) == sorted(page.stem for page in PAGES)


def test_only_the_rooms_of_the_screen_know_streamlit():
    rooms = ("lib/ui/", "pages/", "app.py")
    strangers = [
        name_of(file)
        for file in PRODUCT
        if not name_of(file).startswith(rooms)
        and any(module.split(".")[0] in {"streamlit", "streamlit_folium"} for module in conventions.imported(file))
    ]
    assert not strangers


@pytest.mark.parametrize("file", ALL_QUERIES, ids=name_of)
def test_a_query_says_what_its_rows_are_and_is_one_statement(file):
    assert conventions.header(file), "the first line is a comment that says what one row is"
    statements = duckdb.extract_statements(file.read_text(encoding="utf-8"))
    assert len(statements) == 1 or file.parent.name == "setup", "only setup runs scripts"


def test_a_room_of_queries_can_be_overlooked():
    counts = Counter(conventions.query_name(file).rpartition("/")[0] for file in ALL_QUERIES)
    assert {room: count for room, count in counts.items() if count > MOST_QUERIES} == {}


@pytest.mark.parametrize(
    "file", [file for file in ALL_QUERIES if file.is_relative_to(QUERIES / "pages")], ids=conventions.query_name
)
def test_a_page_asks_marts_and_reference_or_says_why_not(file):
    read = {table.split(".")[0] for table in views.tables_read(duckdb.connect(), file.read_text(encoding="utf-8"))}
    deeper = sorted(read - {"", "marts", "reference"})
    said = re.findall(r"^-- reads (\w+): \S+ \S+", conventions.header(file), re.MULTILINE)
    assert sorted(said) == deeper, "a line `-- reads facts: …` gives the reason, one for each layer"


@pytest.mark.parametrize("file", VIEWS, ids=name_of)
def test_a_view_has_a_key_and_one_select(file):
    assert conventions.key(file), "a view names the columns that make its rows unique: -- key: …"
    (statement,) = duckdb.extract_statements(file.read_text(encoding="utf-8"))
    assert statement.type == duckdb.StatementType.SELECT


@pytest.mark.parametrize("file", VIEWS, ids=name_of)
def test_the_key_of_a_view_is_unique(file, demo_cursor, scope_cursor):
    columns = ", ".join(f'"{column}"' for column in conventions.key(file))
    view = conventions.view_name(file)
    question = f"select {columns}, count(*) as times from {view} group by all having count(*) > 1 limit 3"  # noqa: S608
    twice = (scope_cursor if views.is_scope(view) else demo_cursor).execute(question).fetchall()
    assert twice == []


@pytest.fixture(scope="module")
def demo_cursor(demo: Register):
    """A cursor inside a snapshot of the demo register: the stored views need computing once, not once per test."""
    return demo.snapshot_cursor()


@pytest.fixture(scope="module")
def scope_cursor(demo: Register):
    """A cursor where the rows of all areas together are chosen."""
    chosen = demo.reading().scoped(tuple(sorted(row["area_code"] for row in rows("areas")))).made
    return chosen.lent(demo.whole_cursor())


def test_the_schema_holds_nothing_that_a_lake_catalogue_lacks():
    offending = {
        name_of(file): found.group()
        for file in sorted((QUERIES / "schema").rglob("*.sql"))
        if (found := FORBIDDEN_SQL.search(conventions.code(file)))
    }
    assert not offending


def test_every_named_query_is_used():
    texts = set(conventions.texts())
    built = {"words", "filters", *views.LAYERS, views.SCOPE}
    by_directory = {"checks", "schema", "known"} | built  # run or built as a whole
    unused = {
        name
        for name in map(conventions.query_name, ALL_QUERIES)
        if name.split("/")[0] not in by_directory
        and not {name, f"{name}.sql", name.partition("/")[2], f"{name.partition('/')[2]}.sql"} & texts
        and not composed(name, texts)
    }
    assert not unused


def composed(name: str, texts: set[str]) -> bool:
    """Whether code makes the name from a prefix and a variable, such as `insert_` and a kind of fact."""
    folder, stem = name.rsplit("/", 1)
    prefixes = {
        text.removeprefix(f"{folder}/") for text in texts if text.startswith(f"{folder}/") or text.endswith("_")
    }
    return any(prefix and stem.startswith(prefix) and stem.removeprefix(prefix) in texts for prefix in prefixes)


def test_every_column_of_a_mart_has_a_label_in_both_languages(demo_cursor):
    labelled = {row["column"] for row in rows("columns") if row["label_zh"] and row["label_en"]}
    unlabelled = {
        f"{file.stem}.{column[0]}"
        for file in sorted((QUERIES / "marts").rglob("*.sql"))
        for column in demo_cursor.execute(f"describe marts.{file.stem}").fetchall()
        if column[0] not in labelled
    }
    assert not unlabelled


def test_every_rule_names_its_document_and_clause():
    silent = [row["rule_id"] for row in rows("rules") if not (row["document"] and row["clause"] and row["clause_text"])]
    assert not silent


def test_every_reference_file_is_declared_and_every_declared_file_exists():
    shared = {name for name, table in TABLES.items() if not table.plan_file and not table.in_files}
    assert {file.stem for file in REFERENCE.glob("*.csv")} == shared
    needed = {table.plan_file for table in TABLES.values() if "year" in table.kinds}
    assert needed <= {file.name for file in (PLANS / "LC2022").glob("*.csv")} <= {t.plan_file for t in TABLES.values()}


def test_every_setting_is_documented():
    source = (ROOT / "lib" / "settings.py").read_text(encoding="utf-8")
    variables = set(re.findall(r'"((?:ATLAS|REGISTER|CITY)_\w+)"', source))
    documented = set(
        re.findall(r"^\| `(\w+)`", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert variables
    assert documented == variables


def test_the_environment_is_read_in_one_place():
    readers = {
        name_of(file) for file in PRODUCT if re.search(r"os\.(environ|getenv)", file.read_text(encoding="utf-8"))
    }
    assert readers <= {"lib/settings.py", "lib/bench/pages.py"}, "the benchmark sets REGISTER_URL for its own process"


def test_every_command_is_documented():
    (choices,) = [action for action in parser()._actions if hasattr(action, "_choices_actions")]
    helped = {action.dest for action in choices._choices_actions if action.help}
    assert helped == set(choices.choices), "every command has a line of help"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [command for command in choices.choices if f"python -m lib {command}" not in readme]


def test_a_command_prints_its_help():
    done = subprocess.run([sys.executable, "-m", "lib", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "init" in done.stdout


def test_nothing_is_loaded_from_other_hosts():
    named = {
        name_of(file): HOSTS.findall(file.read_text(encoding="utf-8"))
        for file in [
            *PRODUCT,
            *(ROOT / "lib").rglob("*.css"),
            *(ROOT / "lib").rglob("*.html"),
            *(ROOT / "lib").rglob("*.js"),
        ]
        if HOSTS.search(file.read_text(encoding="utf-8"))
    }
    assert not named


CURSORS = {"con", "editions", "whole_cursor", "rehearsal"}  # of the register, whoever asks
WHOLE = {  # where they are named beside lib/register → why
    "lib/up_to_date.py": "makes the register ready before anybody reads it",
    "lib/imports/commit.py": "tells whom a row speaks of, and refuses it where that is another area's",
    "lib/imports/subjects/others.py": "the same",
}


def test_a_cursor_comes_from_the_register_as_its_reader_sees_it():
    """What is read is in the reader's scope because nobody beside the register has a cursor of another kind."""
    named = {
        name_of(file)
        for file, node in conventions.nodes(ast.Attribute)
        if isinstance(node, ast.Attribute) and node.attr in CURSORS and not name_of(file).startswith("lib/register/")
    }
    assert named == set(WHOLE)


def test_pages_hold_no_cursor_and_no_register_but_the_reader_s():
    rooms = ("lib/ui/", "pages/", "app.py")
    nodes = [
        (name_of(file), node) for file, node in conventions.nodes(ast.Attribute) if isinstance(node, ast.Attribute)
    ]
    cursors = {name for name, node in nodes if name.startswith(rooms) and node.attr.endswith("cursor")}
    assert cursors <= {"lib/ui/frame/data.py", "lib/ui/frame/rehearsal.py", "app.py"}, "they build what is asked next"
    whole = {name for name, node in nodes if node.attr == "shared" and ast.unparse(node.value) == "data"}
    assert whole == {"app.py", "lib/ui/frame/upkeep.py"}, "what speaks to no reader: health, copies, checks, warming"


def test_files_are_handed_out_in_one_place():
    """Streamlit's own button hands a file to whoever knows its address."""
    named = {
        name_of(file)
        for file, node in conventions.nodes(ast.Attribute)
        if getattr(node, "attr", "") == "download_button"
    }
    assert named == {"lib/ui/frame/downloads.py"}


def test_opening_a_register_is_left_to_one_place():
    opening = {
        name_of(file)
        for file, node in conventions.nodes(ast.Call)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("connect", "duckdb.connect", "Register")
    }
    assert {name for name in opening if not name.startswith("lib/register/")} <= {"lib/up_to_date.py"}


def test_no_error_is_swallowed():
    broad = [
        f"{name_of(file)}:{node.lineno}"
        for file, node in conventions.nodes(ast.ExceptHandler)
        if node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception")
    ]
    assert not broad


def test_functions_are_short():
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = {
        f"{name_of(file)}:{node.name}": node.end_lineno - node.lineno + 1
        for file, node in conventions.nodes(kinds)
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert not long


def test_public_functions_of_the_library_have_a_docstring():
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    silent = [
        f"{name_of(file)}:{node.name}"
        for file in PRODUCT
        for node in conventions.tree(file).body
        if isinstance(node, kinds) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not silent


def test_no_sql_text_in_python():
    statement = re.compile(
        r"^\s*(select\s.+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s*\()",
        re.IGNORECASE | re.DOTALL,
    )
    spoken = {text[:60]: files for text, files in conventions.texts().items() if statement.match(text)}
    at_home = {"lib/register/views.py", "lib/register/snapshot.py", "lib/register/reference.py"}
    assert not {text: files - at_home for text, files in spoken.items() if files - at_home}


def test_a_name_says_the_subject():
    names = Counter(file.name for file in (ROOT / "lib").rglob("*.py") if file.name not in EVERYWHERE)
    assert not {name: count for name, count in names.items() if count > MOST_NAMESAKES}


def test_a_folder_can_be_taken_in_at_a_glance():
    files = [*PRODUCT, *(ROOT / "tests").rglob("*.py")]
    sizes = Counter(name_of(file.parent) for file in files)
    assert not {folder: count for folder, count in sizes.items() if count > MOST_FILES}


def test_no_unfinished_work():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    left = [name_of(file) for file in [*PRODUCT, *ALL_QUERIES] if marks.search(file.read_text(encoding="utf-8"))]
    assert not left


def entries() -> list[tuple[str, str, str]]:
    """Context, message id and Chinese of every entry of the catalogues."""
    found = []
    for file in sorted((ROOT / "locale" / "zh_CN").glob("*.po")):
        with file.open("rb") as handle:
            found += [(one.context or "", str(one.id), str(one.string)) for one in read_po(handle) if one.id]
    return found


def spoken() -> set[str]:
    """Every English sentence handed to `_(…)` or `bare(…)`."""
    calls = (node for _, node in conventions.nodes(ast.Call) if isinstance(node, ast.Call))
    named = (node for node in calls if isinstance(node.func, ast.Name) and node.func.id in ("_", "bare") and node.args)
    return {node.args[0].value for node in named if isinstance(node.args[0], ast.Constant)}


def test_every_sentence_on_the_screen_has_its_chinese():
    assert not spoken() - {message for _, message, chinese in entries() if chinese}


def test_every_entry_of_the_catalogues_is_used():
    assert not {message for _, message, _ in entries()} - set(conventions.texts())


def test_no_entry_stands_twice():
    """Of two the last file would win silently; what one place names otherwise carries its `msgctxt`."""
    times = Counter((context, message) for context, message, _ in entries())
    assert not [entry for entry, count in times.items() if count > 1]
    assert {context for context, _, _ in entries()} == {"", "exports"}


def test_translations_keep_the_placeholders():
    holes = re.compile(r"\{(\w+)")
    assert not [
        message for _, message, chinese in entries() if set(holes.findall(message)) != set(holes.findall(chinese))
    ]


def test_the_language_is_asked_in_one_place():
    asking = [conventions.query_name(file) for file in ALL_QUERIES if "getvariable('lang')" in conventions.code(file)]
    assert asking == ["words/said"]


def test_the_scope_is_asked_in_one_place():
    asking = {conventions.query_name(file) for file in ALL_QUERIES if "getvariable('scope')" in conventions.code(file)}
    assert asking == {"words/in_scope", "words/in_sight"}


def test_every_table_of_facts_says_whose_its_rows_are():
    tables = {file.stem for file in (QUERIES / "schema").rglob("*.sql") if "facts." in conventions.code(file)}
    assert {file.stem for file in (QUERIES / "scope").rglob("*.sql")} == tables | {"enterprise_area"}


def test_a_view_has_its_name_alone():
    """The rooms of a layer are one schema: of two files with one name the second would hide the first."""
    assert sorted(map(conventions.view_name, VIEWS)) == sorted(views.view_files(QUERIES))


def test_views_are_ordered_without_a_circle():
    assert set(views.sources(QUERIES)) == set(views.view_files(QUERIES))


def test_words_read_no_table():
    """A stored view is made anew when a table changed that its SQL reads; what a word of it read would be missed."""
    words = [file for file in ALL_QUERIES if conventions.query_name(file).startswith("words/")]
    assert words and not [file.name for file in words if re.search(r"\bfrom\b", conventions.code(file))]


def test_the_glossary_knows_every_verdict_and_state():
    said = dict(
        re.findall(r"^\| (\w+) \| (\S+) \|", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    known = {row["verdict"]: row["name_zh"] for row in rows("verdicts")} | {
        row["state"]: row["name_zh"] for row in rows("states")
    }
    assert {word: said.get(word) for word in known} == known


def test_every_picture_and_page_the_documents_name_is_there():
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    lost = [
        f"{document.name}: {target}"
        for document in documents
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists()
    ]
    assert not lost


def test_every_test_that_the_security_page_names_is_there():
    told = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", told))
    assert named and not {name for name in named if not (ROOT / name).is_file()}
    rows = [row.split("|") for row in told.splitlines() if re.match(r"\| [\d.]+[\d. ]* \|", row)]
    ids = [number for row in rows for number in row[1].split()]
    assert len(ids) == len(set(ids)), "a requirement is answered once"
    assert {row[2].strip() for row in rows} == {"met", "n/a", "open"}
    unproved = [
        row[1] for row in rows if row[2].strip() == "met" and not re.search(r"\.py`?|\.md|\.service|page", row[3])
    ]
    assert not unproved, "what is met is met by a test or a document"

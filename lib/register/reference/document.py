"""docs/reference.md: every file and column as declared, each with an example out of the shipped file."""

from collections.abc import Iterator

from lib.register.reference.book import checked
from lib.register.reference.columns import AMOUNT, CODE, COLOUR, DAY, FLAG, TEXT, WHOLE, Column, Row, Table
from lib.register.reference.files import TABLES
from lib.settings import Settings

HEAD = """# The reference files

Made from the declarations in `lib/register/reference/files` by `make reference`; do not edit it by hand.

What all years share stands in the CSV files of `data/reference` (or of `ATLAS_REFERENCE_DIR`), what a plan says in
those of its folder under `data/plans` (or `ATLAS_PLANS_DIR`), such as `LC2022`; the name of the folder is the `plan_id`
of its rows. Files are UTF-8, with or without a byte order mark. All are checked before the first is loaded: headings,
types, allowed values, rows of other files, repeated keys. Every fault is told with file, row, column, value and what is
allowed; then nothing is loaded, and a running server keeps what it had. Lists are separated by `;`.

A plan whose status is `draft` is not loaded; `python -m lib plan check` says what it lacks.

# What all years share
"""
OF_A_PLAN = "# What a plan says\n"
KINDS = {
    TEXT: "text",
    CODE: "code: letters, digits, `-`, `_`",
    FLAG: "`true` or `false`",
    DAY: "date, such as `2022-07-15`",
    COLOUR: "colour, such as `#C8382E`",
}
LONGEST = 44  # characters of an example
MANY = 16  # longer lists of allowed values are told by their number


def document(settings: Settings) -> str:
    """The whole page. Raises ReferenceRefused when the files are wrong."""
    rows = checked(settings)
    shared = [name for name in sorted(TABLES) if not TABLES[name].plan_file]
    planned = sorted(set(TABLES) - set(shared), key=lambda name: (name != "plans", TABLES[name].plan_file))
    parts = [[HEAD], *(section(name, rows[name]) for name in shared), [OF_A_PLAN]]
    return "\n".join(line for part in [*parts, *(section(name, rows[name]) for name in planned)] for line in part)


def section(name: str, rows: list[Row]) -> Iterator[str]:
    """What one file holds."""
    table = TABLES[name]
    needed = "" if table.kinds or not table.plan_file else " A plan may do without it."
    keys = ", ".join(f"`{column}`" for column in table.key)
    title = f"{name}: a file for each {table.given}" if table.in_files else table.plan_file or f"{name}.csv"
    yield f"## {title}\n\n{table.meaning} Key: {keys}.{needed}\n"
    yield "| column | meaning | holds | example |\n|---|---|---|---|"
    for column in table.headings:
        declared = table.column(column)
        example = next((row[column] for row in rows if row[column]), "")
        yield f"| `{column}` | {cell(declared.meaning)} | {cell(holds(declared))} | {shown(example)} |"
    if told := checks_of(table):
        yield f"\n{told}"
    yield ""


def holds(column: Column) -> str:
    """The type of a column and what it allows, in words."""
    if column.refers:
        told = f"of `{column.refers}.csv`" + "".join(f", or `{one}`" for one in column.allowed)
    elif column.allowed:
        few = " ".join(f"`{one}`" for one in column.allowed)
        told = few if len(column.allowed) <= MANY else f"one of {len(column.allowed)} codes the program knows"
    elif column.kind in (WHOLE, AMOUNT):
        told = f"{'whole number' if column.kind == WHOLE else 'number'}, {column.least} to {column.most}"
    else:
        told = KINDS[column.kind]
    return ("list " if column.separators else "") + told + ("; may be empty" if column.is_optional else "")


def checks_of(table: Table) -> str:
    """What is checked beside the cells' own types."""
    told = [" ".join(str(check.__doc__).split()) for check in table.checks]
    told += [f"Together unique: {', '.join(columns)}." for columns in table.unique]
    if table.is_closed:
        told.append("The program gives each row its sense: there are these rows and no others.")
    elif table.names:
        told.append(f"Called by name, so they must be there: {', '.join(f'`{name}`' for name in table.names)}.")
    return " ".join(told)


def shown(example: str) -> str:
    """An example on one line of the table."""
    short = example if len(example) <= LONGEST else f"{example[:LONGEST]}…"
    return f"`{cell(short)}`" if short else "–"


def cell(text: str) -> str:
    """Text inside a table of Markdown."""
    return text.replace("|", "\\|")

"""What the convention tests read: the repository's own files, as text and as syntax trees."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lib.register import views
from lib.settings import ROOT

PRODUCT = (ROOT / "app.py", *sorted((ROOT / "lib").rglob("*.py")), *sorted((ROOT / "pages").glob("*.py")))
PAGES = sorted((ROOT / "pages").glob("*.py"))
QUERIES = ROOT / "queries"
VIEWS = [file for layer in (*views.LAYERS, views.SCOPE) for file in sorted((QUERIES / layer).rglob("*.sql"))]
ALL_QUERIES = sorted(QUERIES.rglob("*.sql"))
COMMENT = re.compile(r"--[^\n]*")


def name_of(file: Path) -> str:
    """Path inside the repository: what a failing test is called."""
    return str(file.relative_to(ROOT))


@cache
def tree(file: Path) -> ast.Module:
    """Syntax tree of a Python file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def nodes(
    kind: type[ast.AST] | tuple[type[ast.AST], ...], files: tuple[Path, ...] = PRODUCT
) -> Iterator[tuple[Path, ast.AST]]:
    """Every node of a kind with its file."""
    for file in files:
        yield from ((file, node) for node in ast.walk(tree(file)) if isinstance(node, kind))


def imported(file: Path) -> set[str]:
    """Modules a file imports, by their full names."""
    found = {alias.name for node in ast.walk(tree(file)) if isinstance(node, ast.Import) for alias in node.names}
    return found | {str(node.module) for node in ast.walk(tree(file)) if isinstance(node, ast.ImportFrom)}


def texts(files: tuple[Path, ...] = PRODUCT) -> dict[str, set[str]]:
    """Every text constant of the product → the files it stands in."""
    found: dict[str, set[str]] = {}
    for file, node in nodes(ast.Constant, files):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.setdefault(node.value, set()).add(name_of(file))
    return found


def query_name(file: Path) -> str:
    """A query as code names it: `pages/map/tile`."""
    return str(file.relative_to(QUERIES).with_suffix(""))


def view_name(file: Path) -> str:
    """A view as SQL names it: its first folder is the schema, the others are rooms only."""
    return f"{file.relative_to(QUERIES).parts[0]}.{file.stem}"


def header(file: Path) -> str:
    """The comment lines on top of a query file."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return "\n".join(
        line for line in lines[: next((n for n, s in enumerate(lines) if not s.startswith("--")), len(lines))]
    )


def key(file: Path) -> list[str]:
    """Columns of the `-- key:` line of a query file; empty when there is none."""
    found = re.search(r"^-- key: *(.+)$", header(file), re.MULTILINE)
    return [column.strip() for column in found.group(1).split(",")] if found else []


def code(file: Path) -> str:
    """A query without its comments."""
    return COMMENT.sub("", file.read_text(encoding="utf-8"))

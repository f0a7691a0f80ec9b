"""What is installed: pinned with hashes, needed by something, its licence told; and what a machine lacks for tests."""

import ast
import os
import re
import subprocess
import sys
from importlib import metadata

import pytest

from lib.settings import ROOT
from tests import chromium, conventions
from tests.conventions import PRODUCT

LISTS = ["requirements", "requirements-dev"]
OURS = {"lib", "pages", "app", "tests"}


def pins(file: str) -> dict[str, str]:
    """Package → version of a list."""
    return dict(
        re.findall(r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    )


def spelled(package: str) -> str:
    """A package's name as the lists spell it."""
    return re.sub(r"[-_.]+", "-", package).lower()


def licences() -> dict[str, tuple[str, str]]:
    """Package → licence and what it is for, out of the last table of the page."""
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8").split("## Every package")[1]
    rows = re.findall(r"^\| ([\w.-]+) \| (.+) \| (run|tests) \|$", page, re.MULTILINE)
    return {package: (licence, purpose) for package, licence, purpose in rows}


@pytest.mark.parametrize("name", LISTS)
def test_the_list_with_hashes_holds_what_the_list_with_reasons_asks_for(name):
    asked, locked = pins(f"{name}.in"), pins(f"{name}.txt")
    assert asked
    assert asked.items() <= locked.items(), "make pins"


@pytest.mark.parametrize("name", LISTS)
def test_every_pin_has_its_hashes(name):
    blocks = re.split(r"^(?=[\w.-]+==)", (ROOT / f"{name}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(blocks) == len(pins(f"{name}.txt"))
    assert not [block.split()[0] for block in blocks if not re.search(r"--hash=sha256:[0-9a-f]{64}", block)]


def test_the_two_lists_never_ask_for_two_versions_of_a_package():
    run, tests = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {package for package in run.keys() & tests.keys() if run[package] != tests[package]} == set()


@pytest.mark.parametrize("target", ["run", "dev"])
def test_installing_demands_the_hashes(target):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "--dry-run", "--always-make", f".venv/.{target}"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    installs = [line for line in done.stdout.splitlines() if " -r requirements" in line]
    assert installs
    assert all("--require-hashes" in line for line in installs)


def test_the_product_imports_what_it_asks_for_and_asks_for_what_it_imports():
    modules = {module.split(".")[0] for file in PRODUCT for module in conventions.imported(file)}
    foreign = modules - sys.stdlib_module_names - OURS - {"xstatic"}
    owners = metadata.packages_distributions()
    imported = {spelled(owner) for module in foreign for owner in owners[module]}
    assert imported | shipped_scripts() == set(pins("requirements.in"))


def shipped_scripts() -> set[str]:
    """The packages behind `from xstatic.pkg import …`, which share one name of module."""
    imports = (node for _, node in conventions.nodes(ast.ImportFrom) if isinstance(node, ast.ImportFrom))
    return {spelled(f"xstatic-{name.name}") for node in imports if node.module == "xstatic.pkg" for name in node.names}


def test_every_package_has_a_row_with_its_licence():
    run, tests = pins("requirements.txt"), pins("requirements-dev.txt")
    purposes = dict.fromkeys(tests, "tests") | dict.fromkeys(run, "run")
    assert {package: purpose for package, (_, purpose) in licences().items()} == purposes


def test_the_licences_are_those_the_packages_state():
    installed = {spelled(one.metadata["Name"]): one.metadata for one in metadata.distributions()}
    stated = {
        package: expression
        for package in licences()
        if package in installed and (expression := installed[package].get("License-Expression"))
    }
    assert stated
    assert {package: licences()[package][0] for package in stated} == stated


@pytest.mark.parametrize(
    ("variable", "package"),
    [("CHROMIUM", "chromium"), ("PLAYWRIGHT_NODEJS_PATH", "libatomic1"), ("PATH", "fontconfig")],
)
def test_a_program_that_does_not_start_counts_as_missing(monkeypatch, tmp_path, variable, package):
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    broken.chmod(0o755)
    assert package not in chromium.missing()
    monkeypatch.setenv(variable, str(broken))
    assert package in chromium.missing()
    assert f"apt-get install {' '.join(chromium.missing())}" in chromium.advice(chromium.missing())

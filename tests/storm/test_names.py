"""A short run of the storm of names, on a small register with cases, statements and evidence."""

import subprocess
import sys

import pytest

from lib.settings import ROOT
from tests.registers import made
from tests.reports.conftest import july
from tests.storm.hostile import KINDS, names

SECONDS = 600


@pytest.mark.parametrize("parts", [("pages", "maps"), ("marts", "deliveries")], ids=" ".join)
def test_hostile_names_break_nothing(parts):
    command = [sys.executable, "-m", "tests.storm.names", "--count", "18", "--parts", *parts]
    done = subprocess.run(
        [*command, "--register", str(made("year", july))],
        cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr[-4000:]


def test_a_few_names_are_of_every_kind():
    few = names(len(KINDS), seed=1)
    assert few == [kind[0] for kind in KINDS.values()]
    assert len(names(700, seed=2)) == 700 and names(700, seed=2) == names(700, seed=2) != names(700, seed=3)

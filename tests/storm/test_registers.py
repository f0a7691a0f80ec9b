"""A short run of the storms on the register: kills, also between answers on site, and spoilt disks, side by side."""

import json
import subprocess
import sys

from lib.settings import ROOT


def test_kills_and_spoilt_disks_break_nothing():
    commands = (
        ("tests.storm.kills", "--count", "12"),
        ("tests.storm.disks", "--count", "6"),
        ("tests.storm.inspections", "--inspectors", "2", "--answers", "3", "--acks", "2"),
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for command in commands
    ]
    for process in running:
        out, errors = process.communicate()
        assert process.returncode == 0, out + errors
        assert json.loads(out)["broken"] == []

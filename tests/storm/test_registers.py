"""A short run of the storms on the register: kills and spoilt disks, side by side."""

import json
import subprocess
import sys

from lib.settings import ROOT


def test_kills_and_spoilt_disks_break_nothing():
    commands = (("tests.storm.kills", "12"), ("tests.storm.disks", "6"))
    running = [
        subprocess.Popen(
            [sys.executable, "-m", module, "--count", count],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for module, count in commands
    ]
    for process in running:
        out, errors = process.communicate()
        assert process.returncode == 0, out + errors
        assert json.loads(out)["broken"] == []

"""A served register and the memory its process takes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lib.settings import ROOT
from tests.browser.conftest import free_port, wait


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    url: str
    pid: int

    def memory(self) -> int:
        """Resident memory in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) // 1024

    def cpu(self) -> float:
        """Seconds of processor it has used."""
        user, system = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(register: Path) -> Iterator[Served]:
    """Serve a register file on a free port until the block ends."""
    port, log = free_port(), register.with_suffix(".log")
    command = [sys.executable, "-m", "lib", "serve", "--port", str(port), "--host", "127.0.0.1"]
    with log.open("wb") as output:
        environment = os.environ | {"REGISTER_URL": str(register)}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            wait(f"http://127.0.0.1:{port}/health", process, log)
            yield Served(f"http://127.0.0.1:{port}", process.pid)
        finally:
            process.terminate()
            process.wait(timeout=20)

"""What browser tests need of the machine: found working, or installed with apt-get as root, or said what to do about.

`python -m tests.chromium` does that before the tests run, so that a browser test never skips for want of a browser.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip


def answer(*command: str) -> str:
    """What a program says on standard output; empty when it is not there, lacks a library or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def find() -> str | None:
    """Path of Chromium or Chrome: $CHROMIUM, else the first of the usual names on the PATH."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


def missing() -> list[str]:
    """Debian packages for what does not work here, each thing tried rather than looked for by its file."""
    works = {
        "chromium": bool(answer(find() or "", "--version")),
        "fontconfig fonts-noto-cjk": bool(answer("fc-list", ":lang=zh-cn")),  # without it screens show boxes
        "libatomic1": bool(answer(sys.executable, "-m", "playwright", "--version")),  # Playwright's node wants it
    }
    return [package for names, well in works.items() if not well for package in names.split()]


def install(packages: list[str]) -> None:
    """Install Debian packages; needs root. What fails shows afterwards, in what is still missing."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *arguments], check=False, env=environment)


def main() -> int:
    """Print the browser's path; exit 1 with advice when something is missing and cannot be installed."""
    packages = missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        install(packages)
        packages = missing()
    if packages:
        print(advice(packages), file=sys.stderr)
        return 1
    print(f"Browser tests use {find()}")
    return 0


def advice(packages: list[str]) -> str:
    """What a person can do about packages that are missing."""
    return f"""Exit Atlas tests its pages in a real browser. Missing or not starting: {", ".join(packages)}. Do one of:
  as root:                  apt-get update && apt-get install {" ".join(packages)}
  a browser somewhere else: CHROMIUM=/path/to/chromium make test"""


if __name__ == "__main__":
    sys.exit(main())

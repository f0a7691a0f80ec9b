"""The Chromium the browser tests drive: found, or installed with apt-get as root, or a sentence that says what to do.

`python -m tests.chromium` does that before the tests run, so that a browser test never skips for want of a browser.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")
FONT_DIRECTORIES = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
FONT_PATTERNS = ("*CJK*", "*wqy*", "*SourceHan*", "*simsun*", "*Droid*Fallback*", "*uming*", "*ukai*")
ADVICE = f"""Exit Atlas tests its pages in a real browser. Do one of:
  as root:       apt-get update && apt-get install {" ".join(PACKAGES)}
  another place: CHROMIUM=/path/to/chromium make test"""


def find() -> str | None:
    """Path of Chromium or Chrome: $CHROMIUM, else the first of the usual names on the PATH."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next(filter(None, map(shutil.which, NAMES)), None)


def has_chinese_font() -> bool:
    """Whether Chinese text would be drawn as characters; without a font the screens show boxes."""
    present = [folder for folder in FONT_DIRECTORIES if folder.is_dir()]
    return any(next(folder.rglob(pattern), None) for folder in present for pattern in FONT_PATTERNS)


def install() -> None:
    """Install both with apt-get; needs root."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], check=True, env=environment)
    subprocess.run(
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", *PACKAGES], check=True, env=environment
    )


def main() -> int:
    """Print the browser's path; exit 1 with advice when there is none and none can be installed."""
    if find() is None or not has_chinese_font():
        if os.geteuid() != 0 or shutil.which("apt-get") is None or os.environ.get("CHROMIUM"):
            print(ADVICE, file=sys.stderr)
            return 1
        install()
    print(f"Browser tests use {find()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

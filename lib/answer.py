"""What a command answers: JSON on standard output, for the scripts that read it."""

import json
import sys
from typing import Any


def say(result: Any) -> int:
    """Print one JSON value, and give back the exit code of a command that did what it was asked."""
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=2, default=str) + "\n")
    return 0

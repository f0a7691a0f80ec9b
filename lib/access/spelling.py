"""Names of accounts: input methods write one name in several ways, and capitals make no other person."""

import re
import unicodedata
from typing import Final

NAME: Final = re.compile(r"\w[\w.·-]{0,39}")


def folded(text: str) -> str:
    """One spelling of what input methods write in several: full-width letters and digits are plain ones."""
    return unicodedata.normalize("NFKC", text)


def tidy(name: str) -> str:
    """A name as it is kept and shown."""
    return folded(name).strip()


def key(name: str) -> str:
    """What a name is compared by: its spelling and capitals make no difference."""
    return folded(tidy(name).casefold())

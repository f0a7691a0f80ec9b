"""Names of files that others give: what a person reads stays, what deceives a person or a system goes."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 200  # UTF-8 bytes of a name; systems take 255, and a copy or a download may add to it
ENDING: Final = re.compile(r"\.[^\W_]{1,10}$", re.ASCII)
SEPARATORS: Final = re.compile(r"[/\\]")
FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]+')  # in names on Windows
RESERVED: Final = re.compile(r"(con|prn|aux|nul|(com|lpt)[\d¹²³]|con(in|out)\$)(\..*)?", re.IGNORECASE)  # its devices
UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters and marks that show nothing


def delivered(name: str) -> str:
    """The name of a file somebody brought, safe to keep, show, write and offer: without folders, marks that turn or
    hide letters, and control signs; at most 200 bytes, its ending kept."""
    whole = _shown(SEPARATORS.split(name)[-1])
    ending = ENDING.search(whole)
    kept = ending[0] if ending else ""
    return f"{stem(whole.removesuffix(kept), LONGEST - len(kept)) or 'file'}{kept}"


def stem(title: str, longest: int = LONGEST) -> str:
    """A title as the front part of a file name, in so many UTF-8 bytes; empty when nothing of it is left."""
    safe = FORBIDDEN.sub("-", _shown(title)).strip(" .-")
    safe = safe.encode()[:longest].decode(errors="ignore").strip(" .-")
    return f"_{safe}" if RESERVED.fullmatch(safe) else safe


def _shown(name: str) -> str:
    """A name in its usual composition, of letters that show something; any blank is a space."""
    shown = "".join(_letter(letter) for letter in unicodedata.normalize("NFC", name))
    return " ".join(shown.split())


def _letter(letter: str) -> str:
    kind = unicodedata.category(letter)
    if letter in UNSEEN or kind in ("Cf", "Cs") or ord(letter) & 0xFFFE == 0xFFFE:  # turning marks, halves, no letters
        return ""  # letters of one office's font and those newer than this Python stay: rare names are written in them
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    # Variation selectors and tags show nothing by themselves either.
    return "" if "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef" else letter

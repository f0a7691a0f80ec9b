"""What Python's zipfile raises for the zips of strangers, beside what it says it raises."""

import zipfile
import zlib
from typing import Final

UNOPENED: Final = (zipfile.BadZipFile, NotImplementedError, ValueError, OSError)  # no zip, or a damaged directory
TORN: Final = (*UNOPENED, zlib.error, EOFError, RuntimeError)  # a file in it that cannot be unpacked

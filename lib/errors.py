"""The error tree, split by who must act."""


class AtlasError(Exception):
    """Base of every error the atlas raises on purpose."""


class UserError(AtlasError):
    """The message is for the reader: it says what is wrong and what to do. Pages show it without a traceback."""


class NotBuilt(UserError):
    """There is no register yet."""


class RegisterBusy(UserError):
    """Another process holds the register file."""


class FileRefused(UserError):
    """A delivered file is not read at all: unsafe, unreadable or not a register workbook."""


class ReferenceRefused(AtlasError):
    """A file of `data/reference` is wrong; the message names file, row and column."""


class CheckFailed(AtlasError):
    """A data check found offending rows; the change is not committed."""

"""The error tree, split by who must act."""


class AtlasError(Exception):
    """Base of every error the atlas raises on purpose."""


class UserError(AtlasError):
    """The message is for the reader: it says what is wrong and what to do. Pages show it without a traceback.

    `message` is an English sentence with `{placeholders}` and an entry of the Chinese catalogue; `values` fill it. The
    command line and the pages look it up in the reader's language.
    """

    def __init__(self, message: str, **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(message.format(**values) if values else message)


class NotBuilt(UserError):
    """There is no register yet."""


class RegisterBusy(UserError):
    """Another process holds the register file."""


class RegisterDamaged(UserError):
    """The register's file is not one, or not whole: a copy must be brought back."""


class StorageFailed(UserError):
    """The disk is full, fails or may not be written to; nothing was changed."""


class BackupRunning(UserError):
    """Another backup into the same folder is running."""


class NoCopy(UserError):
    """There is no good copy of the register to bring back."""


class FileRefused(UserError):
    """A delivered file is not read at all: unsafe, unreadable or not a register workbook."""


class ReferenceRefused(AtlasError):
    """A file of `data/reference` is wrong; the message names file, row and column."""


class CheckFailed(AtlasError):
    """A data check found offending rows; the change is not committed."""

"""The error tree, split by who must act, and the sentences that errors are made of."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sentence:
    """Words to be told in the reader's language: an English message of the catalogue and what fills its holes, which
    may be sentences in their turn."""

    message: str
    values: dict[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.message.format(**self.values) if self.values else self.message


class Sentences(tuple[Sentence, ...]):
    """Sentences told one below the other."""

    def __str__(self) -> str:
        return "\n".join(str(one) for one in self)


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


class ReferenceRefused(UserError):
    """Files of `data/reference` are not understood and nothing was loaded; each fault names file, row, column, value
    and what is allowed."""


class CheckFailed(AtlasError):
    """A data check found offending rows; the change is not committed."""

"""Words of the exports in the reader's language."""

from lib.words import said


class Words:
    """Call it with an English message id: the text in `language` (`zh` or `en`), its `{placeholders}` filled."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, message: str, **values: object) -> str:
        return said(message, self.language, "exports", **values)

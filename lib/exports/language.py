"""Words of the exports in the reader's language."""

from lib.words import catalogue


class Words:
    """Call it with an English message id: the text in `language` (`zh` or `en`), its `{placeholders}` filled."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, message: str, **values: object) -> str:
        text = message if self.language == "en" else catalogue("exports").get(message, message)
        return text.format(**values) if values else text

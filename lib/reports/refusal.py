"""The error of the reports, told in the register's language."""

from lib.errors import UserError
from lib.register.reading import Reading
from lib.words import said


class ReportRefused(UserError):
    """Nothing was recorded or made; the message is in the register's language, `sentence` in either."""

    def __init__(self, register: Reading, message: str, **values: object) -> None:
        super().__init__(said(message, register.settings.language, **values))
        self.message, self.values = message, values

    def sentence(self, language: str) -> str:
        """Why, and what to do."""
        return said(self.message, language, **self.values)

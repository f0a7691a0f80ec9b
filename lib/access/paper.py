"""The sign-in page: our own small HTML, without a script, loading nothing."""

import base64
import hashlib
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Final

from starlette.responses import HTMLResponse

from lib.words import said

STYLE: Final = (Path(__file__).parent / "signin.css").read_text(encoding="utf-8")
HASH: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{HASH}'; img-src data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
LANGUAGES: Final = {"zh": ("zh-CN", "English"), "en": ("en", "中文")}  # code → its mark in HTML, and the other one


class Paper:
    """A page in one language, whose forms carry hidden fields; its parts are HTML, what fills them is escaped."""

    def __init__(self, language: str, hidden: Mapping[str, str]) -> None:
        self.language = language
        self.hidden = "".join(f'<input type="hidden" name="{name}" value="{escape(v)}">' for name, v in hidden.items())

    def say(self, message: str, **values: object) -> str:
        """A sentence, escaped."""
        return escape(said(message, self.language, **values))

    def form(self, goes_to: str, button: str, *fields: str, kind: str = "main") -> str:
        """A form with its button."""
        pressed = f'<button class="{kind}">{self.say(button)}</button>'
        return f'<form method="post" action="{escape(goes_to)}">{self.hidden}{"".join(fields)}{pressed}</form>'

    def field(self, name: str, label: str, completes: str, value: str = "") -> str:
        """A field of a form; a password unless it is the name."""
        kind = "text" if completes == "username" else "password"
        return (
            f'<label>{self.say(label)}<input type="{kind}" name="{name}" value="{escape(value)}" required '
            f'maxlength="200" autocomplete="{completes}" autocapitalize="none" spellcheck="false"></label>'
        )

    def told(self, sentence: str) -> str:
        """A warning above the form, which a screen reader reads out."""
        return f'<p class="wrong" role="alert">{escape(sentence)}</p>'

    def answer(self, title: str, *parts: str, status: int, other: str) -> HTMLResponse:
        """The whole page; `other` is the address of the same in the other language."""
        code, name = LANGUAGES[self.language]
        switch = f'<a class="switch" href="{escape(other)}">{name}</a>'
        head = (
            '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<link rel="icon" href="data:,"><title>{self.say(title)} · {self.say("Exit Atlas")}</title>'
        )
        body = f"{switch}<h1>{self.say('Exit Atlas')}</h1><h2>{self.say(title)}</h2>{''.join(parts)}"
        page = f'<!doctype html><html lang="{code}"><head>{head}<style>{STYLE}</style></head><body><main>{body}'
        return HTMLResponse(f"{page}</main></body></html>", status, {"Content-Security-Policy": POLICY})

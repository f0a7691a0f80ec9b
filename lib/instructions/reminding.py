"""Mail about what is to be done, to whom the office's file (`ATLAS_MAIL`) names; without it nothing is ever sent."""

import shutil
import smtplib
import ssl
import tomllib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from lib.errors import RegisterBusy, UserError
from lib.instructions.feeds import TITLES, todo
from lib.register.backup import stamped
from lib.register.reading import Reading
from lib.register.store import Register
from lib.settings import Settings
from lib.words import printable, said

CITY: Final = "city"  # the recipient who is told everything
SOON: Final = 7  # days ahead of which a mail tells
SECURITY: Final = ("starttls", "tls", "none")
SECONDS: Final = 30
Opener = Callable[[Settings], Register]


@dataclass(frozen=True)
class Post:
    """The office's mail server and who is told: area code, department or `city` → addresses."""

    server: str
    sender: str
    to: dict[str, list[str]]
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    language: str = "zh"


def post(settings: Settings) -> Post:
    """The file of the setting. Raises UserError where there is none, or it is not understood."""
    if not settings.mail_file:
        raise UserError("No mail server is named (ATLAS_MAIL): nothing was sent.")
    try:
        found = Post(**tomllib.loads(Path(settings.mail_file).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise _wrong(settings, error) from error
    texts = (found.server, found.sender, found.user, found.password)
    lists = isinstance(found.to, dict) and all(isinstance(one, list) for one in found.to.values())
    if not lists or not found.to or not all(isinstance(one, str) for one in texts) or not found.server:
        raise _wrong(settings, "server, sender and [to] are needed")
    if found.security not in SECURITY or found.language not in TITLES:
        raise _wrong(settings, f"security is {'、'.join(SECURITY)}; language is zh or en")
    if found.security == "none" and found.password:
        raise _wrong(settings, "a password is sent over starttls or tls alone")
    return found


def _wrong(settings: Settings, reason: Any) -> UserError:
    return UserError("ATLAS_MAIL, {path}: {reason}. See docs/operations.md.", path=settings.mail_file, reason=reason)


def remind(settings: Settings, opener: Opener, on: date, *, is_tried: bool = False) -> dict[str, int]:
    """Send each recipient what is overdue or due within a week, silent, or asked of them; recipient → rows. Who has
    nothing to do gets no mail. `is_tried`: only count. Raises UserError without the setting, and when the server takes
    no mail."""
    office = post(settings)
    with TemporaryDirectory() as folder:
        register = _readable(settings, opener, Path(folder))
        with closing(register):
            told = {who: _owed(register, on, who, office.language) for who in office.to}
    found = {who: rows for who, rows in told.items() if rows}
    if found and not is_tried:
        _send(settings, office, [_mail(office, who, rows, on) for who, rows in found.items()])
    return {who: len(rows) for who, rows in found.items()}


def _readable(settings: Settings, opener: Opener, folder: Path) -> Register:
    """The register; while a server holds it, its newest copy, opened as a copy of that. Raises RegisterBusy where there
    is none."""
    try:
        return opener(settings)
    except RegisterBusy:
        copies = stamped(settings.backups_dir, settings.register_path.stem)
        if not copies:
            raise
        copy = Path(shutil.copy(copies[-1][2], folder / "register.duckdb"))
        return opener(replace(settings, register_url=str(copy)))


def _owed(register: Reading, on: date, who: str, language: str) -> list[dict[str, Any]]:
    """What a recipient is told: what has no day, and what is overdue or near."""
    areas = set(register.query("asks/reports/areas")["area_code"])
    narrowed = {} if who == CITY else {"area": who} if who in areas else {"department": who}
    rows = todo(register, on, language, **narrowed)
    return [row for row in rows if row["days_left"] is None or row["days_left"] <= SOON]


def _mail(office: Post, who: str, rows: list[dict[str, Any]], on: date) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = office.sender, ", ".join(office.to[who])
    mail["Subject"] = f"{TITLES[office.language]} {on:%Y-%m-%d} ({len(rows)})"
    lines = [" · ".join(str(row[name]) for name in LINE if row[name]) for row in rows]
    foot = said("As of {day}; the atlas tells more under To do.", office.language, day=f"{on:%Y-%m-%d}")
    mail.set_content("\n".join([printable(line) for line in lines] + ["", foot]))
    return mail


LINE: Final = ("todo_name", "area_name", "todo_subject", "todo_what", "due_on", "lead_department")


def _send(settings: Settings, office: Post, mails: list[EmailMessage]) -> None:
    context = ssl.create_default_context()
    try:
        with (
            smtplib.SMTP_SSL(office.server, office.port, timeout=SECONDS, context=context)
            if office.security == "tls"
            else smtplib.SMTP(office.server, office.port, timeout=SECONDS)
        ) as server:
            if office.security == "starttls":
                server.starttls(context=context)
            if office.user:
                server.login(office.user, office.password)
            for mail in mails:
                server.send_message(mail)
    except (OSError, smtplib.SMTPException) as error:
        raise _wrong(settings, error) from error

"""Mail about what is to be done, to whom the office's file (`ATLAS_MAIL`) names; without it nothing is ever sent."""

import shutil
import smtplib
import ssl
import tomllib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime
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
    lists = isinstance(found.to, dict) and all(isinstance(one, list) and one for one in found.to.values())
    named = [one for to in found.to.values() for one in to] if lists else []
    is_said = all(isinstance(one, str) and one.isprintable() for one in (*texts, *named))
    if not lists or not found.to or not is_said or not found.server or not isinstance(found.port, int):
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
        register, copied = _readable(settings, opener, Path(folder))
        with closing(register):
            known = register.query("asks/instructions/addressees")
            if strange := sorted(set(office.to) - set(known["addressee"]) - {CITY}):
                raise _wrong(settings, f"[to] {'、'.join(strange)}?")
            told = {who: _owed(register, on, who, office.language) for who in office.to}
    found = {who: rows for who, rows in told.items() if rows}
    if found and not is_tried:
        _send(settings, office, [_mail(office, who, rows, on, copied) for who, rows in found.items()])
    return {who: len(rows) for who, rows in found.items()}


def _readable(settings: Settings, opener: Opener, folder: Path) -> tuple[Register, str]:
    """The register; while a server holds it, its newest copy, opened as a copy of that, and when that was made (UTC).
    Raises RegisterBusy where there is none."""
    try:
        return opener(settings), ""
    except RegisterBusy:
        copies = stamped(settings.backups_dir, settings.register_path.stem)
        if not copies:
            raise
        stamp, _age, newest = copies[-1]
        copy = Path(shutil.copy(newest, folder / "register.duckdb"))
        made = f"{datetime.strptime(stamp, '%Y%m%d-%H%M%S'):%Y-%m-%d %H:%M}"
        return opener(replace(settings, register_url=str(copy))), made


def _owed(register: Register, on: date, who: str, language: str) -> list[dict[str, Any]]:
    """What a recipient is told: what has no day, and what is overdue or near; an area reads what its accounts do."""
    is_area = who in set(register.query("asks/reports/areas")["area_code"])
    source: Reading = register.reading().scoped((who,)) if is_area else register
    rows = todo(source, on, language, **({} if is_area or who == CITY else {"department": who}))
    return [row for row in rows if row["days_left"] is None or row["days_left"] <= SOON]


def _mail(office: Post, who: str, rows: list[dict[str, Any]], on: date, copied: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = office.sender, ", ".join(office.to[who])
    mail["Subject"] = f"{TITLES[office.language]} {on:%Y-%m-%d} ({len(rows)})"
    lines = [" · ".join(str(row[name]) for name in LINE if row[name]) for row in rows]
    foot = said("As of {day}; the atlas tells more under To do.", office.language, day=f"{on:%Y-%m-%d}")
    more = [said("Read from the copy of {time} UTC.", office.language, time=copied)] if copied else []
    mail.set_content("\n".join([printable(line) for line in lines] + ["", foot, *more]))
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
            refused = [told for mail in mails if (told := _refused(server, mail))]
    except (OSError, smtplib.SMTPException) as error:
        raise _wrong(settings, error) from error
    if refused:
        raise _wrong(settings, "; ".join(refused))


def _refused(server: smtplib.SMTP, mail: EmailMessage) -> str:
    """The addresses that the server takes no mail for; the others have it, and so have those of other mails."""
    try:
        return "、".join(server.send_message(mail))
    except smtplib.SMTPRecipientsRefused as error:
        return "、".join(error.recipients)

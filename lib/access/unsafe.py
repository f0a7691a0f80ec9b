"""Settings that would let the wrong people in, or lose what they should keep: the start is refused with a sentence."""

import re
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISVTX, S_IWOTH
from typing import Final

from lib.access.arrival import OURS, PASSED_ON, proxies
from lib.access.authority import is_loopback
from lib.errors import UserError
from lib.register.accounts import accounts_of
from lib.settings import ROOT, Settings

MEANT_OTHERWISE: Final = (*PASSED_ON, "host", "cookie", "origin", "authorization", "user-agent", "referer")
EVERY_PROGRAM: Final = ("127.0.0.1", "::1")  # whatever runs on this machine comes from there
NOWHERE: Final = ("0.0.0.0", "::")
PRODUCT: Final = tuple(ROOT / name for name in ("lib", "pages", "queries", "locale", ".venv"))
HASH: Final = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
OF_NOTHING: Final = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
# Minutes, hours; days in the longest six months: 网络安全法 (2017) 第二十一条（三） wants logs kept as long.
IDLE, LIFE, KEPT = 24 * 60, 7 * 24, 184


class Unsafe(UserError):
    """A setting is not safe to serve with; nothing was started."""


def prove_safe(settings: Settings, host: str) -> None:
    """Raise Unsafe for the first setting that is not safe to serve on `host` with, UserError for one that is wrong."""
    for faults in (_known(settings), _proxies(settings, host), _sessions(settings), _files(settings)):
        for fault in faults:
            raise fault


def _known(settings: Settings) -> Iterator[Unsafe]:
    if settings.log not in ("text", "json"):
        yield Unsafe("ATLAS_LOG is {text}; it is text or json.", text=repr(settings.log))
    if settings.language not in ("zh", "en"):
        yield Unsafe("ATLAS_LANGUAGE is {text}; it is zh or en.", text=repr(settings.language))
    if (kept := settings.metrics_sha256) and (not HASH.fullmatch(kept) or kept.lower() == OF_NOTHING):
        yield Unsafe(
            "ATLAS_METRICS_SHA256 is not the SHA-256 of a token, 64 hexadecimal digits: openssl rand -hex 32 makes a "
            "token, printf %s TOKEN | sha256sum its hash."
        )


def _proxies(settings: Settings, host: str) -> Iterator[Unsafe]:
    believed, header = proxies(settings), settings.user_header.lower()
    if strange := believed & set(NOWHERE):
        yield Unsafe("ATLAS_PROXIES names {address}, from which nobody comes.", address=min(strange))
    if header and not believed:
        yield Unsafe(
            "ATLAS_USER_HEADER is set and ATLAS_PROXIES names no proxy that may write it: nobody could come in, and "
            "who reads these settings would think otherwise. Name the proxy's address."
        )
    if header in MEANT_OTHERWISE or header.startswith(OURS.decode()):
        yield Unsafe("ATLAS_USER_HEADER is {header}, which means something else.", header=settings.user_header)
    if header and (shared := believed & set(EVERY_PROGRAM)):
        yield Unsafe(
            "ATLAS_USER_HEADER would be believed from {address}, from where every program of this machine comes. Give "
            "the proxy an address of its own, such as 127.0.0.9 (nginx: proxy_bind 127.0.0.9).",
            address=min(shared),
        )
    named = [name for name in settings.hosts if not is_loopback(name)]
    if named and is_loopback(host) and not believed and not settings.is_open_allowed:
        yield Unsafe(
            "ATLAS_HOSTS names {names} while only this machine is listened to, so that a proxy stands in front, and "
            "ATLAS_PROXIES does not name it: everybody would come from one address, and cookies would lack Secure.",
            names=", ".join(named),
        )


def _sessions(settings: Settings) -> Iterator[Unsafe]:
    for name, value, most in (
        ("ATLAS_IDLE_MINUTES", settings.idle_minutes, IDLE),
        ("ATLAS_SIGNED_IN_HOURS", settings.signed_in_hours, LIFE),
    ):
        if not 1 <= value <= most:
            yield Unsafe("{setting} is {value}; it is between 1 and {most}.", setting=name, value=value, most=most)
    if 0 < settings.access_days < KEPT:
        yield Unsafe(
            "ATLAS_ACCESS_DAYS is {days}; logs of who came in are kept for six months (网络安全法, 2017, art. 21): "
            "{least} or more, or 0 for good.",
            days=settings.access_days,
            least=KEPT,
        )


def _files(settings: Settings) -> Iterator[Unsafe]:
    register, evidence, backups = (
        path.resolve() for path in (settings.register_path, settings.evidence_dir, settings.backups_dir)
    )
    for name, path in (("REGISTER_URL", register), ("ATLAS_EVIDENCE_DIR", evidence), ("ATLAS_BACKUP_DIR", backups)):
        if any(path.is_relative_to(folder) for folder in PRODUCT):
            yield Unsafe("{setting} lies inside the program, in {path}: choose another.", setting=name, path=path)
    if backups == register.parent or backups / "evidence" == evidence or backups.is_relative_to(evidence):
        yield Unsafe(
            "Copies would lie where what they are copies of lies, in {path}: ATLAS_BACKUP_DIR must be a folder of its "
            "own, better on another disk.",
            path=backups,
        )
    secret = (Path(name) for name in (settings.provider_file, settings.mail_file) if name)
    for path in (accounts_of(register), *secret):
        if path.is_file() and path.stat().st_mode & 0o077:
            yield Unsafe("Others on this machine may read {path}: chmod 600 {path}", path=path)
    if register.parent.is_dir() and (mode := register.parent.stat().st_mode) & S_IWOTH and not mode & S_ISVTX:
        yield Unsafe(
            "Everybody on this machine may put another register or other accounts into {path}: chmod o-w {path}",
            path=register.parent,
        )

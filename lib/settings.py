"""Settings: one frozen object, read from the environment in this one place."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lib.errors import UserError

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Every setting of the atlas; the defaults serve a fresh clone. Each is documented in docs/settings.md."""

    register_url: str = field(default=str(ROOT / "data" / "register.duckdb"))  # REGISTER_URL
    city_adcode: str = "371500"  # CITY_ADCODE, GB/T 2260 code of the prefecture
    host: str = "127.0.0.1"  # ATLAS_HOST
    port: int = 8501  # ATLAS_PORT
    hosts: tuple[str, ...] = ()  # ATLAS_HOSTS, further names the server answers to, separated by commas
    language: str = "zh"  # ATLAS_LANGUAGE, zh or en
    upload_megabytes: int = 50  # ATLAS_UPLOAD_MEGABYTES, larger workbooks are refused
    session_megabytes: int = 500  # ATLAS_SESSION_MEGABYTES, files of one session that wait to be saved
    sessions_megabytes: int = 2000  # ATLAS_SESSIONS_MEGABYTES, of all sessions together
    reader_megabytes: int = 1024  # ATLAS_READER_MEGABYTES, memory a child may take to read one foreign file
    reader_seconds: int = 120  # ATLAS_READER_SECONDS, time it may take
    basemap_url: str = ""  # ATLAS_BASEMAP_URL, an XYZ template inside the intranet; empty = none
    memory_limit: str = ""  # ATLAS_MEMORY_LIMIT, such as 2GB; empty = DuckDB's own default
    reference_dir: Path = ROOT / "data" / "reference"  # ATLAS_REFERENCE_DIR, what the plans of all years share
    plans_dir: Path = ROOT / "data" / "plans"  # ATLAS_PLANS_DIR, a folder for the plan of each year
    checklists_dir: Path = ROOT / "data" / "checklists"  # ATLAS_CHECKLISTS_DIR, a file for each checklist
    boundaries_dir: Path = ROOT / "data" / "local" / "boundaries"  # ATLAS_BOUNDARIES_DIR, dropped-in polygons
    profiles_dir: Path = ROOT / "data" / "local" / "profiles"  # ATLAS_PROFILES_DIR, saved mapping profiles
    evidence_dir: Path = ROOT / "data" / "evidence"  # ATLAS_EVIDENCE_DIR, files that prove steps, by content hash
    evidence_megabytes: int = 200  # ATLAS_EVIDENCE_MEGABYTES, larger evidence is refused
    evidence_zip_megabytes: int = 400  # ATLAS_EVIDENCE_ZIP_MEGABYTES, larger zips of evidence are refused
    templates_dir: Path = ROOT / "data" / "templates"  # ATLAS_TEMPLATES_DIR, Word papers an office may reword
    backup_dir: str = ""  # ATLAS_BACKUP_DIR, copies made while serving; empty = `backups` beside the register
    backup_hours: int = 24  # ATLAS_BACKUP_HOURS, age at which the newest copy is followed by another; 0 = none
    backups_kept: int = 14  # ATLAS_BACKUPS_KEPT, scheduled copies beyond these are removed, the oldest first
    field_days: int = 7  # ATLAS_FIELD_DAYS, how long after its day a phone keeps a plan of inspections
    idle_minutes: int = 30  # ATLAS_IDLE_MINUTES, after which who did nothing must sign in again
    signed_in_hours: int = 12  # ATLAS_SIGNED_IN_HOURS, after which everybody must sign in again
    access_days: int = 365  # ATLAS_ACCESS_DAYS, how long entries of the access log are kept; 0 = for good
    is_open_allowed: bool = False  # ATLAS_OPEN=1, serve to the network, or real data, though there is no account
    proxies: tuple[str, ...] = ()  # ATLAS_PROXIES, addresses of proxies whose word on who asks is taken
    provider_file: str = ""  # ATLAS_PROVIDER, file about the sign-in provider of the office; empty = none
    user_header: str = ""  # ATLAS_USER_HEADER, in which those proxies name the person they have signed in
    mail_file: str = ""  # ATLAS_MAIL, file about the office's mail server and whom `remind` tells; empty = no mail
    log: str = "text"  # ATLAS_LOG, text or json: one JSON object a line
    metrics_sha256: str = ""  # ATLAS_METRICS_SHA256, of the token a program shows at /metrics; empty = none does
    queries_dir: Path = ROOT / "queries"

    @property
    def register_path(self) -> Path:
        """The register's file; `duckdb:` may stand before the path."""
        return Path(self.register_url.removeprefix("duckdb:"))

    @property
    def backups_dir(self) -> Path:
        """Where scheduled copies go and `restore` looks."""
        return Path(self.backup_dir) if self.backup_dir else self.register_path.parent / "backups"


def from_environment() -> Settings:
    """Settings of this process; an unset variable keeps its default."""
    env, default = os.environ, Settings()
    return Settings(
        register_url=env.get("REGISTER_URL", default.register_url),
        city_adcode=env.get("CITY_ADCODE", default.city_adcode),
        host=env.get("ATLAS_HOST", default.host),
        port=_whole("ATLAS_PORT", default.port),
        hosts=_listed("ATLAS_HOSTS"),
        language=env.get("ATLAS_LANGUAGE", default.language),
        upload_megabytes=_whole("ATLAS_UPLOAD_MEGABYTES", default.upload_megabytes),
        session_megabytes=_whole("ATLAS_SESSION_MEGABYTES", default.session_megabytes),
        sessions_megabytes=_whole("ATLAS_SESSIONS_MEGABYTES", default.sessions_megabytes),
        reader_megabytes=_whole("ATLAS_READER_MEGABYTES", default.reader_megabytes),
        reader_seconds=_whole("ATLAS_READER_SECONDS", default.reader_seconds),
        basemap_url=env.get("ATLAS_BASEMAP_URL", default.basemap_url),
        memory_limit=env.get("ATLAS_MEMORY_LIMIT", default.memory_limit),
        reference_dir=Path(env.get("ATLAS_REFERENCE_DIR", default.reference_dir)),
        plans_dir=Path(env.get("ATLAS_PLANS_DIR", default.plans_dir)),
        checklists_dir=Path(env.get("ATLAS_CHECKLISTS_DIR", default.checklists_dir)),
        boundaries_dir=Path(env.get("ATLAS_BOUNDARIES_DIR", default.boundaries_dir)),
        profiles_dir=Path(env.get("ATLAS_PROFILES_DIR", default.profiles_dir)),
        evidence_dir=Path(env.get("ATLAS_EVIDENCE_DIR", default.evidence_dir)),
        templates_dir=Path(env.get("ATLAS_TEMPLATES_DIR", default.templates_dir)),
        backup_dir=env.get("ATLAS_BACKUP_DIR", default.backup_dir),
        backup_hours=_whole("ATLAS_BACKUP_HOURS", default.backup_hours),
        backups_kept=_whole("ATLAS_BACKUPS_KEPT", default.backups_kept),
        evidence_megabytes=_whole("ATLAS_EVIDENCE_MEGABYTES", default.evidence_megabytes),
        evidence_zip_megabytes=_whole("ATLAS_EVIDENCE_ZIP_MEGABYTES", default.evidence_zip_megabytes),
        field_days=_whole("ATLAS_FIELD_DAYS", default.field_days),
        idle_minutes=_whole("ATLAS_IDLE_MINUTES", default.idle_minutes),
        signed_in_hours=_whole("ATLAS_SIGNED_IN_HOURS", default.signed_in_hours),
        access_days=_whole("ATLAS_ACCESS_DAYS", default.access_days),
        is_open_allowed=bool(_whole("ATLAS_OPEN", 0)),
        proxies=_listed("ATLAS_PROXIES"),
        provider_file=env.get("ATLAS_PROVIDER", default.provider_file),
        user_header=env.get("ATLAS_USER_HEADER", default.user_header),
        mail_file=env.get("ATLAS_MAIL", default.mail_file),
        log=env.get("ATLAS_LOG", default.log),
        metrics_sha256=env.get("ATLAS_METRICS_SHA256", default.metrics_sha256),
    )


def believe_no_proxy() -> None:
    """uvicorn takes the word of whoever asks from this machine on who asks for whom; the gate decides that itself."""
    os.environ["FORWARDED_ALLOW_IPS"] = ""


def inherited(changes: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process we start: our own with these changes."""
    return os.environ | changes


def _listed(name: str) -> tuple[str, ...]:
    """A setting that is a list, separated by commas or spaces."""
    return tuple(os.environ.get(name, "").replace(",", " ").split())


def _whole(name: str, default: int) -> int:
    """A setting that is a whole number. Raises UserError naming it when it is something else."""
    text = os.environ.get(name, str(default))
    if not text.isdigit():
        raise UserError(
            "{setting} is {text}; it must be a whole number, such as {default}.",
            setting=name,
            text=repr(text),
            default=default,
        )
    return int(text)

"""Mapping profiles: named JSON files that say what the columns of a foreign layout mean.

Shipped ones lie in `data/profiles/`, those saved by users in `settings.profiles_dir`; of one name the saved one counts.
"""

import json
import os
import re
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from lib.errors import UserError
from lib.imports.cells import key
from lib.imports.reasons import refused
from lib.imports.rows import ENTERPRISE_COLUMNS, LINE_COLUMNS
from lib.settings import ROOT, Settings

DEFAULTS = Settings()
SHIPPED = ROOT / "data" / "profiles"
SAFE_NAME = re.compile(r"[\w一-鿿][\w一-鿿-]{0,59}")
FIELDS = (set(ENTERPRISE_COLUMNS) | set(LINE_COLUMNS) | {"serial", "ignored", "observed_on"}) - {"has_line"}


@dataclass(frozen=True)
class Composed:
    """A field made from other columns: the first that is not blank, cut before a separator, or several joined."""

    columns: tuple[str, ...]
    before: str = ""  # keep only what stands before this
    join: str | None = None  # join all columns with this instead of taking the first


@dataclass(frozen=True)
class Profile:
    """How a foreign layout is to be read."""

    name: str
    title: str = ""
    source: str = ""
    columns: dict[str, str] = field(default_factory=dict)  # heading → field or attribute code, "" = do not read
    values: dict[str, dict[str, str]] = field(default_factory=dict)  # field → word of the file → word or code we know
    constants: dict[str, str] = field(default_factory=dict)  # field → value where the file gives none
    composed: dict[str, Composed] = field(default_factory=dict)
    sites: tuple[str, ...] = ()  # columns naming a plant, then its place: further places become 厂址2, 厂址3, …
    is_complete: bool = False  # headings not listed are left unread without a word


def load_profile(name: str, settings: Settings = DEFAULTS) -> Profile:
    """The profile of a name. Raises FileRefused when there is none or its file is wrong."""
    file = profile_files(settings).get(name)
    if file is None:
        raise refused("file_no_profile", settings.language, profile=name, known=", ".join(profile_files(settings)))
    try:
        return profile_of(name, json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError, AttributeError) as error:
        raise refused("file_profile", settings.language, profile=name, problem=str(error)) from error


def profile_of(name: str, content: dict[str, Any]) -> Profile:
    """A profile from the content of its file. Raises ValueError naming what is wrong."""
    allowed = set(Profile.__dataclass_fields__) - {"name"}
    if unknown := set(content) - allowed:
        raise ValueError(f"unknown entries {', '.join(sorted(unknown))}; known are {', '.join(sorted(allowed))}")
    composed = {
        target: Composed(**(parts | {"columns": tuple(parts["columns"])}))
        for target, parts in content.get("composed", {}).items()
    }
    named = set(content.get("constants", {})) | set(composed) | set(content.get("values", {}))
    if wrong := {target for target in named if target not in FIELDS}:
        raise ValueError(f"unknown fields {', '.join(sorted(wrong))}")
    return Profile(**(content | {"name": name, "composed": composed, "sites": tuple(content.get("sites", ()))}))


@lru_cache(maxsize=64)
def profile_words(words: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Headings or words of a profile by their lookup key."""
    return {key(word): meant for word, meant in words}


def list_profiles(settings: Settings = DEFAULTS) -> list[Profile]:
    """Every profile that can be chosen, by name."""
    return [load_profile(name, settings) for name in sorted(profile_files(settings))]


def profile_files(settings: Settings) -> dict[str, Path]:
    """Name → file."""
    folders = (SHIPPED, settings.profiles_dir)
    return {file.stem: file for folder in folders if folder.is_dir() for file in sorted(folder.glob("*.json"))}


def save_profile(profile: Profile, settings: Settings = DEFAULTS) -> Path:
    """Keep a profile under its name; the file appears whole or not at all. Raises UserError for an unsafe name."""
    if not SAFE_NAME.fullmatch(profile.name):
        raise UserError(
            "{name} cannot name a profile: use letters, digits, hyphens and underscores, at most 60.",
            name=repr(profile.name),
        )
    content = {key: value for key, value in asdict(profile).items() if key != "name" and value}
    profile_of(profile.name, json.loads(json.dumps(content)))
    settings.profiles_dir.mkdir(parents=True, exist_ok=True)
    file = settings.profiles_dir / f"{profile.name}.json"
    draft = file.with_suffix(".tmp")
    draft.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    os.replace(draft, file)
    return file

"""Opening the atlas: the register, its reference data, polygons and views up to date with this version's files."""

import hashlib
from contextlib import suppress
from datetime import date
from pathlib import Path

import duckdb

from lib.places import shapes
from lib.register import reference, storage, views
from lib.register.identified import recollect, remember_ended, remembering
from lib.register.store import Register, connect, now
from lib.settings import Settings


def open_atlas(settings: Settings, *, create: bool = False) -> Register:
    """Open (or with `create` make) the register; reload reference data and views when their files changed.

    Raises NotBuilt, RegisterBusy, RegisterDamaged, StorageFailed or ReferenceRefused.
    """
    register = connect(settings, create=create)
    try:
        with storage.explained(settings.register_path):
            bring_up_to_date(register)
    except BaseException:
        register.close()
        raise
    return register


def bring_up_to_date(register: Register) -> None:
    """Load what changed among this version's files; the journal learns of commits it missed."""
    fingerprint = fingerprint_of(register.settings)
    if loaded_fingerprint(register) != fingerprint:
        load(register, fingerprint)
        register.tidy()
    if len(register.query("asks/account/ended_rules")):
        with register.write("atlas", "rules ended", "rules whose last day is over") as cursor:
            remember_ended(register, cursor, now())
    reference.kept(register.settings)
    register.keep_journal()


def fingerprint_of(settings: Settings) -> str:
    """Hash of every file the register's reference data and views are made from, and of the city they are made for."""
    digest = hashlib.sha256(settings.city_adcode.encode())
    ours = (settings.reference_dir, settings.plans_dir, settings.checklists_dir, settings.queries_dir)
    for directory in (*ours, settings.boundaries_dir):
        for file in sorted(path for path in Path(directory).rglob("*") if path.is_file()):
            digest.update(str(file.relative_to(directory)).encode() + file.read_bytes())
    return digest.hexdigest()


def loaded_fingerprint(register: Register) -> str:
    """Fingerprint of the files the register was last loaded from; empty when it is new."""
    cursor = register.con.cursor()
    if not cursor.execute(register.sql("setup/is_loaded")).fetchall():
        return ""
    row = cursor.execute(register.sql("setup/loaded_fingerprint")).fetchone()
    return str(row[0]) if row else ""


def load(register: Register, fingerprint: str) -> None:
    """Schema, reference tables, polygons and views in one transaction; the audit says so.

    Raises ReferenceRefused before anything is changed.
    """
    settings = register.settings
    rows = reference.renewed(settings)
    views.create_schema(register.con, settings.queries_dir)
    with register.write("atlas", "reference", "reference data, polygons and views", fingerprint=fingerprint) as cursor:
        with (
            suppress(duckdb.CatalogException, duckdb.BinderException),  # the first load, or of a version without this
            remembering(register, cursor, "reference", fingerprint, [date.today()], now()),
        ):
            pass  # written down by the views of the files it was loaded from
        views.drop_views(cursor, settings.queries_dir)
        reference.load(cursor, rows)
        shapes.load_city(cursor, settings)
        views.create_views(cursor, settings.queries_dir)
        recollect(register, cursor, now())
        cursor.execute(register.sql("setup/forget_fingerprint"))
        cursor.execute(register.sql("setup/keep_fingerprint"), {"fingerprint": fingerprint, "loaded_at": now()})

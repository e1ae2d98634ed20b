"""A whole store as one file, made while people go on working, and a store made of such a file.

The file is a ZIP archive of `store.db`, the store in SQLite whatever its engine is, and `manifest.json`, which says
what must be in it. Its comment is the SHA-256 of every byte before: one that has changed anywhere is refused.
"""

import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version as version_of
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from tracker.errors import BackupRefused, Invalid, StoreNotReady
from tracker.store import copying, filling, upgrade
from tracker.store.clock import now
from tracker.store.copying import Contents
from tracker.store.sessions import Store, file_of, understood
from tracker.store.verifying import verify
from tracker.translation import gettext as _

FORMAT = 1
_STORE, _MANIFEST = "store.db", "manifest.json"
_DIGITS = 64
_OF_THE_DISK = tuple(f"SQLITE_{why}" for why in "FULL IOERR CANTOPEN BUSY LOCKED READONLY PERM NOMEM".split())
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: its form, the program and the migration that made it, when, and the contents of each table.

    `state` is the last hash of the history, "" where it has none; `broken` says what of the history was altered before.
    """

    format: int
    program: str
    migration: str
    made_at: str
    state: str
    broken: str
    tables: dict[str, Contents]


def back_up(store: Store, file: Path) -> Manifest:
    """Write the store as it is at one moment. Invalid where there is a file already, or none can be written.

    StoreNotReady where there is no store, or its file is damaged.
    """
    if os.path.lexists(file):
        raise _there(file)
    with understood():
        migration = upgrade.version(store)
    if migration is None:
        raise StoreNotReady(_("There is no store there yet, so there is nothing to back up."))
    try:
        with (
            understood(_("The backup could not be made where it is to stand: {wrong}")),
            _beside(file) as folder,
        ):
            copy, made = Path(folder, _STORE), Path(folder, "made")
            _copy(store, copy, migration)
            manifest = _described(copy)
            _write(made, copy, manifest)
            _name(made, file)
    except OSError as wrong:
        raise Invalid(_("“{name}” cannot be written: {why}.").format(name=file, why=wrong.strerror or wrong)) from wrong
    return manifest


def _there(file: Path) -> Invalid:
    return Invalid(_("“{name}” is there already. Name another file.").format(name=file))


def _copy(store: Store, copy: Path, migration: str) -> None:
    """All that one reader sees, in an SQLite file."""
    copy.touch(0o600)
    if store.engine.dialect.name == "sqlite":
        with store.reading() as session, closing(sqlite3.connect(copy)) as target:
            own: Any = session.connection().connection.driver_connection
            own.backup(target)
    else:
        with Store(f"sqlite:///{copy}") as target, store.reading() as session:
            upgrade.upgrade(target, migration)
            with target.engine.execution_options(writing=True).begin() as connection:
                copying.copy_to_file(session.connection(), connection)


def _described(copy: Path) -> Manifest:
    with Store(f"sqlite:///{copy}") as store, store.engine.connect() as connection:
        problem = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if problem != "ok":
            raise StoreNotReady(_("The store's file is damaged ({problem}).").format(problem=problem))
        proved = verify(connection) if inspect(connection).has_table("ledger") else None
        tables = copying.contents(connection)
        migration = upgrade.version(store)
    with closing(sqlite3.connect(copy)) as file:
        file.execute("PRAGMA journal_mode = DELETE")
    return Manifest(
        format=FORMAT,
        program=version_of("policy-recommendation-tracker"),
        migration=migration or "",
        made_at=now().isoformat(timespec="seconds"),
        state=proved.head if proved else "",
        broken=proved.broken if proved else "",
        tables=tables,
    )


def _write(made: Path, copy: Path, manifest: Manifest) -> None:
    made.touch(0o600)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1))
        archive.write(copy, _STORE)
        archive.comment = b"0" * _DIGITS
    with made.open("r+b") as file:
        digits = _digest(made)
        file.seek(-_DIGITS, os.SEEK_END)
        file.write(digits)
        file.flush()
        os.fsync(file.fileno())


def _digest(file: Path) -> bytes:
    """The SHA-256 of all but the last digits."""
    found, left = hashlib.sha256(), file.stat().st_size - _DIGITS
    with file.open("rb") as data:
        while left > 0:
            piece = data.read(min(_PIECE, left))
            found.update(piece)
            left -= len(piece)
    return found.hexdigest().encode()


def _beside(file: Path) -> TemporaryDirectory[str]:
    """A folder on the same disk: what is written in it needs only its name to be the file."""
    return TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent, ignore_cleanup_errors=True)


def _name(made: Path, file: Path) -> None:
    """Give the file its name for good, or none; Invalid where another has it by now."""
    try:
        os.link(made, file)
    except FileExistsError as wrong:
        raise _there(file) from wrong
    except OSError:  # a disk on which a file has one name
        if file.exists():
            raise _there(file) from None
        made.rename(file)
    try:
        _sync(file.parent)
    except OSError:
        file.unlink()
        raise


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def restore(file: Path, url: str, *, replace: bool = False) -> Manifest:
    """Make the store at `url` what the backup holds, brought up to date; gives what the backup said of itself.

    BackupRefused, and nothing touched, where the file is no backup, damaged, or of a newer program. Invalid where the
    store holds anything and is not to be replaced.
    """
    with understood(), _room() as folder:
        manifest, copy = _unpacked(file, folder)
        wanted = manifest.tables if manifest.migration == upgrade.newest() else _brought_up(copy)
        with _target(url, replace=replace) as store:
            if not replace and _filled(_contents(store)):
                raise Invalid(_("The store at that place is not empty. To put the backup in its place, add --replace."))
            filling.fill(store, copy)
            if _contents(store) != wanted:
                raise StoreNotReady(_("What was restored is not what the backup holds. Restore it again."))
    return manifest


def _brought_up(copy: Path) -> dict[str, Contents]:
    """What a store of an older program holds once its tables are the program's."""
    with Store(f"sqlite:///{copy}") as source:
        upgrade.upgrade(source)
        return _contents(source)


def _target(url: str, *, replace: bool) -> Store:
    """The store to fill; a file that cannot be opened any more is put aside where it is to be replaced."""
    upgrade.refuse_foreign(url)
    try:
        return upgrade.opened(url)
    except StoreNotReady as wrong:
        if wrong.__cause__ is not None and _of_the_disk(wrong.__cause__):
            raise
        there = file_of(url)
        if not replace or there is None or not there.is_file():
            raise
        for end in ("", "-wal", "-shm"):
            if Path(f"{there}{end}").exists():
                Path(f"{there}{end}").rename(f"{there}.aside-{now():%Y%m%dT%H%M%S}{end}")
        return upgrade.opened(url)


def _unpacked(file: Path, folder: str) -> tuple[Manifest, Path]:
    """What the backup says of itself, and its store in the folder; every byte of it has been checked."""
    damaged = BackupRefused(_("“{name}” is no whole backup. Use another one.").format(name=file))
    try:
        _check(file, damaged)
        with zipfile.ZipFile(file) as archive:
            manifest = _read(archive, damaged)
            copy = Path(archive.extract(_STORE, folder))
        found = _described(copy)
    except (KeyError, OSError, zipfile.BadZipFile, SQLAlchemyError, sqlite3.Error) as wrong:
        raise (_full(wrong) if _of_the_disk(wrong) else damaged) from wrong
    if asdict(found) != {**asdict(manifest), "program": found.program, "made_at": found.made_at}:
        raise damaged
    return manifest, copy


@contextmanager
def _room() -> Iterator[str]:
    """A folder for what is checked before it is restored."""
    try:
        made = TemporaryDirectory(ignore_cleanup_errors=True)
    except OSError as wrong:
        raise _full(wrong) from wrong
    with made as folder:
        yield folder


def _full(wrong: Exception) -> Invalid:
    told = _("The backup could not be unpacked in {folder}: {why}. Make room there, or set TMPDIR to another folder.")
    return Invalid(
        told.format(folder=gettempdir(), why=getattr(wrong, "strerror", "") or getattr(wrong, "orig", wrong))
    )


def _of_the_disk(wrong: BaseException) -> bool:
    """Whether a file could not be read or written where it lies just now, whatever it holds."""
    name = str(getattr(getattr(wrong, "orig", wrong), "sqlite_errorname", ""))
    return isinstance(wrong, OSError) or name.startswith(_OF_THE_DISK)


def _check(file: Path, damaged: BackupRefused) -> None:
    try:
        if file.stat().st_size <= _DIGITS or not file.is_file():
            raise damaged
        with file.open("rb") as data:
            data.seek(-_DIGITS, os.SEEK_END)
            if data.read() != _digest(file):
                raise damaged
    except OSError as wrong:
        told = _("“{name}” cannot be read: {why}.").format(name=file, why=wrong.strerror or wrong)
        raise BackupRefused(told) from wrong


def _read(archive: zipfile.ZipFile, damaged: BackupRefused) -> Manifest:
    """The manifest; BackupRefused where a newer program has written it."""
    try:
        said = json.loads(archive.read(_MANIFEST))
        newer = said["format"] > FORMAT or not upgrade.known(said["migration"])
        if newer:
            raise BackupRefused(
                _("The backup was written by a newer version of the tracker. Update the program to restore it.")
            )
        return Manifest(**{**said, "tables": {name: Contents(**one) for name, one in said["tables"].items()}})
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as wrong:
        raise damaged from wrong


def _contents(store: Store) -> dict[str, Contents]:
    with store.reading() as session:
        return copying.contents(session.connection())


def _filled(found: dict[str, Contents]) -> bool:
    return any(one.rows for name, one in found.items() if name != "store_state")

"""Bringing the store's tables to the version of the program, by Alembic."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tracker.errors import StoreNotReady
from tracker.store.people_tables import StoreState
from tracker.store.sessions import Store, address_of, file_of, understood
from tracker.translation import gettext as _

_MIGRATIONS = Path(__file__).parent / "migrations"
_OF_NOBODY = frozenset({"alembic_version", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4"})
_OTHERS = """
SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE nspname = current_schema() AND relkind IN ('r', 'p')
  AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
"""
"""The tables of a database on PostgreSQL, but for those that an extension brought."""
_TURN = 0x7472_6163_6B65_72
"""The number under which PostgreSQL lets one program at a time change the tables."""


def upgrade(store: Store, to: str = "head") -> None:
    """Bring the tables up to `to`; nothing happens where they are there already."""
    if version(store) != newest() or to != "head":
        _run(store, command.upgrade, to)


def downgrade(store: Store, to: str) -> None:
    """Take the tables back to the migration `to`, or "base"."""
    _run(store, command.downgrade, to)


def version(store: Store) -> str | None:
    """The migration at which the store stands; None for an empty one."""
    with store.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The migration that the program wants."""
    return str(ScriptDirectory(str(_MIGRATIONS)).get_current_head())


def known(migration: str) -> bool:
    """Whether the program has this migration."""
    return migration in {script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}


def opened(url: str) -> Store:
    """The store at `url`, made or brought up to date; StoreNotReady for one of a newer program, or of another one."""
    refuse_no_file(url)
    refuse_foreign(url)
    store = Store(url)
    try:
        _bring_up(store)
    except BaseException:
        store.close()
        raise
    return store


def refuse_no_file(url: str) -> None:
    """StoreNotReady for SQLite in no file of its own: it is lost with the program, or the lock guards another file."""
    address = address_of(url)
    if address.get_backend_name() == "sqlite" and (file_of(url) is None or "uri" in address.query):
        raise StoreNotReady(_("A store in SQLite is a file: sqlite:///PATH."))


def refuse_foreign(url: str) -> None:
    """StoreNotReady where an SQLite file is the database of another program, among whose tables ours have no place."""
    file = file_of(url)
    if file is None:
        return
    try:
        if not file.is_file():
            return
        # Opened in any other way a log beside the file would be worked into it, which is not ours to do.
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as there:
            names = {name for (name,) in there.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except (OSError, sqlite3.Error):  # damaged, guarded, or written just now, which is told where it is opened
        return
    if _foreign(names):
        raise StoreNotReady(_("“{file}” is the database of another program. Name another file.").format(file=file))


def _foreign(tables: set[str]) -> bool:
    return bool(tables - _OF_NOBODY) and StoreState.__tablename__ not in tables


def _bring_up(store: Store) -> None:
    with understood(_("The store cannot be opened: {wrong}")):
        _refuse_tables_of_others(store)
        found = version(store)
    if found is not None and not known(found):
        raise StoreNotReady(
            _("The store was written by a newer version of the tracker. Update the program to open it.")
        )
    upgrade(store)


def _refuse_tables_of_others(store: Store) -> None:
    if store.engine.dialect.name != "postgresql":
        return
    with store.engine.connect() as connection:
        names = set(connection.exec_driver_sql(_OTHERS).scalars())
    if _foreign(names):
        raise StoreNotReady(_("The database holds the tables of another program. Give the tracker one of its own."))


def _run(store: Store, step: object, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with understood(), store.alone(), store.engine.execution_options(writing=True).begin() as connection:
        if connection.dialect.name == "postgresql":  # servers that start at once wait for the first
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")
        config.attributes["connection"] = connection
        step(config, to)  # type: ignore[operator]

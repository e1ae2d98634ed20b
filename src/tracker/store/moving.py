"""Moving a whole store from one place to another, on whichever engine each is, and the proof that it is the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, update
from sqlmodel import col

from tracker.errors import Invalid, StoreNotReady
from tracker.store import copying, upgrade
from tracker.store.copying import Contents
from tracker.store.filling import fill_tables
from tracker.store.people_tables import StoreState
from tracker.store.sessions import Store, understood
from tracker.store.verifying import verify
from tracker.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Held:
    """What a store holds: the contents of each table, and the last hash of its history, "" where it has none.

    `broken` says what of the history was altered, "" where nothing was.
    """

    tables: dict[str, Contents]
    state: str
    broken: str


def move(source: Store, target: Store) -> Held:
    """Copy everything, as it is at one moment, into a store with nothing in it; gives what both hold then.

    Invalid where the target holds anything. StoreNotReady where the source is no store of this program's migration, or
    the copy is not the same; the target then holds nothing. The source is only read.
    """
    with understood(), source.reading() as session, _only_read(session.connection()) as read:
        _refuse_other_program(source)
        with target.engine.connect() as connection:
            _refuse_filled(connection, made=upgrade.version(target) is not None)
        upgrade.upgrade(target)
        return _moved(read, target)


@contextmanager
def _only_read(connection: Connection) -> Iterator[Connection]:
    """Within, the engine itself lets nothing be written."""
    on_sqlite = connection.dialect.name == "sqlite"
    connection.exec_driver_sql("PRAGMA query_only = ON" if on_sqlite else "SET TRANSACTION READ ONLY")
    try:
        yield connection
    finally:
        if on_sqlite:
            connection.exec_driver_sql("PRAGMA query_only = OFF")


def _moved(read: Connection, target: Store) -> Held:
    """All of it, kept once it has been compared."""
    wanted = _held(read)
    with target.alone(), target.engine.execution_options(writing=True).begin() as write:
        _refuse_filled(write, made=True)
        _copy(read, write)
        if _held(write) != wanted:
            raise StoreNotReady(
                _("What was moved is not the same as what is there, so nothing was kept of it. Move it again.")
            )
        # Whoever had the empty store open sees that there is something.
        write.execute(update(StoreState).values(data_version=col(StoreState.data_version) + 1))
    return wanted


def _copy(read: Connection, write: Connection) -> None:
    if write.dialect.name == "sqlite":
        copying.copy_to_file(read, write)
    else:
        fill_tables(read, write)


def _held(connection: Connection) -> Held:
    proved = verify(connection)
    return Held(copying.contents(connection), proved.head, proved.broken)


def _refuse_other_program(source: Store) -> None:
    found = upgrade.version(source)
    if found is None:
        raise StoreNotReady(_("There is no store there yet, so there is nothing to move."))
    if not upgrade.known(found):
        raise StoreNotReady(
            _("The store was written by a newer version of the tracker. Update the program to move it.")
        )
    if found != upgrade.newest():
        raise StoreNotReady(
            _("The store was written by an older version of the tracker. Run `tracker list` on it once, then move it.")
        )


def _refuse_filled(connection: Connection, *, made: bool) -> None:
    """Invalid where there is a row beside the store's own counter, or, before a store was made, any table."""
    tables = [table for table in copying.tables(connection) if table.name != "store_state" or not made]
    asked = (f'SELECT 1 FROM "{table.name}" LIMIT 1' for table in tables)  # noqa: S608
    if (tables and not made) or any(connection.exec_driver_sql(one).first() for one in asked):
        raise Invalid(_("The place to move to is not empty. Name one that holds nothing."))

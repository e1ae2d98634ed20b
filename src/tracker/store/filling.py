"""Putting the contents of one store in place of another's, all of it or nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, inspect, select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel, col

from tracker.store import access_tables, report_tables, tables, work_tables
from tracker.store.copying import CHUNK, CHUNK_OF_FILES, OF_FILES
from tracker.store.people_tables import StoreState
from tracker.store.sessions import Store

_TRIES, _DEADLOCK = 10, "40P01"
_EVERY_TABLE = (access_tables, report_tables, tables, work_tables)
"""What describes the tables, so that none is left out, whichever of them the program has used."""


def fill(store: Store, file: Path) -> None:
    """Give the store the contents of an SQLite file of the same migration, in place of its own.

    Whoever reads sees the one or the other. The data version goes on, so that nothing that was kept of the old contents
    is taken for the new.
    """
    with Store(f"sqlite:///{file}") as source:
        _go_on(store, source)
        if store.engine.dialect.name == "sqlite":
            _fill_file(store, file)
        else:
            _fill_database(store, source)


def _go_on(store: Store, source: Store) -> None:
    """Let the data version of what comes be higher than both."""
    versions = []
    for one in (store, source):
        with one.engine.connect() as connection:
            there = inspect(connection).has_table("store_state")
            versions.append(connection.execute(select(col(StoreState.data_version))).scalar() or 0 if there else 0)
    with source.engine.execution_options(writing=True).begin() as connection:
        connection.execute(update(StoreState).values(data_version=max(versions) + 1))


def _fill_file(store: Store, file: Path) -> None:
    with store.alone(), store.engine.connect() as connection, closing(sqlite3.connect(file)) as source:
        connection.rollback()
        own: Any = connection.connection.driver_connection
        source.backup(own)


def _fill_database(store: Store, source: Store) -> None:
    """Whoever writes meanwhile may hold what is wanted and want what is held: then they go first."""
    for left in reversed(range(_TRIES)):
        try:
            with source.engine.connect() as read, store.engine.begin() as write:
                fill_tables(read, write)
            return
        except DBAPIError as wrong:
            if not left or getattr(wrong.orig, "sqlstate", "") != _DEADLOCK:
                raise


def fill_tables(read: Connection, write: Connection) -> None:
    """Put every row that is read in place of those on PostgreSQL; both are of the program's migration."""
    every = SQLModel.metadata.sorted_tables
    names = ", ".join(f'"{table.name}"' for table in every)
    with _open(write):
        write.exec_driver_sql(f"TRUNCATE {names}")
        for table in every:
            size = CHUNK_OF_FILES if table.name in OF_FILES else CHUNK
            wanted = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=size)
            for chunk in read.execute(wanted).mappings().partitions():
                write.execute(insert(table), [dict(row) for row in chunk])
            _number_on(write, table)


def _number_on(write: Connection, table: Any) -> None:
    """Let the next row get the next number."""
    for key in table.primary_key.columns:
        sequence = write.exec_driver_sql(f"SELECT pg_get_serial_sequence('\"{table.name}\"', '{key.name}')").scalar()
        if sequence:
            last = f'(SELECT max("{key.name}") FROM "{table.name}")'  # noqa: S608
            write.exec_driver_sql(f"SELECT setval('{sequence}', coalesce({last}, 1), {last} IS NOT NULL)")


@contextmanager
def _open(connection: Connection) -> Iterator[None]:
    """Within, rows may lead to rows that come later, and history may be replaced."""
    found = inspect(connection)
    names = [table.name for table in SQLModel.metadata.sorted_tables]
    links = [(name, link["name"]) for name in names for link in found.get_foreign_keys(name)]
    for name in ("change", "ledger"):
        connection.exec_driver_sql(f"ALTER TABLE {name} DISABLE TRIGGER USER")
    for name, link in links:
        connection.exec_driver_sql(f'ALTER TABLE "{name}" ALTER CONSTRAINT "{link}" DEFERRABLE INITIALLY DEFERRED')
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for name, link in links:
        connection.exec_driver_sql(f'ALTER TABLE "{name}" ALTER CONSTRAINT "{link}" NOT DEFERRABLE')
    for name in ("change", "ledger"):
        connection.exec_driver_sql(f"ALTER TABLE {name} ENABLE TRIGGER USER")

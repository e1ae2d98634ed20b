"""Whether the tables of a store are those that the program makes, with what keeps its history from being altered."""

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

from tracker.store.sessions import Store
from tracker.store.upgrade import upgrade

_ROW_ALTERED, _EMPTIED = 27, 34
"""How PostgreSQL calls a trigger before each row that is updated or deleted, and one before a table is emptied."""
_CLOSED = {
    "change_kept": (_ROW_ALTERED, "cd290dcffba7de645807a4a954b5bbfc9adca56e280cb3f3dda330560e6fc536"),
    "change_not_emptied": (_EMPTIED, "3290df30ad43ba0b1c3274f628afe05a89205b67812390b4928f92575c649426"),
    "ledger_kept": (_ROW_ALTERED, "1f7e13150e14f7206b4abc24beb61a1ed4eb9357813f5c20c882a115ab2cf65e"),
    "ledger_not_emptied": (_EMPTIED, "3290df30ad43ba0b1c3274f628afe05a89205b67812390b4928f92575c649426"),
}
"""The triggers that close the history on PostgreSQL: the kind of each, and the SHA-256 of what it does. Those of SQLite
are compared word by word."""


def missing(store: Store) -> str:
    """The first table, column or trigger that the store lacks or has otherwise, "" where it has all."""
    with store.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            return _on_sqlite(_triggers(connection)) or _columns(connection)
        return _on_postgresql(connection) or _columns(connection)


def begun(store: Store) -> bool:
    """Whether any of the program's tables is there."""
    return not SQLModel.metadata.tables.keys().isdisjoint(inspect(store.engine).get_table_names())


def _columns(connection: Connection) -> str:
    found = inspect(connection)
    there = set(found.get_table_names())
    for name, table in sorted(SQLModel.metadata.tables.items()):
        if name not in there:
            return name
        known = {column["name"] for column in found.get_columns(name)}
        if lacking := [column.name for column in table.columns if column.name not in known]:
            return f"{name}.{lacking[0]}"
    return ""


def _on_sqlite(found: Mapping[str, str]) -> str:
    """The first trigger that is not as a new store has it, or that none has."""
    with Store("sqlite://") as fresh:
        upgrade(fresh)
        with fresh.engine.connect() as connection:
            wanted = _triggers(connection)
    return next((name for name in sorted({*wanted, *found}) if wanted.get(name) != found.get(name)), "")


def _triggers(connection: Connection) -> Mapping[str, str]:
    known = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return {name: " ".join(sql.split()) for name, sql in known}


def _on_postgresql(connection: Connection) -> str:
    """The first trigger of the history that is gone, switched off, or another one than the program makes."""
    asked = text(
        "SELECT tgname, tgtype, prosrc, tgenabled IN ('O', 'A') AND tgqual IS NULL AND tgattr::text = '' AS always"
        " FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE tgrelid IN ('change'::regclass, 'ledger'::regclass) AND NOT tgisinternal"
    )
    found = {
        name: (kind, sha256(does.encode()).hexdigest()) if always else None
        for name, kind, does, always in connection.execute(asked)
    }
    return next((name for name in sorted({*_CLOSED, *found}) if found.get(name) != _CLOSED.get(name, ())), "")

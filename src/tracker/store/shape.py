"""Whether the tables of a store are those that the program makes, with what keeps its history from being altered."""

from collections.abc import Mapping

from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

from tracker.store.sessions import Store
from tracker.store.upgrade import upgrade

_CLOSED = ("change_kept", "change_not_emptied", "ledger_kept", "ledger_not_emptied")
"""What PostgreSQL knows the triggers by that close the history; SQLite's own are compared word by word."""


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
    """The first trigger that closes the history and is gone or switched off."""
    tables = "tgrelid IN ('change'::regclass, 'ledger'::regclass)"
    wanted = text(f"SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND {tables}")  # noqa: S608
    on = connection.execute(wanted).scalars().all()
    return next((name for name in _CLOSED if name not in on), "")

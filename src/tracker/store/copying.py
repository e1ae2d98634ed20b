"""All that a store holds, table by table, whatever its engine and its migration: digests of it, and copies.

What is left out holds nothing of its own: the search index, and the counter that caches hang on.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, String, inspect

CHUNK, CHUNK_OF_FILES = 1000, 20
OF_FILES = ("source", "evidence_file", "brief")
"""Tables of which fewer rows are held in memory at once, since each may hold a whole file or text."""
_DERIVED = "recommendation_search"
_NO_TABLES = ("alembic_version",)
_NO_COLUMNS = {"store_state": ("data_version",)}


@dataclass(frozen=True, slots=True)
class Contents:
    """How many rows a table has, and the SHA-256 of them in the order of their keys, in hexadecimal digits."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is in the store: its columns in alphabetical order, those of its key, and which hold words.

    `files` says whether its rows may be large.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    words: frozenset[str]
    files: bool


def tables(connection: Connection) -> tuple[Table, ...]:
    """The tables, each after those that it leads to, as far as they do not lead to each other."""
    inspector = inspect(connection)
    named = [name for name, _links in inspector.get_sorted_table_and_fkc_names() if name is not None]
    kept = [name for name in named if not name.startswith(_DERIVED) and name not in _NO_TABLES]
    return tuple(_table(inspector, name) for name in kept)


def _table(inspector: Any, name: str) -> Table:
    columns = {one["name"]: one["type"] for one in inspector.get_columns(name)}
    key = tuple(inspector.get_pk_constraint(name)["constrained_columns"])
    words = frozenset(column for column, kind in columns.items() if isinstance(kind, String))
    return Table(name, tuple(sorted(columns)), key, words, name in OF_FILES)


def rows(connection: Connection, table: Table, columns: tuple[str, ...] = ()) -> Iterator[list[tuple[Any, ...]]]:
    """The rows in the order of the key, in chunks, each value as SQLite keeps it."""
    wanted = ", ".join(f'"{name}"' for name in columns or table.columns)
    text = ' COLLATE "C"' if connection.dialect.name == "postgresql" else ""
    order = ", ".join(f'"{name}"{text if name in table.words else ""}' for name in table.key)
    query = f'SELECT {wanted} FROM "{table.name}" ORDER BY {order}'  # noqa: S608
    size = CHUNK_OF_FILES if table.files else CHUNK
    found = connection.exec_driver_sql(query, execution_options={"yield_per": size})
    for chunk in found.partitions():
        yield [tuple(_kept(value) for value in row) for row in chunk]


def contents(connection: Connection) -> dict[str, Contents]:
    """What each table holds; the same on every engine."""
    return {table.name: _contents(connection, table) for table in tables(connection)}


def _contents(connection: Connection, table: Table) -> Contents:
    own = tuple(name for name in table.columns if name not in _NO_COLUMNS.get(table.name, ()))
    found, count = hashlib.sha256(json.dumps(own).encode()), 0
    for chunk in rows(connection, table, own):
        count += len(chunk)
        for row in chunk:
            found.update(json.dumps(row, separators=(",", ":"), default=_digest).encode())
    return Contents(count, found.hexdigest())


def _kept(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, date):
        return value.isoformat()
    return bytes(value) if isinstance(value, memoryview) else value


def _digest(value: bytes) -> list[str]:
    return [hashlib.sha256(value).hexdigest()]


def copy_to_file(source: Connection, target: Connection) -> None:
    """Copy every row into an SQLite file that has the same tables, with nothing in them that did not come with them."""
    target.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for table in tables(source):
        target.exec_driver_sql(f'DELETE FROM "{table.name}"')  # noqa: S608
        for chunk in rows(source, table):
            if chunk:
                target.exec_driver_sql(_insertion(table), chunk)


def _insertion(table: Table) -> str:
    names = ", ".join(f'"{name}"' for name in table.columns)
    return f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join("?" * len(table.columns))})'  # noqa: S608

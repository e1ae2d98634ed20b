"""Short words for the columns that migrations write again and again; a name ending in "?" may be null."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op


def key() -> sa.Column[Any]:
    """The primary key `id`."""
    return sa.Column("id", sa.Integer(), primary_key=True)


def columns(kind: Any, names: str) -> list[sa.Column[Any]]:
    """One column of the type `kind` for each of the names, which spaces part."""
    return [sa.Column(name.rstrip("?"), kind, nullable=name.endswith("?")) for name in names.split()]


def strings(names: str) -> list[sa.Column[Any]]:
    """Short texts."""
    return columns(sa.String(), names)


def link(name: str, target: str, *, null: bool = False, primary: bool = False) -> sa.Column[Any]:
    """A column that points at `target` ("table.column")."""
    kind = sa.String(3) if target.endswith(".code") else sa.Integer()
    return sa.Column(name, kind, sa.ForeignKey(target), nullable=null, primary_key=primary)


def indexes(table: str, names: str) -> None:
    """One index for each of the columns."""
    for name in names.split():
        op.create_index(f"ix_{table}_{name}", table, [name])


def drop(tables: Iterable[str]) -> None:
    """Drop the tables with their indexes, in the order given."""
    for table in tables:
        op.drop_table(table)

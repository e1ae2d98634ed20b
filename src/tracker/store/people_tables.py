"""The tables of people and of what they did."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, Text, text
from sqlmodel import Field, SQLModel

from tracker.store.columns import Moment


class Unit(SQLModel, table=True):
    """A programme or department; it has people and briefs."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    version: int = 1


class Person(SQLModel, table=True):
    """Somebody who uses the tracker. `sole` marks the only user of a store on one's own machine, who may do all.

    `preferences` is a JSON object of what they have set for themselves. `digest` says whether they get the weekly
    message, `digest_at` when they last got it.
    """

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True)
    name: str = ""
    role: str = "viewer"
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    active: bool = True
    sole: bool = False
    preferences: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    digest: bool = True
    digest_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    version: int = 1


class Change(SQLModel, table=True):
    """One field of one row, before and after, with who, when and why; rows are only ever added.

    `old` and `new` are JSON. A row's first change has the field "*" and holds the whole row in `new`. `version` is the
    version that the row got by it; the changes of one gesture share a `batch`.
    """

    __table_args__ = (Index("change_entity", "entity", "entity_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    entity: str
    entity_id: int
    field: str
    old: str | None = Field(default=None, sa_column=Column(Text))
    new: str | None = Field(default=None, sa_column=Column(Text))
    version: int = 1
    why: str = Field(default="", sa_column=Column(Text, nullable=False))
    actor_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    on_behalf_of_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))
    batch: str = Field(index=True)


class LedgerLine(SQLModel, table=True):
    """One line for each change, in the order in which the store kept them; rows are only ever added.

    `digest` stands for what the change says, `salt` is what that takes to be checked: of words that were removed for
    good it is forgotten, and the change has a later line for what is left. `hash` covers the line, its change and the
    hash before. `at` never falls.
    """

    __tablename__ = "ledger"
    __table_args__ = (
        Index(
            "ledger_change",
            "change_id",
            unique=True,
            sqlite_where=text("salt IS NOT NULL"),
            postgresql_where=text("salt IS NOT NULL"),
        ),
        Index(
            "ledger_forgotten", "change_id", sqlite_where=text("salt IS NULL"), postgresql_where=text("salt IS NULL")
        ),
    )

    place: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="change.id")
    salt: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    digest: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    at: datetime = Field(sa_column=Column(Moment, nullable=False, index=True))


class StoreState(SQLModel, table=True):
    """The one row about the store itself: its data version, and whether it holds sample data."""

    __tablename__ = "store_state"

    id: int = Field(default=1, primary_key=True)
    data_version: int = 0
    sample: bool = False

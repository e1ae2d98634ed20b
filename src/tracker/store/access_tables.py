"""The tables of what lets somebody in who has not signed in: tokens of programs, and links to one report.

Of a secret only what it is known by is kept: whoever reads the store can use neither a token nor a link.
"""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from tracker.store.columns import Moment


class Token(SQLModel, table=True):
    """What a program shows to read as a person may read: `digest` is the SHA-256 of it, in hex.

    `viewer_only` says that it reads as a viewer, whatever the person's role.
    """

    SECRETS: ClassVar[frozenset[str]] = frozenset({"digest"})
    """What history never keeps."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    name: str
    digest: str = Field(unique=True)
    viewer_only: bool = True
    made_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    ends_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    used_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    version: int = 1


class Share(SQLModel, table=True):
    """A link that opens one report to whoever has it: the board's page as of a day.

    `seal` is what the secret in the link makes of all that the link opens, and until when: a row that was changed by
    another hand opens nothing.
    """

    SECRETS: ClassVar[frozenset[str]] = frozenset({"seal"})

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    name: str
    as_of: date
    seal: str
    made_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    ends_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    version: int = 1


class ShareOpening(SQLModel, table=True):
    """That a link was opened, and when; by whom nobody knows."""

    __tablename__ = "share_opening"

    id: int | None = Field(default=None, primary_key=True)
    share_id: int = Field(foreign_key="share.id", index=True)
    at: datetime = Field(sa_column=Column(Moment, nullable=False))

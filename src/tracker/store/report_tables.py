"""The table of what directors prepare for meetings of the board."""

from datetime import date, datetime

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from tracker.store.columns import Moment


class Meeting(SQLModel, table=True):
    """What a board is told at its meeting on `day`, beside the figures: one row for each `edition` of the report.

    `as_of` is the day at whose end the figures hold. `decisions` and `stories` are JSON lists: of sentences, and of
    references of recommendations. Once approved it never changes; a next edition is made instead.
    """

    __table_args__ = (UniqueConstraint("day", "edition"),)

    id: int | None = Field(default=None, primary_key=True)
    day: date
    as_of: date
    edition: int = 1
    covering: str = Field(default="", sa_column=Column(Text, nullable=False))
    decisions: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    stories: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    approved_by_id: int | None = Field(default=None, foreign_key="person.id")
    approved_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    version: int = 1

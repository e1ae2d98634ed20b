"""The tables of work under way.

What a person has typed and not yet saved, how a spreadsheet is read, which views people come back to, and what is not
the same, however alike it looks.
"""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

from tracker.store.columns import Moment

EVIDENCE = "evidence."
"""The mark before the fields of a draft that belong to the form for evidence; those of the other form bear none."""


class Draft(SQLModel, table=True):
    """What somebody has typed into the forms over a recommendation: `fields` is a JSON object.

    It holds for each field what stood in it and what was typed; `seen` is the version that the outcome's form saw.
    """

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    recommendation_id: int = Field(primary_key=True, foreign_key="recommendation.id")
    seen: int
    fields: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    at: datetime = Field(sa_column=Column(Moment, nullable=False))

    def of(self, mark: str) -> dict[str, list[Any]]:
        """The fields of one form, by their names without its mark."""
        fields: dict[str, list[Any]] = json.loads(self.fields)
        return {name.removeprefix(mark): pair for name, pair in fields.items() if _marked(name) == mark}


def _marked(name: str) -> str:
    return EVIDENCE if name.startswith(EVIDENCE) else ""


class ImportProfile(SQLModel, table=True):
    """How the spreadsheets of one origin are read: `mapping` is a JSON object of columns, words and forms of dates."""

    __tablename__ = "import_profile"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    mapping: str = Field(sa_column=Column(Text, nullable=False))
    version: int = 1


class SavedView(SQLModel, table=True):
    """A view that somebody has kept: a page and its address, under a name, for its `person_id` alone or `shared`.

    `query` is a JSON object of the parameters of the address, each with a list of values.
    """

    __tablename__ = "saved_view"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    name: str
    page: str
    query: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    shared: bool = False
    removed: bool = False
    version: int = 1


class KeptApart(SQLModel, table=True):
    """Two names, briefs or recommendations of which a person has said that they are not the same one.

    `one_id` is the smaller key.
    """

    __tablename__ = "kept_apart"

    entity: str = Field(primary_key=True)
    one_id: int = Field(primary_key=True)
    other_id: int = Field(primary_key=True)

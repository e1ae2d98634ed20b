"""The views that people have kept: one's own, and those for everybody."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from tracker.queries.history import name
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.work_tables import SavedView
from tracker.vocabulary.roles import Verb


@dataclass(frozen=True, slots=True)
class View:
    """A kept view: its name, its page (as the address has it), its parameters, whose it is, whether for everybody."""

    id: int
    name: str
    page: str
    query: Mapping[str, Sequence[str]]
    mine: bool
    shared: bool
    keeper: str
    row: SavedView


def views(session: Session, actor: Person) -> tuple[View, ...]:
    """The actor's own views by name, then those of others for everybody."""
    viewer = allow(session, actor, Verb.VIEW)
    mine = col(SavedView.person_id) == viewer.id
    statement = select(SavedView, Person).join(Person, col(Person.id) == SavedView.person_id)
    seen = statement.where(col(SavedView.removed).is_(False), or_(mine, col(SavedView.shared)))
    found = [
        View(
            id=row.id or 0,
            name=row.name,
            page=row.page,
            query=json.loads(row.query),
            mine=row.person_id == viewer.id,
            shared=row.shared,
            keeper=name(person),
            row=row,
        )
        for row, person in session.exec(seen)
    ]
    return tuple(sorted(found, key=lambda view: (not view.mine, view.name.casefold(), view.id)))

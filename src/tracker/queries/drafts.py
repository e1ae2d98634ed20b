"""What somebody has typed and not saved yet, for that person alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.work_tables import Draft
from tracker.vocabulary.roles import Verb


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft: the version that its form saw, for each touched field what stood in it and what was typed, and when.

    Dates are text, as history keeps them.
    """

    seen: int
    saw: Mapping[str, Any]
    typed: Mapping[str, Any]
    at: datetime


def draft(session: Session, actor: Person, recommendation_id: int, mark: str = "") -> Kept | None:
    """The actor's own draft over a recommendation, in the form of this mark; None where there is none."""
    person = allow(session, actor, Verb.VIEW)
    row = session.get(Draft, (person.id, recommendation_id))
    fields = row.of(mark) if row else {}
    if row is None or not fields:
        return None
    saw, typed = ({name: pair[n] for name, pair in fields.items()} for n in (0, 1))
    return Kept(row.seen, saw, typed, row.at)

"""What a person did lately to recommendations, gesture by gesture: what can be taken back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from tracker.store.access import allow
from tracker.store.clock import now
from tracker.store.history import EXTRACTED_AGAIN, TAKEN_IN, UNDO
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Recommendation
from tracker.vocabulary.fields import UPDATED
from tracker.vocabulary.roles import Verb

_LOOKED_AT = 2000
"""How many of the latest changes of a person are looked at."""
_ONE_SITTING = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Step:
    """One gesture of a person on one recommendation: what to call both."""

    batch: str
    recommendation_id: int
    wording: str
    why: str


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """One gesture of a person in the review of a brief, and the recommendations that it changed, first to last."""

    batch: str
    rows: tuple[int, ...]
    wording: str


@dataclass(slots=True)
class _Gesture:
    batch: str
    why: str
    rows: list[int] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)


def last_step(session: Session, actor: Person, since: datetime) -> Step | None:
    """The latest gesture since a moment that the actor has not taken back yet; None where there is none.

    It brought one recommendation up to date; many changed at once, or a spreadsheet taken in, are no step of a sprint.
    """
    person = allow(session, actor, Verb.UPDATE)
    for one in _standing(session, person, col(Change.at) >= since):
        if one.fields <= UPDATED and len(set(one.rows)) == 1:
            key = one.rows[0]
            return Step(one.batch, key, session.get_one(Recommendation, key).wording, one.why)
    return None


def last_review_step(session: Session, actor: Person, brief_id: int) -> ReviewStep | None:
    """The actor's latest gesture of the last twelve hours in the review of this brief that is not taken back yet."""
    person = allow(session, actor, Verb.CONFIRM)
    mine = select(Recommendation.id).where(Recommendation.brief_id == brief_id)
    recent = col(Change.at) >= now() - _ONE_SITTING
    for one in _standing(session, person, recent & col(Change.entity_id).in_(mine)):
        if not one.fields <= UPDATED and one.why not in (TAKEN_IN, EXTRACTED_AGAIN):
            rows = tuple(dict.fromkeys(reversed(one.rows)))
            return ReviewStep(one.batch, rows, session.get_one(Recommendation, rows[0]).wording)
    return None


def _standing(session: Session, person: Person, where: ColumnElement[bool]) -> Iterator[_Gesture]:
    """What the person did to recommendations and has not taken back, the latest first."""
    recent = (
        select(Change.batch, Change.entity_id, Change.why, Change.field)
        .where(Change.actor_id == person.id, Change.entity == "recommendation", where)
        .order_by(col(Change.id).desc())
        .limit(_LOOKED_AT)
    )
    gestures: dict[str, _Gesture] = {}
    found = session.exec(recent).all()
    cut = found[-1][0] if len(found) == _LOOKED_AT else None
    for batch, key, why, name in found:
        if batch == cut:
            break  # of this gesture the rest was not looked at
        one = gestures.setdefault(batch, _Gesture(batch, why))
        one.rows.append(key)
        one.fields.add(name)
    undone: set[str] = set()
    for batch, one in gestures.items():
        if batch in undone:
            continue
        if one.why.startswith(UNDO):
            undone.add(one.why.removeprefix(UNDO).partition(":")[0])
        else:
            yield one

"""What a person did lately to recommendations, gesture by gesture: what can be taken back."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from tracker.store.access import allow
from tracker.store.history import UNDO
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Recommendation
from tracker.vocabulary.roles import Verb

_LOOKED_AT = 500
_TOLD = frozenset(
    "status status_on status_on_precision response outcome_type outcome_on outcome_on_precision outcome fidelity "
    "contribution rival_explanation superseded_by_id owner_id due verified_on reverify_by priority notes".split()
)
"""What bringing a recommendation up to date changes; a gesture that changes anything else is none of a sprint."""


@dataclass(frozen=True, slots=True)
class Step:
    """One gesture of a person on one recommendation: what to call both."""

    batch: str
    recommendation_id: int
    wording: str
    why: str


def last_step(session: Session, actor: Person, since: datetime) -> Step | None:
    """The latest gesture since a moment that the actor has not taken back yet; None where there is none."""
    person = allow(session, actor, Verb.UPDATE)
    recent = (
        select(Change.batch, Change.entity_id, Change.why, Change.field)
        .where(Change.actor_id == person.id, col(Change.at) >= since, Change.entity == "recommendation")
        .order_by(col(Change.id).desc())
        .limit(_LOOKED_AT)
    )
    gestures: dict[str, tuple[int, str, bool]] = {}
    for batch, key, why, field in session.exec(recent):
        gestures[batch] = (key, why, gestures.get(batch, (0, "", False))[2] or field not in _TOLD)
    undone: set[str] = set()
    for batch, (key, why, other) in gestures.items():
        if batch in undone:
            continue
        if why.startswith(UNDO):
            undone.add(why.removeprefix(UNDO).partition(":")[0])
        elif not other:
            return Step(batch, key, session.get_one(Recommendation, key).wording, why)
    return None

"""Whose records a person may change: everybody's, or those of one's own and of one's own unit."""

from sqlmodel import Session

from tracker.errors import NotAllowed
from tracker.store.access import allow, can
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb


def allow_update(session: Session, actor: Person | None, recommendation: Recommendation) -> Person:
    """The actor's row, where the actor may change the status and outcome of this recommendation."""
    return within_scope(session, allow(session, actor, Verb.UPDATE), recommendation)


def within_scope(session: Session, person: Person, recommendation: Recommendation) -> Person:
    """As `allow_update`, of a person whose row has just been read: many recommendations ask for the same."""
    if may_update(session, person, recommendation):
        return person
    raise NotAllowed(
        _("This recommendation is neither yours nor your unit's. Ask an editor, or its owner, to change it.")
    )


def may_update(session: Session, person: Person, recommendation: Recommendation) -> bool:
    """Whether the person may change this recommendation; for showing or hiding the form."""
    if can(person, Verb.UPDATE_ALL):
        return True
    if not can(person, Verb.UPDATE):
        return False
    if recommendation.owner_id == person.id:
        return True
    return person.unit_id is not None and unit_of(session, recommendation) == person.unit_id


def unit_of(session: Session, recommendation: Recommendation) -> int | None:
    """The unit that a recommendation belongs to: its own, else that of its brief."""
    if recommendation.unit_id is not None:
        return recommendation.unit_id
    brief = session.get(Brief, recommendation.brief_id)
    return brief.unit_id if brief else None

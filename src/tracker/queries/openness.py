"""What may leave the institute: recommendations whose standing does not rest on confidential evidence."""

from sqlalchemy import ColumnElement, and_, exists, not_, or_
from sqlmodel import col, select

from tracker.queries.conditions import adopted
from tracker.store.tables import Evidence, Recommendation
from tracker.vocabulary.answers import STRENGTH, STRENGTH_TO_ADOPT
from tracker.vocabulary.statuses import Status

_ENOUGH = tuple(kind.value for kind, strength in STRENGTH.items() if strength >= STRENGTH_TO_ADOPT)


def open_to_all() -> ColumnElement[bool]:
    """What a recommendation must fulfil for a figure that leaves the institute to count it.

    Where confidential evidence stands beside it, or stood there before it was withdrawn, an adoption must hold by what
    is public alone, any other status must have something public to rest on; that nobody has assessed it rests on
    nothing.
    """
    unassessed = col(Recommendation.status) == Status.NOT_ASSESSED.value
    enough = _has(col(Evidence.confidential).is_(False), col(Evidence.kind).in_(_ENOUGH))
    something = and_(not_(adopted()), _has(col(Evidence.confidential).is_(False)))
    return or_(unassessed, not_(confidential_ever()), enough, something)


def confidential_ever() -> ColumnElement[bool]:
    """Whether confidential evidence stands beside a recommendation, or stood there before it was withdrawn."""
    mine = (col(Evidence.recommendation_id) == col(Recommendation.id), col(Evidence.confidential).is_(True))
    return exists(select(Evidence.id).where(*mine).correlate(Recommendation))


def _has(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    mine = (col(Evidence.recommendation_id) == col(Recommendation.id), col(Evidence.withdrawn).is_(False))
    return exists(select(Evidence.id).where(*mine, *where).correlate(Recommendation))

"""What changed, and how well one knows: columns of a recommendation that several questions count by."""

from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, select
from sqlmodel import col

from tracker.store.tables import Evidence, Recommendation
from tracker.vocabulary.answers import NO_OUTCOME, STRENGTH


def kind_of_outcome() -> Any:
    """The kind of outcome of a recommendation, "none" where none is recorded."""
    return func.coalesce(col(Recommendation.outcome_type), NO_OUTCOME)


def public_strength() -> Any:
    """How strong the public evidence of a recommendation is, 0 to 5, by the rule of `vocabulary.answers.strength`."""
    mine = col(Evidence.recommendation_id) == col(Recommendation.id)
    items = select(_strength()).where(mine, *_public()).correlate(Recommendation)
    return func.coalesce(items.scalar_subquery(), 0)


def public_strengths() -> Subquery:
    """The same of all that have public evidence: rows of recommendation_id and strength."""
    of = col(Evidence.recommendation_id)
    return select(of, _strength().label("strength")).where(*_public()).group_by(of).subquery()


def _public() -> tuple[ColumnElement[bool], ...]:
    return col(Evidence.withdrawn).is_(False), col(Evidence.confidential).is_(False)


def _strength() -> Any:
    """Of all items of evidence that are asked for together."""
    best = func.max(case(*((col(Evidence.kind) == kind.value, n) for kind, n in STRENGTH.items()), else_=0))
    source = func.lower(func.trim(col(Evidence.source)))
    second = col(Evidence.kind).in_([kind.value for kind, n in STRENGTH.items() if n == 2])
    told = case((and_(second, source != ""), source))
    return case((and_(best == 2, func.min(told) < func.max(told)), 3), else_=best)

"""What changed, and how well one knows: columns of a recommendation that several questions count by."""

from typing import Any

from sqlalchemy import and_, case, func, select
from sqlmodel import col

from tracker.store.tables import Evidence, Recommendation
from tracker.vocabulary.answers import NO_OUTCOME, STRENGTH


def kind_of_outcome() -> Any:
    """The kind of outcome of a recommendation, "none" where none is recorded."""
    return func.coalesce(col(Recommendation.outcome_type), NO_OUTCOME)


def public_strength() -> Any:
    """How strong the public evidence of a recommendation is, 0 to 5, by the rule of `vocabulary.answers.strength`."""
    best = func.max(case(*((col(Evidence.kind) == kind.value, n) for kind, n in STRENGTH.items()), else_=0))
    source = func.lower(func.trim(col(Evidence.source)))
    second = col(Evidence.kind).in_([kind.value for kind, n in STRENGTH.items() if n == 2])
    sources = func.count(func.distinct(case((and_(second, source != ""), source))))
    mine = (col(Evidence.recommendation_id) == col(Recommendation.id), col(Evidence.withdrawn).is_(False))
    found = select(case((and_(best == 2, sources > 1), 3), else_=best))
    items = found.where(*mine, col(Evidence.confidential).is_(False)).correlate(Recommendation)
    return func.coalesce(items.scalar_subquery(), 0)

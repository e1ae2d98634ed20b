"""Who and what each recommendation is about: its own links where it carries some, else those of its brief."""

from typing import Any

from sqlalchemy import Subquery, union_all
from sqlmodel import col, select

from tracker.store.tables import (
    BriefAuthor,
    BriefRegion,
    BriefTopic,
    Recommendation,
    RecommendationAuthor,
    RecommendationRegion,
    RecommendationTopic,
)


def author_links() -> Subquery:
    """Rows of recommendation_id, key (an author's id) and position."""
    inherited = (BriefAuthor, BriefAuthor.author_id, Recommendation.own_authors)
    return _links(*inherited, RecommendationAuthor, RecommendationAuthor.author_id)


def region_links() -> Subquery:
    """Rows of recommendation_id, key (an alpha-3 code) and position."""
    inherited = (BriefRegion, BriefRegion.code, Recommendation.own_regions)
    return _links(*inherited, RecommendationRegion, RecommendationRegion.code)


def topic_links() -> Subquery:
    """Rows of recommendation_id, key (a topic's id) and position."""
    inherited = (BriefTopic, BriefTopic.topic_id, Recommendation.own_topics)
    return _links(*inherited, RecommendationTopic, RecommendationTopic.topic_id)


def _links(brief_link: Any, brief_key: Any, own: Any, own_link: Any, own_key: Any) -> Subquery:
    inherited: Any = (
        select(col(Recommendation.id).label("recommendation_id"), brief_key.label("key"), brief_link.position)
        .join(brief_link, brief_link.brief_id == Recommendation.brief_id)
        .where(col(own).is_(False))
    )
    carried: Any = (
        select(own_link.recommendation_id, own_key.label("key"), own_link.position)
        .join(Recommendation, col(Recommendation.id) == own_link.recommendation_id)
        .where(col(own).is_(True))
    )
    return union_all(inherited, carried).subquery()

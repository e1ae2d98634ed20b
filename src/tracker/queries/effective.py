"""Who and what each recommendation is about: its own links where it carries some, else those of its brief."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, or_, union_all
from sqlmodel import col, select

from tracker.store.tables import (
    Author,
    BriefAuthor,
    BriefRegion,
    BriefTopic,
    Recommendation,
    RecommendationAuthor,
    RecommendationRegion,
    RecommendationTopic,
    Region,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Linked:
    """Where the links stand by which a recommendation is about something: its brief's, or its own if it `carries` some.

    Their `column` leads to the column `key`.
    """

    of_brief: Any
    own: Any
    carries: Any
    column: str
    key: Any

    def each(self, key: Any) -> tuple[Any, Any]:
        """Two selects of pairs, each once: brief_id and `key` of its links, recommendation_id and `key` of its own."""
        briefs: Any = select(col(self.of_brief.brief_id), key.label("key"))
        itself: Any = select(col(self.own.recommendation_id), key.label("key"))
        joined = (
            statement.join(self.key.class_, getattr(link, self.column) == self.key)
            for statement, link in ((briefs, self.of_brief), (itself, self.own))
        )
        of_brief, own = (statement.distinct() for statement in joined)
        return of_brief, own

    def among(self, keys: Any) -> ColumnElement[bool]:
        """Whether a recommendation is about something with one of these keys."""
        of_brief, own = self.of_brief, self.own
        briefs = select(col(of_brief.brief_id)).where(getattr(of_brief, self.column).in_(keys))
        itself = select(col(own.recommendation_id)).where(getattr(own, self.column).in_(keys))
        return or_(
            and_(col(self.carries).is_(False), col(Recommendation.brief_id).in_(briefs)),
            and_(col(self.carries).is_(True), col(Recommendation.id).in_(itself)),
        )

    def links(self) -> Subquery:
        """Rows of recommendation_id, key and position."""
        return _links(
            *(self.of_brief, getattr(self.of_brief, self.column), self.carries),
            *(self.own, getattr(self.own, self.column)),
        )


AUTHORS = Linked(BriefAuthor, RecommendationAuthor, Recommendation.own_authors, "author_id", Author.id)
REGIONS = Linked(BriefRegion, RecommendationRegion, Recommendation.own_regions, "code", Region.code)
TOPICS = Linked(BriefTopic, RecommendationTopic, Recommendation.own_topics, "topic_id", Topic.id)


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

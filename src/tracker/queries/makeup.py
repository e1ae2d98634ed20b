"""What a list is made up of, so that its number can be told from those that charts and the board show."""

from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from tracker.queries.conditions import how_many
from tracker.queries.filters import Filter, matching, visible
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import Review
from tracker.vocabulary.roles import Verb


@dataclass(frozen=True, slots=True)
class Makeup:
    """Distinct recommendations of a view that the actor may see.

    `counted` are confirmed headline ones, which charts and the board count; `pending` are still to be confirmed, at
    whatever level, `pending_headline` those of them that charts and the board tell of.
    """

    total: int
    counted: int
    pending: int
    pending_headline: int


def makeup(session: Session, actor: Person, chosen: Filter) -> Makeup:
    """How many recommendations of each kind are in the view."""
    viewer = allow(session, actor, Verb.VIEW)
    headline = col(Recommendation.level) == Level.HEADLINE.value
    pending = col(Recommendation.review) == Review.PENDING.value
    counted = and_(headline, col(Recommendation.review) == Review.CONFIRMED.value)
    asked = (func.count(), how_many(counted), how_many(pending), how_many(and_(pending, headline)))
    statement = select(*asked).select_from(Recommendation).join(Brief)
    (found,) = answers(session, statement.where(*matching(session, chosen), *visible(viewer)))
    return Makeup(*map(int, found))

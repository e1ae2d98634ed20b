"""What still holds of what was adopted, and where somebody should have looked again."""

from dataclasses import dataclass

from sqlalchemy import and_, false, func, not_, select
from sqlmodel import Session, col

from tracker.queries import queue
from tracker.queries.conditions import adopted, how_many
from tracker.queries.counts import HEADLINE, confirmed
from tracker.queries.filters import Filter
from tracker.queries.queue import Reason
from tracker.store.access import allow
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.roles import Verb


@dataclass(frozen=True, slots=True)
class Standing:
    """Distinct confirmed recommendations of a view, on the day that it is.

    `adopted` are adopted at least in part, at any time; `in_force` those of them that nobody has to look at again
    because the day until which that was held to be so has passed. `with_due` have a day for their next look; of the
    `overdue` that day has passed without a look. The update queue asks for the same ones, and for those due today.
    """

    adopted: int
    in_force: int
    with_due: int
    overdue: int


def standing(session: Session, actor: Person, chosen: Filter, *, levels: tuple[str, ...] = HEADLINE) -> Standing:
    """How many of the view's confirmed recommendations are adopted, in force, and past their due date."""
    allow(session, actor, Verb.VIEW)
    asks = queue.asked(today())
    holds = not_(func.coalesce(asks[Reason.LAPSED], false()))
    due = col(Recommendation.due)
    asked = (adopted(), and_(adopted(), holds), due.is_not(None), and_(asks[Reason.DUE], due < today()))
    statement = select(*map(how_many, asked)).select_from(Recommendation).join(Brief)
    return Standing(*map(int, answers(session, statement.where(*confirmed(session, chosen, levels)))[0]))

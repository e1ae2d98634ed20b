"""What came of the recommendations that were a success: whether the brief helped, what changed, how well one knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.queries.counts import HEADLINE, confirmed
from tracker.queries.filters import Filter
from tracker.queries.outcomes import kind_of_outcome, public_strength
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.answers import NO_OUTCOME, STRONGEST, Contribution, OutcomeType
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Success, successes


@dataclass(frozen=True, slots=True)
class Impact:
    """The `total` successes of a view, counted three times over: each of the mappings adds up to it.

    `contributions` are keys of Contribution, `outcomes` of OutcomeType or "none", `strengths` 0 to 5 by what is public.
    """

    total: int
    contributions: Mapping[str, int]
    outcomes: Mapping[str, int]
    strengths: Mapping[int, int]


def impact(
    session: Session, actor: Person, chosen: Filter, switch: Success, *, levels: Sequence[str] = HEADLINE
) -> Impact:
    """The confirmed recommendations of the view that are a success under `switch`, which is the `part` of its rate."""
    allow(session, actor, Verb.VIEW)
    good = col(Recommendation.status).in_([word.value for word in successes(switch)])
    columns: tuple[Any, ...] = (
        col(Recommendation.contribution).label("contribution"),
        kind_of_outcome().label("outcome"),
        public_strength().label("strength"),
    )
    rows = select(*columns).select_from(Recommendation).join(Brief).where(*confirmed(session, chosen, levels), good)
    of = rows.subquery()
    contributions: dict[str, int] = dict.fromkeys(Contribution, 0)
    outcomes: dict[str, int] = dict.fromkeys([*OutcomeType, NO_OUTCOME], 0)
    strengths = dict.fromkeys(range(STRONGEST + 1), 0)
    for contribution, outcome, strength, n in answers(session, select(*of.c, func.count()).group_by(*of.c)):
        contributions[contribution] += n
        outcomes[outcome] += n
        strengths[strength] += n
    return Impact(sum(strengths.values()), contributions, outcomes, strengths)

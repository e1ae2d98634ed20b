"""How right extraction was, by what people decided on its findings.

Counted are headline recommendations of briefs that were reviewed whole: a person decided on every candidate of the
brief, one by one or several at once. A brief of which candidates wait, or which was taken in as confirmed without a
review, says nothing about how right its findings are, and is left out; so is one in a language that is not parsed, and
a candidate that a newer extraction took back before anybody decided.
"""

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlmodel import Session, col

from tracker.queries.conditions import how_many
from tracker.stats.reliability import Band, reliability
from tracker.stats.shares import share
from tracker.store.access import allow
from tracker.store.history import EXTRACTED_AGAIN, UNDO, as_json
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import Review
from tracker.vocabulary.roles import Verb

COLUMNS = (
    "key briefs confirmed rejected added precision precision_low precision_high recall recall_low recall_high".split()
)


def by_format(session: Session, actor: Person) -> pd.DataFrame:
    """One row a file format, the most decided on first, for those who see the work. Columns: `COLUMNS`.

    `confirmed` and `rejected` are findings, `added` were missed and added by hand. precision = confirmed / (confirmed +
    rejected); recall = confirmed / (confirmed + added); each 0 to 1 with Wilson's interval of 95 % from `_low` to
    `_high`, None where there is nothing to count.
    """
    allow(session, actor, Verb.VIEW_WORK)
    form = col(Brief.format)
    kinds = (_CONFIRMED, _REJECTED, _ADDED)
    counted: Any = (form, func.count(func.distinct(col(Brief.id))), *map(how_many, kinds))
    found = session.execute(_reviewed(counted).group_by(form)).all()
    rows = sorted((_row(*line) for line in found), key=lambda row: (-sum(row[2:5]), row[0]))
    return pd.DataFrame(rows, columns=COLUMNS)


def by_confidence(session: Session, actor: Person) -> tuple[Band, ...]:
    """The reliability curve of the findings decided on: right is what was confirmed; for those who see the work."""
    allow(session, actor, Verb.VIEW_WORK)
    confidence = col(Recommendation.confidence)
    counted: Any = (confidence, how_many(_CONFIRMED), how_many(_REJECTED))
    found = session.execute(_reviewed(counted).where(confidence.is_not(None)).group_by(confidence))
    return reliability(_judged(found.all()))


def _judged(found: Iterable[Any]) -> Iterator[tuple[float, bool]]:
    for confidence, confirmed, rejected in found:
        yield from repeat((float(confidence), True), int(confirmed))
        yield from repeat((float(confidence), False), int(rejected))


def _row(key: str, briefs: int, confirmed: int, rejected: int, added: int) -> list[Any]:
    precision, recall = share(confirmed, confirmed + rejected), share(confirmed, confirmed + added)
    shares = [part for each in (precision, recall) for part in (each.value, each.low, each.high)]
    return [key, briefs, int(confirmed), int(rejected), int(added), *shares]


def _is(review: Review, origin: str) -> ColumnElement[bool]:
    return and_(col(Recommendation.review) == review.value, col(Recommendation.origin) == origin)


_CONFIRMED = _is(Review.CONFIRMED, "parsed")
_REJECTED = _is(Review.REJECTED, "parsed")
_ADDED = _is(Review.CONFIRMED, "added")


def _reviewed(counted: Any) -> Any:
    """What is counted, over the headline recommendations of briefs that were reviewed whole."""
    headline = col(Recommendation.level) == Level.HEADLINE.value
    open_ones = or_(_is(Review.PENDING, "parsed"), and_(_CONFIRMED, not_(_decided())))
    unfinished = select(col(Recommendation.brief_id)).where(headline, open_ones)
    statement = select(*counted).select_from(Recommendation).join(Brief)
    return statement.where(
        headline,
        col(Brief.parsed).is_(True),
        col(Brief.removed).is_(False),
        col(Brief.id).not_in(unfinished),
        or_(_ADDED, and_(or_(_CONFIRMED, _REJECTED), _decided())),
    )


def _decided() -> ColumnElement[bool]:
    """Whether a person decided on the candidate as it waited for review."""
    decisions = select(col(Change.id)).where(
        col(Change.entity) == "recommendation",
        col(Change.entity_id) == col(Recommendation.id),
        col(Change.field) == "review",
        col(Change.old) == as_json(Review.PENDING.value),
        col(Change.why) != EXTRACTED_AGAIN,
        col(Change.why).not_like(f"{UNDO}%"),
    )
    return exists(decisions.correlate(Recommendation))

"""How long it took until recommendations were adopted: curves and shares within a time, whole and by group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from tracker.queries.axes import By, axis, grouped, label
from tracker.queries.counts import HEADLINE, counted
from tracker.queries.filters import Filter
from tracker.stats.incidence import Curve, curve
from tracker.stats.times import Case, Left, Within, followed
from tracker.store.access import allow
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.answers import Review
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Role, Status, Success, role

MONTHS = (12, 24, 36)
"""The times within which the share of successes is told."""
GROUPS = 6
"""How many groups have a curve of their own: as many as can be told apart."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long it took in one group, or in all of a view, where `key` is None and `label` empty.

    `curve` is over months since publication, up to today; `left` are confirmed ones that are not on it, by
    the reason. `within` are the shares after 12, 24 and 36 months.
    """

    key: Any
    label: str
    curve: Curve
    within: tuple[Within, ...]
    left: Mapping[Left, int]
    pending: int


def timing(
    session: Session, actor: Person, chosen: Filter, switch: Success, *, levels: Sequence[str] = HEADLINE
) -> Timing:
    """Of all recommendations of the view, each counted once, up to today.

    A brief with older versions is taken as published when the oldest of them was.
    """
    viewer = allow(session, actor, Verb.VIEW)
    return _timing(None, "", _cases(session, viewer, None, chosen, switch, levels).get(None, []), switch)


def timings(
    session: Session, actor: Person, by: By, chosen: Filter, switch: Success, *, levels: Sequence[str] = HEADLINE
) -> tuple[Timing, ...]:
    """Of the few groups with the most confirmed recommendations, the largest first; those in no group are left out."""
    viewer = allow(session, actor, Verb.VIEW)
    found = {
        key: cases for key, cases in _cases(session, viewer, by, chosen, switch, levels).items() if key is not None
    }
    sizes = {key: sum(one.n for one in cases if one.confirmed) for key, cases in found.items()}
    largest = sorted((key for key, n in sizes.items() if n), key=lambda key: (-sizes[key], label(by, key)))
    return tuple(_timing(key, label(by, key), found[key], switch) for key in largest[:GROUPS])


def _timing(key: Any, called: str, cases: Sequence[Case], switch: Success) -> Timing:
    day = today()
    known = followed(cases, switch, day)
    shares = tuple(known.within(months) for months in MONTHS)
    return Timing(key, called, curve(known.stays), shares, known.left, known.pending)


def _cases(
    session: Session, viewer: Person, by: By | None, chosen: Filter, switch: Success, levels: Sequence[str]
) -> dict[Any, list[Case]]:
    """The cases of each group, one a combination of days and status; open ones need no day of theirs."""
    asked = axis(by) if by else None
    older = aliased(Brief)
    newer = select(col(older.newer_id)).where(col(older.newer_id).is_not(None))
    ends = [word.value for word in Status if role(word, switch) in (Role.EVENT, Role.COMPETING)]
    ended = col(Recommendation.status).in_(ends)
    columns: tuple[Any, ...] = (
        *(col(Brief.published), col(Brief.published_precision), case((col(Brief.id).in_(newer), col(Brief.id)))),
        *(col(Recommendation.review), col(Recommendation.status)),
        *(case((ended, column)) for column in (Recommendation.status_on, Recommendation.status_on_precision)),
    )
    oldest = _oldest(session)
    found: dict[Any, list[Case]] = {}
    for *key, day, exact, brief, review, status, on, on_exact, n in answers(
        session, grouped(asked, columns, counted(session, viewer, chosen, levels, by))
    ):
        published = min([known for known in (_dated(day, exact), oldest.get(brief)) if known], default=None)
        one = Case(published, Status(status), _dated(on, on_exact), n, review == Review.CONFIRMED)
        found.setdefault((asked.key(*key) or None) if asked else None, []).append(one)
    return found


def _oldest(session: Session) -> Mapping[int, PartialDate]:
    """For briefs that are a newer version, when the oldest version with a date came out."""
    columns: Any = (Brief.id, Brief.newer_id, Brief.published, Brief.published_precision)
    older = session.execute(select(*columns).where(col(Brief.newer_id).is_not(None))).all()
    newer = {key: newest for key, newest, _day, _exact in older}
    found: dict[int, PartialDate] = {}
    for key, _newest, day, exact in older:
        if known := _dated(day, exact):
            for later in _following(newer, key):
                found[later] = min(known, found.get(later, known))
    return found


def _following(newer: Mapping[int, int], key: int) -> Iterable[int]:
    """The versions after this one; no chain leads back to where it began."""
    while key in newer:
        key = newer[key]
        yield key


@lru_cache(maxsize=1 << 16)
def _dated(day: date | None, exact: str | None) -> PartialDate | None:
    return PartialDate(day, Precision(exact or Precision.DAY)) if day else None

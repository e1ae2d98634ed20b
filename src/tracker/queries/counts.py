"""How many recommendations there are, by author, region, time: what `tracker counts` prints is what charts draw."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from tracker.queries.axes import TIMES, By, axis, grouped, label
from tracker.queries.filters import Filter, matching, visible
from tracker.store.access import allow, can
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import Review
from tracker.vocabulary.dates import Precision
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Status, assessed

HEADLINE: tuple[str, ...] = (Level.HEADLINE.value,)
ALL_LEVELS: tuple[str, ...] = tuple(level.value for level in Level)
_STATUSES = [status.value for status in Status]


@dataclass(frozen=True, slots=True)
class Totals:
    """Distinct recommendations in a view: confirmed ones by status, and the pending ones beside them.

    `briefs` counts the briefs of the confirmed ones; `undated` are confirmed ones whose brief has no date, `year_only`
    those whose brief is known to the year alone. `levels` are counted. Where the pending ones are not `told`, `pending`
    is 0 whatever there is.
    """

    total: int
    pending: int
    statuses: dict[Status, int]
    briefs: int
    undated: int
    year_only: int
    levels: tuple[str, ...] = HEADLINE
    told: bool = True

    @property
    def headline_only(self) -> bool:
        """Whether it counts headline recommendations alone, as it does unless the filter asks for other levels."""
        return self.levels == HEADLINE

    @property
    def assessed(self) -> int:
        """How many are in the denominator of a rate."""
        return sum(self.statuses[status] for status in assessed())


def counts(
    session: Session, actor: Person, by: By, chosen: Filter, *, levels: Sequence[str] = HEADLINE
) -> pd.DataFrame:
    """One row a group. Columns: key, label, total, pending, then one a status, in the vocabulary's order.

    `total` is the sum of the statuses of confirmed recommendations; `pending` stands beside it. A recommendation counts
    once in every group that it belongs to; those in none are the group with the key None. Pending ones are counted, and
    groups of them alone are there, for those who may see the work; for others `pending` is 0. Groups of time come in
    their order, others the largest first. Levels chosen in the filter go before `levels`.
    """
    viewer = allow(session, actor, Verb.VIEW)
    asked, hidden = axis(by), not can(viewer, Verb.VIEW_WORK)
    groups: dict[Any, dict[str, int]] = {}
    columns = (col(Recommendation.review), col(Recommendation.status))
    where = counted(session, viewer, chosen, levels, by)
    for *key, review, status, n in answers(session, grouped(asked, columns, where)):
        named = asked.key(*key) or None
        if named not in groups:
            groups[named] = dict.fromkeys(("pending", *_STATUSES), 0)
        groups[named]["pending" if review == Review.PENDING else status] += n
    sums = {key: sum(group[status] for status in _STATUSES) for key, group in groups.items()}
    rows = [
        {"key": key, "label": label(by, key), "total": sums[key], **group}
        for key, group in groups.items()
        if sums[key] or not hidden
    ]
    rows.sort(key=_order(by))
    table = pd.DataFrame(rows, columns=["key", "label", "total", "pending", *_STATUSES])
    table["key"] = pd.Series([row["key"] for row in rows], dtype=object)
    return table


def _order(by: By) -> Any:
    if by in TIMES:
        return lambda row: (row["key"] is None, row["key"] or "")
    return lambda row: (row["key"] is None, -row["total"], -row["pending"], row["label"])


def counted(
    session: Session, viewer: Person, chosen: Filter, levels: Sequence[str] = HEADLINE, by: By | None = None
) -> list[ColumnElement[bool]]:
    """What a row of recommendation joined with brief must fulfil to be in the `total` or the `pending` of a view.

    The pending ones are there where their number is told.
    """
    there = col(Recommendation.review).in_((Review.CONFIRMED.value, Review.PENDING.value))
    seen = [] if by is None and tells(viewer, chosen, levels) else visible(viewer)
    return [*_of_levels(session, chosen, levels), there, *seen]


def tells(viewer: Person, chosen: Filter, levels: Sequence[str] = HEADLINE) -> bool:
    """Whether somebody is told how many of a view are pending: who may not see the work, of the whole alone.

    The number in a part of it, as of an author, a country or another level, would tell what the pending ones are.
    """
    whole = replace(chosen, open_only=False) == Filter() and tuple(levels) == HEADLINE
    return whole or can(viewer, Verb.VIEW_WORK)


def confirmed(session: Session, chosen: Filter, levels: Sequence[str] = HEADLINE) -> list[ColumnElement[bool]]:
    """What a row of recommendation joined with brief must fulfil to be in the `total` of a view."""
    return [*_of_levels(session, chosen, levels), col(Recommendation.review) == Review.CONFIRMED.value]


def _of_levels(session: Session, chosen: Filter, levels: Sequence[str]) -> list[ColumnElement[bool]]:
    level = [] if chosen.levels else [col(Recommendation.level).in_(levels)]
    return [*matching(session, chosen), *level]


def totals(session: Session, actor: Person, chosen: Filter, *, levels: Sequence[str] = HEADLINE) -> Totals:
    """The distinct recommendations of the view, each counted once however many groups it belongs to."""
    viewer = allow(session, actor, Verb.VIEW)
    kinds: Any = (Recommendation.review, Recommendation.status, Brief.published_precision)
    rows = answers(session, grouped(None, kinds, counted(session, viewer, chosen, levels)))
    statuses = dict.fromkeys(Status, 0)
    pending = undated = year_only = 0
    for review, status, precision, n in rows:
        if review == Review.PENDING:
            pending += n
            continue
        statuses[Status(status)] += n
        undated += n if precision is None else 0
        year_only += n if precision == Precision.YEAR else 0
    where = confirmed(session, chosen, levels)
    briefs = select(func.count(func.distinct(Recommendation.brief_id))).join(Brief).where(*where)
    named = answers(session, briefs)[0][0]
    wanted = tuple(chosen.levels or levels)
    told = tells(viewer, chosen, levels)
    return Totals(sum(statuses.values()), pending, statuses, named, undated, year_only, wanted, told)

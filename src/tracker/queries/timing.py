"""How long it took until recommendations were adopted: curves and shares within a time, whole and by group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import case, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from tracker.queries.axes import TIMES, By, axis, grouped, label
from tracker.queries.counts import HEADLINE, confirmed, counted
from tracker.queries.filters import Filter
from tracker.stats.incidence import Curve, curve
from tracker.stats.times import Left, Within, followed
from tracker.store.access import allow
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tabled import table
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.answers import Review
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Role, Status, Success, role

MONTHS = (12, 24, 36)
"""The times within which the share of successes is told."""
_ROLES = [*Role]
_EXACT = {word.value: place for place, word in enumerate(Precision)}
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
    statement = grouped(None, _columns(switch), counted(session, viewer, chosen, levels))
    return _timing(None, "", _cases(session, statement))


def timings(
    session: Session, actor: Person, by: By, chosen: Filter, switch: Success, *, levels: Sequence[str] = HEADLINE
) -> tuple[Timing, ...]:
    """Of the few groups with the most confirmed recommendations, the largest first; those in no group are left out.

    ValueError where they would be groups of time.
    """
    viewer = allow(session, actor, Verb.VIEW)
    if by in TIMES:
        raise ValueError(f"how long it took is told by no {by}")
    sizes = answers(session, grouped(axis(by), (), confirmed(session, chosen, levels)))
    named = sorted((-n, label(by, key), key) for key, n in sizes if key not in (None, ""))[:GROUPS]
    if not named:
        return ()
    where = counted(session, viewer, chosen, levels, by)
    cases = _cases(session, grouped(axis(by), _columns(switch), where, [key for _n, _called, key in named]))
    parts = dict(iter(cases.groupby(cases.columns[0])))
    return tuple(_timing(key, called, parts[key]) for _n, called, key in named)


def _timing(key: Any, called: str, cases: pd.DataFrame) -> Timing:
    known = followed(cases, today())
    shares = tuple(known.within(months) for months in MONTHS)
    return Timing(key, called, curve(known.stays), shares, known.left, known.pending)


def _columns(switch: Success) -> tuple[Any, ...]:
    """What makes up a case: an open one needs no day of its own; a brief with older versions says which one it is."""
    older = aliased(Brief)
    newer = select(col(older.newer_id)).where(col(older.newer_id).is_not(None))
    roles = {word: role(word, switch) for word in Status}
    ends = [word.value for word, part in roles.items() if part in (Role.EVENT, Role.COMPETING)]
    ended = col(Recommendation.status).in_(ends)
    return (
        col(Brief.published).label("published"),
        _place(Brief.published_precision, _EXACT).label("published_precision"),
        case((col(Brief.id).in_(newer), col(Brief.id))).label("newest"),
        _place(Recommendation.status, {word.value: _ROLES.index(part) for word, part in roles.items()}).label("role"),
        case((ended, col(Recommendation.status_on))).label("ended"),
        case((ended, _place(Recommendation.status_on_precision, _EXACT)), else_=-1).label("ended_precision"),
        (col(Recommendation.review) == Review.CONFIRMED.value).label("confirmed"),
    )


def _place(column: Any, places: Mapping[str, int]) -> Any:
    """The place of a word among all of its kind, -1 for none: of very many rows words take much longer."""
    return case(dict(places), value=col(column), else_=-1)


def _cases(session: Session, statement: Any) -> pd.DataFrame:
    """The cases as `stats.times` has them, of briefs with older versions published when the oldest of them was."""
    cases = table(session, statement)
    day, exact = np.array(cases["published"], "datetime64[D]"), np.array(cases["published_precision"], np.int8)
    newer = cases["newest"].notna().to_numpy(bool)
    if newer.any():
        briefs = cases["newest"][newer].to_numpy(np.int64)
        day[newer], exact[newer] = _dated_back(_oldest(session), briefs, day[newer], exact[newer])
    ended_exact, roles = (np.array(cases[name], np.int8) for name in ("ended_precision", "role"))
    return cases.assign(
        published=day,
        published_precision=pd.Categorical.from_codes(exact, pd.Index([*_EXACT])),
        ended_precision=pd.Categorical.from_codes(ended_exact, pd.Index([*_EXACT])),
        role=pd.Categorical.from_codes(roles, pd.Index(_ROLES)),
    )


def _dated_back(oldest: Mapping[int, PartialDate], briefs: Any, day: Any, exact: Any) -> tuple[Any, Any]:
    """When the oldest version of each of the briefs came out, by their own days of publication: the day, how exact."""
    keys, places, whose = np.unique(briefs, return_index=True, return_inverse=True)
    dates = []
    for key, place in zip(keys.tolist(), places.tolist(), strict=True):
        own = _dated(day[place].item(), None if exact[place] < 0 else [*Precision][exact[place]])
        dates.append(min((one for one in (own, oldest.get(key)) if one), default=None))
    days = np.array([one and one.day for one in dates], "datetime64[D]")
    known = np.array([_EXACT[one.precision] if one else -1 for one in dates], np.int8)
    return days[whose], known[whose]


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


def _dated(day: date | None, exact: str | None) -> PartialDate | None:
    return PartialDate(day, Precision(exact or Precision.DAY)) if day else None

"""What is asked again and again: recommendations of several briefs that a person has put together as one ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, nulls_first, nulls_last, select
from sqlmodel import Session, col

from tracker.queries.conditions import ask, asking
from tracker.queries.counts import HEADLINE, confirmed
from tracker.queries.filters import Filter
from tracker.queries.names import authors
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.dates import as_known
from tracker.vocabulary.roles import Verb


@dataclass(frozen=True, slots=True)
class Asks:
    """The confirmed recommendations of a view, and how many different asks they are where each ask counts once.

    `repeated` of the asks are made more than once, by `repeating` of the recommendations.
    """

    recommendations: int
    asks: int
    repeated: int
    repeating: int


@dataclass(frozen=True, slots=True)
class Time:
    """One time that something was asked: the recommendation and its brief; `published` as exactly as it is known."""

    id: int
    reference: str
    wording: str
    status: str
    brief_id: int
    title: str
    published: str | None
    authors: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked more than once within a view: every time, the oldest first; `key` is what `Filter.asks` takes.

    The undated times come first, since nothing shows that one of them is the latest.
    """

    key: int
    times: tuple[Time, ...]

    @property
    def latest(self) -> Time:
        """The last time that it was asked."""
        return self.times[-1]

    @property
    def briefs(self) -> int:
        """In how many briefs it is asked."""
        return len({time.brief_id for time in self.times})

    @property
    def authors(self) -> tuple[str, ...]:
        """All who asked it, those who did so first first."""
        return tuple(dict.fromkeys(name for time in self.times for name in time.authors))

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year in which it is known to have been asked; None where no time is dated."""
        known = [int(time.published[:4]) for time in self.times if time.published]
        return (min(known), max(known)) if known else None


def asks(session: Session, actor: Person, chosen: Filter, *, levels: tuple[str, ...] = HEADLINE) -> Asks:
    """How many recommendations of the view there are, and how many different asks."""
    allow(session, actor, Verb.VIEW)
    each = _counted(session, chosen, levels).subquery()
    again = each.c.times > 1
    sums = (each.c.times, case((again, 1), else_=0), case((again, each.c.times), else_=0))
    recommendations, repeated, repeating = (func.coalesce(func.sum(one), 0) for one in sums)
    (found,) = answers(session, select(recommendations, func.count(), repeated, repeating).select_from(each))
    return Asks(*map(int, found))


def repeated(
    session: Session,
    actor: Person,
    chosen: Filter,
    *,
    page: int = 1,
    size: int = 20,
    levels: tuple[str, ...] = HEADLINE,
) -> tuple[Ask, ...]:
    """A page (from 1) of what the view asks more than once: the most often asked first, then the latest."""
    allow(session, actor, Verb.VIEW)
    each = _counted(session, chosen, levels).subquery()
    statement = (
        select(each.c.key)
        .where(each.c.times > 1)
        .order_by(each.c.times.desc(), nulls_last(each.c.latest.desc()), each.c.key)
        .limit(size)
        .offset(max(page - 1, 0) * size)
    )
    keys = [key for (key,) in answers(session, statement)]
    times = _times(session, [asking(keys), *confirmed(session, chosen, levels)])
    return tuple(Ask(key, tuple(times[key])) for key in keys)


def compared(session: Session, actor: Person, keys: Sequence[int]) -> tuple[Ask, ...]:
    """The confirmed recommendations of these asks, whatever the view, in the order given; those without any left out.

    For those who see the work, to decide whether the asks are one.
    """
    allow(session, actor, Verb.VIEW_WORK)
    times = _times(session, [asking(keys), *confirmed(session, Filter(), HEADLINE)])
    return tuple(Ask(key, tuple(times[key])) for key in keys if key in times)


def _counted(session: Session, chosen: Filter, levels: tuple[str, ...]) -> Any:
    latest = func.max(col(Brief.published)).label("latest")
    statement = select(ask().label("key"), func.count().label("times"), latest).select_from(Recommendation).join(Brief)
    return statement.where(*confirmed(session, chosen, levels)).group_by(ask())


def _times(session: Session, where: Sequence[Any]) -> dict[int, list[Time]]:
    """Every time that fulfils the conditions, by its ask, the oldest first."""
    statement: Any = select(ask(), Recommendation, Brief).join(Brief, col(Brief.id) == Recommendation.brief_id)
    order = (nulls_first(col(Brief.published)), col(Recommendation.brief_id), col(Recommendation.id))
    rows = session.execute(statement.where(*where).order_by(*order)).all()
    by = authors(session, [row.id for _key, row, _brief in rows])
    found: dict[int, list[Time]] = {}
    for key, row, brief in rows:
        time = Time(
            id=row.id,
            reference=row.reference,
            wording=row.wording,
            status=row.status,
            brief_id=brief.id,
            title=brief.title,
            published=as_known(brief.published, brief.published_precision),
            authors=tuple(by.get(row.id, ())),
            version=row.version,
        )
        found.setdefault(key, []).append(time)
    return found

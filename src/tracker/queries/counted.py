"""The recommendations that figures count, one by one: what an annex shows, and by what two days are compared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, not_, nulls_last, or_, select, true
from sqlmodel import Session, col

from tracker.queries import queue
from tracker.queries.counts import HEADLINE, confirmed
from tracker.queries.filters import Filter
from tracker.queries.names import authors, region_codes
from tracker.queries.outcomes import public_strength
from tracker.queries.proofs import strengths
from tracker.queries.queue import Reason
from tracker.store.access import allow
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.dates import as_known
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Group, Status, statuses

_CHUNK = 500
_ADOPTED = frozenset(statuses(Group.ADOPTED))


@dataclass(frozen=True, slots=True)
class Counted:
    """One confirmed recommendation of a view. `strength` is that of its public evidence, `regions` are alpha-3 codes.

    `published` and `since` are as exactly as they are known. `in_force` says that it is adopted at least in part, and
    that nobody has to look at it again (`queries.standing`).
    """

    reference: str
    wording: str
    brief: str
    published: str | None
    authors: tuple[str, ...]
    regions: tuple[str, ...]
    status: Status
    since: str | None
    strength: int
    in_force: bool

    @property
    def adopted(self) -> bool:
        """Whether it is adopted, at least in part."""
        return self.status in _ADOPTED


def counted(
    session: Session, actor: Person, chosen: Filter, *, levels: Sequence[str] = HEADLINE
) -> tuple[Counted, ...]:
    """Each recommendation that is in the `total` of the view (`queries.counts`), by year, brief and place in it."""
    allow(session, actor, Verb.VIEW)
    return _told(session, confirmed(session, chosen, levels))


def foremost(
    session: Session, actor: Person, chosen: Filter, ranks: Mapping[Status, int], most: int
) -> tuple[Counted, ...]:
    """The `most` of `counted` that come first, or all where there are not so many: by the rank of the status, then by
    the day since when it holds, the latest first, then by the strength of public evidence, then by the reference.

    A status without a rank is left out.
    """
    allow(session, actor, Verb.VIEW)
    rank = case({word.value: place for word, place in ranks.items()}, value=col(Recommendation.status))
    since = col(Recommendation.status_on)
    which = [*confirmed(session, chosen), col(Recommendation.status).in_([word.value for word in ranks])]
    last = answers(session, _of(rank, since).where(*which).order_by(rank, nulls_last(since.desc())).limit(most))[-1:]
    for place, day in last:
        as_late = since >= day if day else true()
        which.append(or_(rank < place, and_(rank == place, as_late)))
    exactly, reference = col(Recommendation.status_on_precision), col(Recommendation.reference)
    columns = (col(Recommendation.id), rank, since, exactly, public_strength(), reference)
    found = list(answers(session, _of(*columns).where(*which)))
    found.sort(key=lambda row: (as_known(row[2], row[3]) or "", *row[4:]), reverse=True)
    found.sort(key=lambda row: row[1])
    return _told(session, [col(Recommendation.id).in_([row[0] for row in found[:most]])])


def years(session: Session, actor: Person, chosen: Filter) -> tuple[str, str] | None:
    """The first and the last year in which briefs of `counted` came out; None where no day is known of any."""
    allow(session, actor, Verb.VIEW)
    day = col(Brief.published)
    ((first, last),) = answers(session, _of(func.min(day), func.max(day)).where(*confirmed(session, chosen)))
    return (f"{first.year:04}", f"{last.year:04}") if first else None


def _of(*columns: Any) -> Any:
    return select(*columns).select_from(Recommendation).join(Brief, col(Brief.id) == Recommendation.brief_id)


def _told(session: Session, which: Sequence[ColumnElement[bool]]) -> tuple[Counted, ...]:
    holds = not_(func.coalesce(queue.asked(today())[Reason.LAPSED], false()))
    row, brief = Recommendation, Brief
    told: Any = (row.id, row.reference, row.wording, row.status, row.status_on, row.status_on_precision, holds)
    of_brief: Any = (brief.title, brief.published, brief.published_precision)
    order: Any = (nulls_last(col(brief.published)), brief.id, row.position, row.id)
    rows = session.execute(_of(*told, *of_brief).where(*which).order_by(*order)).all()
    keys = [row[0] for row in rows]
    by, about = _in_chunks(authors, session, keys), _in_chunks(region_codes, session, keys)
    strong = strengths(session, keys)
    return tuple(_counted(row, strong.get(row[0], 0), by.get(row[0], ()), about.get(row[0], ())) for row in rows)


def _counted(row: Any, strong: int, by: Sequence[str], about: Sequence[str]) -> Counted:
    _key, reference, wording, word, since, exactly, holds, title, published, precision = row
    status = Status(word)
    return Counted(
        reference=reference,
        wording=wording,
        brief=title,
        published=as_known(published, precision),
        authors=tuple(by),
        regions=tuple(about),
        status=status,
        since=as_known(since, exactly),
        strength=strong,
        in_force=bool(holds) and status in _ADOPTED,
    )


def _in_chunks(
    names: Callable[[Session, Sequence[int]], dict[int, list[str]]], session: Session, keys: Sequence[int]
) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = {}
    for start in range(0, len(keys), _CHUNK):
        found |= names(session, keys[start : start + _CHUNK])
    return found

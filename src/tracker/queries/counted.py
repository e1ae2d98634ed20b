"""The recommendations that figures count, one by one: what an annex shows, and by what two days are compared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import false, func, not_, nulls_last, select
from sqlmodel import Session, col

from tracker.queries import queue
from tracker.queries.counts import HEADLINE, confirmed
from tracker.queries.filters import Filter
from tracker.queries.listing import partial
from tracker.queries.names import authors, region_codes
from tracker.queries.proofs import strengths
from tracker.queries.queue import Reason
from tracker.store.access import allow
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Recommendation
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
    holds = not_(func.coalesce(queue.asked(today())[Reason.LAPSED], false()))
    row, brief = Recommendation, Brief
    told: Any = (row.id, row.reference, row.wording, row.status, row.status_on, row.status_on_precision, holds)
    of_brief: Any = (brief.title, brief.published, brief.published_precision)
    statement = select(*told, *of_brief).join(brief, col(brief.id) == row.brief_id)
    order: Any = (nulls_last(col(brief.published)), brief.id, row.position, row.id)
    rows = session.execute(statement.where(*confirmed(session, chosen, levels)).order_by(*order)).all()
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
        published=partial(published, precision),
        authors=tuple(by),
        regions=tuple(about),
        status=status,
        since=partial(since, exactly),
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

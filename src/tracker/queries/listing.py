"""Lists of recommendations: a page of a table, or every record whole."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import func, nulls_last, select
from sqlmodel import Session, col

from tracker.queries.filters import Filter, matching, there, visible
from tracker.queries.names import addressees, authors, owners, parents, region_codes, topics
from tracker.store.access import allow, can
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.columns import WORK
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.roles import Verb

COLUMNS = (
    "id reference wording level review status status_on response action_type confidence brief_id title published "
    "authors addressees regions topics owner due verified_on priority version"
).split()
SORTS: dict[str, Any] = {
    "published": Brief.published,
    "reference": Recommendation.reference,
    "status": Recommendation.status,
    "status_on": Recommendation.status_on,
    "confidence": Recommendation.confidence,
    "due": Recommendation.due,
    "verified_on": Recommendation.verified_on,
    "title": Brief.title,
}
"""What a list can be sorted by; what is not known comes last either way."""

_CHUNK = 500
_IN_PIECES = {"yield_per": 10_000}
"""Rows come so many at a time: all of them at once would be held by the driver."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, and how many rows the whole list has."""

    table: pd.DataFrame
    total: int


def listing(
    session: Session,
    actor: Person,
    chosen: Filter,
    *,
    sort: str = "published",
    descending: bool = True,
    page: int = 1,
    size: int = 50,
) -> Listing:
    """A page (from 1) of the recommendations in the view. Columns: `COLUMNS`.

    `title` and `published` ("2007-05", None) are the brief's; authors, addressees, regions (codes) and topics are
    tuples; an unknown `sort` is "published". What belongs to the work is None, and sorts nothing, for who may not see
    it.
    """
    viewer = allow(session, actor, Verb.VIEW)
    where = [*matching(session, chosen), *visible(viewer)]
    total = answers(session, select(func.count()).select_from(Recommendation).join(Brief).where(*where))[0][0]
    shown = select(col(Recommendation.id)).join(Brief).where(*where).order_by(*_order(viewer, sort, descending))
    wanted = [key for (key,) in answers(session, shown.limit(size).offset(max(page - 1, 0) * size))]
    whole = select(Recommendation, Brief).join(Brief, col(Brief.id) == Recommendation.brief_id)
    named = session.execute(whole.where(col(Recommendation.id).in_(wanted))) if wanted else ()
    found = {row[0].id: row for row in named}
    rows = [found[key] for key in wanted]
    hidden = _hidden(viewer)
    records = [
        {name: None if name in hidden else record[name] for name in COLUMNS} for record in _flat(session, viewer, rows)
    ]
    return Listing(pd.DataFrame(records, columns=COLUMNS, dtype=object), total)


def keys(
    session: Session, actor: Person, chosen: Filter, *, sort: str = "published", descending: bool = True
) -> Sequence[int]:
    """The ids of all recommendations in the view, in the order of the list: eight bytes each, of maybe millions."""
    viewer = allow(session, actor, Verb.VIEW)
    where = [*matching(session, chosen), *visible(viewer)]
    statement = select(col(Recommendation.id)).join(Brief).where(*where).order_by(*_order(viewer, sort, descending))
    return array("q", session.execute(statement, execution_options=_IN_PIECES).scalars())


def records(session: Session, actor: Person, wanted: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The recommendations with these ids, in their order, as the command line prints them; read by hundreds.

    Those that the actor may not see, or whose brief was removed, are left out.
    """
    viewer = allow(session, actor, Verb.VIEW)
    statement = select(Recommendation, Brief).join(Brief, col(Brief.id) == Recommendation.brief_id)
    for start in range(0, len(wanted), _CHUNK):
        chunk = list(wanted[start : start + _CHUNK])
        seen = statement.where(col(Recommendation.id).in_(chunk), *there(viewer))
        rows = {row[0].id: row for row in session.execute(seen)}
        yield from (
            _record(flat, viewer) for flat in _flat(session, viewer, [rows[key] for key in chunk if key in rows])
        )
        session.expunge_all()


def _hidden(viewer: Person) -> tuple[str, ...]:
    """What belongs to the work, where the viewer may not see it."""
    return () if can(viewer, Verb.VIEW_WORK) else WORK


def _order(viewer: Person, sort: str, descending: bool) -> list[Any]:
    column = col(Brief.published if sort in _hidden(viewer) else SORTS.get(sort, Brief.published))
    first = nulls_last(column.desc() if descending else column.asc())
    return [first, col(Recommendation.brief_id).desc(), col(Recommendation.position), col(Recommendation.id)]


def _flat(session: Session, viewer: Person, rows: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Each row's values with the names that belong to it, all names asked for at once."""
    if not rows:
        return
    keys = [row[0].id for row in rows]
    of = {
        "authors": authors(session, keys),
        "addressees": addressees(session, keys),
        "regions": region_codes(session, keys),
        "topics": topics(session, keys),
    }
    owner, parent = owners(session, keys), parents(session, viewer, keys)
    for recommendation, brief in rows:
        key = recommendation.id
        yield {
            **recommendation.model_dump(),
            **{name: tuple(values.get(key, ())) for name, values in of.items()},
            "status_on": partial(recommendation.status_on, recommendation.status_on_precision),
            "outcome_on": partial(recommendation.outcome_on, recommendation.outcome_on_precision),
            "owner": owner.get(key),
            "parent": parent.get(key),
            "title": brief.title,
            "published": partial(brief.published, brief.published_precision),
            "series": brief.series,
            "number": brief.number,
        }


def partial(day: date | None, precision: str | None) -> str | None:
    """A date as exactly as it is known: "2007-05-30", "2007-05", "2007"; None where it is not."""
    return None if day is None else str(PartialDate(day, Precision(precision or Precision.DAY)))


_OWN = (
    "reference wording detail level parent stance addressees action_type confidence review status status_on response "
    "outcome_type outcome_on outcome fidelity contribution rival_explanation owner due verified_on reverify_by "
    "priority notes version"
).split()
_PUBLIC_NAMES = {"wording": "text"}
_BRIEF = "title authors regions topics published series number".split()


def _record(flat: dict[str, Any], viewer: Person) -> dict[str, Any]:
    """The record in the words of the command line; what belongs to the work is None for who may not see it."""
    hidden = _hidden(viewer)
    record = {_PUBLIC_NAMES.get(name, name): None if name in hidden else plain(flat[name]) for name in _OWN}
    return {**record, "brief": {name: plain(flat[name]) for name in _BRIEF}}


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value

"""Recommendations with all that belongs to them, by their ids, and the ids in the order of a list."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import nulls_last, select
from sqlmodel import Session, col

from tracker.queries.filters import Filter, matching, there, visible
from tracker.queries.names import addressees, authors, owners, parents, region_codes, topics
from tracker.store.access import allow, can
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.columns import WORK
from tracker.vocabulary.dates import as_known
from tracker.vocabulary.roles import Verb

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


def keys(
    session: Session, actor: Person, chosen: Filter, *, sort: str = "published", descending: bool = True
) -> Sequence[int]:
    """The ids of all recommendations in the view, in the order of the list: eight bytes each, of maybe millions."""
    viewer = allow(session, actor, Verb.VIEW)
    where = [*matching(session, chosen), *visible(viewer)]
    statement = select(col(Recommendation.id)).join(Brief).where(*where).order_by(*order(viewer, sort, descending))
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
        yield from (_record(one, viewer) for one in flat(session, viewer, [rows[key] for key in chunk if key in rows]))
        session.expunge_all()


def hidden(viewer: Person) -> tuple[str, ...]:
    """The columns that belong to the work, where the viewer may not see it."""
    return () if can(viewer, Verb.VIEW_WORK) else WORK


def order(viewer: Person, sort: str, descending: bool) -> list[Any]:
    """By what a list is ordered; an unknown `sort`, and one that the viewer may not see, is "published"."""
    column = col(Brief.published if sort in hidden(viewer) else SORTS.get(sort, Brief.published))
    first = nulls_last(column.desc() if descending else column.asc())
    return [first, col(Recommendation.brief_id).desc(), col(Recommendation.position), col(Recommendation.id)]


def flat(session: Session, viewer: Person, rows: Sequence[Any]) -> Iterator[dict[str, Any]]:
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
            "status_on": as_known(recommendation.status_on, recommendation.status_on_precision),
            "outcome_on": as_known(recommendation.outcome_on, recommendation.outcome_on_precision),
            "owner": owner.get(key),
            "parent": parent.get(key),
            "title": brief.title,
            "published": as_known(brief.published, brief.published_precision),
            "series": brief.series,
            "number": brief.number,
        }


_OWN = (
    "reference wording detail level parent stance addressees action_type confidence review status status_on response "
    "outcome_type outcome_on outcome fidelity contribution rival_explanation owner due verified_on reverify_by "
    "priority notes version"
).split()
_PUBLIC_NAMES = {"wording": "text"}
_BRIEF = "title authors regions topics published series number".split()


def _record(found: dict[str, Any], viewer: Person) -> dict[str, Any]:
    """The record in the words of the command line; what belongs to the work is None for who may not see it."""
    unseen = hidden(viewer)
    record = {_PUBLIC_NAMES.get(name, name): None if name in unseen else plain(found[name]) for name in _OWN}
    return {**record, "brief": {name: plain(found[name]) for name in _BRIEF}}


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value

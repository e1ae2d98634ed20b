"""The records behind the figures: every recommendation that one of them counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import false, func, not_, select
from sqlmodel import Session, col

from tracker.queries import queue
from tracker.queries.counts import HEADLINE, confirmed
from tracker.queries.filters import Filter
from tracker.queries.listing import partial
from tracker.queries.names import authors, region_codes
from tracker.queries.queue import Reason
from tracker.store.access import allow
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Evidence, Recommendation
from tracker.vocabulary.answers import EvidenceKind, Item, strength
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Group, Status, assessed, statuses

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One recommendation that a figure counts, as it may leave the institute.

    `published` and `since` are as exactly as known ("2024-05"). `regions` are alpha-3 codes. `strength` is that of its
    public evidence. `figures` are the keys of the figures that count it.
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
    figures: tuple[str, ...]


def annex(session: Session, actor: Person, chosen: Filter) -> tuple[Entry, ...]:
    """The confirmed recommendations of the view, by reference."""
    allow(session, actor, Verb.VIEW)
    holds = not_(func.coalesce(queue.asked(today())[Reason.LAPSED], false()))
    statement = (
        select(Recommendation, Brief, holds)
        .join(Brief, col(Brief.id) == Recommendation.brief_id)
        .where(*confirmed(session, chosen, HEADLINE))
        .order_by(col(Brief.published), col(Brief.id), col(Recommendation.position), col(Recommendation.id))
    )
    return tuple(_entries(session, session.execute(statement).all()))


def _entries(session: Session, rows: Any) -> Iterator[Entry]:
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        keys = [row.id or 0 for row, _brief, _holds in chunk]
        by, about, proofs = authors(session, keys), region_codes(session, keys), _public(session, keys)
        for row, brief, holds in chunk:
            yield _entry(row, brief, holds, {"authors": by, "regions": about}, proofs.get(row.id or 0, []))


def _entry(
    row: Recommendation, brief: Brief, holds: bool, names: Mapping[str, Mapping[int, list[str]]], proofs: list[Item]
) -> Entry:
    status = Status(row.status)
    adopted = status in statuses(Group.ADOPTED)
    counted = {"recommendations": True, "assessed": status in assessed(), "adopted": adopted}
    counted["in_force"] = adopted and bool(holds)
    return Entry(
        reference=row.reference,
        wording=row.wording,
        brief=brief.title,
        published=partial(brief.published, brief.published_precision),
        authors=tuple(names["authors"].get(row.id or 0, ())),
        regions=tuple(names["regions"].get(row.id or 0, ())),
        status=status,
        since=partial(row.status_on, row.status_on_precision),
        strength=strength(proofs),
        figures=tuple(key for key, counts in counted.items() if counts),
    )


def _public(session: Session, keys: list[int]) -> dict[int, list[Item]]:
    shown = (col(Evidence.confidential).is_(False), col(Evidence.withdrawn).is_(False))
    statement = select(Evidence).where(col(Evidence.recommendation_id).in_(keys), *shown).order_by(col(Evidence.id))
    found: dict[int, list[Item]] = {}
    for item in session.execute(statement).scalars():
        of = Item(EvidenceKind(item.kind), item.source, item.dated)
        found.setdefault(item.recommendation_id, []).append(of)
    return found

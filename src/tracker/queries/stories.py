"""What became of single recommendations, and by what evidence one knows: what is public alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.queries.counts import HEADLINE, confirmed
from tracker.queries.filters import Filter
from tracker.queries.openness import confidential_ever
from tracker.queries.proofs import Proof, proofs, public, strength_of
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Evidence, Recommendation
from tracker.vocabulary.dates import as_known
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Status


@dataclass(frozen=True, slots=True)
class Story:
    """One recommendation, where it stands, and since when; `strength` is that of its `proofs`, the strongest first.

    `quote` is its exact words in the brief, "" where it came without its document. `outcome` is empty where
    confidential evidence stands beside it, or did, since its words may rest on that.
    """

    reference: str
    wording: str
    quote: str
    title: str
    status: Status
    since: str | None
    outcome: str
    strength: int
    proofs: tuple[Proof, ...]


def stories(
    session: Session, actor: Person, chosen: Filter, references: Sequence[str], *, levels: Sequence[str] = HEADLINE
) -> tuple[Story, ...]:
    """The confirmed recommendations of the view with these references, in their order; others are left out."""
    allow(session, actor, Verb.VIEW)
    statement = _found(session, chosen, levels).where(col(Recommendation.reference).in_(references))
    found = {story.reference: story for story in _told(session, session.execute(statement).all())}
    return tuple(found[reference] for reference in references if reference in found)


def _found(session: Session, chosen: Filter, levels: Sequence[str]) -> Any:
    statement = select(Recommendation, Brief, confidential_ever())
    joined = statement.join(Brief, col(Brief.id) == Recommendation.brief_id)
    return joined.where(*confirmed(session, chosen, levels))


def _told(session: Session, rows: Sequence[Any]) -> tuple[Story, ...]:
    known = public(session, [row.id or 0 for row, _brief, _guarded in rows])
    return tuple(_story(row, brief, guarded, known.get(row.id or 0, [])) for row, brief, guarded in rows)


def _story(row: Recommendation, brief: Brief, guarded: bool, items: Iterable[Evidence]) -> Story:
    return Story(
        reference=row.reference,
        wording=row.wording,
        quote=" ".join((row.quote or "").split()),
        title=brief.title,
        status=Status(row.status),
        since=as_known(row.status_on, row.status_on_precision),
        outcome="" if guarded else row.outcome,
        strength=strength_of(items),
        proofs=proofs(items),
    )

"""What was adopted last, and by what evidence one knows: what is public alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.queries.conditions import adopted
from tracker.queries.counts import HEADLINE, confirmed
from tracker.queries.filters import Filter
from tracker.queries.listing import partial
from tracker.queries.openness import confidential_beside
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Evidence, Recommendation
from tracker.vocabulary.answers import STRENGTH, EvidenceKind, Item, strength
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Status


@dataclass(frozen=True, slots=True)
class Proof:
    """One public item of evidence; `dated` as exactly as it is known ("2024-05"), None where it is not."""

    kind: EvidenceKind
    source: str
    dated: str | None
    quote: str
    note: str


@dataclass(frozen=True, slots=True)
class Story:
    """One recommendation and what came of it; `strength` is that of its `proofs`, the strongest of which is first.

    `quote` are the exact words of the brief, "" where it has no text.
    `outcome` is empty where confidential evidence stands beside it, since its words may rest on that.
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


def adoptions(
    session: Session, actor: Person, chosen: Filter, limit: int = 3, *, levels: tuple[str, ...] = HEADLINE
) -> tuple[Story, ...]:
    """The confirmed recommendations of the view that were adopted last, at least in part, the latest first."""
    allow(session, actor, Verb.VIEW)
    statement = (
        select(Recommendation, Brief, confidential_beside())
        .join(Brief, col(Brief.id) == Recommendation.brief_id)
        .where(adopted(), *confirmed(session, chosen, levels))
        .order_by(col(Recommendation.status_on).desc(), col(Recommendation.id).desc())
        .limit(limit)
    )
    found = session.execute(statement).all()
    proofs = _public(session, [row.id or 0 for row, _brief, _guarded in found])
    return tuple(_adoption(row, brief, guarded, proofs.get(row.id or 0, [])) for row, brief, guarded in found)


def _adoption(row: Recommendation, brief: Brief, guarded: bool, items: Iterable[Evidence]) -> Story:
    known = sorted(items, key=lambda item: -STRENGTH[EvidenceKind(item.kind)])
    return Story(
        reference=row.reference,
        wording=row.wording,
        quote=" ".join((row.quote or "").split()),
        title=brief.title,
        status=Status(row.status),
        since=partial(row.status_on, row.status_on_precision),
        outcome="" if guarded else row.outcome,
        strength=strength(Item(EvidenceKind(item.kind), item.source, item.dated) for item in known),
        proofs=tuple(
            Proof(EvidenceKind(item.kind), item.source, _day(item), item.quote.strip(), item.note.strip())
            for item in known
        ),
    )


def _day(item: Evidence) -> str | None:
    return partial(item.dated, item.dated_precision)


def _public(session: Session, keys: list[int]) -> dict[int, list[Evidence]]:
    shown = (col(Evidence.confidential).is_(False), col(Evidence.withdrawn).is_(False))
    statement = select(Evidence).where(col(Evidence.recommendation_id).in_(keys), *shown).order_by(col(Evidence.id))
    found: dict[int, list[Evidence]] = {}
    for item in session.execute(statement).scalars():
        found.setdefault(item.recommendation_id, []).append(item)
    return found

"""The evidence of recommendations, and how strong it is: what one person may see, and what may be told outside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.store.tables import Evidence
from tracker.vocabulary.answers import STRENGTH, EvidenceKind, Item, strength
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.roles import Verb

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Proof:
    """One public item of evidence; `dated` as exactly as it is known ("2024-05"), None where it is not."""

    kind: EvidenceKind
    source: str
    dated: str | None
    quote: str
    note: str


def public(session: Session, keys: Sequence[int]) -> dict[int, list[Evidence]]:
    """For each of the recommendations that has any, its public evidence that was not withdrawn."""
    return _items(session, keys, col(Evidence.confidential).is_(False))


def seen_by(session: Session, viewer: Person, keys: Sequence[int]) -> dict[int, list[Evidence]]:
    """For each of the recommendations that has any, its evidence that was not withdrawn and that the viewer may see."""
    return _items(session, keys) if can(viewer, Verb.VIEW_CONFIDENTIAL) else public(session, keys)


def _items(session: Session, keys: Sequence[int], *which: Any) -> dict[int, list[Evidence]]:
    shown = (*which, col(Evidence.withdrawn).is_(False))
    found: dict[int, list[Evidence]] = {}
    for start in range(0, len(keys), _CHUNK):
        mine = col(Evidence.recommendation_id).in_(keys[start : start + _CHUNK])
        for item in session.execute(select(Evidence).where(mine, *shown).order_by(col(Evidence.id))).scalars():
            found.setdefault(item.recommendation_id, []).append(item)
    return found


def strengths(session: Session, keys: Sequence[int]) -> Mapping[int, int]:
    """For each of the recommendations that has public evidence, how strong that is."""
    return {key: strength_of(items) for key, items in public(session, keys).items()}


def strength_of(items: Iterable[Evidence]) -> int:
    """How strong these items are, 0 to 5."""
    return strength(Item(EvidenceKind(item.kind), item.source, item.dated) for item in items)


def proofs(items: Iterable[Evidence]) -> tuple[Proof, ...]:
    """The items in words, the strongest first."""
    known = sorted(items, key=lambda item: -STRENGTH[EvidenceKind(item.kind)])
    return tuple(
        Proof(EvidenceKind(item.kind), item.source, _day(item), item.quote.strip(), item.note.strip()) for item in known
    )


def _day(item: Evidence) -> str | None:
    return str(PartialDate(item.dated, Precision(item.dated_precision or Precision.DAY))) if item.dated else None

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from tracker.actions import evidence, people
from tracker.actions.ingest import Taken, ingest
from tracker.actions.updates import advance
from tracker.document import Block, BlockKind, Document, Format, Span
from tracker.extraction.finding import Extraction, Finding, Metadata
from tracker.store.access import sole_person
from tracker.store.people_tables import Change, Person
from tracker.store.sessions import Store
from tracker.store.tables import Recommendation
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

TEXT = "Keep talking.\n\nThe ministry should publish figures.\n\nNobody advised this at all."


def document(text: str = TEXT) -> Document:
    blocks, start = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(part))))
        start += len(part) + 2
    return Document("brief.txt", Format.TXT, text, tuple(blocks), language="en")


def finding(words: str, text: str = TEXT, **more: Any) -> Finding:
    span = Span(text.index(words), text.index(words) + len(words))
    return Finding(span=span, passage=span, **{"level": Level.HEADLINE, "confidence": 0.9, **more})


def extraction(*findings: Finding, **metadata: Any) -> Extraction:
    known = Metadata(
        title="On talking",
        authors=("A. Writer", "B. Writer"),
        published=PartialDate(date(2020, 5, 4)),
        number="12/3",
        regions=("IRN", "IRQ"),
        topics=("Diplomacy",),
    )
    default = (
        finding("Keep talking.", addressees=("Washington", "Iran")),
        finding("The ministry should publish figures.", level=Level.SUPPORTING, parent=0, confidence=0.5),
    )
    return Extraction(Metadata(**metadata) if metadata else known, findings or default, "en")


@dataclass
class Desk:
    """A store with one brief and the one person who uses it."""

    store: Store
    me: Person
    taken: Taken

    def row(self, number: int = 1) -> Recommendation:
        with self.store.reading() as session:
            statement = select(Recommendation).where(Recommendation.brief_id == self.taken.brief.id)
            return list(session.exec(statement.order_by(col(Recommendation.position))))[number - 1]

    def advance(self, seen: int | None = None, number: int = 1, actor: Person | None = None, **fields: Any) -> None:
        key = self.row(number).id or 0
        with self.store.writing() as session:
            advance(session, actor or self.me, key, seen, "as seen in a test", **fields)

    def prove(self, kind: EvidenceKind = EvidenceKind.NEWS_REPORT, number: int = 1, **more: Any) -> None:
        key = self.row(number).id or 0
        with self.store.writing() as session:
            evidence.add(session, self.me, key, kind, **{"note": "It happened.", **more})

    def person(self, role: Role, unit: str = "") -> Person:
        with self.store.writing() as session:
            return people.add(session, self.me, f"{role.value}{unit}@example.org", role, unit=unit)

    def changes(self, entity: str = "recommendation") -> list[Change]:
        with self.store.reading() as session:
            return list(session.exec(select(Change).where(Change.entity == entity).order_by(col(Change.id))))


def take(session: Session, me: Person, data: bytes = b"bytes", **more: Any) -> Taken:
    return ingest(session, me, "brief.txt", data, document(), more.pop("found", extraction()), **more)


@pytest.fixture
def desk(store: Store) -> Desk:
    with store.writing() as session:
        me = sole_person(session)
        taken = take(session, me)
    return Desk(store, me, taken)

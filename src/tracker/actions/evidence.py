"""Keeping evidence of what came of a recommendation."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from tracker.actions.changes import change, found
from tracker.actions.scope import allow_update
from tracker.errors import Invalid
from tracker.store.history import By, record_created, typed
from tracker.store.people_tables import Person
from tracker.store.tables import Evidence, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.answers import EvidenceKind, Item, strength
from tracker.vocabulary.dates import PartialDate


def add(
    session: Session,
    actor: Person | None,
    recommendation_id: int,
    kind: EvidenceKind,
    *,
    quote: str = "",
    note: str = "",
    url: str = "",
    dated: PartialDate | None = None,
    source: str = "",
    confidential: bool = False,
) -> Evidence:
    """Keep a piece of evidence. Invalid where it says nothing, or its link is no web address."""
    recommendation = found(session, Recommendation, recommendation_id)
    person = allow_update(session, actor, recommendation)
    words = checked(quote=quote, note=note, url=url, source=source)
    row = Evidence(
        recommendation_id=recommendation_id,
        kind=EvidenceKind(kind).value,
        quote=words["quote"],
        note=words["note"],
        url=words["url"],
        source=words["source"],
        dated=dated.day if dated else None,
        dated_precision=dated.precision.value if dated else None,
        confidential=confidential,
    )
    session.add(row)
    record_created(session, row, By(person))
    return row


def checked(*, quote: str = "", note: str = "", url: str = "", source: str = "") -> dict[str, str]:
    """The words of a piece of evidence as they are kept; Invalid where they say nothing, or the link is no address."""
    if not any(text.strip() for text in (quote, note, url, source)):
        raise Invalid(_("Evidence needs a quote, a note, a link or a source."))
    if url.strip() and not url.strip().lower().startswith(("https://", "http://")):
        raise Invalid(_("A link starts with https:// or http://."))
    return {"quote": quote.strip(), "note": note.strip(), "url": url.strip(), "source": " ".join(source.split())}


def withdraw(session: Session, actor: Person | None, evidence_id: int, seen: int | None, why: str) -> Evidence:
    """Take a piece of evidence out of every count; it stays in the history."""
    row = found(session, Evidence, evidence_id)
    person = allow_update(session, actor, found(session, Recommendation, row.recommendation_id))
    return change(session, row, seen, By(person, typed(why)), {"withdrawn": True})


def strength_of(session: Session, recommendation_id: int) -> int:
    """How strong all evidence for the recommendation is, 0 to 5, confidential items included."""
    return strength(_items(session, recommendation_id))


def _items(session: Session, recommendation_id: int) -> Iterable[Item]:
    statement = select(Evidence).where(
        Evidence.recommendation_id == recommendation_id, col(Evidence.withdrawn).is_(False)
    )
    return (Item(EvidenceKind(row.kind), row.source, row.dated) for row in session.exec(statement))

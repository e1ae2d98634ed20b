"""Extracting a brief again with a newer extractor, without touching what a person decided."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions import chains
from tracker.actions.changes import change, found
from tracker.actions.ingest import add_recommendation, found_values, reference_stem, refuse_many, words
from tracker.document import Document
from tracker.errors import Invalid
from tracker.extraction.finding import Extraction, Finding
from tracker.store.access import allow
from tracker.store.history import CREATED, EXTRACTED_AGAIN, By, one_batch
from tracker.store.holding import hold
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Brief, Recommendation, Source
from tracker.translation import gettext as _
from tracker.vocabulary.answers import Review
from tracker.vocabulary.roles import Verb


@dataclass(frozen=True, slots=True)
class Reextracted:
    """How many candidates are new, how many untouched ones were brought up to date, how many were left as decided.

    `gone` counts untouched candidates that are no longer found: they are rejected, with that reason.
    """

    added: int
    updated: int
    kept: int
    gone: int


def document_of(session: Session, brief_id: int) -> Document:
    """The document as it was read when the brief was taken in; Invalid for a brief without a file."""
    source = session.get(Source, brief_id)
    if source is None:
        raise Invalid(_("This brief has no file, so nothing can be extracted from it."))
    return Document.from_json(source.document)


def reextract(session: Session, actor: Person | None, brief_id: int, extraction: Extraction) -> Reextracted:
    """Bring the brief's untouched candidates in line with a new extraction of its stored document.

    A candidate that a person confirmed, rejected, edited or added stays exactly as it is, and so does what the brief
    says of itself. Invalid where as much was found as in no brief.
    """
    person = allow(session, actor, Verb.CONFIRM)
    brief = found(session, Brief, brief_id)
    document = document_of(session, brief_id)
    refuse_many(document.name, extraction)
    by = By(person, EXTRACTED_AGAIN)
    statement = select(Recommendation).where(Recommendation.brief_id == brief_id)
    there = list(session.exec(statement.order_by(col(Recommendation.position), col(Recommendation.id))))
    decided = {row.id for row in there if _decided(session, row)}
    with one_batch():
        return _reconcile(session, by, brief, document, extraction, there, decided)


def _decided(session: Session, row: Recommendation) -> bool:
    if row.review != Review.PENDING or row.origin != "parsed":
        return True
    touched = select(Change.id).where(
        Change.entity == "recommendation",
        Change.entity_id == row.id,
        col(Change.field).not_in((CREATED, "position")),
        Change.why != EXTRACTED_AGAIN,
    )
    return session.exec(touched.limit(1)).first() is not None


def _reconcile(
    session: Session,
    by: By,
    brief: Brief,
    document: Document,
    extraction: Extraction,
    there: list[Recommendation],
    decided: set[int | None],
) -> Reextracted:
    by_span = {(row.span_start, row.span_end): row for row in there}
    places: list[int | None] = []
    added = updated = 0
    for finding in extraction.findings:
        row = by_span.pop((finding.span.start, finding.span.end), None) or _overlapping(by_span, finding, decided)
        parent = places[finding.parent] if finding.parent is not None else None
        if row is None:
            places.append(_add(session, by, brief, document, finding, parent))
            added += 1
            continue
        places.append(row.id)
        if row.id not in decided:
            before = row.version
            change(session, row, None, by, {**_values(document, finding), "parent_id": _above(session, row, parent)})
            updated += row.version > before
    left = [row for row in by_span.values() if row.id not in decided]
    for row in left:
        change(session, row, None, by, {"review": Review.REJECTED.value})
    return Reextracted(added, updated, len(decided), len(left))


def _above(session: Session, row: Recommendation, parent: int | None) -> int | None:
    """The parent, unless it supports the row, as a person may have said."""
    one = session.get(Recommendation, parent) if parent else None
    return None if one is None or row.id in {one.id, *chains.above(session, one)} else parent


def _overlapping(
    by_span: dict[tuple[int | None, int | None], Recommendation], finding: Finding, decided: set[int | None]
) -> Recommendation | None:
    """A decided candidate over the same words: the person's reading stands, no second one is added beside it."""
    for place, row in by_span.items():
        start, end = place
        if row.id in decided and start is not None and end is not None:
            shared = min(end, finding.span.end) - max(start, finding.span.start)
            if 2 * shared > min(end - start, len(finding.span)):
                return by_span.pop(place)
    return None


def _values(document: Document, finding: Finding) -> dict[str, Any]:
    return {**found_values(document, finding), "wording": words(document, finding.span)}


def _add(session: Session, by: By, brief: Brief, document: Document, finding: Finding, parent: int | None) -> int:
    position = next_position(session, brief)
    row = Recommendation(
        reference=f"{reference_stem_of(session, brief)}/R{position}",
        brief_id=brief.id or 0,
        position=position,
        parent_id=parent,
        **_values(document, finding),
    )
    return add_recommendation(session, by, row, finding.addressees)


def next_position(session: Session, brief: Brief) -> int:
    """The first number that no recommendation of the brief has had, as its place or in its reference.

    The brief is held, so that nobody else is given the number.
    """
    hold(session, Brief, [brief.id or 0])
    columns = select(Recommendation.position, Recommendation.reference).where(Recommendation.brief_id == brief.id)
    taken = [0]
    for position, reference in session.exec(columns):
        number = reference.rpartition("/R")[2]
        taken += [position, int(number) if number.isdecimal() else 0]
    return max(taken) + 1


def reference_stem_of(session: Session, brief: Brief) -> str:
    """The stem that the brief's references have already, else the one they would be given now."""
    known = session.exec(select(Recommendation.reference).where(Recommendation.brief_id == brief.id).limit(1)).first()
    return known.rsplit("/R", 1)[0] if known else reference_stem(session, brief)

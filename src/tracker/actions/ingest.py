"""Taking a brief in: its file, its text, what was found in it."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from tracker.actions import links
from tracker.actions.changes import change
from tracker.actions.rules import far_ahead
from tracker.document import Document, Span
from tracker.errors import Invalid
from tracker.extraction.actors import actor as counted_as
from tracker.extraction.finding import Extraction, Finding, Metadata
from tracker.settings import settings
from tracker.store.access import allow
from tracker.store.history import TAKEN_IN, By, one_batch, record_all_created, record_created
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Recommendation, Source
from tracker.store.tombstones import gone
from tracker.translation import gettext as _
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import Review
from tracker.vocabulary.numbers import number
from tracker.vocabulary.roles import Verb

MOST_FINDINGS = 3000
"""In one brief: others wait while they are kept, and nobody could look through more."""
_NOT_IN_REFERENCES = re.compile(r"[^A-Za-z0-9.]+")


@dataclass(frozen=True, slots=True)
class Taken:
    """A brief in the store; `new` is False where the same bytes were there already and nothing was added.

    One that was taken out by undoing its upload comes back as it was, and counts as new.
    """

    brief: Brief
    new: bool
    findings: int


def ingest(
    session: Session,
    actor: Person | None,
    name: str,
    data: bytes,
    document: Document,
    extraction: Extraction,
    *,
    confirm: bool = False,
) -> Taken:
    """Take a brief in with its findings, all pending; `confirm` takes headline ones in as confirmed.

    NotAllowed where the actor may not upload, or not confirm. Invalid for a file that was removed for good, and for one
    of which so much is taken for a recommendation that it is no brief.
    """
    person = allow(session, actor, Verb.CONFIRM if confirm else Verb.UPLOAD)
    sha256 = hashlib.sha256(data).hexdigest()
    known = session.exec(select(Brief).where(Brief.sha256 == sha256)).first()
    if known is None:
        refuse_many(name, extraction)
    by = By(person, TAKEN_IN)
    if known is not None:
        return _again(session, by, known)
    with one_batch():
        brief = _add_brief(session, by, name, sha256, document, extraction)
        session.add(Source(brief_id=_key(brief), data=data, document=document.to_json()))
        _add_findings(session, by, brief, document, extraction, confirm=confirm)
    return Taken(brief, new=True, findings=len(extraction.findings))


def refuse_many(name: str, extraction: Extraction) -> None:
    """Invalid where so much was found that others would wait too long for it to be kept."""
    n = len(extraction.findings)
    if n > MOST_FINDINGS:
        told = _("{n} recommendations were found in “{name}”; a brief has at most {most}. Split it and try again.")
        raise Invalid(told.format(n=number(n), name=name, most=number(MOST_FINDINGS)))


def _again(session: Session, by: By, known: Brief) -> Taken:
    """A file that was there before: still there, taken out and now back, or removed for good."""
    if gone(known):
        raise Invalid(
            _("This file was removed from the tracker and is not taken in again. A director can let it in again.")
        )
    if not known.removed:
        return Taken(known, new=False, findings=0)
    change(session, known, None, by, {"removed": False})
    there = select(func.count()).select_from(Recommendation).where(Recommendation.brief_id == known.id)
    return Taken(known, new=True, findings=session.exec(there).one())


def _add_brief(session: Session, by: By, name: str, sha256: str, document: Document, extraction: Extraction) -> Brief:
    found = extraction.metadata
    published = None if far_ahead(found.published) else found.published
    brief = Brief(
        sha256=sha256,
        file_name=name,
        format=document.format.value,
        language=extraction.language or document.language,
        parsed=extraction.parsed,
        pages=document.pages,
        text=document.text,
        unit_id=by.actor.unit_id,
        title=found.title or name,
        series=found.series,
        number=found.number,
        published=published.day if published else None,
        published_precision=published.precision.value if published else None,
    )
    session.add(brief)
    session.flush()
    set_links(session, _key(brief), found)
    kept = {name: read(session, _key(brief)) for name, (read, _write) in links.OF_BRIEF.items()}
    record_created(session, brief, by, **kept)
    return brief


def set_links(session: Session, brief_id: int, found: Metadata) -> None:
    """Link the brief with the authors, countries and topics that were found."""
    links.set_authors(session, brief_id, found.authors)
    links.set_regions(session, brief_id, found.regions)
    links.set_topics(session, brief_id, found.topics)


def _add_findings(
    session: Session, by: By, brief: Brief, document: Document, extraction: Extraction, *, confirm: bool
) -> None:
    stem = reference_stem(session, brief)
    rows = [
        Recommendation(
            reference=f"{stem}/R{number}",
            brief_id=_key(brief),
            position=number,
            wording=words(document, finding.span),
            review=(Review.CONFIRMED if confirm and finding.level is Level.HEADLINE else Review.PENDING).value,
            **found_values(document, finding),
        )
        for number, finding in enumerate(extraction.findings, start=1)
    ]
    session.add_all(rows)
    session.flush()
    for row, finding in zip(rows, extraction.findings, strict=True):
        row.parent_id = rows[finding.parent].id if finding.parent is not None else None
    _link_and_record(
        session, by, [(row, found.addressees) for row, found in zip(rows, extraction.findings, strict=True)]
    )


def add_recommendation(session: Session, by: By, row: Recommendation, addressees: tuple[str, ...]) -> int:
    """Keep a new recommendation with its addressees and its first line of history; gives its key."""
    session.add(row)
    _link_and_record(session, by, [(row, addressees)])
    return row.id or 0


def _link_and_record(session: Session, by: By, added: Sequence[tuple[Recommendation, Sequence[str]]]) -> None:
    """Keep whom new recommendations are to, and history's first line of each."""
    session.flush()
    told = {row.id or 0: {**row.model_dump(), "addressees": links.tidy(names)} for row, names in added}
    to = {key: [(name, counted_as(name)) for name in values["addressees"]] for key, values in told.items()}
    links.add_addressees(session, to)
    record_all_created(session, "recommendation", told.values(), by)


def found_values(document: Document, finding: Finding) -> dict[str, Any]:
    """The columns that a finding fills, apart from its place among others and what a person decides."""
    return {
        "span_start": finding.span.start,
        "span_end": finding.span.end,
        "passage_start": finding.passage.start,
        "passage_end": finding.passage.end,
        "page": document.page_of(finding.span.start),
        "label": finding.label,
        "quote": finding.span.of(document.text),
        "detail": finding.detail,
        "also": json.dumps([[span.start, span.end] for span in finding.also]),
        "level": finding.level.value,
        "stance": finding.stance.value if finding.stance else None,
        "action_type": int(finding.action_type),
        "confidence": finding.confidence,
        "reasons": json.dumps([asdict(reason) for reason in finding.reasons], ensure_ascii=False),
    }


def words(document: Document, span: Span) -> str:
    """What the span says, on one line."""
    return " ".join(span.of(document.text).split())


def reference_stem(session: Session, brief: Brief) -> str:
    """The part of a reference before "/R": institute, year of publication, and the number, else the brief's id.

    Where another brief of that year has the number already, the id stands behind it.
    """
    year = brief.published.year if brief.published else "undated"
    number = _NOT_IN_REFERENCES.sub("-", brief.number).strip("-.")
    stem = f"{settings().institute}-{year}-{number or brief.id}"
    taken = select(Recommendation.id).where(
        col(Recommendation.reference).startswith(f"{stem}/", autoescape=True), Recommendation.brief_id != brief.id
    )
    return stem if session.exec(taken.limit(1)).first() is None else f"{stem}-{brief.id}"


def _key(brief: Brief) -> int:
    assert brief.id is not None  # noqa: S101 -- it has been flushed
    return brief.id

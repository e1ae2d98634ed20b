"""One recommendation whole: its words in their passage, its brief, every answer, evidence and history."""

import json
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlmodel import Session, col, select

from tracker.errors import NotFound
from tracker.queries import names
from tracker.queries.filters import there
from tracker.queries.history import history
from tracker.store.access import allow, can
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Evidence, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.answers import EvidenceKind, Item, strength
from tracker.vocabulary.dates import as_known
from tracker.vocabulary.fields import OF_THE_WORK
from tracker.vocabulary.roles import Verb

_AROUND = 1500
"""How many characters of the brief stand before and after a passage, at most."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The brief's text around a recommendation: what stands before its words, its words, and what stands after."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything about one recommendation that the actor may see.

    `row` and `brief` are the rows of the store; in `row`, what belongs to the work is as in a row of which nothing is
    known yet, for who may not see it. `also` holds the other wordings in the brief. `strength` is that of the
    `evidence` shown. `reasons` are what extraction noted: signal, weight and the words that set it off. `history` has
    the columns of `queries.history.COLUMNS`. `headline` and `supporting` are (id, reference, wording) of its relatives.
    """

    row: Recommendation
    brief: Brief
    authors: tuple[str, ...]
    regions: tuple[str, ...]
    topics: tuple[str, ...]
    addressees: tuple[str, ...]
    passage: Passage | None
    also: tuple[str, ...]
    reasons: tuple[tuple[str, float, str], ...]
    evidence: tuple[Evidence, ...]
    strength: int
    history: pd.DataFrame
    owner: Person | None
    headline: tuple[int, str, str] | None
    supporting: tuple[tuple[int, str, str], ...]
    superseded_by: tuple[int, str, str] | None

    @property
    def published(self) -> str | None:
        """When the brief was published, as exactly as that is known."""
        return as_known(self.brief.published, self.brief.published_precision)


def record(session: Session, actor: Person, which: int | str) -> Record:
    """The recommendation with this id or reference; NotFound where there is none that the actor may see."""
    viewer = allow(session, actor, Verb.VIEW)
    column = col(Recommendation.id) if isinstance(which, int) else col(Recommendation.reference)
    row = session.exec(select(Recommendation).where(column == which, *there(viewer))).first()
    if row is None:
        raise NotFound(
            _("There is no recommendation {which}. Look for its words in the list of recommendations.").format(
                which=which
            )
        )
    brief = session.get_one(Brief, row.brief_id)
    key = row.id or 0
    evidence = _evidence(session, viewer, key)
    return Record(
        row=row if can(viewer, Verb.VIEW_WORK) else _published(row),
        brief=brief,
        authors=tuple(names.authors(session, [key]).get(key, ())),
        regions=tuple(names.region_codes(session, [key]).get(key, ())),
        topics=tuple(names.topics(session, [key]).get(key, ())),
        addressees=tuple(names.addressees(session, [key]).get(key, ())),
        passage=_passage(row, brief),
        also=tuple(brief.text[start:end] for start, end in json.loads(row.also)),
        reasons=reasons_of(row, brief),
        evidence=evidence,
        strength=strength(Item(EvidenceKind(item.kind), item.source, item.dated) for item in evidence),
        history=history(session, viewer, key),
        owner=session.get(Person, row.owner_id) if row.owner_id and can(viewer, Verb.VIEW_WORK) else None,
        headline=_relative(session, viewer, row.parent_id),
        supporting=_supporting(session, viewer, key),
        superseded_by=_relative(session, viewer, row.superseded_by_id),
    )


def _published(row: Recommendation) -> Recommendation:
    """A copy of the row, in no session, without what belongs to the work."""
    blank = Recommendation(reference=row.reference, brief_id=row.brief_id, wording=row.wording)
    return Recommendation(**{**row.model_dump(), **blank.model_dump(include=set(OF_THE_WORK))})


def _passage(row: Recommendation, brief: Brief) -> Passage | None:
    """The passage with a paragraph before and one after it."""
    if row.span_start is None or row.span_end is None:
        return None
    text = brief.text
    start = _paragraph_start(text, min(row.passage_start or 0, row.span_start) - 2)
    end = _paragraph_end(text, max(row.passage_end or 0, row.span_end) + 2)
    return Passage(text[start : row.span_start], text[row.span_start : row.span_end], text[row.span_end : end])


def _paragraph_start(text: str, at: int) -> int:
    furthest = max(at - _AROUND, 0)
    gap = text.rfind("\n\n", furthest, max(at, 0))
    return gap + 2 if gap >= 0 else furthest


def _paragraph_end(text: str, at: int) -> int:
    gap = text.find("\n\n", at, at + _AROUND)
    return gap if gap >= 0 else min(at + _AROUND, len(text))


def reasons_of(row: Recommendation, brief: Brief) -> tuple[tuple[str, float, str], ...]:
    """What extraction noted of the recommendation: signal, weight, and the words that set it off."""
    found: list[dict[str, Any]] = json.loads(row.reasons)
    return tuple(
        (
            reason["signal"],
            reason["weight"],
            brief.text[reason["span"]["start"] : reason["span"]["end"]] if reason["span"] else "",
        )
        for reason in found
    )


def _evidence(session: Session, viewer: Person, key: int) -> tuple[Evidence, ...]:
    statement = select(Evidence).where(Evidence.recommendation_id == key, col(Evidence.withdrawn).is_(False))
    if not can(viewer, Verb.VIEW_CONFIDENTIAL):
        statement = statement.where(col(Evidence.confidential).is_(False))
    return tuple(session.exec(statement.order_by(col(Evidence.id))))


def _relative(session: Session, viewer: Person, key: int | None) -> tuple[int, str, str] | None:
    statement = select(Recommendation).where(col(Recommendation.id) == key, *there(viewer))
    row = session.exec(statement).first() if key else None
    return (row.id or 0, row.reference, row.wording) if row else None


def _supporting(session: Session, viewer: Person, key: int) -> tuple[tuple[int, str, str], ...]:
    statement = select(Recommendation).where(col(Recommendation.parent_id) == key, *there(viewer))
    rows = session.exec(statement.order_by(col(Recommendation.position), col(Recommendation.id)))
    return tuple((row.id or 0, row.reference, row.wording) for row in rows)

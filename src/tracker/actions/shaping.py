"""Giving candidates their shape: splitting one that is two, joining two that are one, putting them in order."""

import json
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions import chains, links
from tracker.actions.changes import change, found, unchanged
from tracker.actions.ingest import add_recommendation, words
from tracker.actions.reextraction import document_of, next_position, reference_stem_of
from tracker.actions.review import set_addressees
from tracker.document import Document, Span
from tracker.errors import Invalid
from tracker.extraction import action_type
from tracker.store.access import allow
from tracker.store.history import By, one_batch
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.answers import Review
from tracker.vocabulary.roles import Verb

_NEAR = 12
"""Letters between two candidates up to which they are halves of one passage, not one thing said at two places."""


def split(session: Session, actor: Person | None, recommendation_id: int, seen: int | None, at: int) -> Recommendation:
    """Make two of a candidate at the place `at` of the brief's text; gives the second, which stands behind the first.

    Both have the words of the text, the first's addressees, level and decision. Invalid where either would be empty.
    """
    by = By(allow(session, actor, Verb.CONFIRM), "split")
    row = found(session, Recommendation, recommendation_id)
    document = document_of(session, row.brief_id)
    first, second = _halves(document, row, at)
    with one_batch():
        change(session, row, seen, by, _said(document, first))
        brief = found(session, Brief, row.brief_id)
        position = next_position(session, brief)
        added = Recommendation(
            reference=f"{reference_stem_of(session, brief)}/R{position}",
            brief_id=row.brief_id,
            parent_id=row.parent_id,
            position=position,
            origin="split",
            passage_start=row.passage_start,
            passage_end=row.passage_end,
            level=row.level,
            stance=row.stance,
            confidence=row.confidence,
            review=row.review,
            **_said(document, second),
        )
        add_recommendation(session, by, added, tuple(links.addressees_of(session, recommendation_id)))
        move(session, actor, added.id or 0, None, behind=recommendation_id)
    return added


def join(
    session: Session,
    actor: Person | None,
    recommendation_id: int,
    seen: int | None,
    other_id: int,
    other_seen: int | None = None,
) -> None:
    """Make one of two candidates of a brief: the first stays, the other is rejected as part of it.

    Halves of a passage become one text; of one thing said at two places the other place is kept as `also`. What
    supported the other supports the first; its addressees are added. Invalid for candidates of two briefs and where the
    first was rejected, Stale where somebody changed the other since the version `other_seen`.
    """
    person = allow(session, actor, Verb.CONFIRM)
    row, other = found(session, Recommendation, recommendation_id), found(session, Recommendation, other_id)
    if row.id == other.id or row.brief_id != other.brief_id:
        raise Invalid(_("Choose another candidate of the same brief."))
    if row.review == Review.REJECTED:
        raise Invalid(
            _("{reference} has been rejected. Confirm it first, or join the other way round.").format(
                reference=row.reference
            )
        )
    unchanged(session, other, other_seen)
    by = By(person, f"part of {row.reference}")
    document = document_of(session, row.brief_id)
    with one_batch():
        change(session, row, seen, by, _joined(document, row, other))
        if other.id in chains.above(session, row):
            change(session, row, None, by, {"parent_id": None})
        _add_addressees(session, row, other, by)
        change(session, other, None, by, {"review": Review.REJECTED.value, "parent_id": None})
        supporting = select(Recommendation).where(col(Recommendation.parent_id) == other.id)
        for below in list(session.exec(supporting)):
            change(session, below, None, by, {"parent_id": row.id})


def move(
    session: Session, actor: Person | None, recommendation_id: int, seen: int | None, *, behind: int | None
) -> None:
    """Put a candidate behind another one of its brief, or before all where `behind` is None. References stay.

    Stale where somebody changed the candidate since the version `seen`.
    """
    by = By(allow(session, actor, Verb.CONFIRM), "put in order")
    row = found(session, Recommendation, recommendation_id)
    unchanged(session, row, seen)
    statement = select(Recommendation).where(Recommendation.brief_id == row.brief_id)
    ordered = list(session.exec(statement.order_by(col(Recommendation.position), col(Recommendation.id))))
    rest = [each for each in ordered if each.id != row.id]
    at = next((place + 1 for place, each in enumerate(rest) if each.id == behind), 0)
    if behind is not None and not at:
        raise Invalid(_("Choose another candidate of the same brief."))
    with one_batch():
        for each, position in _places(rest[:at], row, rest[at:]):
            change(session, each, None, by, {"position": position})


def _places(
    before: list[Recommendation], row: Recommendation, after: list[Recommendation]
) -> list[tuple[Recommendation, int]]:
    """Which rows get which position so that the row stands between the others: as few as may be.

    Of two with one position the one with the smaller key stands first, so that there is mostly room between two.
    """
    if all(_at(each) < _at(row) for each in before[-1:]) and all(_at(row) < _at(each) for each in after[:1]):
        return []
    return min(_pushed(before[::-1], row, after, 1), _pushed(after, row, before[::-1], -1), key=len)


def _pushed(
    near: list[Recommendation], row: Recommendation, far: list[Recommendation], step: int
) -> list[tuple[Recommendation, int]]:
    """The row next to the first of `near`, and those of `far` that make room for it, pushed by `step`."""
    last = (_beside(*_at(near[0]), row, step) if near else _beside(*_at(far[0]), row, -step)), row.id or 0
    places = [(row, last[0])]
    for each in far:
        if (_at(each) > last) == (step > 0):
            break
        last = _beside(*last, each, step), each.id or 0
        places.append((each, last[0]))
    return places


def _at(row: Recommendation) -> tuple[int, int]:
    return row.position, row.id or 0


def _beside(position: int, key: int, row: Recommendation, step: int) -> int:
    """The position of a row that stands directly behind what stands there, or before it where `step` is negative."""
    return position if ((row.id or 0) > key) == (step > 0) else position + step


def _halves(document: Document, row: Recommendation, at: int) -> tuple[Span, Span]:
    start, end = row.span_start, row.span_end
    if start is None or end is None:
        raise Invalid(_("This recommendation has no place in a text, so it cannot be split."))
    text = document.text
    first, second = text[start : max(at, start)], text[max(at, start) : end]
    if not first.strip() or not second.strip() or at > end:
        raise Invalid(_("Choose a place inside the words, so that both parts say something."))
    return (
        Span(start, start + len(first.rstrip())),
        Span(end - len(second.lstrip()), end),
    )


def _said(document: Document, span: Span) -> dict[str, Any]:
    """The columns that hold what a span says and where."""
    quote = span.of(document.text)
    return {
        "span_start": span.start,
        "span_end": span.end,
        "page": document.page_of(span.start),
        "quote": quote,
        "wording": words(document, span),
        "action_type": int(action_type(quote)),
    }


def _joined(document: Document, row: Recommendation, other: Recommendation) -> dict[str, Any]:
    """What the row says and where, with the other in it."""
    if None in (row.span_start, row.span_end, other.span_start, other.span_end):
        return {"wording": f"{row.wording} {other.wording}"}
    one, two = Span(row.span_start or 0, row.span_end or 0), Span(other.span_start or 0, other.span_end or 0)
    start, end = min(one.start, two.start), max(one.end, two.end)
    also = [[span.start, span.end] for span in (two, *(Span(*place) for place in json.loads(other.also)))]
    if end - start - len(one) - len(two) <= _NEAR:
        return {**_said(document, Span(start, end)), "also": json.dumps([*json.loads(row.also), *also[1:]])}
    return {"also": json.dumps([*json.loads(row.also), *also])}


def _add_addressees(session: Session, row: Recommendation, other: Recommendation, by: By) -> None:
    mine, theirs = (links.addressees_of(session, each.id or 0) for each in (row, other))
    set_addressees(session, row, links.tidy([*mine, *theirs]), by)

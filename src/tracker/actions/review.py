"""Is it ours? Deciding on candidates, mending their words, adding what was missed, correcting the brief."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions import chains, links
from tracker.actions.changes import change, found, settled, touch
from tracker.actions.ingest import add_recommendation, words
from tracker.actions.reextraction import document_of, next_position, reference_stem_of
from tracker.document import Span
from tracker.errors import Invalid
from tracker.extraction import action_type
from tracker.extraction.actors import actor as counted_as
from tracker.store.access import allow
from tracker.store.history import MISSED, By, one_batch, typed
from tracker.store.holding import hold
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.advice import ActionType, Level, Stance
from tracker.vocabulary.answers import Review
from tracker.vocabulary.roles import Verb


def confirm(session: Session, actor: Person | None, recommendation_id: int, seen: int | None) -> Recommendation:
    """Say that the candidate is a recommendation of the brief."""
    return _decide(session, actor, recommendation_id, seen, Review.CONFIRMED, "")


def reject(
    session: Session, actor: Person | None, recommendation_id: int, seen: int | None, why: str = ""
) -> Recommendation:
    """Say that the candidate is none."""
    return _decide(session, actor, recommendation_id, seen, Review.REJECTED, why)


def reopen(session: Session, actor: Person | None, recommendation_id: int, seen: int | None) -> Recommendation:
    """Take a decision back: the candidate is pending again."""
    return _decide(session, actor, recommendation_id, seen, Review.PENDING, "")


def _decide(
    session: Session, actor: Person | None, recommendation_id: int, seen: int | None, review: Review, why: str
) -> Recommendation:
    by = By(allow(session, actor, Verb.CONFIRM), typed(why))
    row = found(session, Recommendation, recommendation_id)
    return change(session, row, seen, by, {"review": review.value})


def confirm_above(
    session: Session, actor: Person | None, brief_id: int, threshold: float, *, headline_only: bool = False
) -> int:
    """Confirm the brief's pending candidates of at least this confidence (0 to 1), as one batch; gives how many."""
    by = By(allow(session, actor, Verb.CONFIRM), f"confidence at least {threshold:.0%}")
    hold(session, Brief, [brief_id])
    statement = select(Recommendation).where(
        Recommendation.brief_id == brief_id,
        Recommendation.review == Review.PENDING.value,
        col(Recommendation.confidence) >= threshold,
    )
    if headline_only:
        statement = statement.where(Recommendation.level == Level.HEADLINE.value)
    rows = list(session.exec(statement.order_by(col(Recommendation.position), col(Recommendation.id))))
    with one_batch():
        for row in rows:
            change(session, row, None, by, {"review": Review.CONFIRMED.value})
    return len(rows)


def amend(
    session: Session,
    actor: Person | None,
    recommendation_id: int,
    seen: int | None,
    why: str = "",
    *,
    addressees: Sequence[str] | None = None,
    **fields: Any,
) -> Recommendation:
    """Mend what extraction made of it: `wording`, `level`, `stance`, `action_type`, `parent_id`, `addressees`.

    Invalid for an empty wording, an unknown word or a parent in another brief.
    """
    by = By(allow(session, actor, Verb.CONFIRM), typed(why))
    row = found(session, Recommendation, recommendation_id)
    values = _amended(session, row, fields)
    wanted = None if addressees is None else links.tidy(addressees)
    values = settled(session, row, seen, values if wanted is None else {**values, "addressees": wanted})
    wanted = values.pop("addressees", None)
    with one_batch():
        change(session, row, row.version, by, values)
        if wanted is not None:
            set_addressees(session, row, wanted, by)
    return row


def set_addressees(session: Session, row: Recommendation, wanted: Sequence[str], by: By) -> None:
    """Give the recommendation these addressees, as printed, and keep the history."""
    before = links.addressees_of(session, row.id or 0)
    if list(wanted) != before:
        links.set_addressees(session, row.id or 0, [(name, counted_as(name)) for name in wanted])
        touch(session, row, {"addressees": (before, list(wanted))}, by)


def _amended(session: Session, row: Recommendation, fields: dict[str, Any]) -> dict[str, Any]:
    kinds = {"level": Level, "stance": Stance, "action_type": ActionType}
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if name in kinds and value is not None:
            values[name] = kinds[name](value).value
        elif name in ("stance", "parent_id", "wording"):
            values[name] = " ".join(value.split()) if name == "wording" else value
        else:
            raise Invalid(_("{name} cannot be changed in a review.").format(name=name))
    if values.get("wording") == "":
        raise Invalid(_("A recommendation needs its words."))
    parent = session.get(Recommendation, values["parent_id"]) if values.get("parent_id") else None
    if values.get("parent_id") and (parent is None or parent.brief_id != row.brief_id or parent.id == row.id):
        raise Invalid(_("A supporting recommendation belongs to another one of the same brief."))
    if parent is not None and row.id in chains.above(session, parent):
        raise Invalid(_("A recommendation cannot support itself."))
    return values


def _refuse_known(session: Session, brief_id: int, start: int, end: int) -> None:
    """Invalid where the same words are a recommendation of the brief already, whatever was decided of it."""
    same = (
        col(Recommendation.brief_id) == brief_id,
        col(Recommendation.span_start) == start,
        col(Recommendation.span_end) == end,
    )
    known = session.exec(select(Recommendation).where(*same)).first()
    if known is not None:
        raise Invalid(
            _("These words are {reference} already. Choose others, or decide on that one.").format(
                reference=known.reference
            )
        )


def add_missed(
    session: Session,
    actor: Person | None,
    brief_id: int,
    start: int,
    end: int,
    *,
    level: Level = Level.HEADLINE,
    addressees: Sequence[str] = (),
) -> Recommendation:
    """Add, as confirmed, a recommendation that extraction missed: the brief's text from `start` to `end`."""
    by = By(allow(session, actor, Verb.CONFIRM), MISSED)
    brief = found(session, Brief, brief_id)
    document = document_of(session, brief_id)
    if not 0 <= start < end <= len(document.text) or not document.text[start:end].strip():
        raise Invalid(_("Choose the first and the last sentence of the recommendation."))
    _refuse_known(session, brief_id, start, end)
    position = next_position(session, brief)
    quote = document.text[start:end]
    row = Recommendation(
        reference=f"{reference_stem_of(session, brief)}/R{position}",
        brief_id=brief_id,
        position=position,
        origin="added",
        span_start=start,
        span_end=end,
        passage_start=start,
        passage_end=end,
        page=document.page_of(start),
        quote=quote,
        wording=words(document, Span(start, end)),
        level=level.value,
        action_type=int(action_type(quote)),
        review=Review.CONFIRMED.value,
    )
    with one_batch():
        add_recommendation(session, by, row, tuple(addressees))
    return row

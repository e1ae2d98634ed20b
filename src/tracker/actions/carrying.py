"""Carrying over what is known of a recommendation to the one of a newer version that says the same.

It fills what is empty there and writes over nothing: what people have found out about the newer one stands.
"""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions.changes import change
from tracker.actions.rules import completed
from tracker.errors import Invalid, TrackerError
from tracker.store.history import CARRIED, UNDO, By, record_created
from tracker.store.people_tables import Change
from tracker.store.tables import Evidence, EvidenceFile, Recommendation

_STATUS = ("status", "status_on", "status_on_precision", "superseded_by_id", "reverify_by")
_OUTCOME = (
    *("outcome_type", "outcome_on", "outcome_on_precision", "outcome", "fidelity"),
    *("contribution", "rival_explanation"),
)
_ALONE = ("response", "owner_id", "unit_id", "due", "verified_on", "priority", "notes", "review")
_TOLD = (_STATUS, _OUTCOME, *((name,) for name in _ALONE))
"""What people decide and find out about a recommendation, apart from what it says: what is one story goes as one."""
_EMPTY = Recommendation(reference="", brief_id=0, wording="").model_dump()
_WORDS = "kind quote note url dated dated_precision source confidential".split()


def carry_over(
    session: Session, by: By, older: Recommendation, newer: Recommendation, *, confirmed: bool = True
) -> None:
    """Fill what is empty of the newer with what is known of the older, evidence included.

    That the older one was `confirmed` is carried over only where it says the same. Invalid, naming the older, where the
    newer would not hold together with it.
    """
    by = By(by.actor, f"{CARRIED}{older.reference}")
    known = [_said(session, item) for item in _kept(session, newer.id or 0)]
    for item in _standing(session, older.id or 0):
        if _said(session, item) not in known:
            _copy(session, by, item, newer.id or 0)
    values = _values(older, newer)
    if not confirmed:
        values.pop("review", None)
    ask = _ask(session, older)
    if ask not in (None, newer.id) and _ask(session, newer) is None:
        values["repeats_id"] = ask
    if "status" in values:  # carrying over is no look at the record
        values.setdefault("verified_on", newer.verified_on)
    try:
        change(session, newer, None, by, completed(session, newer, values))
    except TrackerError as wrong:  # many are carried over at once: say which one
        raise Invalid(f"{older.reference}: {wrong}") from wrong


def _values(older: Recommendation, newer: Recommendation) -> dict[str, Any]:
    """What is told of the older and not of the newer; left out is what only says that the newer one replaced it."""
    told, there = older.model_dump(), newer.model_dump()
    values: dict[str, Any] = {}
    for names in _TOLD:
        replaced = names is _STATUS and older.superseded_by_id == newer.id
        if not replaced and all(there[name] == _EMPTY[name] for name in names):
            values |= {name: told[name] for name in names if told[name] != _EMPTY[name]}
    return values


def _ask(session: Session, row: Recommendation) -> int | None:
    """What stands for the ask that the recommendation shares with others; None where it is alone."""
    again = session.exec(select(Recommendation.id).where(Recommendation.repeats_id == row.id).limit(1)).first()
    return row.repeats_id or (row.id if again is not None else None)


def _standing(session: Session, recommendation_id: int) -> list[Evidence]:
    return [item for item in _items(session, recommendation_id) if not item.withdrawn]


def _kept(session: Session, recommendation_id: int) -> Iterator[Evidence]:
    """The evidence that need not come again: what stands, and what somebody withdrew otherwise than by an undo."""
    for item in _items(session, recommendation_id):
        mine = (Change.entity == "evidence", Change.entity_id == item.id, Change.field == "withdrawn")
        last = session.exec(select(Change.why).where(*mine).order_by(col(Change.id).desc()).limit(1)).first()
        if not item.withdrawn or not (last or "").startswith(UNDO):
            yield item


def _items(session: Session, recommendation_id: int) -> list[Evidence]:
    statement = select(Evidence).where(Evidence.recommendation_id == recommendation_id)
    return list(session.exec(statement.order_by(col(Evidence.id))))


def _said(session: Session, item: Evidence) -> tuple[Any, ...]:
    """What tells one piece of evidence from another: all that it says, and its file."""
    file = session.get(EvidenceFile, item.id)
    return (*(getattr(item, name) for name in _WORDS), file.sha256 if file else None)


def _copy(session: Session, by: By, item: Evidence, recommendation_id: int) -> None:
    copy = Evidence(recommendation_id=recommendation_id, **{name: getattr(item, name) for name in _WORDS})
    session.add(copy)
    session.flush()
    file = session.get(EvidenceFile, item.id)
    if file is not None:
        session.add(EvidenceFile(evidence_id=copy.id or 0, name=file.name, sha256=file.sha256, data=file.data))
    record_created(session, copy, by, **({"file": file.name} if file else {}))

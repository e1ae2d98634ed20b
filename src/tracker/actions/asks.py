"""Recommendations of several briefs that ask the same: put together as one ask, parted again, or kept apart.

Each stays as it is. `repeats_id` of all but one of them leads to that one, which so stands for the ask.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete
from sqlmodel import Session, col, or_, select

from tracker.actions.changes import change, change_all, changed_since, found
from tracker.actions.links import insert_unless_there
from tracker.actions.undo import undo
from tracker.errors import Invalid, Stale
from tracker.store.access import allow
from tracker.store.history import By, one_batch, typed
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation
from tracker.store.work_tables import KeptApart
from tracker.translation import gettext as _
from tracker.vocabulary.answers import Review
from tracker.vocabulary.roles import Verb

_KIND = "recommendation"
_DECIDING = frozenset({"wording", "review", "repeats_id"})
"""What one decides by whether two ask the same."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was said of some recommendations, to be taken back: a batch of the history, and which were kept apart."""

    batch: str = ""
    apart: tuple[tuple[int, int], ...] = ()


def put_together(
    session: Session, actor: Person | None, keys: Sequence[int], why: str = "", seen: Mapping[int, int] | None = None
) -> Decision:
    """Say that these recommendations, and all that ask the same as one of them, are one ask.

    Invalid where there are no two that are not yet together, or one is not confirmed; NotFound for one that is not
    there; Stale where the words of one, or what it repeats, changed since the version that was `seen` of it.
    """
    by = By(allow(session, actor, Verb.CONFIRM), typed(why))
    rows = [found(session, Recommendation, key) for key in dict.fromkeys(keys)]
    for row in rows:
        _hold_to(session, row, (seen or {}).get(row.id or 0))
        if row.review != Review.CONFIRMED:
            raise Invalid(_("{reference} is not confirmed as a recommendation.").format(reference=row.reference))
    firsts = sorted({row.repeats_id or row.id or 0 for row in rows})
    if len(firsts) < 2:
        raise Invalid(_("Choose two recommendations or more that are not yet one ask."))
    with one_batch() as batch:
        others = [row for row in _asking(session, firsts) if row.id != firsts[0]]
        change_all(session, by, [(row, {"repeats_id": firsts[0]}) for row in others])
    return Decision(batch)


def part(session: Session, actor: Person | None, key: int, why: str = "", seen: int | None = None) -> Decision:
    """Say that the recommendation asks something else than those it is together with.

    It is not proposed for them again. Invalid where it is together with none, Stale as `put_together`.
    """
    by = By(allow(session, actor, Verb.CONFIRM), typed(why))
    row = found(session, Recommendation, key)
    _hold_to(session, row, seen)
    others = [one for one in _asking(session, [row.repeats_id or key]) if one.id != key]
    if not others:
        raise Invalid(_("{reference} repeats none.").format(reference=row.reference))
    with one_batch() as batch:
        change(session, row, None, by, {"repeats_id": None})
        first = min(one.id or 0 for one in others)
        wanted = [(one, {"repeats_id": first if one.id != first else None}) for one in others]
        change_all(session, by, [(one, new) for one, new in wanted if one.repeats_id != new["repeats_id"]])
        kept = keep_apart(session, actor, [key], [one.id or 0 for one in others])
    return Decision(batch, kept.apart)


def keep_apart(session: Session, actor: Person | None, ones: Sequence[int], others: Sequence[int]) -> Decision:
    """Say that none of the ones asks the same as one of the others: they are no longer proposed as one ask.

    What was said before, by whomever, is no part of the decision.
    """
    allow(session, actor, Verb.CONFIRM)
    added = [
        pair
        for pair in _pairs(session, ones, others)
        if insert_unless_there(session, KeptApart, {"entity": _KIND, "one_id": pair[0], "other_id": pair[1]})
    ]
    return Decision(apart=tuple(added))


def take_back(session: Session, actor: Person | None, decision: Decision) -> None:
    """Take back what was decided: what was changed is undone, what was kept apart may be proposed as one ask again.

    Refused as any undo, where somebody changed since what it would restore.
    """
    allow(session, actor, Verb.CONFIRM)
    if decision.batch:
        undo(session, actor, decision.batch)
    for one, other in decision.apart:
        pair = (col(KeptApart.one_id) == one, col(KeptApart.other_id) == other)
        session.execute(delete(KeptApart).where(col(KeptApart.entity) == _KIND, *pair))


def _pairs(session: Session, ones: Sequence[int], others: Sequence[int]) -> list[tuple[int, int]]:
    for key in {*ones, *others}:
        found(session, Recommendation, key)
    return sorted({(min(one, other), max(one, other)) for one in ones for other in others if one != other})


def _asking(session: Session, firsts: Sequence[int]) -> list[Recommendation]:
    """Every recommendation of these asks, also what no view shows."""
    mine = or_(col(Recommendation.id).in_(firsts), col(Recommendation.repeats_id).in_(firsts))
    return list(session.exec(select(Recommendation).where(mine).order_by(col(Recommendation.id))))


def _hold_to(session: Session, row: Recommendation, seen: int | None) -> None:
    """Stale where what one decides by changed since the version `seen`; a new status, say, is no matter."""
    if seen is not None and _DECIDING & changed_since(session, row, seen).keys():
        raise Stale(_("“{record}” was changed since you opened it. Look at it again.").format(record=row.reference))

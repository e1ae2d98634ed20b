"""Taking back what a gesture did: a new change that restores what was there before, or the reason why it cannot be.

A value is restored where it still is what the gesture made it; what somebody changed since, and nobody undid, is never
written over. Of what the gesture made, nothing is deleted: a brief and all that was found in it is taken out of every
list and count, a recommendation is rejected, evidence is withdrawn, a person is switched off. Undoing that undo brings
it back. All of it is restored, or nothing.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions import chains
from tracker.actions.admins import one_stays
from tracker.actions.evidence import strengths
from tracker.actions.restoring import TABLES, restore_all, value_of
from tracker.actions.rules import hold_claims, hold_together, unproven
from tracker.actions.undo_plan import Conflict, Key, Step, Touched, conflicts, rows_made, steps, touched, whole
from tracker.actions.undo_scope import allow_undo
from tracker.errors import Invalid, NotAllowed, NotFound, Stale, TrackerError
from tracker.settings import settings
from tracker.store.access import allow
from tracker.store.history import UNDO, By, one_batch
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Brief, Evidence, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.answers import STRENGTH_TO_ADOPT
from tracker.vocabulary.labels import label
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.said_dates import moment

_RULED = frozenset(
    "status status_on superseded_by_id outcome_on outcome_on_precision contribution rival_explanation".split()
)
"""The columns on which the rules for answers rest."""
_LEADING = frozenset({"newer_id", "same_as_id", "parent_id", "repeats_id", "superseded_by_id", "removed"})
"""The columns that lead from one row to another, or say whether a row is there to be led to."""
_DATING = frozenset({"published", "newer_id"})
"""The columns by which one knows when a brief came out."""

Part = tuple[str, int, str]
"""One change of a gesture: the table and the id of its row, and the field, for a date with its precision."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What undoing would restore; or, where `refused` says so in words, why it cannot be, with the changes in its way.

    `values` counts what would be restored, a date and its precision as one; `steps` may be the first of it alone.
    `made` counts the rows that the gesture made and that would be taken back.
    """

    batch: str
    steps: tuple[Step, ...] = ()
    values: int = 0
    made: int = 0
    conflicts: tuple[Conflict, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was undone, under which `batch` that stands in the history, and how much: values, in so many rows.

    `made` counts the rows that the gesture had made, and that were taken back.
    """

    batch: str
    values: int
    rows: int
    made: int


def plan(session: Session, actor: Person | None, batch: str, only: Part | None = None, most: int | None = None) -> Plan:
    """What `undo` would do, at most so many steps of it; writes nothing. NotFound for a batch that does not exist."""
    allow(session, actor, Verb.READ_HISTORY)
    changes = _changes(session, batch, only)
    try:
        rows, planned = _planned(session, actor, changes)
        clashes = tuple(conflicts(session, rows, changes))
    except (Invalid, NotAllowed) as wrong:  # a plan says why not, instead of doing nothing
        return Plan(batch, refused=str(wrong))
    refused = _told(clashes, len(planned)) if clashes else ""
    values = sum(not step.field.endswith("_precision") for step in planned)
    return Plan(batch, planned[:most], values, len(rows_made(rows)), clashes[:most], refused)


def undo(session: Session, actor: Person | None, batch: str, why: str = "", only: Part | None = None) -> Undone:
    """Restore what all changes of the batch replaced, or `only` one, as a new batch whose reason names the old one.

    NotFound for a batch that does not exist; NotAllowed where the actor may not make these changes; Stale, with the
    field, who and when, where somebody changed one of the values since; Invalid where the rows would not hold together.
    """
    allow(session, actor, Verb.READ_HISTORY)
    return _undo(session, actor, _changes(session, batch, only), why)


def parts(planned: Plan) -> tuple[Part, ...]:
    """What of a gesture can be undone alone: nothing where there is but one thing, or where the gesture made rows."""
    found = dict.fromkeys((step.entity, step.entity_id, whole(step.field)) for step in planned.steps)
    return tuple(found) if len(found) > 1 and not planned.made else ()


def _changes(session: Session, batch: str, only: Part | None) -> Sequence[Change]:
    rows = session.exec(select(Change).where(Change.batch == batch.strip()).order_by(col(Change.id))).all()
    found = [one for one in rows if only in (None, (one.entity, one.entity_id, whole(one.field)))]
    if not found:
        raise NotFound(_("There is no change {batch} in the history.").format(batch=batch))
    return found


def _planned(
    session: Session, actor: Person | None, changes: Sequence[Change]
) -> tuple[dict[Key, Touched], tuple[Step, ...]]:
    """The rows in question and what to restore in them; refused where the actor may not, or nothing is to be done."""
    rows = touched(session, changes)
    allow_undo(session, actor, (one.row for one in rows.values()), changes)
    planned = tuple(steps(session, rows))
    if not planned:
        raise Invalid(_("There is nothing to undo in this change."))
    return rows, planned


def _undo(session: Session, actor: Person | None, changes: Sequence[Change], why: str) -> Undone:
    person = allow(session, actor, Verb.READ_HISTORY)
    rows, planned = _planned(session, actor, changes)
    if clashes := tuple(conflicts(session, rows, changes)):
        raise Stale(_told(clashes, len(planned)))
    batch = changes[0].batch
    by = By(person, f"{UNDO}{batch}" + (f": {' '.join(why.split())}" if why.strip() else ""))
    with session.begin_nested(), one_stays(session), one_batch() as name:
        _restore(session, by, rows, planned, changes[0].id or 0)
    return Undone(name, len(planned), len({(step.entity, step.entity_id) for step in planned}), len(rows_made(rows)))


def _restore(session: Session, by: By, rows: dict[Key, Touched], planned: Sequence[Step], since: int) -> None:
    """Write all of it, then ask whether what came of it may stand."""
    by_row: dict[Key, dict[str, str]] = {}
    for step in planned:
        by_row.setdefault((step.entity, step.entity_id), {})[step.field] = step.then
    versions = {key: rows[key].row.version for key in by_row}
    proof = strengths(session, [row.id or 0 for row in _answered(session, by_row)])
    for entity in TABLES:
        wanted = [
            (rows[key].row, versions[key], {name: value_of(entity, name, kept) for name, kept in values.items()})
            for key, values in by_row.items()
            if key[0] == entity
        ]
        restore_all(session, by, wanted)
    for step in planned:
        _hold(session, rows[step.entity, step.entity_id].row, step)
    for row in _answered(session, by_row):
        _check(session, row, by_row, proof[row.id or 0], since)


def _hold(session: Session, row: Any, step: Step) -> None:
    """Invalid where the row would lead where it may not, or a date would belie what a brief is said to have done."""
    if step.field in _LEADING:
        chains.hold(session, row)
    if isinstance(row, Brief) and step.field in _DATING:
        hold_claims(session, row)
        left = json.loads(step.now) if step.field == "newer_id" else None
        if left is not None:
            hold_claims(session, session.get_one(Brief, left))


def _answered(session: Session, by_row: dict[Key, dict[str, str]]) -> Iterator[Recommendation]:
    """The recommendations whose answers, or whose evidence, are being restored."""
    keys = {number for entity, number in by_row if entity == "recommendation"}
    for entity, number in by_row:
        if entity == "evidence":
            keys.add(session.get_one(Evidence, number).recommendation_id)
    return (session.get_one(Recommendation, key) for key in sorted(keys))


def _check(session: Session, row: Recommendation, by_row: dict[Key, dict[str, str]], before: int, since: int) -> None:
    """Invalid where the row does not hold together; an adoption restored with the evidence that it had does."""
    fields = by_row.get(("recommendation", row.id or 0), {})
    if _RULED & fields.keys():
        try:
            hold_together(session, row)
        except TrackerError as wrong:  # many rows are restored at once: say which one
            raise Invalid(f"{row.reference}: {wrong}") from wrong
    if not unproven(session, row.id or 0, row.status):
        return
    weakened = before >= STRENGTH_TO_ADOPT
    if weakened or ("status" in fields and _evidence_changed(session, row, since)):
        raise Invalid(
            _("{reference} would stand as adopted without evidence of strength 2 or more.").format(
                reference=row.reference
            )
        )


def _evidence_changed(session: Session, row: Recommendation, since: int) -> bool:
    mine = select(Evidence.id).where(Evidence.recommendation_id == row.id)
    statement = select(Change.id).where(
        Change.entity == "evidence", col(Change.entity_id).in_(mine), col(Change.id) > since
    )
    return session.exec(statement.limit(1)).first() is not None


def _told(clashes: Sequence[Conflict], values: int) -> str:
    """The first thing in the way of undoing so many values, in words, and how many more there are."""
    first = clashes[0]
    told = {
        "record": first.called,
        "field": label(whole(first.field)),
        "who": first.who,
        "when": moment(first.at, settings().zone),
    }
    if len(clashes) >= values and all(one.already for one in clashes):
        return _("This was undone already, by {who} on {when}.").format(**told)
    said = (
        _("This cannot be undone: “{field}” of {record} was changed since, by {who} on {when}.")
        if first.field
        else _("This cannot be undone: {record} was added since, by {who} on {when}.")
    ).format(**told)
    more = len(clashes) - 1
    return f"{said} {_('{n} more values were changed since.').format(n=more)}" if more else said

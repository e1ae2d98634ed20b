"""Which gestures are to be undone, and who may: whoever may make it; of staff only those who made it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from tracker.actions.scope import may_update
from tracker.actions.views import may_change
from tracker.errors import NotAllowed
from tracker.store.access import allow, can
from tracker.store.history import CREATED, UNDO
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Evidence, Recommendation
from tracker.store.work_tables import SavedView
from tracker.translation import gettext as _
from tracker.vocabulary.fields import UPDATED
from tracker.vocabulary.roles import Verb

_OF_ADMINS = ("person", "unit")
"""The tables that admins keep."""
_LOOKED_AT = 50
"""Of so many changes a batch may be at most, that it is looked for an undo of each of them alone."""
_NEVER = ("token", "share", "meeting")
"""What is not undone: what lets strangers in is revoked, and stays so; a report is changed where it stands."""


def allow_undo(session: Session, actor: Person | None, rows: Iterable[Any], changes: Iterable[Change]) -> Person:
    """The actor's row, where the actor may undo all these changes of these rows; NotAllowed otherwise."""
    person = allow(session, actor, Verb.READ_HISTORY)
    by_row: dict[tuple[str, int], list[Change]] = {}
    for change in changes:
        by_row.setdefault((change.entity, change.entity_id), []).append(change)
    made = {key for key, ones in by_row.items() if any(one.field == CREATED for one in ones)}
    for row in rows:
        key = (row.__tablename__, row.id)
        if key[0] == "recommendation" and key in made and ("brief", row.brief_id) in made:
            continue
        _allow_row(session, person, row, by_row[key])
    return person


def undoable(session: Session, actor: Person, batches: Iterable[str]) -> frozenset[str]:
    """Those of the batches that the actor may undo by role; for showing or hiding, `allow_undo` is what forbids."""
    person = allow(session, actor, Verb.READ_HISTORY)
    kinds: Any = (Change.batch, Change.entity, Change.actor_id)
    rows = session.exec(select(*kinds).where(col(Change.batch).in_(list(batches))).distinct())
    answers: dict[str, bool] = {}
    for batch, entity, made_by in rows:
        verb = Verb.MANAGE_PEOPLE if entity in _OF_ADMINS else Verb.CONFIRM
        own = made_by == person.id and entity not in _OF_ADMINS and can(person, Verb.UPDATE)
        answers[batch] = answers.get(batch, True) and entity not in _NEVER and (own or can(person, verb))
    return frozenset(batch for batch, may in answers.items() if may)


def undone(session: Session, actor: Person, batches: Iterable[str]) -> dict[str, datetime]:
    """Those of the batches of which undoes stand that restored all they had changed, and when (UTC) the last did."""
    allow(session, actor, Verb.READ_HISTORY)
    found = _undone(session, set(batches))
    at = made_at(session, actor, {undo for undos in found.values() for undo in undos})
    return {batch: max(at[undo] for undo in undos) for batch, undos in found.items()}


def made_at(session: Session, actor: Person, batches: Iterable[str]) -> dict[str, datetime]:
    """When (UTC) the batches were made; those that are not known are left out."""
    allow(session, actor, Verb.READ_HISTORY)
    at = select(Change.batch, func.min(col(Change.at))).where(col(Change.batch).in_(set(batches)))
    return dict(session.exec(at.group_by(col(Change.batch))).all())


def _undone(session: Session, batches: set[str]) -> dict[str, set[str]]:
    """The undoes that stand of each batch that they restored whole."""
    undos = _undos(session, batches)
    every = {undo for some in undos.values() for undo in some}
    if not every:
        return {}
    stand = every - _undone(session, every).keys()
    sizes, made = _sizes(session, {*undos, *stand}), _made(session, set(undos))
    back = {batch: sum(sizes[undo] for undo in some & stand) for batch, some in undos.items()}
    whole = {batch for batch, size in back.items() if size and (batch in made or size >= sizes[batch])}
    return {batch: undos[batch] & stand for batch in whole}


def _undos(session: Session, batches: set[str]) -> dict[str, set[str]]:
    """The undos of each batch, whole or of a part; of a large one those found where its first change was made."""
    small = {batch for batch, size in _sizes(session, batches).items() if size <= _LOOKED_AT}
    first = select(func.min(col(Change.id))).where(col(Change.batch).in_(batches - small)).group_by(col(Change.batch))
    one, later = aliased(Change), aliased(Change)
    same = (later.entity == one.entity, later.entity_id == one.entity_id, later.id > one.id)  # type: ignore[operator]
    undoing = col(later.why).like(literal(UNDO) + col(one.batch) + "%")
    found: dict[str, set[str]] = {}
    for wanted in (col(one.id).in_(first), col(one.batch).in_(small)):
        for batch, undo in session.exec(select(one.batch, later.batch).where(wanted, *same, undoing).distinct()):
            found.setdefault(batch, set()).add(undo)
    return found


def _sizes(session: Session, batches: set[str]) -> dict[str, int]:
    counted = select(Change.batch, func.count()).where(col(Change.batch).in_(batches)).group_by(col(Change.batch))
    return dict(session.exec(counted).all())


def _made(session: Session, batches: set[str]) -> set[str]:
    """Those that made records: they are undone as a whole alone, in fewer changes than made them."""
    made = select(Change.batch).where(col(Change.batch).in_(batches), Change.field == CREATED).distinct()
    return set(session.exec(made))


def _allow_row(session: Session, person: Person, row: Any, changes: list[Change]) -> None:
    fields = {change.field for change in changes}
    own = all(change.actor_id == person.id for change in changes)
    kind = row.__tablename__
    if kind in _OF_ADMINS:
        _need(session, person, Verb.MANAGE_PEOPLE)
    elif kind == "evidence" or (kind == "recommendation" and fields <= UPDATED):
        _allow_update(session, person, row, changes, own=own)
    elif kind == "saved_view":
        _allow_view(session, person, row)
    elif kind == "brief" and own and fields <= {CREATED, "removed"}:
        _need(session, person, Verb.UPLOAD)
    else:
        _need(session, person, Verb.CONFIRM)


def _allow_view(session: Session, person: Person, row: SavedView) -> None:
    """Nobody is told of a view that somebody keeps for themselves; those who read the whole history know already."""
    if not may_change(person, row):
        _need(session, person, Verb.UPDATE_ALL)
        raise NotAllowed(_("Somebody keeps this view for themselves. Ask them to undo it."))


def _need(session: Session, person: Person, verb: Verb) -> None:
    """As `allow`, of a person whose row has just been read: many rows ask for the same."""
    if not can(person, verb):
        allow(session, person, verb)


def _allow_update(session: Session, person: Person, row: Any, changes: list[Change], *, own: bool) -> None:
    _need(session, person, Verb.UPDATE)
    if can(person, Verb.UPDATE_ALL):
        return
    if not own:
        raise NotAllowed(_("Somebody else made this change. Ask them, or an editor, to undo it."))
    recommendation = session.get_one(Recommendation, row.recommendation_id) if isinstance(row, Evidence) else row
    if not may_update(session, person, recommendation) and not _gave_it_away(person, changes):
        raise NotAllowed(_("This recommendation is neither yours nor your unit's. Ask an editor to undo it."))


def _gave_it_away(person: Person, changes: list[Change]) -> bool:
    """Whether it was the person's own, or the unit's, until the very change that is to be undone."""
    before = {"owner_id": str(person.id), "unit_id": str(person.unit_id or "")}
    return any(one.field in before and one.old == before[one.field] for one in changes)

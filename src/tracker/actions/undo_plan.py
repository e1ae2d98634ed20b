"""What undoing a gesture would do, value by value, and what stands in its way."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from tracker.actions.restoring import TABLES, restorable, value_now
from tracker.errors import Invalid, NotFound
from tracker.store.history import CREATED, UNDO, as_json
from tracker.store.holding import hold
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Brief, Evidence, Recommendation
from tracker.store.tombstones import gone
from tracker.translation import gettext as _
from tracker.vocabulary.answers import Review
from tracker.vocabulary.labels import label

Key = tuple[str, int]
"""A row, by the name of its table and its id."""

_TAKEN_BACK: dict[str, tuple[str, Any]] = {
    "brief": ("removed", True),
    "recommendation": ("review", Review.REJECTED.value),
    "evidence": ("withdrawn", True),
    "person": ("active", False),
    "saved_view": ("removed", True),
}
"""What becomes of a row that the gesture made."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One field of one row, `called` so: what it holds `now`, and what it held before and would again, as JSON.

    `exactly` says of a date how exactly it is known now, and how exactly it would be.
    """

    entity: str
    entity_id: int
    called: str
    field: str
    now: str
    then: str
    exactly: tuple[str | None, str | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that came after the gesture and stands in the way of undoing it; `field` "" for something added since.

    `already` says that it was an undo of the gesture itself.
    """

    called: str
    field: str
    who: str
    at: datetime
    already: bool = False


@dataclass(slots=True)
class Touched:
    """A row that the gesture touched: whether it made it, and for each field the value before and the value after.

    `above` are the recommendation and the brief that it belongs to.
    """

    row: Any
    above: tuple[Any, ...] = ()
    made: bool = False
    values: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """The row's table and id."""
        return self.row.__tablename__, self.row.id


def touched(session: Session, changes: Iterable[Change]) -> dict[Key, Touched]:
    """The rows that the changes, oldest first, touched; Invalid where one was removed for good."""
    changes = list(changes)
    for entity in ("brief", "recommendation", "evidence"):
        hold(session, TABLES[entity], [change.entity_id for change in changes if change.entity == entity])
    found = _loaded(session, {(change.entity, change.entity_id) for change in changes})
    for change in changes:
        one = found[change.entity, change.entity_id]
        if change.field == CREATED:
            one.made = True
        else:
            old = one.values.get(change.field, (change.old or "null", ""))[0]
            one.values[change.field] = (old, change.new or "null")
    return found


def _loaded(session: Session, keys: set[Key]) -> dict[Key, Touched]:
    """The rows with what they belong to, in few questions; Invalid where one is not known, or was removed for good."""
    if any(entity not in TABLES for entity, _number in keys):
        raise Invalid(_("This cannot be undone: nothing is known of what was changed."))
    rows = [
        row for entity in TABLES for row in _rows(session, entity, {number for name, number in keys if name == entity})
    ]
    proven = {row.recommendation_id for row in rows if isinstance(row, Evidence)}
    of = {row.id or 0: row for row in _rows(session, "recommendation", proven)}
    holding = [*rows, *of.values()]
    briefs = {
        row.id or 0: row
        for row in _rows(session, "brief", {row.brief_id for row in holding if isinstance(row, Recommendation)})
    }
    found = {}
    for row in rows:
        recommendation = of.get(row.recommendation_id) if isinstance(row, Evidence) else row
        brief = briefs.get(recommendation.brief_id) if isinstance(recommendation, Recommendation) else None
        if gone(row) or gone(brief):
            raise Invalid(_("What was removed for good cannot be brought back, so this cannot be undone."))
        one = Touched(row, (recommendation, brief))
        found[one.key] = one
    if found.keys() != keys:
        raise Invalid(_("This cannot be undone: nothing is known of what was changed."))
    return found


def _rows(session: Session, entity: str, keys: set[int]) -> list[Any]:
    table = TABLES[entity]
    return [
        row for chunk in _chunks(sorted(keys)) for row in session.exec(select(table).where(col(table.id).in_(chunk)))
    ]


def steps(session: Session, rows: dict[Key, Touched]) -> Iterator[Step]:
    """What is to be restored; a recommendation that came with its brief goes with it, evidence with its own."""
    made = rows_made(rows)
    for key, one in rows.items():
        if one.made:
            if key[0] in _TAKEN_BACK and not _owners(one.row) & made:
                name, then = _TAKEN_BACK[key[0]]
                yield Step(*key, called(session, one.row), name, as_json(getattr(one.row, name)), as_json(then))
            continue
        for name, (then, now) in one.values.items():
            if not restorable(key[0], name):
                raise Invalid(_("{field} cannot be given its old value again.").format(field=name))
            if then != now:
                yield Step(*key, called(session, one.row), name, now, then, _exactly(one, name))


def _exactly(one: Touched, name: str) -> tuple[str | None, str | None]:
    precision = f"{name}_precision"
    now = getattr(one.row, precision, None)
    return now, json.loads(one.values[precision][0]) if precision in one.values else now


def _owners(row: Any) -> set[Key]:
    """The row of which this one is a part."""
    named = (("brief", "brief_id"), ("recommendation", "recommendation_id"))
    return {(entity, getattr(row, name)) for entity, name in named if hasattr(row, name)}


def rows_made(rows: dict[Key, Touched]) -> set[Key]:
    """Those of the rows that the gesture made."""
    return {key for key, one in rows.items() if one.made}


def called(session: Session, row: Any) -> str:
    """What to call a row: a reference, a title, a name or an address."""
    if isinstance(row, Evidence):
        row = session.get_one(Recommendation, row.recommendation_id)
    return next(str(getattr(row, name)) for name in ("reference", "title", "email", "name") if hasattr(row, name))


def conflicts(session: Session, rows: dict[Key, Touched], changes: Sequence[Change]) -> Iterator[Conflict]:
    """What was changed since and stands otherwise than the gesture left it, and what was added to what it made."""
    batch, first = changes[0].batch, changes[0].id or 0
    later: dict[Key, list[Change]] = {}
    for change in _since(session, rows, batch, first):
        later.setdefault((change.entity, change.entity_id), []).append(change)
    for key, ones in later.items():
        yield from _clashing(session, rows[key], ones, batch)
    _refuse_unrecorded(session, rows, later)
    yield from _hanging(session, rows_made(rows))


def _chunks(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))


def _since(session: Session, rows: dict[Key, Touched], batch: str, first: int) -> Iterator[Change]:
    for entity in {key[0] for key in rows}:
        for chunk in _chunks([key[1] for key in rows if key[0] == entity]):
            statement = select(Change).where(
                Change.entity == entity, col(Change.entity_id).in_(chunk), col(Change.id) > first, Change.batch != batch
            )
            yield from session.exec(statement.order_by(col(Change.id)))


def _clashing(session: Session, one: Touched, later: list[Change], batch: str) -> Iterator[Conflict]:
    """The last change of each field that does not stand as the gesture left it; undone ones do."""
    mine = {whole(name) for name in one.values}
    by_field: dict[str, list[Change]] = {}
    for change in later:
        if one.made or whole(change.field) in mine:
            by_field.setdefault(change.field, []).append(change)
    for name, changes in by_field.items():
        last = changes[-1]
        if last.new == changes[0].old and last.why.startswith(UNDO):
            continue
        who = session.get(Person, last.actor_id) if last.actor_id else None
        already = last.why.startswith(f"{UNDO}{batch}")
        yield Conflict(called(session, one.row), name, _name(who), last.at, already)


def whole(name: str) -> str:
    """A date and its precision are one."""
    return name.removesuffix("_precision")


def _name(person: Person | None) -> str:
    if person is not None and person.sole:
        return _("you")
    return (person.name or person.email) if person else _("somebody")


def _refuse_unrecorded(session: Session, rows: dict[Key, Touched], later: dict[Key, list[Change]]) -> None:
    """Values that changed without a line of their own, as links do when names are merged."""
    for key, one in rows.items():
        told = {whole(change.field) for change in later.get(key, [])}
        for name, (_then, now) in one.values.items():
            known = not one.made and restorable(key[0], name) and whole(name) not in told
            if known and as_json(value_now(session, one.row, name)) != now:
                raise Invalid(
                    _("{field} of {record} is no longer what this change made it, so it cannot be undone.").format(
                        field=label(whole(name)), record=called(session, one.row)
                    )
                )


def _hanging(session: Session, made: set[Key]) -> Iterator[Conflict]:
    """What others added to the rows that the gesture made."""
    for name, table, where in _HANGING:
        mine = [number for entity, number in made if entity == name]
        for chunk in _chunks(mine):
            for row in session.exec(select(table).where(where(chunk))):
                if (row.__tablename__, row.id) not in made:
                    yield _added(session, row)


def _added(session: Session, row: Any) -> Conflict:
    statement = select(Change).where(Change.entity == row.__tablename__, Change.entity_id == row.id)
    change = session.exec(statement.order_by(col(Change.id).desc()).limit(1)).first()
    if change is None:
        raise NotFound(_("There is no history of {record}.").format(record=called(session, row)))
    who = session.get(Person, change.actor_id) if change.actor_id else None
    return Conflict(called(session, row), "", _name(who), change.at)


_STANDING = col(Recommendation.review) != Review.REJECTED.value
_HANGING: tuple[tuple[str, Any, Any], ...] = (
    ("brief", Recommendation, lambda keys: col(Recommendation.brief_id).in_(keys) & _STANDING),
    ("brief", Brief, lambda keys: col(Brief.newer_id).in_(keys)),
    (
        "recommendation",
        Recommendation,
        lambda keys: (
            or_(col(Recommendation.parent_id).in_(keys), col(Recommendation.superseded_by_id).in_(keys)) & _STANDING
        ),
    ),
    (
        "recommendation",
        Evidence,
        lambda keys: col(Evidence.recommendation_id).in_(keys) & col(Evidence.withdrawn).is_(False),
    ),
)

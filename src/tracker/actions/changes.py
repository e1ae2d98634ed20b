"""The one writer of existing rows: compare the version that was seen, write, and keep the history."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import update
from sqlmodel import Session, col, select

from tracker.errors import NotFound, Stale
from tracker.store.access_tables import Share, Token
from tracker.store.history import By, as_json, record_all_changed, record_changed
from tracker.store.holding import hold
from tracker.store.people_tables import Change, Person, Unit
from tracker.store.report_tables import Meeting
from tracker.store.tables import Addressee, Author, Brief, Evidence, Recommendation
from tracker.store.work_tables import ImportProfile, SavedView
from tracker.translation import gettext as _

Row = TypeVar(
    "Row",
    bound=Recommendation
    | Brief
    | Evidence
    | Person
    | Unit
    | Author
    | Addressee
    | ImportProfile
    | SavedView
    | Meeting
    | Token
    | Share,
)


_CHUNK = 500


def change(session: Session, row: Row, seen: int | None, by: By, values: Mapping[str, Any]) -> Row:
    """Set the fields of `row` to `values`, unless somebody else changed one of them since the version `seen`.

    `seen` None stands for the version now. Fields that have their value already are no change; where none is left,
    nothing is written. Stale names every field in conflict.
    """
    wanted = settled(session, row, seen, values)
    changes = {name: (getattr(row, name), new) for name, new in wanted.items() if getattr(row, name) != new}
    if changes:
        _write(session, row, {name: new for name, (_old, new) in changes.items()})
        record_changed(session, row, changes, by, row.version)
    return row


def change_all(session: Session, by: By, wanted: Sequence[tuple[Row, Mapping[str, Any]]]) -> None:
    """As `change` of many rows of one table, each as it was read: few statements for all of them.

    Stale, and nothing written, where somebody changed one of the rows since it was read.
    """
    for start in range(0, len(wanted), _CHUNK):
        _change_some(session, by, wanted[start : start + _CHUNK])


def _change_some(session: Session, by: By, wanted: Sequence[tuple[Row, Mapping[str, Any]]]) -> None:
    table: Any = type(wanted[0][0])
    read = {row.id: row.version for row, _values in wanted}
    rows = select(table).where(table.id.in_(read)).order_by(table.id).execution_options(populate_existing=True)
    if {row.id: row.version for row in session.exec(rows.with_for_update())} != read:
        raise Stale(_("Somebody else changed one of these records at the same moment. Try again."))
    told = []
    for row, values in wanted:
        changes = {name: (getattr(row, name), new) for name, new in values.items() if getattr(row, name) != new}
        if changes:
            told.append((row.id or 0, row.version + 1, changes))
    if told:
        new = [
            {"id": key, "version": version, **{name: value for name, (_old, value) in changes.items()}}
            for key, version, changes in told
        ]
        session.execute(update(table), new)
        session.exec(rows).all()
        record_all_changed(session, str(table.__tablename__), told, by)


def settled(session: Session, row: Row, seen: int | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of `values` that are to be written, when others may have changed the row since the version `seen`.

    A value that is what the person saw was not touched by the person, and gives way to what others wrote meanwhile. A
    field to which both gave a new value is a conflict: Stale. `values` may name links ("addressees") beside columns.
    """
    session.refresh(row)
    return merged(session, row, seen, values)


def merged(session: Session, row: Row, seen: int | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """As `settled`, of a row that has just been read."""
    if seen is None or seen == row.version:
        return dict(values)
    if not 0 < seen < row.version:
        raise Stale(_("The version {seen} of this record does not exist. Open it again.").format(seen=seen))
    since = changed_since(session, row, seen)
    kept = {name: value for name, value in values.items() if name not in since or _differs(value, since[name][0])}
    clashing = [field for field in kept if field in since and _differs(kept[field], since[field][1])]
    conflicts = [(field, since[field][0], since[field][1], kept[field]) for field in clashing]
    if conflicts:
        raise Stale(
            _("This record was changed since you opened it. Compare the values, choose, and save again."), conflicts
        )
    return kept


def unchanged(session: Session, row: Row, seen: int | None) -> None:
    """Stale where anything of the row was changed since the version `seen`; None stands for the version now."""
    session.refresh(row)
    if seen is not None and seen != row.version:
        names = ("reference", "title", "name", "day")
        called = next((getattr(row, name) for name in names if hasattr(row, name)), "")
        raise Stale(_("“{record}” was changed since you opened it. Look at it again.").format(record=called))


def _differs(one: Any, other: Any) -> bool:
    return as_json(one) != as_json(other)


def changed_since(session: Session, row: Row, seen: int) -> dict[str, tuple[Any, Any]]:
    """For each field that changed after the version `seen`: its value then, and now."""
    rows = session.exec(
        select(Change)
        .where(Change.entity == str(row.__tablename__), Change.entity_id == row.id, col(Change.version) > seen)
        .order_by(col(Change.id))
    )
    since: dict[str, tuple[Any, Any]] = {}
    for entry in rows:
        old = since[entry.field][0] if entry.field in since else json.loads(entry.old or "null")
        since[entry.field] = (old, json.loads(entry.new or "null"))
    return since


def _write(session: Session, row: Row, values: Mapping[str, Any]) -> None:
    """Compare and swap: the row as it was read, or Stale."""
    table = type(row)
    statement = (
        update(table)
        .where(col(table.id) == row.id, col(table.version) == row.version)
        .values(**values, version=row.version + 1)
        .execution_options(synchronize_session=False)
    )
    if session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]
        raise Stale(_("Somebody else changed this record at the same moment. Open it again."))
    session.refresh(row)


def blot_out(session: Session, row: Row, blank: Mapping[str, Any], by: By, told: str) -> None:
    """Put `blank` in place of what stood there, without keeping what that was; history says so of the field `told`."""
    _write(session, row, dict(blank))
    record_changed(session, row, {told: (blank[told], blank[told])}, by, row.version)


def touch(session: Session, row: Row, changes: Mapping[str, tuple[Any, Any]], by: By) -> None:
    """Count a change of what hangs on `row` (its links) as a change of it: a new version, and history."""
    if changes:
        _write(session, row, {})
        record_changed(session, row, changes, by, row.version)


def found(session: Session, table: type[Row], key: int) -> Row:
    """The row with this key, held until the gesture is over; NotFound in words, also where its brief was taken out."""
    hold(session, table, [key])
    row = session.get(table, key)
    if row is None or _taken_out(session, row):
        raise NotFound(_("There is no such record. It may have been removed."))
    return row


def _taken_out(session: Session, row: Any) -> bool:
    brief = session.get(Brief, row.brief_id) if isinstance(row, Recommendation) else row
    return isinstance(brief, Brief) and brief.removed

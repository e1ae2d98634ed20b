"""Giving the fields of a row the values that history has kept of them."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, inspect
from sqlmodel import Session, select

from tracker.actions import links
from tracker.actions.changes import change, change_all, settled, touch
from tracker.errors import Invalid
from tracker.extraction.actors import actor as counted_as
from tracker.store.history import By, of_json
from tracker.store.people_tables import Person, Unit
from tracker.store.tables import Addressee, Author, Brief, Evidence, Recommendation
from tracker.store.work_tables import ImportProfile, SavedView
from tracker.translation import gettext as _

TABLES: dict[str, Any] = {
    "evidence": Evidence,
    "recommendation": Recommendation,
    "brief": Brief,
    "author": Author,
    "addressee": Addressee,
    "person": Person,
    "unit": Unit,
    "import_profile": ImportProfile,
    "saved_view": SavedView,
}
"""The tables whose rows are restored, by the name that history has for them, in the order in which that is done."""

_Read = Callable[[Session, int], list[str]]
_Write = Callable[[Session, int, Sequence[str]], None]


def _set_addressees(session: Session, recommendation_id: int, printed: Sequence[str]) -> None:
    links.set_addressees(session, recommendation_id, [(name, counted_as(name)) for name in printed])


_LINKS: dict[str, dict[str, tuple[_Read, _Write]]] = {
    "brief": links.OF_BRIEF,
    "recommendation": {"addressees": (links.addressees_of, _set_addressees)},
}


def restorable(entity: str, field: str) -> bool:
    """Whether a field of this name can be given a value again."""
    return entity in TABLES and (field in inspect(TABLES[entity]).columns or field in _LINKS.get(entity, {}))


def value_of(entity: str, field: str, kept: str | None) -> Any:
    """The value that history keeps as `kept`, as the row holds it."""
    if field in _LINKS.get(entity, {}):
        return json.loads(kept) if kept else None
    return of_json(inspect(TABLES[entity]).columns[field], kept)


def value_now(session: Session, row: Any, field: str) -> Any:
    """What the row holds in the field."""
    linked = _LINKS.get(row.__tablename__, {})
    return linked[field][0](session, row.id) if field in linked else getattr(row, field)


def restore_all(session: Session, by: By, wanted: Sequence[tuple[Any, int, Mapping[str, Any]]]) -> None:
    """As `restore` of many rows of one table, each with the version seen; of plain columns in few statements."""
    plain = [one for one in wanted if one[1] == one[0].version and _plain(one[0], one[2])]
    change_all(session, by, [(row, values) for row, _seen, values in plain])
    done = {row.id for row, _seen, _values in plain}
    for row, seen, values in wanted:
        if row.id not in done:
            restore(session, by, row, seen, values)


def _plain(row: Any, values: Mapping[str, Any]) -> bool:
    """Whether all of them are columns of the row that others may have the same value in."""
    columns, linked = inspect(type(row)).columns, _LINKS.get(row.__tablename__, {})
    return not any(name in linked or columns[name].unique for name in values)


def restore(session: Session, by: By, row: Any, seen: int, values: Mapping[str, Any]) -> None:
    """Give the fields of the row these values; Stale where somebody changed one of them since the version `seen`."""
    linked = _LINKS.get(row.__tablename__, {})
    wanted = settled(session, row, seen, values)
    _refuse_taken(session, row, wanted)
    change(session, row, row.version, by, {name: value for name, value in wanted.items() if name not in linked})
    relinked = {}
    for name in wanted.keys() & linked.keys():
        read, write = linked[name]
        before = read(session, row.id)
        if before != wanted[name]:
            write(session, row.id, wanted[name])
            relinked[name] = (before, wanted[name])
    touch(session, row, relinked, by)


def _refuse_taken(session: Session, row: Any, wanted: Mapping[str, Any]) -> None:
    """Invalid where another row bears by now what no two may bear, such as a name; capitals make no difference."""
    table = type(row)
    columns = inspect(table).columns
    for name, value in wanted.items():
        if value is None or name not in columns or not columns[name].unique:
            continue
        same = func.lower(columns[name]) == str(value).lower()
        if session.exec(select(table.id).where(same, table.id != row.id).limit(1)).first() is not None:
            raise Invalid(
                _("“{value}” has been given to another one since, so this cannot be undone.").format(value=value)
            )

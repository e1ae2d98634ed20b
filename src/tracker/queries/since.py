"""What changed from a moment on, and what the rows held before that."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlmodel import Session, col

from tracker.store.history import CREATED, of_json
from tracker.store.people_tables import Change

Key = tuple[str, int]
"""A row, by the name of its table and its id."""


@dataclass(frozen=True, slots=True)
class Since:
    """The rows that were `made` since, and of those that changed each field `before`, as JSON, and their version."""

    made: set[Key] = field(default_factory=set)
    before: dict[Key, dict[str, str | None]] = field(default_factory=dict)
    versions: dict[Key, int] = field(default_factory=dict)

    @classmethod
    def read(cls, session: Session, moment: datetime) -> "Since":
        """All that changed at `moment` or later; the first change of a field since knows what it held before."""
        told: Any = (Change.entity, Change.entity_id, Change.field, Change.old, Change.version)
        found = cls()
        later = select(*told).where(col(Change.at) >= moment).order_by(col(Change.id))
        for entity, entity_id, name, old, version in session.execute(later):
            key = (entity, entity_id)
            if name == CREATED:
                found.made.add(key)
            else:
                found.before.setdefault(key, {}).setdefault(name, old)
                found.versions.setdefault(key, version - 1)
        return found

    def touched(self, entity: str, entity_id: int, name: str) -> bool:
        """Whether the row was made since, or its field changed."""
        key = (entity, entity_id)
        return key in self.made or name in self.before.get(key, {})

    def row(self, table: Any, now: dict[str, Any], kept: Collection[str] = ()) -> dict[str, Any] | None:
        """The row of the table as it was before, its fields in `kept` as they are now; None where it was made since."""
        key = (str(table.__tablename__), now["id"])
        if key in self.made:
            return None
        if key not in self.before:
            return now
        columns = inspect(table).columns
        fields = {name: old for name, old in self.before[key].items() if name in columns and name not in kept}
        values = {name: of_json(columns[name], old) for name, old in fields.items()}
        return {**now, **values, "version": self.versions[key]}

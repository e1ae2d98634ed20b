"""Who and what briefs and recommendations were linked with before that was changed: history keeps it by name."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.extraction.actors import actor as counted_as
from tracker.queries.since import Since
from tracker.store.tables import (
    Addressee,
    Author,
    BriefAuthor,
    BriefRegion,
    BriefTopic,
    RecommendationAddressee,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A table of links: under which field history tells of them, of what they are (`of`), and to what they lead."""

    entity: str
    field: str
    table: Any
    of: str
    to: str
    named: Any = None


LINKS = (
    Link("brief", "authors", BriefAuthor, "brief_id", "author_id", Author),
    Link("brief", "regions", BriefRegion, "brief_id", "code"),
    Link("brief", "topics", BriefTopic, "brief_id", "topic_id", Topic),
    Link("recommendation", "addressees", RecommendationAddressee, "recommendation_id", "addressee_id", Addressee),
)
"""Links that can change."""


class Names:
    """The keys of names; one that is no longer there gets a key of its own, and is among the `missing`."""

    def __init__(self, session: Session) -> None:
        self.missing: dict[Any, dict[str, int]] = {}
        tables: tuple[Any, ...] = (Author, Topic, Addressee)
        self._keys: dict[Any, dict[str, int]] = {
            table: {name: key for key, name in session.execute(select(table.id, table.name))} for table in tables
        }
        link = RecommendationAddressee
        printed = select(col(link.printed), col(link.addressee_id)).distinct().order_by(col(link.addressee_id))
        self._printed = {row[0]: row[1] for row in session.execute(printed)}

    def key(self, table: Any, name: str) -> int:
        """The key of the one whom history calls so: an addressee as printed, any other by name."""
        if table is not Addressee:
            return self._key(table, name)
        return self._printed.get(name) or self._key(table, counted_as(name))

    def _key(self, table: Any, name: str) -> int:
        keys = self._keys[table]
        if name not in keys:
            keys[name] = max(keys.values(), default=0) + 1
            self.missing.setdefault(table, {})[name] = keys[name]
        return keys[name]


def relinked(link: Link, since: Since, names: Names) -> Iterator[dict[str, Any]]:
    """The links, of those rows whose links changed since, that they had before."""
    for (entity, entity_id), before in since.before.items():
        if entity != link.entity or link.field not in before or (entity, entity_id) in since.made:
            continue
        for position, name in enumerate(json.loads(before[link.field] or "[]")):
            to = names.key(link.named, name) if link.named else name
            printed = {"printed": name} if link.table is RecommendationAddressee else {}
            yield {link.of: entity_id, link.to: to, "position": position, **printed}

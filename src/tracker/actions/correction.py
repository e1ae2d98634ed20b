"""Correcting what a brief says of itself: title, authors, date, series, number, countries, topics."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from tracker.actions import links
from tracker.actions.changes import change, found, settled, touch
from tracker.actions.rules import hold_claims, publishable
from tracker.errors import Invalid
from tracker.store.access import allow
from tracker.store.history import By, one_batch, typed
from tracker.store.people_tables import Person
from tracker.store.tables import Brief
from tracker.translation import gettext as _
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Verb

_UNCHANGED: Any = object()


def correct_brief(
    session: Session,
    actor: Person | None,
    brief_id: int,
    seen: int | None,
    why: str = "",
    *,
    published: PartialDate | None = _UNCHANGED,
    authors: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    topics: Sequence[str] | None = None,
    **fields: str,
) -> Brief:
    """Correct the brief: `title`, `series`, `number`, `published`, `authors`, `regions` (codes or names), `topics`.

    What is not named stays. References stay as they are. Invalid for an empty title, an unknown country, a date far
    ahead, or one that makes an outcome to which it is said to have contributed older than the brief; Stale where
    somebody else corrected the same field since the version `seen`.
    """
    by = By(allow(session, actor, Verb.CONFIRM), typed(why))
    brief = found(session, Brief, brief_id)
    values = _values(fields)
    if published is not _UNCHANGED:
        publishable(published)
        values["published"] = published.day if published else None
        values["published_precision"] = published.precision.value if published else None
    wanted = settled(session, brief, seen, {**values, **_wanted(authors, regions, topics)})
    with one_batch():
        change(
            session,
            brief,
            brief.version,
            by,
            {name: value for name, value in wanted.items() if name not in links.OF_BRIEF},
        )
        _relink(session, brief, by, {name: value for name, value in wanted.items() if name in links.OF_BRIEF})
        if "published" in wanted:
            hold_claims(session, brief)
    return brief


def _values(fields: dict[str, str]) -> dict[str, Any]:
    unknown = set(fields) - {"title", "series", "number"}
    if unknown:
        raise Invalid(_("{name} is nothing that a brief has.").format(name=sorted(unknown)[0]))
    values: dict[str, Any] = {name: " ".join(value.split()) for name, value in fields.items()}
    if values.get("title") == "":
        raise Invalid(_("A brief needs a title."))
    return values


def _wanted(
    authors: Sequence[str] | None, regions: Sequence[str] | None, topics: Sequence[str] | None
) -> dict[str, list[str]]:
    wanted = {
        "authors": None if authors is None else links.tidy(authors),
        "regions": None if regions is None else links.codes(regions),
        "topics": None if topics is None else links.tidy(topics),
    }
    return {name: value for name, value in wanted.items() if value is not None}


def _relink(session: Session, brief: Brief, by: By, wanted: dict[str, list[str]]) -> None:
    changes: dict[str, tuple[Any, Any]] = {}
    for name, names in wanted.items():
        read, write = links.OF_BRIEF[name]
        before = read(session, brief.id or 0)
        if names != before:
            write(session, brief.id or 0, names)
            changes[name] = (before, names)
    touch(session, brief, changes, by)

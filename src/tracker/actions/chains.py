"""What leads from one row to another: to a newer version, to the name that counts, to what it supports, repeats or
is replaced by.

It never comes back to where it began, and never leads to what is not there.
"""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from tracker.errors import Invalid
from tracker.store.tables import Addressee, Author, Brief, Recommendation
from tracker.translation import gettext as _


def hold(session: Session, row: Any) -> None:
    """Invalid where what leads from the row, or to it, goes in a circle or to what is not there."""
    if isinstance(row, Brief):
        _hold_version(session, row)
    elif isinstance(row, Author | Addressee):
        _hold_name(session, row)
    elif isinstance(row, Recommendation):
        hold_parent(session, row)
        _hold_ask(session, row)
        if _comes_back(session, row, "superseded_by_id"):
            raise _replaces_itself()


def above(session: Session, row: Recommendation) -> set[int | None]:
    """The keys of what the recommendation supports, of what that supports, and so on."""
    return {one.id for one in _following(session, row, "parent_id")}


def hold_parent(session: Session, row: Recommendation) -> None:
    """Invalid where the recommendation would support itself, in however many steps."""
    if _comes_back(session, row, "parent_id"):
        raise Invalid(_("A recommendation cannot support itself."))


def hold_replacement(session: Session, row: Recommendation, later: int) -> None:
    """Invalid where the recommendation would be replaced, in however many steps, by one that it has replaced itself."""
    replacing = session.get_one(Recommendation, later)
    if row.id in {later, *(one.id for one in _following(session, replacing, "superseded_by_id"))}:
        raise _replaces_itself()


def newer_versions(session: Session, brief: Brief) -> list[int | None]:
    """The keys of the newer versions of a brief, one after the other."""
    return [one.id for one in _following(session, brief, "newer_id")]


def older_versions(session: Session, brief: Brief) -> list[Brief]:
    """All briefs of which this one is a newer version, removed ones included."""
    found: dict[int | None, Brief] = {brief.id: brief}
    last = [brief.id]
    while last:
        rows = session.exec(select(Brief).where(col(Brief.newer_id).in_(last)))
        new = {row.id: row for row in rows if row.id not in found}
        found, last = {**found, **new}, list(new)
    return list(found.values())[1:]


def _replaces_itself() -> Invalid:
    return Invalid(_("A recommendation cannot be replaced by itself, nor by one that it has replaced."))


def _hold_version(session: Session, brief: Brief) -> None:
    if _comes_back(session, brief, "newer_id"):
        raise Invalid(_("A brief cannot be a newer version of itself."))
    newer = session.get(Brief, brief.newer_id) if brief.newer_id else None
    if newer is not None and newer.removed and not brief.removed:
        raise Invalid(_("The newer version of “{title}” is no longer there.").format(title=brief.title))
    older = select(Brief).where(Brief.newer_id == brief.id, col(Brief.removed).is_(False))
    first = session.exec(older.limit(1)).first() if brief.removed else None
    if first is not None:
        raise Invalid(
            _("This is the newer version of “{title}”. Say first that it has none.").format(title=first.title)
        )


def _hold_name(session: Session, row: Author | Addressee) -> None:
    table: Any = type(row)
    chosen = session.get(table, row.same_as_id) if row.same_as_id else None
    under = session.exec(select(table).where(table.same_as_id == row.id).limit(1)).first()
    if chosen is not None and (chosen.same_as_id is not None or under is not None):
        raise Invalid(
            _("“{name}” would count as “{other}”, and one of them has been merged otherwise since.").format(
                name=row.name, other=chosen.name
            )
        )


def _hold_ask(session: Session, row: Recommendation) -> None:
    first = session.get(Recommendation, row.repeats_id) if row.repeats_id else None
    under = session.exec(select(Recommendation.id).where(Recommendation.repeats_id == row.id).limit(1)).first()
    if first is not None and (first.repeats_id is not None or under is not None):
        raise Invalid(
            _("{one} would repeat {other}, and one of them has been put with others since.").format(
                one=row.reference, other=first.reference
            )
        )


def _comes_back(session: Session, row: Any, link: str) -> bool:
    *_others, last = row, *_following(session, row, link)
    return getattr(last, link) is not None


def _following(session: Session, row: Any, link: str) -> Iterator[Any]:
    """The rows to which the link leads, up to where it would lead to one of them, or to `row`, again."""
    met = {row.id}
    key = getattr(row, link)
    while key is not None and key not in met:
        met.add(key)
        row = session.get_one(type(row), key)
        yield row
        key = getattr(row, link)

"""The programmes or departments of the institute, which have people and briefs."""

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from tracker.errors import Invalid, NotFound, Stale
from tracker.store.access import allow
from tracker.store.history import By, record_changed, record_created
from tracker.store.people_tables import Change, Person, Unit
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb

_LONGEST = 120


def add(session: Session, actor: Person | None, name: str) -> Unit:
    """Keep a new unit. Invalid where it has no name, or there is one of that name."""
    by = By(allow(session, actor, Verb.MANAGE_PEOPLE))
    clean = _free(session, name)
    return _made(session, by, clean)


def rename(session: Session, actor: Person | None, unit_id: int, seen: str, name: str) -> Unit:
    """Give a unit another name; Stale where it is no longer called `seen`."""
    by = By(allow(session, actor, Verb.MANAGE_PEOPLE))
    row = session.get(Unit, unit_id, populate_existing=True)
    if row is None:
        raise NotFound(_("There is no such unit."))
    if " ".join(name.split()) == row.name:
        return row
    clean = _free(session, name)
    swapped = session.execute(
        update(Unit)
        .where(col(Unit.id) == unit_id, col(Unit.name) == seen)
        .values(name=clean)
        .execution_options(synchronize_session=False)
    )
    if swapped.rowcount != 1:  # type: ignore[attr-defined]
        raise Stale(_("Somebody else renamed this unit. Look at it again."), [("name", seen, row.name, clean)])
    session.refresh(row)
    record_changed(session, row, {"name": (seen, clean)}, by, _next_version(session, unit_id))
    return row


def named(session: Session, by: By, name: str) -> int | None:
    """The key of the unit of this name, made where there is none; None for no name."""
    clean = " ".join(name.split())
    if not clean:
        return None
    row = session.exec(select(Unit).where(col(Unit.name) == clean)).first()
    return (row or _made(session, by, _free(session, clean))).id


def _made(session: Session, by: By, name: str) -> Unit:
    row = Unit(name=name)
    session.add(row)
    record_created(session, row, by)
    return row


def _free(session: Session, name: str) -> str:
    """The name as it is kept; Invalid where there is none, or a unit of that name."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not clean:
        raise Invalid(_("A unit needs a name."))
    if len(clean) > _LONGEST:
        raise Invalid(_("The name of a unit has at most {n} characters.").format(n=_LONGEST))
    if session.exec(select(Unit.id).where(func.lower(Unit.name) == clean.lower())).first() is not None:
        raise Invalid(_("There is a unit called {name} already.").format(name=clean))
    return clean


def _next_version(session: Session, unit_id: int) -> int:
    statement = select(func.max(Change.version)).where(Change.entity == "unit", Change.entity_id == unit_id)
    return (session.exec(statement).one() or 0) + 1

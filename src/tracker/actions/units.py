"""The programmes or departments of the institute, which have people and briefs."""

from sqlmodel import Session, col, func, select

from tracker.actions.changes import change, found
from tracker.errors import Invalid, Stale
from tracker.store.access import allow
from tracker.store.history import By, record_created
from tracker.store.holding import Turn, take_turn
from tracker.store.people_tables import Person, Unit
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
    row = found(session, Unit, unit_id)
    session.refresh(row)
    if " ".join(name.split()) == row.name:
        return row
    clean = _free(session, name)
    if row.name != seen:
        raise Stale(_("Somebody else renamed this unit. Look at it again."), [("name", seen, row.name, clean)])
    return change(session, row, row.version, by, {"name": clean})


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
    take_turn(session, Turn.NAMING_UNITS)
    if session.exec(select(Unit.id).where(func.lower(Unit.name) == clean.lower())).first() is not None:
        raise Invalid(_("There is a unit called {name} already.").format(name=clean))
    return clean

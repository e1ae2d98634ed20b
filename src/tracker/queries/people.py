"""The people who use the tracker: for those who manage them, and for forms that let one choose among them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import SQLColumnExpression, func, select
from sqlmodel import Session, col

from tracker.errors import NotFound
from tracker.queries.history import name
from tracker.store.access import allow, can, known_person
from tracker.store.people_tables import Change, Person, Unit
from tracker.store.tables import Brief
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Role, Verb


@dataclass(frozen=True, slots=True)
class Listed:
    """One person as those who manage people see them; `acted` is when they last changed anything, None for never."""

    id: int
    email: str
    name: str
    role: Role
    unit: str
    active: bool
    digest: bool
    digest_at: datetime | None
    acted: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """One unit, how many people who are let in it has, and how many briefs."""

    id: int
    name: str
    people: int
    briefs: int


def people(session: Session, actor: Person) -> tuple[Listed, ...]:
    """Everybody, those who are let in first, by name; for those who manage people."""
    allow(session, actor, Verb.MANAGE_PEOPLE)
    acted = select(col(Change.actor_id), func.max(Change.at).label("at")).group_by(col(Change.actor_id)).subquery()
    statement = (
        select(Person, col(Unit.name), acted.c.at)
        .outerjoin(Unit, col(Unit.id) == Person.unit_id)
        .outerjoin(acted, acted.c.actor_id == Person.id)
        .where(col(Person.sole).is_(False))
    )
    found = [_listed(person, unit or "", at) for person, unit, at in session.execute(statement)]
    return tuple(sorted(found, key=lambda one: (not one.active, (one.name or one.email).casefold(), one.email)))


def _listed(row: Person, unit: str, acted: datetime | None) -> Listed:
    return Listed(
        id=row.id or 0,
        email=row.email,
        name=row.name,
        role=Role(row.role),
        unit=unit,
        active=row.active,
        digest=row.digest,
        digest_at=row.digest_at,
        acted=acted,
        version=row.version,
    )


def unit_names(session: Session, actor: Person) -> tuple[tuple[int, str], ...]:
    """Every unit, by name: (id, name); for those who see the work."""
    allow(session, actor, Verb.VIEW_WORK)
    found = session.execute(select(col(Unit.id), col(Unit.name))).all()
    return tuple(sorted(((key or 0, name) for key, name in found), key=lambda unit: unit[1].casefold()))


def units(session: Session, actor: Person) -> tuple[ListedUnit, ...]:
    """Every unit, by name; for those who manage people."""
    allow(session, actor, Verb.MANAGE_PEOPLE)
    members = _numbers(session, Person, [col(Person.active)])
    briefs = _numbers(session, Brief, [col(Brief.removed).is_(False)])
    rows = session.execute(select(Unit)).scalars()
    found = (ListedUnit(row.id or 0, row.name, members.get(row.id, 0), briefs.get(row.id, 0)) for row in rows)
    return tuple(sorted(found, key=lambda unit: unit.name.casefold()))


def _numbers(
    session: Session, table: type[Person] | type[Brief], where: Sequence[SQLColumnExpression[bool]]
) -> dict[int | None, int]:
    statement = select(col(table.unit_id), func.count()).where(*where).group_by(col(table.unit_id))
    return {row[0]: int(row[1]) for row in session.execute(statement)}


def owners(session: Session, actor: Person) -> tuple[tuple[int, str], ...]:
    """Those who may look after a recommendation, by name: (id, what to call them); for those who see the work."""
    allow(session, actor, Verb.VIEW_WORK)
    active = session.execute(select(Person).where(col(Person.active))).scalars()
    return _by_name(person for person in active if can(person, Verb.UPDATE))


def principals(session: Session, actor: Person) -> tuple[tuple[int, str], ...]:
    """Those for whom a change may be entered, by name: (id, what to call them); for those who see the work."""
    me = allow(session, actor, Verb.VIEW_WORK)
    statement = select(Person).where(col(Person.active), col(Person.sole).is_(False), col(Person.id) != me.id)
    return _by_name(session.execute(statement).scalars())


def principal(session: Session, actor: Person, which: int | str) -> Person:
    """The person for whom a change is entered, by id or e-mail address; NotFound where nobody such is let in."""
    allow(session, actor, Verb.VIEW_WORK)
    wanted = col(Person.id) == which if isinstance(which, int) else col(Person.email) == which.strip().lower()
    found = session.execute(select(Person).where(wanted, col(Person.active), col(Person.sole).is_(False))).scalars()
    person: Person | None = found.first()
    if person is None:
        raise NotFound(
            _("Nobody here is called {which}. An entry is made for somebody who uses the tracker.").format(which=which)
        )
    return person


def person_id(session: Session, actor: Person, email: str) -> int:
    """The person of this e-mail address, let in or not; NotFound where there is none. For those who manage people."""
    allow(session, actor, Verb.MANAGE_PEOPLE)
    return known_person(session, email).id or 0


def _by_name(found: Iterable[Person]) -> tuple[tuple[int, str], ...]:
    """What to call each, by name; of two with one name the address as well."""
    people = list(found)
    often = Counter(name(person) for person in people)
    called = [
        (person.id or 0, name(person) if often[name(person)] == 1 else f"{name(person)} ({person.email})")
        for person in people
    ]
    return tuple(sorted(called, key=lambda one: one[1].casefold()))

"""Who has signed in elsewhere, and whom that makes them here.

Somebody vouches for an address: an OpenID Connect provider, or a proxy. Where the provider also says the role
(`TRACKER_OIDC_ROLE_CLAIM`), its newest word counts, as does a later one of an admin here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions.changes import change
from tracker.actions.links import insert_unless_there
from tracker.actions.people import checked_address, tidy_name
from tracker.errors import BadSetting, Invalid
from tracker.settings import Settings, Unknown, settings
from tracker.store.access import find_person, known_person
from tracker.store.history import CREATED, By, record_created
from tracker.store.people_tables import Change, Person
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Role

_WHY = "as the sign-in provider says"


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who somebody is, as others vouch for it. `role` is what they say too, at the moment `at`, or None."""

    email: str
    name: str = ""
    role: Role | None = None
    at: datetime | None = None


def known(session: Session, claimed: Claimed) -> Person | None:
    """The person, where they are let in as the store has them now."""
    person = find_person(session, claimed.email)
    return person if person and _may_enter(person, claimed) else None


def due(session: Session, claimed: Claimed) -> bool:
    """Whether `welcome` has something to write: somebody new to let in, or another role."""
    person = find_person(session, claimed.email)
    if person is None:
        return _role(claimed) is not None
    return _may_enter(person, claimed) and _outdated(session, person, claimed)


def welcome(session: Session, claimed: Claimed) -> Person | None:
    """The person, made where the settings let in whom nobody knows, and in the role that is claimed.

    None for who is refused: somebody unknown, somebody shut out, somebody whom the provider gives no role.
    """
    role, person = _role(claimed), find_person(session, claimed.email)
    if role and person is None:
        return _let_in(session, claimed, role)
    if role and person and due(session, claimed):
        change(session, person, None, By(person, _WHY), {"role": role.value})
    return known(session, claimed)


def _governs(claimed: Claimed) -> bool:
    """Whether the provider says the roles, and not the store."""
    return bool(settings().oidc_role_claim) and claimed.at is not None


def _role(claimed: Claimed) -> Role | None:
    """The role in which somebody whom nobody knows comes in, or the provider wants anybody to be; None for no entry."""
    said = claimed.role if _governs(claimed) else None
    return said or (Role.VIEWER if settings().unknown_people is Unknown.VIEWER else None)


def _may_enter(person: Person, claimed: Claimed) -> bool:
    return person.active and not person.sole and not (_governs(claimed) and _role(claimed) is None)


def said_role(claims: Mapping[str, Any], config: Settings) -> Role | None:
    """The role that the claims give by the settings; None where they give none."""
    said = _said(claims, config.oidc_role_claim)
    return next((role for value, role in roles(config).items() if value in said), None)


def roles(config: Settings) -> Mapping[str, Role]:
    """Which role each value of the provider's claim means, the first one counting; without a map its own words.

    BadSetting for a role that does not exist.
    """
    found: dict[str, Role] = {}
    for pair in filter(None, map(str.strip, config.oidc_role_map.split(","))):
        value, _equals, role = (part.strip() for part in pair.rpartition("="))
        if not value or role not in set(Role):
            raise BadSetting(
                _(
                    "The setting TRACKER_OIDC_ROLE_MAP cannot be used: {pair!r} is not VALUE=ROLE "
                    "with one of the roles {roles}."
                ).format(pair=pair, roles=", ".join(Role))
            )
        found[value] = Role(role)
    return found or {role.value: role for role in Role}


def _said(claims: Mapping[str, Any], name: str) -> set[str]:
    """The values under this name, which may lead inwards: "realm_access.roles"."""
    held: Any = claims.get(name)
    if held is None:
        held = claims
        for part in name.split("."):
            held = held.get(part) if isinstance(held, Mapping) else None
    if isinstance(held, str):
        return {held}
    return {one for one in held if isinstance(one, str)} if isinstance(held, Iterable) else set()


def _let_in(session: Session, claimed: Claimed, role: Role) -> Person | None:
    try:
        address = checked_address(claimed.email)
    except Invalid:
        return None
    made = Person(email=address, name=tidy_name(claimed.name), role=role.value)
    if not insert_unless_there(session, Person, made.model_dump(exclude={"id"})):
        return known(session, claimed)  # let in at this moment by another page of theirs
    row = known_person(session, address)
    record_created(session, row, By(row, _WHY))
    return row


def _outdated(session: Session, person: Person, claimed: Claimed) -> bool:
    """Whether the claim gives another role than the person has, and nobody has given them one since."""
    role = _role(claimed)
    if not _governs(claimed) or claimed.at is None or role is None or role.value == person.role:
        return False
    given = select(Change.at).where(
        Change.entity == "person", Change.entity_id == person.id, col(Change.field).in_((CREATED, "role"))
    )
    last = session.exec(given.order_by(col(Change.id).desc()).limit(1)).first()
    return last is None or int(last.timestamp()) <= int(claimed.at.timestamp())

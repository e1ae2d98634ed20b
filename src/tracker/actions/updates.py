"""What became of it: moving a recommendation's status, response, outcome and the rest."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from sqlmodel import Session, col, select

from tracker.actions.changes import change, found, settled
from tracker.actions.rules import completed
from tracker.actions.scope import allow_update
from tracker.errors import Invalid, gathered
from tracker.store.access import can
from tracker.store.history import By, one_batch, typed
from tracker.store.people_tables import Person, Unit
from tracker.store.tables import Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.answers import Contribution, Fidelity, OutcomeType, Priority, Response
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Status

_WORDS: dict[str, type[Enum]] = {
    "status": Status,
    "response": Response,
    "outcome_type": OutcomeType,
    "fidelity": Fidelity,
    "contribution": Contribution,
    "priority": Priority,
}
_TEXTS = {"outcome", "rival_explanation", "notes"}
_DATES = {"status_on", "outcome_on"}
_DAYS = {"due", "verified_on", "reverify_by"}
_MAY_BE_EMPTY = {"outcome_type", "fidelity"}


def advance(
    session: Session,
    actor: Person | None,
    recommendation_id: int,
    seen: int | None,
    why: str,
    *,
    on_behalf_of: Person | None = None,
    **fields: Any,
) -> Recommendation:
    """Move a recommendation on, unless somebody else changed the same fields since the version `seen` (None: now).

    `fields`: status, status_on, response, outcome_type, outcome_on, outcome, fidelity, contribution,
    rival_explanation, superseded_by (a reference), owner (a person's id), unit (its id), due, verified_on, reverify_by,
    priority, notes. `status_on` and `outcome_on` are PartialDate. Raises Invalid (all that is amiss at once),
    Stale, NotAllowed or NotFound.
    """
    row, person, values = planned(session, actor, recommendation_id, seen, fields)
    with one_batch():
        return change(session, row, row.version, By(person, typed(why), _let_in(session, on_behalf_of)), values)


def planned(
    session: Session, actor: Person | None, recommendation_id: int, seen: int | None, fields: Mapping[str, Any]
) -> tuple[Recommendation, Person, dict[str, Any]]:
    """The row, who asks, and the columns that `advance` would write; nothing is written. Raises what `advance` does."""
    row = found(session, Recommendation, recommendation_id)
    person = allow_update(session, actor, row)
    values = settled(session, row, seen, all_columns(session, fields))
    return row, person, completed(session, row, values)


def all_columns(session: Session, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that the fields fill; Invalid, telling of every one, where some cannot be set."""
    values: dict[str, Any] = {}
    with gathered() as part:
        for name, value in fields.items():
            with part():
                values |= _columns(session, name, value)
    return values


def _columns(session: Session, name: str, value: Any) -> dict[str, Any]:
    """The columns that a field fills; Invalid for a field or a word that does not exist."""
    if name in _WORDS:
        return {name: _word(name, value)}
    if name in _TEXTS:
        return {name: str(value).strip()}
    if name in _DATES:
        return _date(name, value)
    if name in _DAYS and (value is None or isinstance(value, date)):
        return {name: value}
    if name in _LINKS:
        column, find = _LINKS[name]
        return {column: None if value in (None, "") else find(session, value)}
    raise Invalid(_("{name} cannot be set to {value!r}.").format(name=name, value=value))


def _word(name: str, value: Any) -> str | None:
    if value is None and name in _MAY_BE_EMPTY:
        return None
    try:
        return str(_WORDS[name](value).value)
    except ValueError:
        words = ", ".join(str(word.value) for word in _WORDS[name])
        raise Invalid(
            _("{value!r} is no {name}. It is one of: {words}.").format(value=value, name=name, words=words)
        ) from None


def _date(name: str, value: PartialDate | None) -> dict[str, Any]:
    return {
        name: value.day if value else None,
        f"{name}_precision": value.precision.value if value else None,
    }


def _by_reference(session: Session, reference: str) -> int:
    key = session.exec(select(Recommendation.id).where(col(Recommendation.reference) == reference.strip())).first()
    if key is None:
        raise Invalid(_("There is no recommendation {reference}.").format(reference=reference))
    return key


def _let_in(session: Session, principal: Person | None) -> Person | None:
    found = session.get(Person, principal.id, populate_existing=True) if principal and principal.id else None
    if principal is not None and (found is None or not found.active):
        raise Invalid(_("An entry is made for somebody who uses the tracker."))
    return found


def _person(session: Session, person_id: int) -> int:
    person = session.get(Person, person_id)
    if person is None or not person.active:
        raise Invalid(_("The owner must be somebody who uses the tracker."))
    if not can(person, Verb.UPDATE):
        raise Invalid(_("The owner must be somebody who may update recommendations; a viewer or an admin may not."))
    return person_id


def _unit(session: Session, unit_id: int) -> int:
    if session.get(Unit, unit_id) is None:
        raise Invalid(_("There is no such unit."))
    return unit_id


_LINKS: dict[str, tuple[str, Callable[[Session, Any], int]]] = {
    "superseded_by": ("superseded_by_id", _by_reference),
    "owner": ("owner_id", _person),
    "unit": ("unit_id", _unit),
}

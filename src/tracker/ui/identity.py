"""Who is asking, by the sign-in mode."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from tracker.actions import sign_in
from tracker.actions.sign_in import Claimed
from tracker.settings import Settings, SignIn, settings
from tracker.store.access import SOLE_EMAIL, find_person, sole_person
from tracker.store.clock import now
from tracker.store.people_tables import Person
from tracker.store.sessions import Store

TEST_NAME = "tracker-test-identity"
"""The request header or cookie that names who asks in sign-in mode `test`."""
_WHO = "identity.who"


def asking(store: Store) -> Person | None:
    """The person who asks, as the store has them now; None for a stranger and for somebody switched off."""
    found = _here(store) if settings().sign_in in (SignIn.LOCAL, SignIn.TEST) else _from_elsewhere(store)
    person = found if found and found.active else None
    _forget_others(person)
    return person


def claimed() -> Claimed | None:
    """Who somebody is as the provider or the proxy says, in the modes where one of them is asked; None for nobody."""
    config = settings()
    held: Mapping[str, Any] = st.user.to_dict()
    if config.sign_in is SignIn.PROXY:
        return Claimed(email) if (email := _text(held.get("email"))) else None
    return by_claims(held, config) if config.sign_in is SignIn.OIDC else None


def by_claims(held: Mapping[str, Any], config: Settings) -> Claimed | None:
    """Who the claims of an OpenID Connect provider say; None where nobody signed in, or too long ago."""
    email = _text(held.get(config.oidc_email_claim))
    verified = str(held.get("email_verified", True)).lower() != "false"
    at = _said_at(held)
    if held.get("is_logged_in") is not True or not email or not verified or at is None or not _fresh(held):
        return None
    role = sign_in.said_role(held, config) if config.oidc_role_claim else None
    return Claimed(email, _text(held.get("name")), role, at)


def signed_in_elsewhere() -> bool:
    """Whether somebody has signed in with the provider or the proxy, let in here or not."""
    mode, held = settings().sign_in, st.user.to_dict()
    if mode is SignIn.OIDC:
        return held.get("is_logged_in") is True and _fresh(held)
    return mode is SignIn.PROXY and bool(address())


def address() -> str:
    """The e-mail address with which somebody has signed in elsewhere."""
    claim = settings().oidc_email_claim if settings().sign_in is SignIn.OIDC else "email"
    return _text(st.user.to_dict().get(claim))


def _said_at(held: Mapping[str, Any]) -> datetime | None:
    """When the provider said who somebody is."""
    at = held.get("iat")
    return datetime.fromtimestamp(at, UTC) if isinstance(at, int | float) and not isinstance(at, bool) else None


def _fresh(held: Mapping[str, Any]) -> bool:
    at = _said_at(held)
    return at is not None and now() - timedelta(hours=settings().oidc_hours) < at


def _from_elsewhere(store: Store) -> Person | None:
    said = claimed()
    if said is None:
        return None
    with store.reading() as session:
        found, due = sign_in.known(session, said), sign_in.due(session, said)
    if not due:
        return found
    with store.writing() as session:
        return sign_in.welcome(session, said)


def _here(store: Store) -> Person | None:
    email = SOLE_EMAIL if settings().sign_in is SignIn.LOCAL else _claimed()
    with store.reading() as session:
        found = find_person(session, email) if email else None
    if settings().sign_in is SignIn.LOCAL and not (found and found.sole):
        with store.writing() as session:
            found = sole_person(session)
    return found


def _claimed() -> str:
    named = st.context.headers.get(TEST_NAME) or st.context.cookies.get(TEST_NAME)
    return named or settings().test_identity


def _forget_others(person: Person | None) -> None:
    """What one person typed and was told is nothing for the next one at the same screen."""
    who = person.id if person else None
    if st.session_state.get(_WHO, who) != who:
        st.session_state.clear()
    st.session_state[_WHO] = who


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""

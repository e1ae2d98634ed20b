"""Who is asking, by the sign-in mode."""

import streamlit as st

from tracker.settings import SignIn, settings
from tracker.store.access import SOLE_EMAIL, find_person, sole_person
from tracker.store.people_tables import Person
from tracker.store.sessions import Store

TEST_NAME = "tracker-test-identity"
"""The request header or cookie that names who asks in sign-in mode `test`."""


def asking(store: Store) -> Person | None:
    """The person who asks, as the store has them now; None for a stranger and for somebody switched off."""
    email = SOLE_EMAIL if settings().sign_in is SignIn.LOCAL else _claimed()
    with store.reading() as session:
        found = find_person(session, email) if email else None
    if settings().sign_in is SignIn.LOCAL and not (found and found.sole):
        with store.writing() as session:
            found = sole_person(session)
    return found if found and found.active else None


def _claimed() -> str:
    named = st.context.headers.get(TEST_NAME) or st.context.cookies.get(TEST_NAME)
    return named or settings().test_identity

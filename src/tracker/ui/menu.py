"""The menu by role, and running the page that was asked for."""

import streamlit as st

from tracker import translation
from tracker.errors import TrackerError
from tracker.settings import settings
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.ui import appearance, identity, notices, places, shell


def run() -> None:
    """Show the menu and run the page; whatever goes wrong becomes one notice."""
    translation.speak(settings().language)
    try:
        st.logo(appearance.logo(), size="large")
        _navigation(_person()).run()
    except TrackerError as wrong:
        notices.error(wrong)
    except Exception as wrong:
        notices.unforeseen(wrong)


def listed(place: places.Place, person: Person | None) -> bool:
    """Whether the person's menu lists the page."""
    return person is not None and place.menu is not None and can(person, place.menu) and can(person, place.needs)


def _person() -> Person | None:
    try:
        return identity.asking(shell.store())
    except TrackerError:
        return None


def _navigation(person: Person | None) -> st.Page:
    """Every page is registered, so that its address works; its own guard decides what is shown."""
    pages = [places.page(place, visible=listed(place, person)) for place in places.PLACES]
    return st.navigation(pages, position="top" if person else "hidden")

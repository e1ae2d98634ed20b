"""The menu by role, and running the page that was asked for."""

import streamlit as st

from tracker import translation
from tracker.errors import TrackerError
from tracker.settings import settings
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import account, address, appearance, identity, notices, places, shell, turns
from tracker.vocabulary.roles import Verb


def run() -> None:
    """Show the menu and run the page; whatever goes wrong becomes one notice."""
    translation.speak(settings().language)
    try:
        with turns.turn(), shell.looking_once():
            _run()
    except TrackerError as wrong:
        notices.error(wrong)
    except Exception as wrong:
        notices.unforeseen(wrong)


def _run() -> None:
    st.logo(appearance.logo(), size="large")
    person = _person()
    page = _navigation(person)
    places.at(page.url_path)
    if person:
        account.show(person)
        _over(page, person)
    page.run()


def listed(place: places.Place, person: Person | None) -> bool:
    """Whether the person's menu lists the page."""
    return person is not None and place.menu is not None and can(person, place.menu) and can(person, place.needs)


def _person() -> Person | None:
    try:
        return identity.asking(shell.store())
    except TrackerError:
        return None


def entries(person: Person | None, here: str) -> list[places.Place]:
    """The pages that the person's menu lists; of those that share an entry the one at the address `here`, or the first.

    What the menu shows for such an entry is its section.
    """
    allowed = [place for place in places.PLACES if listed(place, person)]
    shown: dict[str, places.Place] = {}
    for place in allowed:
        entry = place.section or place.file
        if entry not in shown or place.address == here:
            shown[entry] = place
    return list(shown.values())


def _navigation(person: Person | None) -> st.Page:
    """Every page is registered, so that its address works; its own guard decides what is shown."""
    here = (st.context.url or "").rpartition("/")[2]
    shown = entries(person, here)
    pages = [
        places.page(place, visible=place in shown, title=place.section if place in shown else "")
        for place in places.PLACES
    ]
    if here and not places.find(here):
        pages.append(st.Page(_nowhere, title=_("No such page"), url_path=here, visibility="hidden"))
    return st.navigation(pages, position="top" if person else "hidden")


def _nowhere() -> None:
    """What stands at an address that is no page's."""
    shell.page(_("There is no such page"), needs=Verb.VIEW)
    st.markdown(_("The address may be mistyped, or the page may have moved."))
    st.page_link(places.page(places.HOME), label=_("Go to the overview"))


def _over(page: st.Page, person: Person) -> None:
    """The line over each heading, as high on every page: what is beside this page, and that the data are invented."""
    with st.container(key="over"):
        _side_by_side(page, person)
        if shell.sample():
            words = _("Statuses, outcomes and evidence are invented.")
            with st.container(key="sample"):
                st.markdown(f":orange-badge[{_('Sample data')}] {words}")


def _side_by_side(page: st.Page, person: Person) -> None:
    """For a page that shares its entry of the menu with others: the way to each of them, with the filters."""
    here = places.find(page.url_path)
    others = [place for place in places.beside(here) if listed(place, person)] if here else []
    if len(others) > 1:
        kept = address.written(address.current()[0])
        with st.container(horizontal=True, gap="medium", key="beside"):
            for place in others:
                if place == here:
                    st.markdown(f"**{_(place.title)}**", width="content")
                else:
                    st.page_link(places.page(place), label=_(place.title), query_params=kept)

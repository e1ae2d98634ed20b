"""Every page: its file, its title, its address, who needs which verb for it, and whether the menu shows it.

A new page is one line here and one file. Menus are flat and short: a viewer sees at most five entries.
"""

from dataclasses import dataclass

import streamlit as st

from tracker.settings import house
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.vocabulary.roles import Verb


@dataclass(frozen=True, slots=True)
class Place:
    """One page. `menu` is the verb that one must hold for the menu to list it, None where it never does."""

    file: str
    title: str
    needs: Verb = Verb.VIEW
    menu: Verb | None = Verb.VIEW

    @property
    def address(self) -> str:
        """The page's name in the address bar: that of its file."""
        return self.file.rsplit("/", 1)[-1]


HOME = Place("explore/overview", marked("Overview"))
LISTING = Place("explore/recommendations", marked("Recommendations"))
RECORD = Place("explore/recommendation", marked("Recommendation"), menu=None)
UPLOAD = Place("work/upload", marked("Upload"), Verb.UPLOAD, menu=Verb.UPLOAD)
REVIEW = Place("work/review", marked("Review"), Verb.VIEW_WORK, menu=Verb.CONFIRM)

PLACES: tuple[Place, ...] = (
    HOME,
    LISTING,
    Place("explore/authors", marked("Authors")),
    Place("explore/regions", marked("Regions")),
    Place("explore/trends", marked("Trends")),
    RECORD,
    UPLOAD,
    REVIEW,
)


def find(address: str) -> Place | None:
    """The page with this address, None where there is none."""
    return next((place for place in PLACES if place.address == address), None)


def page(place: Place, *, visible: bool = True) -> st.Page:
    """The page as Streamlit knows it, for menus, links and `st.switch_page`."""
    return st.Page(
        house() / "pages" / f"{place.file}.py",
        title=_(place.title),
        url_path=place.address,
        default=place is HOME,
        visibility="visible" if visible else "hidden",
    )

"""Every page: its file, its title, its address, who needs which verb for it, and whether the menu shows it.

A new page is one line here and one file. Menus are flat and short: a viewer sees at most five entries. Pages of one
kind share an entry, and stand side by side in a line over each of them: Streamlit's own sections break the rules for
lists that screen readers go by.
"""

from copy import copy
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from tracker.settings import house
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.vocabulary.roles import Verb


@dataclass(frozen=True, slots=True)
class Place:
    """One page. `menu` is the verb that one must hold for the menu to list it, None where it never does.

    Pages with the same `section` share one entry of the menu, which is called so.
    """

    file: str
    title: str
    needs: Verb = Verb.VIEW
    menu: Verb | None = Verb.VIEW
    section: str = ""

    @property
    def address(self) -> str:
        """The page's name in the address bar: that of its file."""
        return self.file.rsplit("/", 1)[-1]


HOME = Place("explore/overview", marked("Overview"))
LISTING = Place("explore/recommendations", marked("Recommendations"))
RECORD = Place("explore/recommendation", marked("Recommendation"), menu=None)
UPDATES = Place("work/updates", marked("Updates"), Verb.UPDATE, menu=Verb.UPDATE, section=marked("Work"))
REVIEW = Place("work/review", marked("Review"), Verb.VIEW_WORK, menu=Verb.VIEW_WORK, section=UPDATES.section)
UPLOAD = Place("work/upload", marked("Upload"), Verb.UPLOAD, menu=Verb.UPLOAD, section=UPDATES.section)
IMPORT = Place("work/import", marked("Import"), Verb.UPDATE, menu=Verb.UPDATE, section=UPDATES.section)
BOARD = Place("report/board", marked("Board"), section=marked("Board"))
MEETING = Place(
    "report/meeting", marked("Meetings"), Verb.APPROVE_REPORT, menu=Verb.APPROVE_REPORT, section=BOARD.section
)
NAMES = Place("manage/names", marked("Names"), Verb.VIEW_WORK, menu=Verb.VIEW_WORK, section=marked("Manage"))
ACCURACY = Place("manage/accuracy", marked("Accuracy"), Verb.VIEW_WORK, menu=Verb.VIEW_WORK, section=NAMES.section)
HISTORY = Place("manage/history", marked("History"), Verb.READ_HISTORY, menu=Verb.READ_HISTORY, section=NAMES.section)
PEOPLE = Place("manage/people", marked("People"), Verb.MANAGE_PEOPLE, menu=Verb.MANAGE_PEOPLE, section=NAMES.section)
TOKENS = Place("manage/tokens", marked("Tokens"), menu=Verb.READ_HISTORY, section=NAMES.section)
CHARTS = marked("Charts")
_HERE = "places.here"

PLACES: tuple[Place, ...] = (
    HOME,
    LISTING,
    Place("explore/authors", marked("Authors"), section=CHARTS),
    Place("explore/regions", marked("Regions"), section=CHARTS),
    Place("explore/trends", marked("Trends"), section=CHARTS),
    Place("explore/repeated", marked("Repeated asks"), section=CHARTS),
    Place("explore/impact", marked("Impact"), section=CHARTS),
    Place("explore/compare", marked("Compare"), section=CHARTS),
    RECORD,
    BOARD,
    MEETING,
    UPDATES,
    REVIEW,
    UPLOAD,
    IMPORT,
    NAMES,
    ACCURACY,
    HISTORY,
    PEOPLE,
    TOKENS,
)


def find(address: str) -> Place | None:
    """The page with this address, None where there is none."""
    return next((place for place in PLACES if place.address == address), None)


def at(address: str) -> None:
    """Note at which address the person is; the home page has none."""
    st.session_state[_HERE] = address


def here() -> Place:
    """The page that the person is at."""
    return find(st.session_state.get(_HERE, "")) or HOME


def beside(place: Place) -> tuple[Place, ...]:
    """The pages that share an entry of the menu with this one, itself included; none where it has its own."""
    return tuple(other for other in PLACES if place.section and other.section == place.section)


def page(place: Place, *, visible: bool = True, title: str = "") -> st.Page:
    """The page as Streamlit knows it, for menus, links and `st.switch_page`; `title` where it has another one there."""
    # Outside of a view Streamlit makes half a page, which nobody must be given again.
    made = _page if get_script_run_ctx() else _page.__wrapped__
    return copy(made(place, visible, _(title or place.title)))


@lru_cache(maxsize=256)
def _page(place: Place, visible: bool, title: str) -> st.Page:
    """Made once, since that looks the file up; Streamlit writes on the copies."""
    return st.Page(
        house() / "pages" / f"{place.file}.py",
        title=title,
        url_path=place.address,
        default=place is HOME,
        visibility="visible" if visible else "hidden",
    )

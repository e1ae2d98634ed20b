"""Which report the board's page shows: that of the last meeting, of a day, or one that is being prepared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from sqlmodel import Session

from tracker import board
from tracker.board import Board
from tracker.queries import meetings
from tracker.queries.filters import Filter
from tracker.queries.meetings import Prepared
from tracker.store.access import can
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import address, days, shell
from tracker.vocabulary.roles import Verb

_DAY, _MEETING = "board.day", "board.meeting"
_EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Shown:
    """The report on show, what was prepared for it, None where nothing was, and the address that asks for it again.

    It has records where those of a figure are on show; `ask` makes all of it anew, for whoever then asks.
    """

    board: Board
    told: Prepared | None
    query: dict[str, str]
    ask: Callable[[Session], Board]


def chosen(me: Person) -> Shown:
    """What the address asks for: a draft, a day; else the last meeting's report, and before the first one today's."""
    annexed = "figure" in st.query_params
    at = address.number("draft", 0)
    if at and can(me, Verb.APPROVE_REPORT):
        found, told = shell.asked(board.draft, me, at, annexed=annexed), shell.asked(meetings.meeting, me, at)
        return Shown(found, told, {"draft": str(at)}, lambda session: board.draft(session, me, at))
    known = shell.asked(meetings.approved, me)
    asked = _asked()
    day = asked or (known[0].as_of if known else None)
    ask = shell.asked_of_the_past if day and day < today() else shell.asked
    found = ask(board.board, me, Filter(), day, annexed=annexed)
    query = {"as_of": asked.isoformat()} if asked else {}
    kept = next((one for one in known if one.as_of == found.as_of), None)
    return Shown(found, kept, query, lambda session: board.board(session, me, Filter(), day))


def _asked() -> date | None:
    """The day that the address asks for; what is no day, or has not come, is told and left."""
    day = address.day("as_of")
    if (day is None or day > today()) and st.query_params.get("as_of"):
        st.warning(_("The day in the address is no day that has come. This is the report without it."))
        return None
    return day


def offer(shown: Shown, me: Person) -> None:
    """Let the reader choose the report of another meeting, or of any day; not on paper."""
    with st.container(horizontal=True, gap="medium", key="other-day"):
        address.hold(_DAY, shown.board.as_of)
        st.date_input(
            _("Another day"),
            key=_DAY,
            min_value=_EARLIEST,
            max_value=today(),
            format="YYYY-MM-DD",
            on_change=_choose,
            args=(_DAY,),
            width=220,
        )
        _meetings(shown, shell.asked(meetings.approved, me))


def _meetings(shown: Shown, known: Sequence[Prepared]) -> None:
    """The meetings whose reports were approved, where there is another one than that on show."""
    called = {one.as_of: days.day(one.day.isoformat()) for one in reversed(known)}
    as_of = sorted(called, reverse=True)
    if set(as_of) - {shown.board.as_of}:
        address.hold(_MEETING, shown.board.as_of if shown.board.as_of in called else None)
        st.selectbox(
            _("Another meeting"),
            as_of,
            None,
            called.__getitem__,
            key=_MEETING,
            placeholder=_("Choose its day"),
            on_change=_choose,
            args=(_MEETING,),
            width=220,
        )


def _choose(field: str) -> None:
    day = st.session_state[field]
    if day is not None:
        st.query_params.from_dict({"as_of": day.isoformat()})

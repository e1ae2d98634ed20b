"""The meetings for which a report was prepared, and the form that begins one."""

from collections.abc import Sequence

import streamlit as st

from tracker.actions import meetings as actions
from tracker.queries.meetings import Prepared
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import address, days, notices, shell
from tracker.ui.plain import plain

_DAY = "meeting.day"


def prepare(me: Person) -> None:
    """The day of a meeting, and the button that begins its report."""
    st.markdown(
        _("A report has the figures of one day, and what you add: a sentence, up to three stories and decisions.")
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(_("Day of the meeting"), today(), key=_DAY, format="YYYY-MM-DD", width=220)
        st.button(_("Prepare its report"), type="primary", on_click=begin, args=(me,))


def show(known: Sequence[Prepared]) -> None:
    """Every version, the latest meeting first, each a link to it."""
    if not known:
        notices.nothing_yet(_("No report has been prepared yet. Choose the day of the next meeting to begin."))
    for one in known:
        with st.container(key=f"meeting.{one.id}", gap=None):
            address.link(plain(called(one)), f"meeting.{one.id}", {"id": str(one.id)})
            st.markdown(f":small[{plain(standing(one))}]")


def called(one: Prepared) -> str:
    """What the report is called: the day of its meeting, and its version where it is not the first."""
    day = days.day(one.day.isoformat())
    return day if one.edition == 1 else _("{day}, version {edition}").format(day=day, edition=one.edition)


def standing(one: Prepared) -> str:
    """Whether, when and by whom it was approved, and of which day its figures are."""
    figures = _("Figures as of {day}").format(day=days.day(one.as_of.isoformat()))
    if one.approved_at is None:
        return f"{_('Being prepared')} · {figures}"
    said = _("Approved on {at} by {who}").format(at=days.moment(one.approved_at), who=one.approved_by)
    return f"{said} · {figures}"


def begin(me: Person) -> None:
    """In a callback: begin the report for the chosen day, and open it."""
    day = st.session_state.get(_DAY)
    if day is None:
        return
    made: list[int] = []
    with shell.writing(_("The report is begun.")) as session:
        made.append(actions.prepare(session, me, day).id or 0)
    if made:
        st.query_params.from_dict({"id": str(made[0])})

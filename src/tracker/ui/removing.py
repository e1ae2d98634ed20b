"""Removing a brief for good, behind its handle typed out."""

import streamlit as st

from tracker.actions import removal
from tracker.errors import Invalid, TrackerError
from tracker.queries.briefs import BriefView
from tracker.queries.handles import handle
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import notices, shell
from tracker.ui.plain import plain

_TYPED, _WHY = "removing.typed", "removing.why"


def show(view: BriefView, me: Person) -> None:
    """What removing takes away, what to type to mean it, and the button."""
    known_as = shell.asked(handle, me, view.brief.id or 0)
    st.markdown(
        _(
            "This removes the brief for good: its file, its text, everything that was found in it and said about it, "
            "also from the history and from newer versions to which it was carried over. "
            "Left are the dates, the statuses, how much there was, and who did what when. "
            "It cannot be undone. To take an upload out that may come back, undo it in the history instead."
        )
    )
    st.text_input(_("Why, without repeating what must not be known"), key=_WHY, max_chars=500)
    st.markdown(plain(_("To mean it, type {handle} here:").format(handle=known_as)))
    st.text_input(_("What the brief is called"), key=_TYPED, max_chars=200, label_visibility="collapsed")
    arguments = (me, view.brief.id, known_as)
    st.button(_("Remove this brief for good"), key="removing.do", on_click=_remove, args=arguments)


def _remove(me: Person, brief_id: int, known_as: str) -> None:
    if st.session_state[_TYPED].strip() != known_as:
        notices.refuse(Invalid(_("Nothing was removed: type {handle} to mean it.").format(handle=known_as)))
        return
    refused: list[TrackerError] = []
    with shell.writing(_("The brief was removed for good."), refused.append) as session:
        removal.remove_brief(session, me, brief_id, st.session_state[_WHY])
    if refused:
        notices.refuse(refused[0])
        return
    shell.store().forget()
    st.query_params.clear()

"""What one now and then wants on the review desk beside the decisions: one panel at a time."""

import streamlit as st

from tracker.queries.briefs import BriefView, Candidate
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import bulk, desk, missed, rearranging, removing
from tracker.vocabulary.roles import Verb

_OPEN = "desk.panel"


def show(view: BriefView, current: Candidate | None, me: Person) -> None:
    """Buttons for what was missed, for many at once, for removal, and back from the last decision; the open panel."""
    opened = st.session_state.get(_OPEN)
    with st.container(horizontal=True, gap="small"):
        if len(desk.pending(view)) > 1:
            _button("bulk", _("Confirm many"), opened)
        if view.document is not None:
            _button("missed", _("Add one that was missed"), opened)
        if current:
            _button("shape", _("Split, join or move"), opened)
        if can(me, Verb.REMOVE):
            _button("removing", _("Remove this brief"), opened)
        desk.last_decision(me, view)
    if opened == "bulk" and desk.pending(view):
        with st.container(border=True):
            bulk.show(view, me)
    if opened == "missed":
        with st.container(border=True):
            missed.show(view, me, current.row.span_start or 0 if current else 0)
    if opened == "shape" and current:
        with st.container(border=True):
            rearranging.show(view, current, me)
    if opened == "removing" and can(me, Verb.REMOVE):
        with st.container(border=True):
            removing.show(view, me)


def _button(name: str, label: str, opened: str | None) -> None:
    turned = None if opened == name else name
    st.button(label, key=f"desk.panel.{name}", on_click=_turn, args=(turned,))


def _turn(panel: str | None) -> None:
    st.session_state[_OPEN] = panel

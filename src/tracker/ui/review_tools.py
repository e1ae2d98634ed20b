"""What one now and then wants on the review desk beside the decisions, one panel at a time."""

import streamlit as st

from tracker.queries.briefs import BriefView, Candidate
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import bulk, desk, missed, rearranging, removing
from tracker.vocabulary.gestures import ReviewGesture
from tracker.vocabulary.roles import Verb


def show(view: BriefView, current: Candidate | None, me: Person) -> None:
    """Buttons for many at once, for what was missed and for removal, and right below them the panel that is open."""
    opened = desk.panel()
    with st.container(horizontal=True, gap="small", key="desk.tools"):
        if len(desk.pending(view)) > 1:
            _gesture(ReviewGesture.MANY, view, me, "bulk")
        if view.document is not None:
            _gesture(ReviewGesture.MISSED, view, me, "missed")
        if can(me, Verb.REMOVE):
            turned = None if opened == "removing" else "removing"
            st.button(_("Remove this brief"), key="desk.removing", type="tertiary", on_click=desk.turn, args=(turned,))
    if opened in _possible(view, current, me):
        with st.container(border=True, key="desk.panel"):
            _panel(opened or "", view, current, me)
            desk.close(by_key=opened != "missed")


def _possible(view: BriefView, current: Candidate | None, me: Person) -> set[str]:
    """The panels that there is something in."""
    there = {
        "bulk": bool(desk.pending(view)),
        "missed": True,
        "split": current is not None,
        "removing": can(me, Verb.REMOVE),
    }
    return {name for name, possible in there.items() if possible}


def _panel(opened: str, view: BriefView, current: Candidate | None, me: Person) -> None:
    if opened == "bulk":
        bulk.show(view, me)
    elif opened == "missed":
        missed.show(view, current, me)
    elif opened == "split" and current:
        rearranging.split(view, current, me)
    elif opened == "removing":
        removing.show(view, me)


def _gesture(what: ReviewGesture, view: BriefView, me: Person, panel: str) -> None:
    turned = None if desk.panel() == panel else panel
    desk.gesture(what, me, view.brief.id or 0, desk.turn, (turned,), "tertiary")

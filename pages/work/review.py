"""Review: the briefs that wait, or one brief's text beside its candidates, as `?brief=` names it."""

import streamlit as st

from tracker.queries import briefs
from tracker.store.access import can
from tracker.translation import gettext as _
from tracker.ui import (
    address,
    brief_form,
    candidate,
    desk,
    notices,
    rearranging,
    review_tools,
    shell,
    shortcut_form,
    versions,
)
from tracker.vocabulary.gestures import REVIEW
from tracker.vocabulary.roles import Verb

me, heading = shell.headed(_("Review"), needs=Verb.VIEW_WORK)
chosen = address.number("brief", 0)
if not chosen:
    desk.waiting(me)
    st.stop()
may = can(me, Verb.CONFIRM)
if other := address.number("with", 0):
    with heading.container():
        st.title(_("Two versions"), anchor=False)
    versions.show(me, chosen, other, may=may)
    st.stop()
view = shell.asked(briefs.brief, me, chosen)
with heading.container():
    brief_form.heading(view, may=may)
if not may:
    st.caption(_("You can read along. An editor decides what is a recommendation."))
brief_form.show(view, me)
versions.offer(view, me, may=may)
desk.progress(view, me)
current = desk.in_hand(view)
left, right = st.columns([4, 5], gap="large")
with left:
    if may and not (current and candidate.edited(current)):
        review_tools.show(view, current, me)
    if current:
        candidate.show(view, current, me, may=may)
        candidate.edit(view, current, me)
    else:
        notices.nothing_yet(_("No recommendation was found in this brief. Add one that was missed, if there is one."))
    if current and may and not candidate.edited(current):
        rearranging.ways(view, current, me)
    if current:
        desk.candidates(view, current)
with right:
    desk.text(view, current)
shortcut_form.show(me, REVIEW)

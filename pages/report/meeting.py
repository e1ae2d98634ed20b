"""Meetings: what a board is told beside the figures is prepared here, and approved."""

import streamlit as st

from tracker.queries import meetings
from tracker.translation import gettext as _
from tracker.ui import address, meeting_form, meeting_list, shell
from tracker.vocabulary.roles import Verb

me = shell.page(_("Meetings"), needs=Verb.APPROVE_REPORT)
known = shell.asked(meetings.meetings, me)
at = address.number("id", 0)
told = next((one for one in known if one.id == at), None)
with st.container(key="meetings"):
    if told is None:
        meeting_list.prepare(me)
        meeting_list.show(known)
    elif told.approved_at:
        meeting_form.approved(told, me)
    else:
        meeting_form.show(told, me)

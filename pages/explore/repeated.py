"""Repeated asks: what several briefs ask, how often and over how many years, and what became of it."""

import streamlit as st

from tracker.queries import asks as queries
from tracker.store.access import can
from tracker.translation import gettext as _
from tracker.ui import ask_proposals, asks, counted, shell
from tracker.vocabulary.roles import Verb

me = shell.page(_("Repeated asks"), needs=Verb.VIEW)
chosen, whole = counted.view(me)
found = shell.asked(queries.asks, me, chosen)
asks.headline(found, whole)
if can(me, Verb.VIEW_WORK):
    left, right = st.columns([3, 2], gap="large")
    with right:
        proposed = ask_proposals.show(me, chosen)
    with left:
        asks.show(me, chosen, found, proposed=proposed)
else:
    asks.show(me, chosen, found)

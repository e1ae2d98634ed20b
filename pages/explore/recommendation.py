"""Recommendation: one of them whole, as `?id=` names it by its reference or number."""

import streamlit as st

from tracker.queries import record
from tracker.translation import gettext as _
from tracker.ui import (
    address,
    board_records,
    dossier,
    evidence_form,
    evidence_items,
    notices,
    outcome_form,
    places,
    shell,
)
from tracker.vocabulary.roles import Verb

me, heading = shell.headed(_("Recommendation"), needs=Verb.VIEW)
which = address.reference()
if which is None:
    notices.nothing_yet(_("No recommendation is named in this address. Choose one from the list."))
    st.page_link(places.page(places.LISTING), label=_("To the list"))
    st.stop()
found = shell.asked(record.record, me, which)
with heading.container():
    dossier.heading(found)
    board_records.way_back()
dossier.replaced(found)
dossier.to_review(found, me)
may = outcome_form.may(found, me)
if may:
    with st.container(horizontal=True):
        outcome_form.offer(found, me)
        evidence_form.offer(found, me)
    outcome_form.unsaved(found, me)
    with st.container():
        outcome_form.show(found, me)
    evidence_form.show(found, me)
left, right = st.columns([3, 2], gap="large")
with left:
    dossier.passage(found)
    evidence_items.show(found, me, may=may)
    dossier.relatives(found)
with right:
    dossier.answered(found, me)
    dossier.brief(found)
dossier.history(found.history, me)

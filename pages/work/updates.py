"""Updates: what needs a look, and one after the other of it in a sprint, as the address says."""

import streamlit as st

from tracker.queries import queue, record
from tracker.translation import gettext as _
from tracker.ui import outcome_form, shell, sprint, sprint_card, sprint_start
from tracker.vocabulary.roles import Verb

me = shell.page(_("Updates"), needs=Verb.UPDATE)
now = sprint.here()
if now.started is None:
    sprint_start.show(me)
    st.stop()
sprint_card.progress(now, shell.asked(queue.waiting, me, now.queue).total)
key = sprint.in_hand(me, now)
if key is None:
    sprint_start.done(me, now)
    st.stop()
found = shell.asked(record.record, me, key)
may = outcome_form.may(found, me)
if may:
    sprint_card.show(found, me, now)
sprint_card.beside(found, me, may=may)

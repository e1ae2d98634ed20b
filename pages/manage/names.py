"""Names: authors and addressees under several spellings, proposed by likeness, merged by a person."""

import streamlit as st

from tracker.store.access import can
from tracker.translation import gettext as _
from tracker.ui import shell, spellings
from tracker.vocabulary.roles import Verb

me = shell.page(_("Names"), needs=Verb.VIEW_WORK)
st.markdown(_("Charts and filters count merged names as one. Each stays in its brief as it was printed."))
may = can(me, Verb.CONFIRM)
kind = spellings.choose()
spellings.proposals(me, kind, may=may)
if may:
    spellings.by_hand(me, kind)
spellings.merged(me, kind, may=may)

"""Accuracy: how right the reading is, on the sample briefs with labels and by what people decided on their own."""

import streamlit as st

from tracker.evaluation import shipped
from tracker.queries import accuracy as decisions
from tracker.translation import gettext as _
from tracker.ui import accuracy, notices, shell
from tracker.vocabulary.roles import Verb

me = shell.page(_("How right the reading is"), needs=Verb.VIEW_WORK)
accuracy.words()
st.header(_("On the sample briefs"), anchor=False)
measured = shipped()
accuracy.on_samples(measured)
accuracy.curve(measured.reliability, accuracy.AS_LABELLED, "samples")
st.header(_("On our own briefs"), anchor=False)
decided = shell.asked(decisions.by_format, me)
if decided.empty:
    notices.nothing_yet(_("No brief has been reviewed whole yet. Once one has, its findings are counted here."))
else:
    accuracy.on_our_own(decided)
    accuracy.curve(shell.asked(decisions.by_confidence, me), accuracy.AS_DECIDED, "own")

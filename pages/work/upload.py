"""Upload: take briefs in, many at once, and go on to review what was found in them."""

import streamlit as st

from tracker.translation import gettext as _
from tracker.ui import places, shell, uploading
from tracker.vocabulary.roles import Verb

me = shell.page(_("Upload"), needs=Verb.UPLOAD)
st.markdown(_("Each brief is read, its recommendations are found, and a person confirms them under Review."))
uploading.show(me)
st.page_link(places.page(places.IMPORT), label=_("Import a spreadsheet instead"))
st.page_link(places.page(places.ACCURACY), label=_("Accuracy of the reading"))

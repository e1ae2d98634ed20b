"""Board: one page of figures and sentences for a board that has three minutes; on it is nothing to click.

Below it, for those who approve reports, stand the links that open it to others.
"""

import streamlit as st

from tracker.board import board
from tracker.queries.filters import Filter
from tracker.translation import gettext as _
from tracker.ui import board_sheet, headline, notices, share_panel, shell
from tracker.vocabulary.roles import Verb

me = shell.page(_("What became of our recommendations"), needs=Verb.VIEW)
found = shell.asked(board, me, Filter())
with st.container(key="board"):
    if found.nothing:
        notices.nothing_yet(found.nothing)
        st.stop()
    board_sheet.opening(found)
    headline.show(found.figures)
    board_sheet.standing(found)
    board_sheet.adopted(found)
    board_sheet.rankings(found)
    board_sheet.sentences(_("What we do not know"), found.unknown, _("Everything has been checked, and in time."))
    board_sheet.sentences(_("How these figures are counted"), found.counting)
share_panel.show(me, found.as_of)

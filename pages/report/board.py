"""Board: one page of figures and sentences for a board that has three minutes; nothing in it is to be clicked."""

import streamlit as st

from tracker.board import board
from tracker.queries.filters import Filter
from tracker.translation import gettext as _
from tracker.ui import board_sheet, headline, notices, report_files, shell
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
report_files.show(lambda session: board(session, me, Filter()), f"report-{found.as_of.isoformat()}")

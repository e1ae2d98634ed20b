"""Board: one page of figures and sentences for a board that has three minutes; each figure leads to its records.

Below it, for those who approve reports, stand the links that open it to others.
"""

import streamlit as st

from tracker.translation import gettext as _
from tracker.ui import board_choice, board_records, board_sheet, notices, report_files, share_panel, shell
from tracker.vocabulary.roles import Verb

me = shell.page(_("What became of our recommendations"), needs=Verb.VIEW)
shown = board_choice.chosen(me)
found = shown.board
with st.container(key="board"):
    figure = next((one for one in found.figures if one.key == st.query_params.get("figure")), None)
    if figure:
        board_records.show(found, figure, shown.query)
        st.stop()
    board_sheet.opening(found)
    if found.nothing:
        notices.nothing_yet(found.nothing)
    else:
        board_sheet.headline(found.figures, shown.query)
        board_sheet.standing(found)
        board_sheet.decisions(found)
        board_sheet.stories(found)
        board_sheet.changed(found)
        board_sheet.rankings(found)
        board_sheet.sentences(_("What we do not know"), found.unknown, _("Everything has been checked, and in time."))
        board_sheet.counting(found)
    board_choice.offer(shown, me)
drafted = shown.told is not None and shown.told.approved_at is None
report_files.show(shown.ask, f"report-{found.as_of.isoformat()}{'-draft' if drafted else ''}")
share_panel.show(me, found.as_of)

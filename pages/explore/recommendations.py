"""Recommendations: the list, filtered, searched and sorted, 50 a page; and editing several of them at once."""

from functools import partial

import streamlit as st

from tracker.queries import records
from tracker.queries.facets import Counted
from tracker.translation import gettext as _
from tracker.ui import downloads, empty, filters, listings, several, shell
from tracker.vocabulary.roles import Verb

me = shell.page(_("Recommendations"), needs=Verb.VIEW)
chosen = filters.show(me, filters.LISTING, Counted.LIST)
editing = several.begun(me)
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
    said = st.container(width="content")
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        several.offer(me)
        sort, descending = listings.order()
found, number = listings.asked(me, chosen, sort, descending)
said.markdown(f"**{listings.counted(found.total, number)}**")
if editing:
    several.form(me)
if found.table.empty:
    empty.show(me, chosen)
else:
    listings.makeup(me, chosen)
    show = several.rows if editing else listings.rows
    show(found.table)
    listings.pages(found.total, number)
    every = partial(records.keys, actor=me, chosen=chosen, sort=sort, descending=descending)
    downloads.editable(me, every, "recommendations")

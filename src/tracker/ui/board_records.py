"""The records behind one figure of the board's page: its annex, as they stood on that day."""

from collections.abc import Mapping

import streamlit as st

from tracker.board import Board, Entry, Figure
from tracker.translation import gettext as _
from tracker.ui import address, board_sheet, days, listings, paging, places
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.answers import STRONGEST

PAGE_SIZE = 50
_VIEW = ("as_of", "draft", "figure", "page")
"""What of the address says which records of which report are on show."""


def show(found: Board, figure: Figure, query: Mapping[str, str]) -> None:
    """The recommendations that the figure counts, a page at a time, and the way back to the report."""
    address.link(_("Back to the report"), "back", query)
    counted = [entry for entry in found.records if figure.key in entry.figures]
    told = _("{name}: {n} {taken}").format(name=figure.name, n=f"{len(counted):,}", taken=figure.taken_from)
    day = _("As they stood at the end of {day}; a link shows the record as it is now.")
    st.header(plain(told), anchor=False)
    st.caption(plain(day.format(day=days.day(found.as_of.isoformat()))))
    last = max(1, -(-len(counted) // PAGE_SIZE))
    at = min(address.number("page"), last)
    here = {**query, "figure": figure.key, "page": str(at)}
    rows = paging.rows("records")
    for entry in counted[(at - 1) * PAGE_SIZE : at * PAGE_SIZE]:
        with rows, st.container(gap="xxsmall"):
            _entry(entry, here)
    paging.show(len(counted), PAGE_SIZE, at, "records")
    board_sheet.sentences(_("How these figures are counted"), found.counting)


def way_back() -> None:
    """For a record that was opened from a figure of the report: the way back to that figure."""
    if "figure" in st.query_params:
        query = {name: st.query_params[name] for name in _VIEW if name in st.query_params}
        st.page_link(places.page(places.BOARD), label=_("Back to the records of this figure"), query_params=query)


def _entry(entry: Entry, here: Mapping[str, str]) -> None:
    st.page_link(
        places.page(places.RECORD),
        label=plain(shortened(entry.wording, 280)) or plain(entry.reference),
        query_params={"id": entry.reference, **here},
    )
    since = days.day(entry.since)
    about = (
        since and _("since {day}").format(day=since),
        entry.reference,
        days.day(entry.published, _("undated")),
        listings.some(entry.authors),
        listings.some(entry.regions),
        _("evidence {n} of {most}").format(n=entry.strength, most=STRONGEST) if entry.strength else "",
    )
    told = " · ".join(plain(part) for part in about if part)
    st.markdown(f":small[{listings.badge(entry.status)} {told}]")

"""What a page of charts counts: the view that the address asks for, and how many recommendations are in it."""

import streamlit as st

from tracker.queries.counts import Totals, totals
from tracker.queries.filters import Filter
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import address, empty, filters, notices, places, shell
from tracker.vocabulary.roles import Verb


def view(me: Person) -> tuple[Filter, Totals]:
    """Show the filter bar; the filter chosen and the distinct numbers in it.

    Where there is nothing to count, a sentence says why and the page ends here.
    """
    chosen = filters.show(me)
    whole = shell.asked(totals, me, chosen)
    if not whole.total:
        nothing(me, chosen, whole.pending)
        st.stop()
    return chosen, whole


def nothing(me: Person, chosen: Filter, pending: int) -> None:
    """Why there is nothing to count, and the way on."""
    if not pending:
        empty.show(me, chosen)
        return
    said = ngettext(
        "{n} recommendation is to be confirmed. Charts count confirmed ones only, so there is nothing to show yet.",
        "{n} recommendations are to be confirmed. Charts count confirmed ones only, so there is nothing to show yet.",
        pending,
    )
    notices.nothing_yet(said.format(n=pending))
    if can(me, Verb.VIEW_WORK):
        waiting = address.written(address.narrowed(chosen, reviews=("pending",)))
        st.page_link(places.page(places.LISTING), label=_("See what is to be confirmed"), query_params=waiting)

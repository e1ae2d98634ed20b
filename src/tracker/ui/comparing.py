"""Choosing what is compared: a second view beside the first, and the rates of the groups of a fair comparison."""

import pandas as pd
import streamlit as st

from tracker.charts.sides import Side
from tracker.queries.axes import By
from tracker.queries.counts import totals
from tracker.queries.filters import Filter
from tracker.queries.rates import ambition, comparison, of_totals
from tracker.queries.timing import timing
from tracker.stats.fairness import Comparison
from tracker.stats.rates import Rate
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import address, filters, places, shell
from tracker.vocabulary.statuses import Success


def views(me: Person) -> tuple[Filter, Filter]:
    """Show two filter bars side by side, and give what is chosen in each."""
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(f"**{_('This view')}**")
        one = filters.show(me)
    with right:
        st.markdown(f"**{_('Compared with')}**")
        other = filters.show(me, side=address.OTHER)
    return one, other


def side(me: Person, chosen: Filter, switch: Success) -> Side:
    """One of the two views, with its figures."""
    rate = of_totals(shell.asked(totals, me, chosen), switch)
    return Side(filters.called(me, chosen), rate, shell.asked(timing, me, chosen, switch).within)


def lists(one: Filter, other: Filter) -> None:
    """The way to the recommendations of each of the two views that are counted."""
    counted = [
        address.narrowed(view, reviews=("confirmed",), levels=view.levels or ("headline",)) for view in (one, other)
    ]
    with st.container(horizontal=True, gap="medium"):
        for view, words in zip(counted, (_("List of this view"), _("List of the other")), strict=True):
            st.page_link(places.page(places.LISTING), label=words, query_params=address.written(view))


def groups(me: Person, by: By, chosen: Filter, switch: Success, whole: Rate) -> tuple[pd.DataFrame, Comparison]:
    """The rates of the groups, each beside what it would be if all asked for as much, and what they tell together."""
    found, told = shell.asked(comparison, me, by, chosen, switch, whole)
    alike = shell.asked(ambition, me, by, chosen, switch)
    known = dict(zip(alike["key"], alike["standardised"], strict=True))
    shares = [known.get(key) for key in found["key"]]  # pandas' own `map` finds no group whose key is None
    return found.assign(standardised=pd.Series(shares, index=found.index, dtype=float)), told

"""Compare: two views side by side, and groups against each other without mistaking chance for a difference."""

import streamlit as st

from tracker import charts
from tracker.queries.counts import totals
from tracker.queries.rates import of_totals, shared
from tracker.store.access import can
from tracker.translation import gettext as _
from tracker.ui import appearance, comparing, counted, grouping, notices, shell, success
from tracker.ui.figures import figure
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import SUCCESS_LABELS

me = shell.page(_("Compare"), needs=Verb.VIEW)
one, other = comparing.views(me)
whole = shell.asked(totals, me, one)
switch, theme = success.choose(), appearance.theme()
if one == other:
    notices.nothing_yet(_("Choose filters or dates on one of the two sides to compare two views with each other."))
else:
    sides = [comparing.side(me, view, switch) for view in (one, other)]
    both = shell.asked(shared, me, one, other)
    said = _(SUCCESS_LABELS[switch])
    drawn = charts.sides(*sides, both, said, theme=theme, tells_pending=can(me, Verb.VIEW_WORK))
    figure(drawn, one, "sides")
    comparing.lists(one, other)
if not whole.total:
    counted.nothing(me, one, whole.pending)
    st.stop()
by = grouping.compared()
table, found = comparing.groups(me, by, one, switch, of_totals(whole, switch))
figure(charts.fair(found, table, by, theme=theme), one, f"fair.{by.value}")

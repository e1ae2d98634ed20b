"""Impact: what share was a success and how fast, whether the briefs helped, what changed and how well one knows."""

import streamlit as st

from tracker import charts
from tracker.queries.counts import counts
from tracker.queries.impact import impact
from tracker.queries.rates import of_totals
from tracker.queries.timing import timing, timings
from tracker.translation import gettext as _
from tracker.ui import appearance, counted, grouping, notices, shell, success
from tracker.ui.figures import figure
from tracker.vocabulary.roles import Verb

me = shell.page(_("Impact"), needs=Verb.VIEW)
chosen, whole = counted.view(me)
switch = success.choose()
rate, times, theme = of_totals(whole, switch), shell.asked(timing, me, chosen, switch), appearance.theme()
success.show(rate, switch, times.within)
by = grouping.followed()
if by is None:
    pace, name = charts.curve(times, switch, theme=theme), "time"
else:
    groups, table = shell.asked(timings, me, by, chosen, switch), shell.asked(counts, me, by, chosen)
    pace, name = charts.curves(groups, times, table, by, switch, theme=theme), f"time.{by.value}"
if not rate.part:
    notices.nothing_yet(_("None of these is a success yet, so there is nothing to tell of what brought it about."))
    figure(pace, chosen, name)
    st.stop()
found = shell.asked(impact, me, chosen, switch)
left, right = st.columns(2, gap="large")
with left:
    figure(pace, chosen, name)
    figure(charts.outcomes(found, switch, theme=theme), chosen, "outcomes")
with right:
    figure(charts.contributions(found, switch, theme=theme), chosen, "contributions")
    figure(charts.strengths(found, switch, theme=theme), chosen, "strengths")

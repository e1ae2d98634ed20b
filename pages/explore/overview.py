"""Overview: how many there are, where they stand, when, where and by whom they were made, what changed last."""

import streamlit as st

from tracker import charts
from tracker.board import headline as figures
from tracker.queries.axes import By
from tracker.queries.counts import counts
from tracker.queries.standing import standing
from tracker.store.access import can
from tracker.translation import gettext as _
from tracker.ui import appearance, changes, counted, headline, shell
from tracker.ui.figures import figure
from tracker.vocabulary.roles import Verb

me = shell.page(_("Overview"), needs=Verb.VIEW)
chosen, whole = counted.view(me)
theme = appearance.theme()
headline.show(figures(whole, shell.asked(standing, me, chosen)))
bar = charts.status_bar(whole, theme=theme, opens_pending=can(me, Verb.VIEW_WORK))
figure(bar, chosen, "standing")
left, right = st.columns(2, gap="large")
with left:
    years = shell.asked(counts, me, By.YEAR, chosen)
    figure(charts.over_time(years, whole, By.YEAR, theme=theme), chosen, "years")
    authors = shell.asked(counts, me, By.AUTHOR, chosen)
    figure(charts.by_author(authors, whole, theme=theme, shown=6), chosen, "authors")
with right:
    groups = shell.asked(counts, me, By.REGION_GROUP, chosen)
    figure(charts.by_region(groups, whole, By.REGION_GROUP, theme=theme), chosen, "regions")
    st.header(_("Latest changes"), anchor=False)
    changes.show(me, chosen)

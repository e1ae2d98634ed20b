"""Trends: when the recommendations were published, by year, quarter or month, and what changed since a day."""

from tracker import charts
from tracker.queries.counts import counts
from tracker.translation import gettext as _
from tracker.ui import appearance, counted, moved, shell, steps
from tracker.ui.figures import figure
from tracker.vocabulary.roles import Verb

me = shell.page(_("Trends"), needs=Verb.VIEW)
chosen, whole = counted.view(me)
step = steps.choose()
table = shell.asked(counts, me, step, chosen)
figure(charts.over_time(table, whole, step, theme=appearance.theme()), chosen, f"trends.{step.value}")
moved.show(me, chosen)

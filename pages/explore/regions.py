"""Regions: which countries and parts of the world the recommendations are about."""

from tracker import charts
from tracker.queries.axes import By
from tracker.queries.counts import counts
from tracker.translation import gettext as _
from tracker.ui import appearance, counted, shell, success
from tracker.ui.figures import figure
from tracker.vocabulary.roles import Verb

me = shell.page(_("Regions"), needs=Verb.VIEW)
chosen, whole = counted.view(me)
theme = appearance.theme()
countries = shell.asked(counts, me, By.REGION, chosen)
groups = shell.asked(counts, me, By.REGION_GROUP, chosen)
figure(charts.world_map(countries, whole, theme=theme), chosen, "map")
figure(charts.by_region(groups, whole, By.REGION_GROUP, theme=theme), chosen, "regions", success.beside)
figure(charts.by_region(countries, whole, By.REGION, theme=theme), chosen, "countries", success.beside)

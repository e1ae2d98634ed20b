"""Authors: who recommends most, and what came of it."""

from tracker import charts
from tracker.queries.axes import By
from tracker.queries.counts import counts
from tracker.translation import gettext as _
from tracker.ui import appearance, counted, shell, success
from tracker.ui.figures import figure
from tracker.vocabulary.roles import Verb

me = shell.page(_("Authors"), needs=Verb.VIEW)
chosen, whole = counted.view(me)
table = shell.asked(counts, me, By.AUTHOR, chosen)
figure(charts.by_author(table, whole, theme=appearance.theme()), chosen, "authors", success.beside)

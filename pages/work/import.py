"""Import: take an edited spreadsheet back, or move recommendations in from another tracker."""

from tracker.translation import gettext as _
from tracker.ui import import_desk, shell
from tracker.vocabulary.roles import Verb

me = shell.page(_("Import"), needs=Verb.UPDATE)
import_desk.show(me)

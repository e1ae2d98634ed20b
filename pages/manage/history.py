"""History: everything that was changed, by whom, when and why, the newest first, each with the way back."""

from tracker.queries import audit as changes
from tracker.translation import gettext as _
from tracker.ui import address, audit, notices, shell
from tracker.vocabulary.roles import Verb

me = shell.page(_("History"), needs=Verb.READ_HISTORY)
asked = audit.looked_for(me)
number = address.number("page")
found = shell.asked(changes.gestures, me, asked, page=number, size=audit.PAGE_SIZE)
if not found.shown:
    narrowed = audit.narrowed(asked) or number > 1
    notices.nothing_yet(_("No change matches this.") if narrowed else _("Nothing has been changed yet."))
else:
    audit.show(found, asked, me)
audit.pages(found.total, number)

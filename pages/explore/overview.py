"""Overview: how many there are, where they stand, what changed last."""

from tracker.translation import gettext as _
from tracker.ui import notices, shell
from tracker.vocabulary.roles import Verb

me = shell.page(_("Overview"), needs=Verb.VIEW)
notices.nothing_yet(_("No recommendation yet. Upload a brief to begin."))

"""Regions."""

from tracker.translation import gettext as _
from tracker.ui import notices, shell
from tracker.vocabulary.roles import Verb

me = shell.page(_("Regions"), needs=Verb.VIEW)
notices.nothing_yet(_("No recommendation yet. Upload a brief to begin."))

"""A view without a recommendation: why, and the way on."""

from dataclasses import fields, replace

import streamlit as st

from tracker.queries import briefs
from tracker.queries.filters import Filter
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import notices, places, shell
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.roles import Verb


def show(me: Person, chosen: Filter) -> None:
    """The filters or the search leave none, or there is none yet; one sentence, and the way on."""
    if chosen != Filter():
        notices.nothing_yet(_unmatched(chosen))
        if replace(chosen, search="") == Filter() and can(me, Verb.VIEW_WORK):
            _in_briefs(me, chosen.search)
    elif can(me, Verb.UPLOAD):
        notices.nothing_yet(_("No recommendation yet. Upload a brief to begin."))
        st.page_link(places.page(places.UPLOAD), label=_("Upload a brief"))
    else:
        notices.nothing_yet(_("No recommendation has been confirmed yet. Come back when the first brief is reviewed."))


def _unmatched(chosen: Filter) -> str:
    if replace(chosen, search="") == Filter():
        return _("No recommendation holds these words. Try fewer words, or other ones.")
    if chosen.search:
        return _("No recommendation matches this search and these filters. Remove one of them, or clear them all.")
    if sum(getattr(chosen, field.name) != field.default for field in fields(Filter)) == 1:
        return _("No recommendation matches this filter. Clear it to see them all.")
    return _("No recommendation matches these filters. Remove one of them, or clear them all.")


def _in_briefs(me: Person, search: str) -> None:
    """The briefs that speak of it without recommending anything about it."""
    found = shell.asked(briefs.saying, me, search)
    if not found:
        return
    said = ngettext("{n} brief has them in its text:", "{n} briefs have them in their text:", len(found))
    st.markdown(said.format(n=len(found)))
    for key, title in found:
        st.page_link(places.page(places.REVIEW), label=plain(shortened(title)), query_params={"brief": str(key)})

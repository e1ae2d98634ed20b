"""Confirming all candidates of a brief of which the reading is sure enough."""

import streamlit as st

from tracker.actions import review
from tracker.errors import Invalid
from tracker.queries.briefs import BriefView
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import desk, notices, shell
from tracker.vocabulary.advice import Level
from tracker.vocabulary.gestures import DO

_LEAST, _USUAL = 30, 80


def show(view: BriefView, me: Person) -> None:
    """The threshold, how many candidates reach it, and the button that confirms them."""
    percent = st.slider(
        _("Confirm what was read with a certainty of at least"), _LEAST, 100, _USUAL, 5, "%d %%", key="bulk.percent"
    )
    headline = st.checkbox(_("Headline ones only"), value=True, key="bulk.headline")
    rows = [candidate.row for candidate in desk.pending(view)]
    sure = [row for row in rows if (row.confidence or 0) >= percent / 100]
    wanted = [row for row in sure if not headline or row.level == Level.HEADLINE]
    said = _("{n} of {all} to be confirmed reach it.").format(n=len(wanted), all=len(rows))
    st.caption(said)
    st.button(
        ngettext("Confirm {n}", "Confirm {n}", len(wanted)).format(n=len(wanted)),
        key="bulk.confirm",
        shortcut=DO,
        disabled=not wanted,
        on_click=_confirm,
        args=(me, view.brief.id, percent, headline),
    )


def _confirm(me: Person, brief_id: int, percent: int, headline: bool) -> None:
    """Confirm what was looked at; a field that was changed on the way to the button shows what it would do first."""
    if (percent, headline) != (st.session_state["bulk.percent"], st.session_state["bulk.headline"]):
        notices.refuse(Invalid(_("A field changed as you pressed. Look at how many it is now, then press again.")))
        return
    confirmed: list[int] = []
    with shell.writing() as session:
        confirmed.append(review.confirm_above(session, me, brief_id, percent / 100, headline_only=headline))
    if any(confirmed):
        notices.done(ngettext("{n} confirmed.", "{n} confirmed.", confirmed[0]).format(n=confirmed[0]))
        desk.turn(None)
    desk.go(None)

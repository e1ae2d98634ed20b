"""Sharing the board's page with people who have no account: links that are made, listed and revoked here."""

from datetime import date

import streamlit as st
from sqlmodel import Session

from tracker.actions import shares as actions
from tracker.queries.shares import Shared, shares
from tracker.queries.tokens import State
from tracker.settings import SignIn, settings
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import address, days, forms, shell
from tracker.ui.plain import plain
from tracker.vocabulary.roles import Verb
from tracker.web.shared_report import address as link_address

_NEW, _FRESH = "share.new", "share.fresh"
_OVER = 5
"""How many links are listed that open nothing any more."""


def show(me: Person, as_of: date) -> None:
    """For those who approve reports: make a link to the report as of this day; see all links, and revoke them."""
    if not can(me, Verb.APPROVE_REPORT):
        return
    # Asked anew each time: that a link was opened is no change of data.
    with shell.reading() as session:
        found = shares(session, me)
    with st.container(key="share"):
        st.header(_("Share this page"), anchor=False)
        st.markdown(_("A link opens the report of a day, and nothing else, to whoever has it, without an account."))
        if settings().sign_in in (SignIn.LOCAL, SignIn.TEST):
            st.caption(_("Here it opens on this machine alone, until the tracker is served to others."))
        _fresh()
        _make(me, as_of)
        holding = [one for one in found if one.state is State.HOLDS]
        with st.container(key="share-rows"):
            for one in [*holding, *found[len(holding) :][:_OVER]]:
                _row(me, one)


def _fresh() -> None:
    link = st.session_state.get(_FRESH)
    if link is None:
        return
    with st.container(border=True, key="share-fresh"):
        st.markdown(f"**{_('Copy the link now. It is shown this once.')}**")
        st.code(link, language=None, wrap_lines=True)
        st.button(_("I have copied it"), key=f"{_FRESH}.done", on_click=_forget)


def _make(me: Person, as_of: date) -> None:
    form = forms.opened(_NEW)
    if form is None:
        seen = forms.Seen(0, {"name": "", "days": 30})
        st.button(_("Make a link"), key=f"{_NEW}.open", on_click=forms.start, args=(_NEW, seen))
        return
    field = forms.Fields(_NEW, form)
    with st.form(f"{_NEW}.{form.turn}", enter_to_submit=False):
        name, until = st.columns([3, 2])
        with name:
            field.line("name", _("For whom"), _("as “board of trustees”"))
        with until:
            field.word("days", _("Holds for"), {7: _("7 days"), 30: _("30 days"), 90: _("90 days")})
        forms.trouble(form)
        with st.container(horizontal=True):
            save = (me, as_of)
            st.form_submit_button(_("Make it"), type="primary", key=f"{_NEW}.save", on_click=_save, args=save)
            st.form_submit_button(_("Cancel"), key=f"{_NEW}.cancel", on_click=forms.close, args=(_NEW,))


def _row(me: Person, one: Shared) -> None:
    called, until, button = st.columns([5, 4, 2], vertical_alignment="center")
    of = _("report of {day}, by {who}").format(day=days.day(one.as_of.isoformat()), who=one.by)
    called.markdown(f"**{plain(one.name)}**  \n:small[{plain(of)}]")
    until.markdown(f"{_ends(one)}  \n:small[{_opened(one)}]")
    if one.state is State.HOLDS:
        with button.popover(_("Revoke") + f" :small[{plain(one.name)}]", type="tertiary", key=f"share.{one.id}.more"):
            st.markdown(_("Whoever has the link reads nothing from then on. This cannot be undone."))
            st.button(_("Revoke the link"), key=f"share.{one.id}.revoke", on_click=_revoke, args=(me, one.id))


def _opened(one: Shared) -> str:
    if one.opened_at is None:
        return _("not opened yet")
    said = ngettext("opened {n} time, last {at}", "opened {n} times, last {at}", one.opened)
    return said.format(n=one.opened, at=days.moment(one.opened_at))


def _ends(one: Shared) -> str:
    said = {State.HOLDS: _("until {day}"), State.EXPIRED: _("over since {day}"), State.REVOKED: _("revoked {day}")}
    return said[one.state].format(day=days.on(one.revoked_at or one.ends_at))


def _save(me: Person, as_of: date) -> None:
    made: list[str] = []

    def write(session: Session, sent: forms.Sent) -> None:
        made.append(actions.make(session, me, sent.typed["name"], as_of, sent.typed["days"])[1])

    forms.save(_NEW, "", write)
    if made and forms.opened(_NEW) is None:
        st.session_state[_FRESH] = address.root() + link_address(made[0])


def _revoke(me: Person, share_id: int) -> None:
    with shell.writing(_("The link is revoked.")) as session:
        actions.revoke(session, me, share_id)


def _forget() -> None:
    st.session_state.pop(_FRESH, None)

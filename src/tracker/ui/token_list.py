"""The list of tokens, the form that makes one, and the one time that a new one is shown."""

from collections.abc import Sequence

import streamlit as st
from sqlmodel import Session

from tracker.actions import tokens as actions
from tracker.queries.tokens import Listed, State
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import address, days, forms, notices, shell
from tracker.ui.plain import plain
from tracker.vocabulary.roles import Role

_NEW, _FRESH = "token.new", "token.fresh"
_OVER = 20
"""How many tokens are listed that open nothing any more."""


def told() -> None:
    """What a token is for."""
    st.markdown(
        _(
            "With a token a program reads recommendations, briefs and counts as you may, and changes nothing: a "
            "spreadsheet that refreshes itself, a website, a script."
        )
    )


def fresh() -> None:
    """A token that has just been made, until the person has copied it."""
    secret = st.session_state.get(_FRESH)
    if secret is None:
        return
    with st.container(border=True, key="tokens-fresh"):
        st.markdown(f"**{_('Copy the token now. It is shown this once, and kept nowhere.')}**")
        st.code(secret, language=None, wrap_lines=True)
        st.caption(_("The program sends it in a header, never in an address:"))
        example = f'curl -H "Authorization: Bearer …" {address.root()}/api/recommendations.csv'
        st.code(example, language=None, wrap_lines=True)
        st.button(_("I have copied it"), key=f"{_FRESH}.done", on_click=_forget)


def make(me: Person) -> None:
    """The button that opens the form for a new token, or that form."""
    form = forms.opened(_NEW)
    if form is None:
        seen = forms.Seen(0, {"name": "", "days": 90, "viewer_only": True})
        st.button(_("Make a token"), type="primary", key=f"{_NEW}.open", on_click=forms.start, args=(_NEW, seen))
        return
    field = forms.Fields(_NEW, form)
    with st.form(f"{_NEW}.{form.turn}", enter_to_submit=False):
        name, until = st.columns([3, 2])
        with name:
            field.line("name", _("What it is for"), _("as “figures on our website”"))
        with until:
            field.word("days", _("Holds for"), {30: _("30 days"), 90: _("90 days"), 365: _("a year")})
        if me.sole or me.role != Role.VIEWER:
            key = forms.key(_NEW, form, "viewer_only")
            st.checkbox(_("Reads only what viewers see: what is confirmed, and nothing confidential"), True, key=key)
        forms.trouble(form)
        with st.container(horizontal=True):
            st.form_submit_button(_("Make it"), type="primary", key=f"{_NEW}.save", on_click=_make, args=(me,))
            st.form_submit_button(_("Cancel"), key=f"{_NEW}.cancel", on_click=forms.close, args=(_NEW,))


def show(me: Person, listed: Sequence[Listed], nothing: str, key: str) -> None:
    """The tokens, a row each, those that open something first; `nothing` where there is none."""
    if not listed:
        notices.nothing_yet(nothing)
        return
    holding = [one for one in listed if one.state is State.HOLDS]
    with st.container(key=f"tokens-{key}"):
        for one in [*holding, *listed[len(holding) :][:_OVER]]:
            _row(me, one)


def _row(me: Person, one: Listed) -> None:
    called, until, button = st.columns([5, 4, 2], vertical_alignment="center")
    whose = "" if one.email == me.email else f"{plain(one.whose)} · "
    reads = _("reads as a viewer") if one.viewer_only else _("reads as its person may")
    called.markdown(f"**{plain(one.name)}**  \n:small[{whose}{reads}]")
    used = _("last used {at}").format(at=days.moment(one.used_at)) if one.used_at else _("never used")
    until.markdown(f"{_ends(one)}  \n:small[{used}]")
    if one.state is State.HOLDS:
        with button.popover(_("Revoke") + f" :small[{plain(one.name)}]", type="tertiary", key=f"token.{one.id}.more"):
            st.markdown(_("What uses it reads nothing from then on. This cannot be undone."))
            arguments = (me, one.id)
            st.button(_("Revoke the token"), key=f"token.{one.id}.revoke", on_click=_revoke, args=arguments)


def _ends(one: Listed) -> str:
    said = {State.HOLDS: _("until {day}"), State.EXPIRED: _("over since {day}"), State.REVOKED: _("revoked {day}")}
    return said[one.state].format(day=days.on(one.revoked_at or one.ends_at))


def _make(me: Person) -> None:
    made: list[str] = []

    def write(session: Session, sent: forms.Sent) -> None:
        typed = sent.typed
        made.append(actions.make(session, me, typed["name"], typed["days"], viewer_only=typed["viewer_only"])[1])

    forms.save(_NEW, "", write)
    if made and forms.opened(_NEW) is None:
        st.session_state[_FRESH] = made[0]


def _revoke(me: Person, token_id: int) -> None:
    with shell.writing(_("The token is revoked.")) as session:
        actions.revoke(session, me, token_id)


def _forget() -> None:
    st.session_state.pop(_FRESH, None)

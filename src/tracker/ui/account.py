"""Who is signed in, at the top of every page, where people prove who they are."""

import streamlit as st

from tracker.actions import people
from tracker.settings import SignIn, settings
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import entrance, places, shell
from tracker.ui.plain import plain
from tracker.vocabulary.roles import ROLE_LABELS, Role, Verb

_DIGEST = "account.digest"
_LONGEST = 24


def show(me: Person) -> None:
    """At the top of every page: who is signed in, the weekly message, and the way out."""
    if settings().sign_in not in (SignIn.OIDC, SignIn.PROXY):
        return
    name = me.name or me.email
    short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    with st.container(key="account"), st.popover(plain(short)):
        st.text(name)
        st.text(me.email)
        st.caption(_(ROLE_LABELS[Role(me.role)]))
        if can(me, Verb.UPDATE):
            st.toggle(_("Weekly e-mail about what is mine"), me.digest, key=_DIGEST, on_change=_choose, args=(me,))
        st.page_link(places.page(places.TOKENS), label=_("Tokens for programs"))
        entrance.sign_out()


def _choose(me: Person) -> None:
    wanted = bool(st.session_state[_DIGEST])
    said = _("The weekly e-mail is on.") if wanted else _("The weekly e-mail is off.")
    with shell.writing(said) as session:
        people.receive_digest(session, me, wanted)

"""Tokens: what programs show to read as a person may read; one's own, and for admins everybody's."""

import streamlit as st

from tracker.queries import tokens
from tracker.store.access import can
from tracker.translation import gettext as _
from tracker.ui import shell, token_list
from tracker.vocabulary.roles import Verb

me = shell.page(_("Tokens"), needs=Verb.VIEW)
everybodys = can(me, Verb.MANAGE_PEOPLE)
# Asked anew each time: that a token was used is no change of data.
with shell.reading() as session:
    mine = tokens.mine(session, me)
    others = [one for one in tokens.everybodys(session, me) if one.email != me.email] if everybodys else []
token_list.told()
token_list.fresh()
token_list.make(me)
token_list.show(me, mine, _("You have made no token yet."), "mine")
if everybodys:
    st.header(_("Tokens of other people"), anchor=False)
    token_list.show(me, others, _("Nobody else has made a token yet."), "others")

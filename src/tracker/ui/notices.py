"""What a person is told when something was done, could not be done, or there is nothing to show.

Nothing that the person cannot use is ever shown: an error that nobody foresaw becomes a calm sentence and a number,
under which the log has the rest.
"""

import secrets
from contextlib import suppress

import streamlit as st
import structlog

from tracker.errors import Stale, TrackerError
from tracker.queries.history import in_words
from tracker.store.history import as_json
from tracker.translation import gettext as _
from tracker.ui import places
from tracker.ui.plain import plain
from tracker.vocabulary.labels import label

_log = structlog.get_logger("tracker.ui")
_DONE, _REFUSED = "notice.done", "notice.refused"


def done(message: str) -> None:
    """Say at the top of the next view that something was done."""
    st.session_state[_DONE] = message


def refuse(wrong: TrackerError) -> None:
    """Say at the top of the next view why something was not done."""
    st.session_state[_REFUSED] = wrong


def show() -> None:
    """Show what `done` and `refuse` left, once: any next step takes it away, and so does closing it."""
    message, wrong = (st.session_state.pop(left, None) for left in (_DONE, _REFUSED))
    if message:
        st.success(plain(message))
    if wrong:
        error(wrong)
    if message or wrong:
        st.button(_("Close"), key="notices.close", type="tertiary")


def error(wrong: TrackerError) -> None:
    """One notice for a situation that a person can act on; for a change in between also what stands there now."""
    st.error(plain(wrong))
    if isinstance(wrong, Stale) and wrong.conflicts:
        for column, *values in wrong.conflicts:
            seen, now, entered = (in_words(column, as_json(value)) for value in values)
            told = _("{field}: you saw “{seen}”, it is now “{now}”, you entered “{entered}”.")
            field = label(column)
            st.caption(plain(told.format(field=field, seen=seen, now=now, entered=entered)))


def unforeseen(wrong: Exception) -> bool:
    """Tell the person calmly, and the log everything; True, so that Streamlit adds nothing of its own."""
    if isinstance(wrong, TrackerError):
        error(wrong)
        return True
    number = secrets.token_hex(4)
    _log.error("unforeseen", number=number, exc_info=wrong)
    with suppress(Exception):
        st.error(
            _(
                "Something went wrong on our side, and nothing was changed by this step. Try again; "
                "if it happens again, tell your admin the number {number}."
            ).format(number=number)
        )
    return True


def not_signed_in(*, offers: bool = False) -> None:
    """For a stranger: that there is something, and nothing of it; `offers` where a way to sign in stands below."""
    st.title(_("You are not signed in"), anchor=False)
    if not offers:
        st.markdown(_("Ask an admin of this tracker for an account, then open this address again."))
    else:
        st.markdown(_("This tracker is open to those who have an account. Sign in to go on."))


def not_let_in(address: str) -> None:
    """For somebody who has signed in, and whom nobody has let in."""
    st.title(_("You have no access here"), anchor=False)
    if address:
        st.markdown(plain(_("You have signed in as {address}.").format(address=address)))
    st.markdown(_("Ask an admin of this tracker to let you in, or sign in under another address."))


def not_allowed() -> None:
    """For a person whose role does not reach this page."""
    st.title(_("This page is not for your role"), anchor=False)
    st.markdown(_("Ask an admin if you need it."))
    st.page_link(places.page(places.HOME), label=_("Go to the overview"))


def nothing_yet(message: str) -> None:
    """An empty view: one sentence on why."""
    with st.container(border=True):
        st.markdown(plain(message))

"""Keys of a page, for oneself: each one given anew, or all switched off."""

import streamlit as st

from tracker.actions import preferences
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import shell
from tracker.ui.plain import plain
from tracker.vocabulary.gestures import GestureSet, shortcuts


def show(me: Person, of: GestureSet) -> None:
    """The keys that the person has on this page, in a form that changes them."""
    held = shortcuts(me.preferences, of)
    with st.expander(_("Keys"), key="keys"):
        st.caption(_("One key does one thing while no field has the cursor. They are yours alone."))
        with st.form("keys.form", border=False, enter_to_submit=False):
            st.toggle(_("Single keys are on"), held.on, key="keys.on")
            columns = st.columns(2)
            for place, (gesture, label) in enumerate(of.labels.items()):
                with columns[place * 2 // len(of.labels)]:
                    st.text_input(
                        plain(_(label)),
                        held.keys[gesture].upper(),
                        key=f"keys.{of.page}.{gesture.value}",
                        max_chars=1,
                        width=220,
                    )
            with st.container(horizontal=True):
                st.form_submit_button(_("Keep these keys"), key="keys.save", on_click=_save, args=(me, of))
                st.form_submit_button(_("As they were at first"), key="keys.reset", on_click=_reset, args=(me, of))


def _save(me: Person, of: GestureSet) -> None:
    keys = {gesture: str(st.session_state[f"keys.{of.page}.{gesture.value}"]) for gesture in of.keys}
    with shell.writing(_("Your keys are kept.")) as session:
        preferences.set_shortcuts(session, me, of, on=bool(st.session_state["keys.on"]), keys=keys)


def _reset(me: Person, of: GestureSet) -> None:
    with shell.writing(_("Your keys are kept.")) as session:
        preferences.set_shortcuts(session, me, of, on=True, keys=of.keys)
    st.session_state["keys.on"] = True
    for gesture, key in of.keys.items():
        st.session_state[f"keys.{of.page}.{gesture.value}"] = key.upper()

"""Keys of the sprint, for oneself: each one given anew, or all switched off."""

import streamlit as st

from tracker.actions import preferences
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import shell
from tracker.ui.plain import plain
from tracker.vocabulary.gestures import GESTURE_LABELS, KEYS, Gesture, shortcuts


def show(me: Person) -> None:
    """The keys that the person has, in a form that changes them."""
    held = shortcuts(me.preferences)
    with st.expander(_("Keys"), key="keys"):
        st.caption(_("One key does one thing while no field has the cursor. They are yours alone."))
        with st.form("keys.form", border=False, enter_to_submit=False):
            st.toggle(_("Single keys are on"), held.on, key="keys.on")
            columns = st.columns(2)
            for place, gesture in enumerate(Gesture):
                with columns[place * 2 // len(Gesture)]:
                    st.text_input(
                        plain(_(GESTURE_LABELS[gesture])),
                        held.keys[gesture].upper(),
                        key=f"keys.{gesture.value}",
                        max_chars=1,
                        width=220,
                    )
            with st.container(horizontal=True):
                st.form_submit_button(_("Keep these keys"), key="keys.save", on_click=_save, args=(me,))
                st.form_submit_button(_("As they were at first"), key="keys.reset", on_click=_reset, args=(me,))


def _save(me: Person) -> None:
    keys = {gesture: str(st.session_state[f"keys.{gesture.value}"]) for gesture in Gesture}
    with shell.writing(_("Your keys are kept.")) as session:
        preferences.set_shortcuts(session, me, on=bool(st.session_state["keys.on"]), keys=keys)


def _reset(me: Person) -> None:
    with shell.writing(_("Your keys are kept.")) as session:
        preferences.set_shortcuts(session, me, on=True, keys=KEYS)
    st.session_state["keys.on"] = True
    for gesture in Gesture:
        st.session_state[f"keys.{gesture.value}"] = KEYS[gesture].upper()

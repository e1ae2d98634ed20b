"""The list of units, with the form that renames one and the one that adds one."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from sqlmodel import Session

from tracker.actions import units as actions
from tracker.queries.people import ListedUnit
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import forms
from tracker.ui.plain import plain

_NEW = "unit.new"


def show(me: Person, units: Sequence[ListedUnit]) -> None:
    """The units, a row each."""
    with st.container(key="units"):
        for unit in units:
            name = f"unit.{unit.id}"
            form = forms.opened(name)
            if form is None:
                _row(unit)
            else:
                _form(name, form, _("Rename"), _("Renamed."), partial(_rename, me, unit.id))


def add(me: Person) -> None:
    """The button that opens the form for a new unit, or that form."""
    form = forms.opened(_NEW)
    if form is None:
        start = (_NEW, forms.Seen(0, {"name": ""}))
        st.button(_("Add a unit"), key=f"{_NEW}.open", on_click=forms.start, args=start)
    else:
        _form(_NEW, form, _("Add"), _("The unit is added."), partial(_add, me))


def _row(unit: ListedUnit) -> None:
    called, part, button = st.columns([5, 4, 2], vertical_alignment="center")
    called.markdown(f"**{plain(unit.name)}**")
    people = ngettext("{n} person", "{n} people", unit.people).format(n=unit.people)
    briefs = ngettext("{n} brief", "{n} briefs", unit.briefs).format(n=unit.briefs)
    part.markdown(f"{people}, {briefs}")
    start = (f"unit.{unit.id}", forms.Seen(0, {"name": unit.name}))
    label = _("Rename") + f" :small[{plain(unit.name)}]"
    button.button(label, key=f"unit.{unit.id}.open", type="tertiary", on_click=forms.start, args=start)


def _form(name: str, form: forms.Opened, label: str, done: str, write: Callable[[Session, forms.Sent], object]) -> None:
    with st.form(f"{name}.{form.turn}", enter_to_submit=True):
        forms.Fields(name, form).line("name", _("Name of the unit"))
        forms.trouble(form)
        with st.container(horizontal=True):
            save = (name, done, write)
            st.form_submit_button(label, type="primary", key=f"{name}.save", on_click=forms.save, args=save)
            st.form_submit_button(_("Cancel"), key=f"{name}.cancel", on_click=forms.close, args=(name,))


def _add(me: Person, session: Session, sent: forms.Sent) -> None:
    actions.add(session, me, sent.typed["name"])


def _rename(me: Person, key: int, session: Session, sent: forms.Sent) -> None:
    form = forms.opened(f"unit.{key}")
    actions.rename(session, me, key, form.seen.values["name"] if form else "", sent.typed["name"])

"""The list of people, with the form over each and the one that lets somebody in."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st
from sqlmodel import Session

from tracker.actions import people as actions
from tracker.errors import Invalid
from tracker.queries import people
from tracker.queries.people import Listed, ListedUnit
from tracker.settings import SignIn, settings
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import days, forms, notices
from tracker.ui.plain import plain
from tracker.vocabulary.roles import ROLE_DEFINITIONS, ROLE_LABELS, Role

_NEW = "person.new"
_MOST = 50
_FIELDS = ("name", "role", "unit", "active", "digest")


def told(everybody: Sequence[Listed]) -> None:
    """How many are let in, and where roles come from where that is not this page."""
    number = sum(one.active for one in everybody)
    st.markdown(ngettext("{n} person is let in.", "{n} people are let in.", number).format(n=number))
    if settings().sign_in is SignIn.LOCAL:
        st.caption(
            _(
                "On this machine nobody signs in: you are the one person who does everything. People whom you let in "
                "can look after recommendations, and sign in once the tracker is served to them."
            )
        )
    if settings().sign_in is SignIn.OIDC and settings().oidc_role_claim:
        st.caption(
            _("Roles come from the sign-in provider. One that you give here holds until the person signs in anew.")
        )


def invite(me: Person, units: Sequence[ListedUnit]) -> None:
    """The button that opens the form for somebody new, or that form."""
    form = forms.opened(_NEW)
    if form is None:
        empty = {"email": "", "name": "", "role": Role.STAFF.value, "unit": ""}
        start = (_NEW, forms.Seen(0, empty))
        st.button(_("Let somebody in"), type="primary", key=f"{_NEW}.open", on_click=forms.start, args=start)
        return
    field = forms.Fields(_NEW, form)
    with st.form(f"{_NEW}.{form.turn}", enter_to_submit=False):
        address, name = st.columns(2)
        with address:
            field.line("email", _("E-mail address, under which they sign in"))
        with name:
            field.line("name", _("Name"))
        role, unit = st.columns(2)
        with role:
            field.word("role", _("Role"), _roles(), help=_meanings())
        with unit:
            _unit(_NEW, form, units)
        forms.trouble(form)
        _buttons(_NEW, _("Let in"), _("They are let in. Tell them the address of this tracker."), partial(_add, me))


def found(everybody: Sequence[Listed]) -> list[Listed]:
    """Those whose name, address, unit or role holds what the reader looks for; all where there are few."""
    wanted = ""
    if len(everybody) > 10:
        label = _("Find a person by name, address, unit or role")
        wanted = st.text_input(label, key="people.find", placeholder=label, label_visibility="collapsed")
    words = wanted.casefold().split()
    return [one for one in everybody if all(word in _said(one) for word in words)]


def show(me: Person, listed: Sequence[Listed], units: Sequence[ListedUnit]) -> None:
    """The people, a row each, those who were shut out apart."""
    if not listed:
        notices.nothing_yet(_("Nobody is here yet, or nobody like that."))
    inside = [one for one in listed if one.active]
    outside = [one for one in listed if not one.active]
    with st.container(key="people"):
        _rows(me, inside, units)
    if outside:
        st.header(_("Shut out"), anchor=False)
        with st.container(key="people-out"):
            _rows(me, outside, units)


def _rows(me: Person, listed: Sequence[Listed], units: Sequence[ListedUnit]) -> None:
    for one in listed[:_MOST]:
        form = forms.opened(_name(one))
        if form is None:
            _row(one)
        else:
            _form(me, one, form, units)
    if len(listed) > _MOST:
        st.caption(_("{n} more: look for a name to find them.").format(n=len(listed) - _MOST))


def _row(one: Listed) -> None:
    who, part, button = st.columns([5, 4, 2], vertical_alignment="center")
    with who:
        named = f"**{plain(one.name)}**" if one.name else f"**{plain(one.email)}**"
        st.markdown(f"{named}  \n:small[{plain(one.email)}]" if one.name else named)
    with part:
        unit = f" · {plain(one.unit)}" if one.unit else ""
        acted = _("last change {at}").format(at=days.day(one.acted.date().isoformat())) if one.acted else ""
        st.markdown(f"{_(ROLE_LABELS[one.role])}{unit}" + (f"  \n:small[{plain(acted)}]" if acted else ""))
    with button:
        label = _("Change") + f" :small[{plain(one.name or one.email)}]"
        start = (_name(one), _seen(one))
        st.button(label, key=f"{_name(one)}.open", type="tertiary", on_click=forms.start, args=start)


def _form(me: Person, one: Listed, form: forms.Opened, units: Sequence[ListedUnit]) -> None:
    name, field = _name(one), forms.Fields(_name(one), form)
    with st.form(f"{name}.{form.turn}", enter_to_submit=False):
        st.markdown(f"**{plain(one.email)}**")
        left, right = st.columns(2)
        with left:
            field.line("name", _("Name"))
            field.word("role", _("Role"), _roles(), help=_meanings())
        with right:
            _unit(name, form, units)
            st.checkbox(_("May use the tracker"), form.shown["active"], key=forms.key(name, form, "active"))
            st.checkbox(_("Gets the weekly e-mail"), form.shown["digest"], key=forms.key(name, form, "digest"))
        named = {unit.id: unit.name for unit in units}
        forms.trouble(form, {"unit_id": lambda key: named.get(key, str(key))})
        _buttons(name, forms.label(form), _("Saved."), partial(_write, me, one.id), partial(_now, me, one.id))


def _unit(name: str, form: forms.Opened, units: Sequence[ListedUnit]) -> None:
    options = ["", *dict.fromkeys([unit.name for unit in units] + ([form.shown["unit"]] if form.shown["unit"] else []))]
    st.selectbox(
        _("Unit"),
        options,
        index=options.index(form.shown["unit"]),
        format_func=lambda unit: unit or _("None"),
        key=forms.key(name, form, "unit"),
        accept_new_options=True,
        help=_("Choose one, or type a new name."),
    )


def _buttons(name: str, label: str, done: str, write: Any, now: Any = None) -> None:
    with st.container(horizontal=True):
        save = (name, done, write, now)
        st.form_submit_button(label, type="primary", key=f"{name}.save", on_click=forms.save, args=save)
        st.form_submit_button(_("Cancel"), key=f"{name}.cancel", on_click=forms.close, args=(name,))


def _add(me: Person, session: Session, sent: forms.Sent) -> None:
    typed = sent.typed
    actions.add(session, me, typed["email"], Role(typed["role"]), name=typed["name"], unit=typed["unit"] or "")


def _write(me: Person, key: int, session: Session, sent: forms.Sent) -> None:
    if not sent.touched:
        raise Invalid(_("Nothing has been changed yet."))
    fields = {**sent.touched, **({"unit": sent.touched["unit"] or ""} if "unit" in sent.touched else {})}
    actions.amend(session, me, key, sent.seen, **fields)


def _now(me: Person, key: int, session: Session, _since: int) -> forms.Seen:
    return next(_seen(one) for one in people.people(session, me) if one.id == key)


def _seen(one: Listed) -> forms.Seen:
    values = {field: getattr(one, field) for field in _FIELDS}
    return forms.Seen(one.version, {**values, "role": one.role.value})


def _name(one: Listed) -> str:
    return f"person.{one.id}"


def _said(one: Listed) -> str:
    return " ".join((one.name, one.email, one.unit, _(ROLE_LABELS[one.role]))).casefold()


def _roles() -> dict[str, str]:
    return {role.value: _(ROLE_LABELS[role]) for role in Role}


def _meanings() -> str:
    return "\n".join(f"- **{_(ROLE_LABELS[role])}** {_(ROLE_DEFINITIONS[role])}" for role in Role)

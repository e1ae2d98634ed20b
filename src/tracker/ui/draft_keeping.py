"""Keeping what is typed into the form over a recommendation until it is saved: no reload and no restart loses it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import streamlit as st

from tracker.actions import drafts
from tracker.queries.drafts import Kept, draft
from tracker.store.people_tables import Person
from tracker.ui import forms, shell


def keep(me: Person, key: int, name: str, mark: str = "") -> None:
    """In a callback, when a field is left: keep what the open form holds, but for a file."""
    form = forms.opened(name)
    if form is None:
        return
    touched = forms.entered(form).touched
    with shell.noting() as session:
        drafts.keep(
            session,
            me,
            key,
            form.seen.version,
            {part: (form.seen.values[part], value) for part, value in touched.items() if part != "file"},
            mark,
        )


def kept(me: Person, key: int, mark: str = "") -> Kept | None:
    """The person's own draft over this recommendation. It is asked for anew at every run: no version counts drafts."""
    with shell.reading() as session:
        return draft(session, me, key, mark)


def start(me: Person, key: int, name: str, fresh: forms.Seen, mark: str = "") -> None:
    """In a callback: open the form as the person left it, else on the record as it is now."""
    found = kept(me, key, mark)
    if found is None:
        forms.start(name, fresh)
        return
    saw, typed = (_as_held(values, fresh.values) for values in (found.saw, found.typed))
    forms.start(name, forms.Seen(found.seen, {**fresh.values, **saw}), {**fresh.values, **typed})
    st.session_state[f"{name}.kept"] = found.at


def since(name: str) -> datetime | None:
    """When that was kept which the open form began with; None where it began with the record."""
    found: datetime | None = st.session_state.get(f"{name}.kept")
    return found


def forget(me: Person, key: int, name: str, mark: str = "") -> None:
    """In a callback: close the form and forget what was typed."""
    forms.close(name)
    st.session_state.pop(f"{name}.kept", None)
    with shell.noting() as session:
        drafts.discard(session, me, key, mark)


def _as_held(values: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a draft as the form's fields hold them: a field that holds a day, or none, gets a day."""
    return {
        part: date.fromisoformat(value) if isinstance(value, str) and _holds_days(fields[part]) else value
        for part, value in values.items()
        if part in fields
    }


def _holds_days(value: Any) -> bool:
    return value is None or isinstance(value, date)

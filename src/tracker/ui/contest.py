"""Two people gave one field new values: both are shown, with who and when, and the second chooses field by field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import streamlit as st

from tracker.queries.history import in_words
from tracker.queries.latest import Last
from tracker.store.history import as_json
from tracker.translation import gettext as _
from tracker.ui import days
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.labels import LABELS, label

_SHOWN = 240

Named = Mapping[str, Callable[[Any], str]]
"""How the values of a field are called, where history alone would say a number."""


class Side(StrEnum):
    """Whose value is kept."""

    THEIRS = "theirs"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class Contest:
    """A field of a form, and the column behind it, to which two people gave new values: before, theirs and mine."""

    part: str
    column: str
    before: Any
    theirs: Any
    mine: Any
    last: Last | None


def contests(
    columns: list[str],
    before: Mapping[str, Any],
    now: Mapping[str, Any],
    typed: Mapping[str, Any],
    last: Mapping[str, Last],
) -> tuple[Contest, ...]:
    """The fields of a form behind columns in conflict; each mapping holds the form's fields, `last` the columns."""
    found: dict[str, Contest] = {}
    for column in columns:
        part = next((name for name in _fields(column) if name in before), None)
        if part and part not in found:
            came = last.get(column)
            found[part] = Contest(part, column, before[part], now[part], typed[part], came)
    return tuple(found.values())


def _fields(column: str) -> tuple[str, ...]:
    """What a form may call the column: as it is, by what the key stands for, or by the date it makes exact."""
    return column, column.removesuffix("_id"), column.removesuffix("_precision")


def show(contested: tuple[Contest, ...], key: Callable[[str], str], named: Named) -> None:
    """Every field in question, with both values to choose from; nothing is chosen for the person."""
    mine = all(one.last and one.last.mine for one in contested)
    told = (
        _("You changed this yourself since you opened it here, perhaps in another window.")
        if mine
        else _("Somebody else changed this while you had it open.")
    )
    kept = _("What you typed is kept here, and not yet saved. Choose for each field which value to keep, then save.")
    st.warning(f"{told} {kept}")
    for one in contested:
        _choice(one, key(one.part), named.get(one.part) or named.get(one.column))


def _choice(one: Contest, key: str, called: Callable[[Any], str] | None) -> None:
    def said(value: Any) -> str:
        return called(value) if called and value not in (None, "") else in_words(one.column, as_json(value))

    words = {
        Side.THEIRS: _("Keep the saved value: “{value}”").format(value=shortened(said(one.theirs), _SHOWN)),
        Side.MINE: _("Keep mine: “{value}”").format(value=shortened(said(one.mine), _SHOWN)),
    }
    who = _("{who}, {when}").format(who=one.last.who, when=days.moment(one.last.at)) if one.last else ""
    label = _label(one)
    before = plain(_("it was “{before}”").format(before=shortened(said(one.before), _SHOWN)))
    st.markdown(f"**{plain(label)}** :small[{before}]")
    st.radio(
        label,
        list(Side),
        label_visibility="collapsed",
        index=None,
        format_func=lambda side: plain(words[side]),
        captions=[plain(who), _("As it stands in the field")],
        key=key,
    )
    if len(said(one.theirs)) > _SHOWN:
        with st.expander(_("The whole saved text")):
            st.text(said(one.theirs))


def _label(one: Contest) -> str:
    return label(one.column if one.column in LABELS else one.part)

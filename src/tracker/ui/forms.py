"""A form over one record: the version it saw when it was opened, what was typed into it, why it was not kept.

What the form saw stands in the session, under its name, until it is closed: a view that is drawn again never reads it
anew. Only what the person touched is sent, so that what others wrote meanwhile stands. Where two people gave the same
field new values, the form is laid over the newest version, keeps what was typed, and shows both.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st
from sqlmodel import Session

from tracker.errors import Stale, TrackerError
from tracker.queries.history import FIELDS, in_words
from tracker.store.history import as_json
from tracker.translation import gettext as _
from tracker.ui import days, shell
from tracker.ui.plain import plain

_LONGEST = 10_000

Values = Mapping[str, Any]
Named = Mapping[str, Callable[[Any], str]]
"""How the values of a column are called, where history alone would say a number."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as it stands: its version, its values as the form's fields hold them, and who changed which column.

    `by` says for a column "name, moment" of its last change; it may leave columns out.
    """

    version: int
    values: Values
    by: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that is open: what it saw, what its fields hold at first, and why it was not kept when last sent.

    `turn` is part of the key of every field: a new turn starts the fields anew.
    """

    seen: Seen
    shown: Values
    turn: int
    wrong: TrackerError | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form was sent with: the version it saw, the fields that the person touched, and all of them."""

    seen: int
    touched: dict[str, Any]
    typed: dict[str, Any]


def opened(name: str) -> Opened | None:
    """The form of this name where it is open."""
    return st.session_state.get(_place(name))


def start(name: str, seen: Seen, shown: Values | None = None) -> None:
    """Open the form on the record as the person sees it now; `shown` where its fields hold something else at first."""
    st.session_state[_place(name)] = Opened(seen, dict(shown or seen.values), _turn())


def close(name: str) -> None:
    """Close the form and forget what was typed."""
    st.session_state.pop(_place(name), None)


def key(name: str, form: Opened, part: str) -> str:
    """The key of one of the form's fields."""
    return f"{name}.{form.turn}.{part}"


def save(
    name: str,
    done: str,
    write: Callable[[Session, Sent], object],
    now: Callable[[Session, int], Seen] | None = None,
) -> None:
    """In a callback: write what was typed as one gesture and close the form; else say in it why that cannot be kept.

    `now` reads the record again, with who changed it after a version, where somebody else came in between.
    """
    form = opened(name)
    if form is None:
        return
    typed, touched = entered(name, form)
    refused: list[TrackerError] = []
    with shell.writing(done, refused.append) as session:
        write(session, Sent(form.seen.version, touched, typed))
    if not refused:
        close(name)
        return
    wrong = refused[0]
    if isinstance(wrong, Stale) and now is not None:
        with shell.reading() as session:
            newest = now(session, form.seen.version)
        form = Opened(newest, {**newest.values, **touched}, _turn())
    st.session_state[_place(name)] = replace(form, wrong=wrong)


def entered(name: str, form: Opened) -> tuple[dict[str, Any], dict[str, Any]]:
    """What all fields hold now, and those of them that hold something else than the form saw."""
    typed = {part: st.session_state.get(key(name, form, part), value) for part, value in form.shown.items()}
    return typed, {part: value for part, value in typed.items() if value != form.seen.values[part]}


def or_none(fields: dict[str, Any], *parts: str) -> None:
    """Turn the empty choice ("") of these fields into None."""
    fields.update({part: None for part in parts if fields.get(part) == ""})


def label(form: Opened) -> str:
    """What the button that saves is called: a person who writes over somebody else's values is told so."""
    return _("Save over the newer version") if isinstance(form.wrong, Stale) else _("Save")


def trouble(form: Opened, named: Named | None = None) -> None:
    """Why the form was not kept when it was last sent, with both values where two people were at it."""
    if form.wrong is None:
        return
    if not (isinstance(form.wrong, Stale) and form.wrong.conflicts):
        st.error(plain(form.wrong))
        return
    st.warning(
        plain(
            _(
                "Somebody else changed this while you had it open. What you typed is kept here, and not yet saved. "
                "Compare, then save again to put your values in place of theirs."
            )
        )
    )
    lines = [_conflict(form.seen, named or {}, *conflict) for conflict in form.wrong.conflicts]
    st.markdown("\n".join(f"- {line}" for line in lines if line))


class Fields:
    """The fields of one open form: each with its key, and holding at first what the form shows.

    `left` is called when a person leaves a field with something else in it; only outside `st.form`.
    """

    def __init__(self, name: str, form: Opened, left: Callable[[], None] | None = None) -> None:
        self._name, self._form, self._left = name, form, left

    def now(self, part: str) -> Any:
        """What the field holds now, as far as the person has left it."""
        held, place = self._held(part)
        return st.session_state.get(place, held)

    def _held(self, part: str) -> tuple[Any, str]:
        return self._form.shown[part], key(self._name, self._form, part)

    def word(self, part: str, title: str, words: Mapping[Any, str], **more: Any) -> None:
        """One of several words, each with its label; "" stands for none of them."""
        held, place = self._held(part)
        options = list(words)
        at = options.index(held) if held in options else None
        st.selectbox(
            title, options, index=at, format_func=lambda value: words[value], key=place, on_change=self._left, **more
        )

    def line(self, part: str, title: str, placeholder: str = "", **more: Any) -> None:
        """A line of text."""
        held, place = self._held(part)
        st.text_input(title, held, key=place, placeholder=placeholder, max_chars=500, on_change=self._left, **more)

    def text(self, part: str, title: str, **more: Any) -> None:
        """Several lines of text."""
        held, place = self._held(part)
        st.text_area(title, held, key=place, max_chars=_LONGEST, height=100, on_change=self._left, **more)

    def date(self, part: str, title: str, told: str) -> None:
        """A date to the day, the month or the year, typed."""
        self.line(part, title, days.HOW, help=told)

    def day(self, part: str, title: str) -> None:
        """A day, or none."""
        held, place = self._held(part)
        st.date_input(title, held, key=place, format="YYYY-MM-DD", on_change=self._left)

    def many(self, part: str, title: str, known: Sequence[str], names: Mapping[str, str] | None = None) -> None:
        """Several names, in order; with `names` only those that are known, else new ones too."""
        held, place = self._held(part)
        st.multiselect(
            title,
            list(dict.fromkeys([*held, *known])),
            default=held,
            format_func=lambda value: (names or {}).get(value, value),
            key=place,
            accept_new_options=names is None,
            placeholder="",
            select_all=False,
        )


def _conflict(seen: Seen, named: Named, column: str, before: object, now: object, entered: object) -> str:
    if column.endswith("_precision"):
        return ""
    label = _(FIELDS.get(column, column))
    told = _("{field}: it was “{before}”, it is now “{now}”, you entered “{entered}”.").format(
        field=label,
        **{name: _said(named, column, value) for name, value in zip(_TOLD, (before, now, entered), strict=True)},
    )
    who = seen.by.get(column)
    return plain(f"{told} ({who})" if who else told)


_TOLD = ("before", "now", "entered")


def _said(named: Named, column: str, value: object) -> str:
    return named[column](value) if column in named and value is not None else in_words(column, as_json(value))


def _place(name: str) -> str:
    return f"form.{name}"


def _turn() -> int:
    st.session_state["form.turn"] = st.session_state.get("form.turn", 0) + 1
    return int(st.session_state["form.turn"])

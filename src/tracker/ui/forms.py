"""A form over one record: the version it saw when it was opened, what was typed into it, why it was not kept.

What the form saw stands in the session, under its name, until it is closed: a view that is drawn again never reads it
anew. Only what the person touched is sent, so that what others wrote meanwhile stands. Where two people gave the same
field new values, the form is laid over the newest version, keeps what was typed, and asks for each such field which
value is to stay (`ui.contest`).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st
from sqlmodel import Session

from tracker.errors import Stale, TrackerError, obstacles
from tracker.queries.latest import Last
from tracker.translation import gettext as _
from tracker.ui import contest, days, notices, shell
from tracker.ui.contest import Contest, Named, Side
from tracker.ui.plain import plain

_LONGEST = 10_000

Values = Mapping[str, Any]
_REASON = "why"
"""The field that says why a change is made; alone it is none."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as it stands: its version, its values as the form's fields hold them, and who changed which column last.

    `by` may leave columns out.
    """

    version: int
    values: Values
    by: Mapping[str, Last] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that is open: what it saw, what its fields hold at first, and why it was not kept when last sent.

    `turn` is part of the key of every field: a new turn starts the fields anew. `contested` are the fields between
    whose values the person has to choose; `unchosen` says that this was left out when the form was last sent.
    """

    name: str
    seen: Seen
    shown: Values
    turn: int
    wrong: TrackerError | None = None
    contested: tuple[Contest, ...] = ()
    unchosen: bool = False


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
    st.session_state[_place(name)] = Opened(name, seen, dict(shown or seen.values), _turn())


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
    kept = {one.part: st.session_state.get(_choice(form, one.part)) for one in form.contested}
    if None in kept.values():
        st.session_state[_place(name)] = replace(form, unchosen=True)
        return
    sent = entered(form, {part for part, side in kept.items() if side == Side.THEIRS})
    if kept and not sent.touched.keys() - {_REASON}:
        close(name)
        notices.done(_("Nothing of yours was left to save: what was saved before stays."))
        return
    refused: list[TrackerError] = []
    with shell.writing(done, refused.append) as session:
        write(session, sent)
    if not refused:
        close(name)
        return
    wrong = refused[0]
    if isinstance(wrong, Stale) and now is not None:
        with shell.reading() as session:
            form = _over(form, sent, wrong, now(session, form.seen.version))
    st.session_state[_place(name)] = replace(form, wrong=wrong, unchosen=False)


def _over(form: Opened, sent: Sent, wrong: Stale, newest: Seen) -> Opened:
    """The form laid over the newest version, with what was typed and what has to be chosen between."""
    columns = [column for column, *_values in wrong.conflicts]
    contested = contest.contests(columns, form.seen.values, newest.values, sent.typed, newest.by)
    return Opened(form.name, newest, {**newest.values, **sent.touched}, _turn(), contested=contested)


def entered(form: Opened, given_way: Collection[str] = ()) -> Sent:
    """What the form holds now, where the fields in `given_way` hold what was saved before."""
    typed = {part: st.session_state.get(key(form.name, form, part), value) for part, value in form.shown.items()}
    typed |= {part: form.seen.values[part] for part in given_way}
    touched = {part: value for part, value in typed.items() if value != form.seen.values[part]}
    return Sent(form.seen.version, touched, typed)


def or_none(fields: dict[str, Any], *parts: str) -> None:
    """Turn the empty choice ("") of these fields into None."""
    fields.update({part: None for part in parts if fields.get(part) == ""})


def label(form: Opened) -> str:
    """What the button that saves is called: a person who has to choose is told so."""
    return _("Save what I chose") if form.contested else _("Save")


def trouble(form: Opened, named: Named | None = None) -> None:
    """Why the form was not kept when it was last sent, and what to choose between where two people were at it."""
    if form.wrong is not None and not (isinstance(form.wrong, Stale) and form.contested):
        reasons = obstacles(form.wrong)
        st.error("\n".join(f"- {plain(reason)}" for reason in reasons) if len(reasons) > 1 else plain(form.wrong))
    if form.contested:
        contest.show(form.contested, lambda part: _choice(form, part), named or {})
    if form.unchosen:
        st.error(_("Choose for each of these fields which value to keep."))


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

    def touched(self, part: str) -> bool:
        """Whether the field holds something else than the record."""
        return bool(self.now(part) != self._form.seen.values[part])

    def _held(self, part: str) -> tuple[Any, str]:
        return self._form.shown[part], key(self._name, self._form, part)

    def word(self, part: str, title: str, words: Mapping[Any, str], empties: str = "", **more: Any) -> None:
        """One of several words, each with its label; "" stands for none of them.

        A new word empties the field `empties` where that still holds what the record has: that was the old word's.
        Not within `st.form`.
        """
        held, place = self._held(part)
        options = list(words)
        at = options.index(held) if held in options else None

        def left() -> None:
            if empties:
                self._follow(part, empties)
            if self._left:
                self._left()

        heard = left if empties or self._left else None
        st.selectbox(
            title, options, index=at, format_func=lambda value: words[value], key=place, on_change=heard, **more
        )

    def _follow(self, part: str, other: str) -> None:
        """In a callback: the other field is empty beside a new word, and as it was beside the word before."""
        seen = self._form.seen.values
        before, after = (seen[other], "") if self.now(part) != seen[part] else ("", seen[other])
        if self.now(other) == before:
            st.session_state[key(self._name, self._form, other)] = after

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


def _choice(form: Opened, part: str) -> str:
    return key(form.name, form, f"keep.{part}")


def _place(name: str) -> str:
    return f"form.{name}"


def _turn() -> int:
    st.session_state["form.turn"] = st.session_state.get("form.turn", 0) + 1
    return int(st.session_state["form.turn"])

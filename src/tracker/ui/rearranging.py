"""Giving a candidate another shape on the review desk: splitting it, joining it with a neighbour, moving it."""

import re

import streamlit as st
from sqlmodel import Session

from tracker.actions import shaping
from tracker.document import Span
from tracker.queries.briefs import BriefView, Candidate
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation
from tracker.translation import gettext as _
from tracker.ui import desk
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.gestures import REVIEW, ReviewGesture, shortcuts

_BREAK = re.compile(r"(?<=[.!?;:,])\s+|\s+(?=(?:and|or|but|as well as|while|then)\s)")
_AROUND = 60


def ways(view: BriefView, candidate: Candidate, me: Person) -> None:
    """The buttons that join the candidate, move it, and open the places to split it at."""
    place, row = desk.place(view, candidate), candidate.row
    key, seen = row.id or 0, row.version
    two_before, before, behind = (_neighbour(view, there) for there in (place - 2, place - 1, place + 1))
    joins = ((ReviewGesture.JOIN_BEFORE, before), (ReviewGesture.JOIN_NEXT, behind))
    moves = ((ReviewGesture.UP, before, two_before), (ReviewGesture.DOWN, behind, behind))
    with st.container(horizontal=True, gap="small", key="desk.shape"):
        turned = None if desk.panel() == "split" else "split"
        uncut = view.document is None or row.span_start is None
        desk.gesture(ReviewGesture.SPLIT, me, key, desk.turn, (turned,), "tertiary", disabled=uncut)
        for gesture, other in joins:
            joined = (me, key, seen, other.id if other else None, other.version if other else None)
            desk.gesture(gesture, me, f"{key}.{seen}", _join, joined, "tertiary", disabled=other is None)
        for gesture, neighbour, behind_which in moves:
            moved = (me, key, seen, behind_which.id if behind_which else None)
            desk.gesture(gesture, me, f"{key}.{seen}", _move, moved, "tertiary", disabled=neighbour is None)


def split(view: BriefView, candidate: Candidate, me: Person) -> None:
    """The places at which the candidate may be split, each a button."""
    row = candidate.row
    if view.document is None or row.span_start is None or row.span_end is None:
        return
    text, span = view.document.text, Span(row.span_start, row.span_end)
    found = places(text, span)
    if not found:
        st.caption(_("It is one clause, so there is no place to split it."))
        return
    st.caption(_("Split it before"))
    keys = shortcuts(me.preferences, REVIEW)
    for number, at in enumerate(found):
        arguments = (me, row.id or 0, row.version, at)
        st.button(
            plain(shortened(text[at : span.end], _AROUND)),
            key=f"shape.split.{row.id}.{at}",
            type="tertiary",
            shortcut=keys.choice(number),
            on_click=_split,
            args=arguments,
        )


def places(text: str, span: Span) -> list[int]:
    """Where the words of a span may be cut in two: behind punctuation, and before words that join."""
    words = span.of(text)
    ends = (match.end() for match in _BREAK.finditer(words))
    return [span.start + end for end in ends if words[:end].strip() and words[end:].strip()]


def _neighbour(view: BriefView, place: int) -> Recommendation | None:
    return view.candidates[place].row if 0 <= place < len(view.candidates) else None


def _split(me: Person, key: int, seen: int, at: int) -> None:
    def write(session: Session) -> None:
        shaping.split(session, me, key, seen, at)

    desk.act(key, seen, write, done=_("Split in two."))


def _join(me: Person, key: int, seen: int, other: int, other_seen: int) -> None:
    def write(session: Session) -> None:
        shaping.join(session, me, key, seen, other, other_seen)

    desk.act(key, seen, write, done=_("Joined."))


def _move(me: Person, key: int, seen: int, behind: int | None) -> None:
    def write(session: Session) -> None:
        shaping.move(session, me, key, seen, behind=behind)

    desk.act(key, seen, write)

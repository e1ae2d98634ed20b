"""Giving a candidate another shape on the review desk: splitting it, joining it with a neighbour, moving it."""

import re

import streamlit as st

from tracker.actions import shaping
from tracker.document import Span
from tracker.queries.briefs import BriefView, Candidate
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import desk, shell
from tracker.ui.plain import shortened

_BREAK = re.compile(r"(?<=[.!?;:,])\s+|\s+(?=(?:and|or|but|as well as|while|then)\s)")
_AROUND = 45


def show(view: BriefView, candidate: Candidate, me: Person) -> None:
    """The ways to split, join and move the candidate that there are."""
    row = candidate.row
    place = desk.place(view, candidate)
    before = view.candidates[place - 1] if place else None
    behind = view.candidates[place + 1] if place + 1 < len(view.candidates) else None
    key, seen = row.id or 0, row.version
    with st.container(horizontal=True, gap="small"):
        for name, label, other in (
            ("up", _("Join with the one before"), before),
            ("down", _("Join with the next"), behind),
        ):
            arguments = (me, key, seen, other.row.id if other else None)
            st.button(label, key=f"shape.join.{name}", disabled=other is None, on_click=_join, args=arguments)
    with st.container(horizontal=True, gap="small"):
        two_before = view.candidates[place - 2].row.id if place > 1 else None
        arguments = (me, key, seen, two_before)
        st.button(_("Move up"), key="shape.up", disabled=before is None, on_click=_move, args=arguments)
        arguments = (me, key, seen, behind.row.id if behind else None)
        st.button(_("Move down"), key="shape.down", disabled=behind is None, on_click=_move, args=arguments)
    if view.document is not None and row.span_start is not None and row.span_end is not None:
        _splitting(view.document.text, Span(row.span_start, row.span_end), candidate, me)


def places(text: str, span: Span) -> list[int]:
    """Where the words of a span may be cut in two: behind punctuation, and before words that join."""
    words = span.of(text)
    return [span.start + match.end() for match in _BREAK.finditer(words) if words[match.end() :].strip()]


def _splitting(text: str, span: Span, candidate: Candidate, me: Person) -> None:
    found = places(text, span)
    if not found:
        st.caption(_("It is one clause, so there is no place to split it."))
        return
    key = f"shape.at.{candidate.row.id}.{candidate.row.version}"
    at = st.selectbox(
        _("Split it before"), found, format_func=lambda place: shortened(text[place : span.end], _AROUND), key=key
    )
    arguments = (me, candidate.row.id or 0, candidate.row.version, at)
    st.button(_("Split"), key="shape.split", on_click=_split, args=arguments)


def _split(me: Person, key: int, seen: int, at: int) -> None:
    with shell.writing(_("Split in two.")) as session:
        shaping.split(session, me, key, seen, at)
    desk.go(key)


def _join(me: Person, key: int, seen: int, other: int | None) -> None:
    with shell.writing(_("Joined.")) as session:
        shaping.join(session, me, key, seen, other or 0)
    desk.go(key)


def _move(me: Person, key: int, seen: int, behind: int | None) -> None:
    with shell.writing() as session:
        shaping.move(session, me, key, seen, behind=behind)
    desk.go(key)

"""The review desk: which briefs wait, one candidate of a brief after the other, and what one decides of it."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

import streamlit as st
from sqlmodel import Session

from tracker.actions.undo import undo as undo_gesture
from tracker.document import Span
from tracker.errors import TrackerError
from tracker.queries import briefs
from tracker.queries import makeup as kinds
from tracker.queries.briefs import BriefView, Candidate
from tracker.queries.filters import Filter
from tracker.queries.steps import ReviewStep, last_review_step
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import address, brief_text, days, listings, notices, paging, places, shell
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import Review
from tracker.vocabulary.gestures import LEAVE, REVIEW, ReviewGesture, shortcuts
from tracker.vocabulary.numbers import recommendations

PAGE_SIZE = 30
ROWS = 12
SIGNS = {Review.PENDING: "○", Review.CONFIRMED: "✓", Review.REJECTED: "✕"}
_ACTED, _HAND, _PANEL = "desk.acted", "desk.hand", "desk.panel"
_OF_ONE = ("reject", "split")
"""The panels that are about the candidate in hand, and close when another one is taken."""

Kind = Literal["primary", "secondary", "tertiary"]
Write = Callable[[Session], object]
Decision = Callable[[Session, Person, int, int | None], Recommendation]


def waiting(me: Person) -> None:
    """The briefs with candidates that wait, or all of them; each a link to its review."""
    everything = address.word("show", ["all"], "") == "all"
    at = address.number("page")
    found = shell.asked(briefs.briefs, me, page=at, size=PAGE_SIZE, pending_only=not everything)
    if found.table.empty and at == 1:
        notices.nothing_yet(
            _("There is no brief yet. Upload one to begin.") if everything else _("Nothing is to be confirmed.")
        )
    _explained(me)
    rows = paging.rows("desk")
    for row in found.table.to_dict("records"):
        with rows, st.container(gap="xxsmall"):
            address.link(plain(shortened(row["title"], 200)), f"brief.{row['id']}", {"brief": str(row["id"])})
            st.markdown(f":small[{plain(_about(row))}]")
    paging.show(found.total, PAGE_SIZE, at, "desk")
    with st.container(horizontal=True, vertical_alignment="center", key="desk.ways"):
        other = _("Only what is to be confirmed") if everything else _("All briefs")
        query: Mapping[str, str] = {} if everything else {"show": "all"}
        address.link(other, "show", query)
        st.page_link(places.page(places.UPLOAD), label=_("Upload briefs"))
        st.page_link(places.page(places.ACCURACY), label=_("Accuracy of the reading"))


def _explained(me: Person) -> None:
    """How many there are in all, and which of them other pages tell of."""
    made = shell.asked(kinds.makeup, me, Filter(reviews=(Review.PENDING.value,)))
    if made.pending:
        said = _("{recommendations} to be confirmed: {levels}.").format(
            recommendations=recommendations(made.pending), levels=listings.pending(made)
        )
        st.markdown(plain(f"{said} {_('The overview and the board tell of the headline ones alone.')}"))


def _about(row: Mapping[Any, Any]) -> str:
    waits = _("{recommendations} to be confirmed").format(recommendations=recommendations(row["pending"]))
    if row["pending"]:
        waits = _("{waits}, {n} of them headline").format(waits=waits, n=row["pending_headline"])
    decided = _("{n} decided").format(n=row["confirmed"] + row["rejected"])
    unread = "" if row["parsed"] else _("read, not parsed")
    parts = (
        waits,
        decided,
        unread,
        listings.some(row["authors"]),
        days.day(row["published"], _("undated")),
        row["file_name"],
    )
    return " · ".join(part for part in parts if part)


def pending(view: BriefView) -> list[Candidate]:
    """The candidates that nobody has decided on, in order."""
    return [candidate for candidate in view.candidates if candidate.row.review == Review.PENDING]


def in_hand(view: BriefView) -> Candidate | None:
    """The candidate that the address names, else the first that waits, else the first; None where there is none.

    The session remembers it: a key that comes late is known to be of another one.
    """
    wanted = address.number("at", 0)
    named = [candidate for candidate in view.candidates if candidate.row.id == wanted]
    found = next(iter([*named, *pending(view), *view.candidates]), None)
    st.session_state[_HAND] = found.row.id if found else None
    return found


def place(view: BriefView, candidate: Candidate) -> int:
    """The candidate's place among those of its brief, from 0."""
    return next(n for n, other in enumerate(view.candidates) if other.row.id == candidate.row.id)


def go(key: int | None) -> None:
    """Take the candidate of this id in hand; None leaves the choice to the order."""
    address.put("at", [str(key)] if key else [])
    st.session_state[_HAND] = key
    if panel() in _OF_ONE:
        turn(None)


def holds(key: int | None) -> bool:
    """In a callback: whether the candidate of this id is the one in hand still.

    The address is set right on the way: the browser of a fast reader does not know yet where the key before led.
    """
    hand = st.session_state.get(_HAND)
    address.put("at", [str(hand)] if hand else [])
    return bool(hand == key)


def step(key: int, there: int | None) -> None:
    """In a callback: go from the candidate of this id to another one; a key that comes late does nothing."""
    if holds(key):
        go(there)


def panel() -> str | None:
    """The panel that is open."""
    return st.session_state.get(_PANEL)


def turn(name: str | None) -> None:
    """In a callback: open this panel, the only one; None closes it."""
    st.session_state[_PANEL] = name


def close(*, by_key: bool = True) -> None:
    """The button that closes the panel that is open; not `by_key` where that key closes lists in the panel."""
    key = LEAVE if by_key else None
    st.button(_("Close"), key="desk.close", type="tertiary", shortcut=key, on_click=turn, args=(None,))


def gesture(
    what: ReviewGesture,
    me: Person,
    key: int | str,
    on_click: Callable[..., None],
    args: tuple[Any, ...],
    kind: Kind = "secondary",
    **more: Any,
) -> None:
    """The button of a gesture on the candidate (or the brief) of this id, with the key that the person has for it."""
    st.button(
        _(REVIEW.labels[what]),
        key=f"desk.{what.value}.{key}",
        type=kind,
        shortcut=shortcuts(me.preferences, REVIEW).key(what),
        on_click=on_click,
        args=args,
        **more,
    )


def next_after(view: BriefView, current: Candidate) -> int | None:
    """The id of the next candidate that waits after the current one, else the first other one that waits."""
    others = [candidate for candidate in pending(view) if candidate.row.id != current.row.id]
    behind = {candidate.row.id for candidate in view.candidates[place(view, current) :]}
    later = [candidate for candidate in others if candidate.row.id in behind]
    return next((candidate.row.id for candidate in [*later, *others]), None)


def progress(view: BriefView, me: Person) -> None:
    """How many are decided, and the way to the next brief that waits."""
    total, left = len(view.candidates), len(pending(view))
    brief_id = view.brief.id or 0
    after = shell.asked(briefs.next_waiting, me, brief_id)
    with st.container(horizontal=True, vertical_alignment="center", key="desk.bar"):
        if total:
            st.progress((total - left) / total, _("{n} of {all} decided").format(n=total - left, all=total))
        if after:
            kind: Kind = "tertiary" if left else "primary"
            gesture(ReviewGesture.NEXT_BRIEF, me, brief_id, _leave, (brief_id, after), kind)


def _leave(brief_id: int, there: int) -> None:
    if address.number("brief", 0) == brief_id:
        turn(None)
        st.query_params.from_dict({"brief": str(there)})


def act(key: int, seen: int, write: Write, after: int | None = None, done: str = "") -> None:
    """In a callback: do this with the candidate in hand as it was seen, and take the one of the id `after` in hand.

    A key that was pressed again before the page was drawn anew is of what is done already, and does nothing.
    """
    if not holds(key) or st.session_state.get(_ACTED) == (key, seen):
        return
    refused: list[TrackerError] = []
    with shell.writing(done, refused.append) as session:
        write(session)
    if refused:
        notices.refuse(refused[0])
        return
    st.session_state[_ACTED] = (key, seen)
    go(after or key)


def decide(me: Person, decision: Decision, key: int, seen: int, after: int | None) -> None:
    """In a callback: decide on a candidate as it was seen, and take the next one in hand."""
    act(key, seen, lambda session: decision(session, me, key, seen), after)


def undo(view: BriefView, current: Candidate, me: Person) -> None:
    """The way back from the last thing that the person did in this review."""
    last = shell.asked(last_review_step, me, view.brief.id or 0)
    told = ""
    if last:
        told = _("“{wording}”").format(wording=shortened(last.wording, 60))
        if more := len(last.rows) - 1:
            told = ngettext("{first} and {n} more", "{first} and {n} more", more).format(first=told, n=more)
    key = current.row.id or 0
    arguments = (me, view.brief.id, key, last)
    gesture(ReviewGesture.UNDO, me, key, _undo, arguments, "tertiary", disabled=last is None, help=plain(told))


def _undo(me: Person, brief_id: int, key: int, last: ReviewStep) -> None:
    with shell.reading() as session:
        fresh = last_review_step(session, me, brief_id)
    if not holds(key) or fresh is None or fresh.batch != last.batch:
        return
    refused: list[TrackerError] = []
    with shell.writing(_("Taken back."), refused.append) as session:
        undo_gesture(session, me, last.batch)
    if refused:
        notices.refuse(refused[0])
        return
    at = st.session_state.get(_HAND, 0)
    go(at if at in last.rows else last.rows[0])


def candidates(view: BriefView, current: Candidate) -> None:
    """The candidates of the brief in order, a page of them at a time, each a button that takes it in hand."""
    at = place(view, current)
    key = f"desk.rows.{current.row.id}"
    last = -(-len(view.candidates) // ROWS)
    number = st.session_state.get(key, at // ROWS + 1)
    with st.container(gap=None, key="desk.candidates"):
        for candidate in view.candidates[(number - 1) * ROWS : number * ROWS]:
            row = candidate.row
            deeper = "\u2003" if row.level == Level.SUPPORTING else ""
            label = f"{SIGNS[Review(row.review)]} {deeper}{plain(shortened(row.wording, 90))}"
            st.button(
                f"**{label}**" if row.id == current.row.id else label,
                key=f"desk.go.{row.id}",
                type="tertiary",
                on_click=go,
                args=(row.id,),
            )
    if last > 1:
        st.pagination(last, default=at // ROWS + 1, key=key, max_visible_pages=5)


def text(view: BriefView, current: Candidate | None) -> None:
    """The brief's text around the candidate in hand, every candidate marked."""
    if view.document is None:
        st.caption(_("This brief was moved in without its document, so there is no text to show."))
        return
    chosen = current.row.id if current else None
    rows = [found.row for found in view.candidates if found.row.review != Review.REJECTED or found.row.id == chosen]
    marks = [
        brief_text.Mark(Span(row.span_start, row.span_end), row.id == chosen)
        for row in rows
        if row.span_start is not None and row.span_end is not None
    ]
    brief_text.show(view.document, marks, f"{view.brief.id}.{chosen or 0}")

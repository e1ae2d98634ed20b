"""The review desk: which briefs wait, one candidate of a brief after the other, and what one decides of it."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from sqlmodel import Session

from tracker.actions import review
from tracker.document import Span
from tracker.errors import TrackerError
from tracker.queries import briefs
from tracker.queries import makeup as kinds
from tracker.queries.briefs import BriefView, Candidate
from tracker.queries.filters import Filter
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation
from tracker.translation import gettext as _
from tracker.ui import address, brief_text, days, notices, places, shell
from tracker.ui.listings import some
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.advice import Level
from tracker.vocabulary.answers import Review
from tracker.vocabulary.numbers import number, recommendations

PAGE_SIZE = 30
ROWS = 12
SIGNS = {Review.PENDING: "○", Review.CONFIRMED: "✓", Review.REJECTED: "✕"}
_LAST = "desk.last"

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
    for row in found.table.to_dict("records"):
        with st.container(gap="xxsmall"):
            address.link(plain(shortened(row["title"], 200)), f"brief.{row['id']}", {"brief": str(row["id"])})
            st.markdown(f":small[{plain(_about(row))}]")
    _pages(found.total, at)
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
        said = _("{recommendations} to be confirmed: {headline} headline, {supporting} supporting.").format(
            recommendations=recommendations(made.pending),
            headline=number(made.pending_headline),
            supporting=number(made.pending - made.pending_headline),
        )
        st.markdown(plain(f"{said} {_('The overview and the board tell of the headline ones alone.')}"))


def _about(row: Mapping[Any, Any]) -> str:
    waits = _("{recommendations} to be confirmed").format(recommendations=recommendations(row["pending"]))
    if row["pending"]:
        waits = _("{waits}, {n} of them headline").format(waits=waits, n=row["pending_headline"])
    decided = _("{n} decided").format(n=row["confirmed"] + row["rejected"])
    unread = "" if row["parsed"] else _("read, not parsed")
    parts = (waits, decided, unread, some(row["authors"]), days.day(row["published"], _("undated")), row["file_name"])
    return " · ".join(part for part in parts if part)


def _pages(total: int, at: int) -> None:
    last = -(-total // PAGE_SIZE)
    if last > 1:
        key = f"desk.page.{at}"
        st.pagination(
            last,
            default=min(at, last),
            key=key,
            on_change=lambda: address.put("page", [str(st.session_state[key])]),
        )


def pending(view: BriefView) -> list[Candidate]:
    """The candidates that nobody has decided on, in order."""
    return [candidate for candidate in view.candidates if candidate.row.review == Review.PENDING]


def in_hand(view: BriefView) -> Candidate | None:
    """The candidate that the address names, else the first that waits, else the first; None where there is none."""
    wanted = address.number("at", 0)
    named = [candidate for candidate in view.candidates if candidate.row.id == wanted]
    return next(iter([*named, *pending(view), *view.candidates]), None)


def place(view: BriefView, candidate: Candidate) -> int:
    """The candidate's place among those of its brief, from 0."""
    return next(n for n, other in enumerate(view.candidates) if other.row.id == candidate.row.id)


def go(key: int | None) -> None:
    """Take the candidate of this id in hand; None leaves the choice to the order."""
    address.put("at", [str(key)] if key else [])


def next_after(view: BriefView, current: Candidate) -> int | None:
    """The id of the next candidate that waits after the current one, else the first other one that waits."""
    others = [candidate for candidate in pending(view) if candidate.row.id != current.row.id]
    later = [candidate for candidate in others if candidate.row.position > current.row.position]
    return next((candidate.row.id for candidate in [*later, *others]), None)


def progress(view: BriefView) -> None:
    """How many are decided, and the way on where all are."""
    total, left = len(view.candidates), len(pending(view))
    if not total:
        return
    said = _("{n} of {all} decided").format(n=total - left, all=total)
    st.progress((total - left) / total, said)


def decide(me: Person, decision: Decision, key: int, seen: int, after: int | None) -> None:
    """In a callback: decide on a candidate as it was seen, and take the next one in hand."""
    refused: list[TrackerError] = []
    with shell.writing(refused=refused.append) as session:
        row = decision(session, me, key, seen)
    if refused:
        notices.refuse(refused[0])
        return
    st.session_state[_LAST] = (row.brief_id, key, row.version, row.wording)
    go(after or key)


def last_decision(me: Person, view: BriefView) -> None:
    """The way back from the last decision on this brief."""
    brief_id, key, version, wording = st.session_state.get(_LAST, (0, 0, 0, ""))
    row = next((candidate.row for candidate in view.candidates if candidate.row.id == key), None)
    if brief_id == view.brief.id and row is not None and row.version == version and row.review != Review.PENDING:
        said = _("Take back: “{wording}” {sign}").format(wording=shortened(wording, 40), sign=SIGNS[Review(row.review)])
        arguments = (me, review.reopen, key, version, key)
        st.button(plain(said), key="desk.undo", type="tertiary", on_click=decide, args=arguments)


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

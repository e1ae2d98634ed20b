"""One record in the sprint: what it asks, why it needs a look, and a button with a key for each gesture."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Literal

import streamlit as st

from tracker.actions import checks
from tracker.queries import queue as queues
from tracker.queries.queue import Reason, reasons
from tracker.queries.record import Record
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import (
    days,
    dossier,
    evidence_form,
    evidence_items,
    forms,
    listings,
    outcome_form,
    places,
    shell,
    sprint,
)
from tracker.ui.plain import plain, shortened
from tracker.ui.sprint import Sprint
from tracker.vocabulary.gestures import MOVES, SPRINT, Gesture, Shortcuts, SprintGesture, shortcuts
from tracker.vocabulary.statuses import Status, closed

_GESTURES_TOLD = 4

Kind = Literal["primary", "secondary", "tertiary"]


def progress(now: Sprint, left: int) -> None:
    """How far the sprint is; what others have done meanwhile counts as done, what came to it as more to do."""
    total = max(now.of, left)
    said = _("{n} of {all} done").format(n=f"{total - left:,}", all=f"{total:,}")
    with st.container(horizontal=True, vertical_alignment="center", key="sprint.bar"):
        st.progress((total - left) / total if total else 1.0, said)
        st.button(_("End"), key="sprint.end", type="tertiary", on_click=sprint.end, help=_("What is done stays done."))


def show(found: Record, me: Person, now: Sprint) -> None:
    """The record in hand with its gestures, or its form where that is open."""
    with st.container(border=True, key="sprint.card"):
        _about(found)
        if forms.opened(outcome_form.name(found)) is None:
            outcome_form.unsaved(found, me)
            _gestures(found, me, now)
            return
        evidence_form.offer(found, me)
    after = shell.asked(queues.following, me, now.queue, found.row.id)
    with st.container():
        outcome_form.show(found, me, then=partial(sprint.moved, found.row.id or 0, after))
    evidence_form.show(found, me)


def beside(found: Record, me: Person, *, may: bool) -> None:
    """What one needs to judge by: its words in their passage, the evidence, what is known, the latest changes."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        dossier.passage(found)
        evidence_items.show(found, me, may=may)
    with right:
        dossier.answered(found, me)
        dossier.brief(found)
        batches = list(dict.fromkeys(found.history["batch"]))[:_GESTURES_TOLD]
        dossier.history(found.history[found.history["batch"].isin(batches)], me)


def _about(found: Record) -> None:
    row = found.row
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        why = " · ".join(filter(None, (_because(found, reason) for reason in reasons(row))))
        told = why or _("It needs no look now.")
        st.markdown(f"{listings.badge(row.status)} :small[{plain(told)}]", width="content")
        st.page_link(places.page(places.RECORD), label=plain(row.reference), query_params={"id": row.reference})
    st.header(plain(row.wording), anchor=False)
    parts = [", ".join(found.addressees), shortened(found.brief.title, 90), days.day(found.published)]
    st.markdown(f":small[:gray[{plain(' · '.join(part for part in parts if part))}]]")


def _because(found: Record, reason: Reason) -> str:
    row = found.row
    if reason is Reason.DUE:
        return _("Due on {day}").format(day=_day(row.due))
    if reason is Reason.LAPSED:
        return _("To be checked again by {day}").format(day=_day(row.reverify_by))
    return _("Last checked on {day}").format(day=_day(row.verified_on)) if row.verified_on else _("Never checked")


def _day(day: date | None) -> str:
    return days.day(day.isoformat() if day else None)


def _gestures(found: Record, me: Person, now: Sprint) -> None:
    row, keys = found.row, shortcuts(me.preferences, SPRINT)
    key, seen = row.id or 0, row.version
    is_closed = Status(row.status) in closed()

    def button(gesture: Gesture, action: sprint.Look | None, kind: Kind = "secondary") -> None:
        _button(gesture, key, keys, kind, sprint.look, (me, now, key, action))

    with st.container(horizontal=True, gap="small", key="sprint.looks"):
        button(SprintGesture.CHECKED, lambda session: checks.checked(session, me, key, seen), "primary")
        if is_closed and row.reverify_by:
            button(SprintGesture.HOLDS, lambda session: checks.holds(session, me, key, seen))
        for gesture, status in MOVES.items():
            if not is_closed:
                button(gesture, partial(_stands, me, key, seen, status))
        _button(SprintGesture.FORM, key, keys, "secondary", outcome_form.start, (found, me))
    if row.status == Status.NOT_ASSESSED:
        st.caption(_("Nobody has said yet where it stands. “No movement” says: checked, and nothing found."))
    _ways(found, me, now, keys)


def _stands(me: Person, key: int, seen: int, status: Status, session: Any) -> None:
    checks.stands(session, me, key, seen, status)


def _ways(found: Record, me: Person, now: Sprint, keys: Shortcuts) -> None:
    key, step = found.row.id or 0, sprint.step(me, now)
    before = sprint.before(key, step)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="sprint.ways"):
        _button(SprintGesture.SKIP, key, keys, "tertiary", sprint.look, (me, now, key, None))
        _button(SprintGesture.BACK, key, keys, "tertiary", sprint.back, (before,), disabled=before is None)
        told = _("{what}: “{wording}”").format(what=step.why, wording=shortened(step.wording, 60)) if step else ""
        _button(
            SprintGesture.UNDO, key, keys, "tertiary", sprint.undo, (me, step), disabled=step is None, help=plain(told)
        )


def _button(
    gesture: Gesture,
    key: int,
    keys: Shortcuts,
    kind: Kind,
    on_click: Callable[..., None],
    args: tuple[Any, ...],
    **more: Any,
) -> None:
    st.button(
        _(SPRINT.labels[gesture]),
        key=f"sprint.{gesture.value}.{key}",
        type=kind,
        shortcut=keys.key(gesture),
        on_click=on_click,
        args=args,
        **more,
    )

"""Undoing a gesture from its line of history: first what would be restored, or why it cannot be; then doing it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from tracker.actions import undo_scope
from tracker.actions.undo import Part, Plan, Undone, parts, plan, undo
from tracker.actions.undo_plan import Step
from tracker.queries.history import in_words, referred
from tracker.store.history import UNDO
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import days, notices, shell
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.dates import as_known
from tracker.vocabulary.labels import label

_IN_HAND = "undo.batch"
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """How gestures stand to undoing: over which the button stands, which have been undone and when, and when those
    were made that some of them undid (UTC).
    """

    may: frozenset[str]
    undone: Mapping[str, datetime]
    made_at: Mapping[str, datetime]

    def because(self, why: str) -> str:
        """The reason of a gesture as people read it: of one that undid another, which one, and not by its name."""
        if not why.startswith(UNDO):
            return why
        batch, reason = _undone_by(why)
        at = self.made_at.get(batch)
        said = _("undid the change of {moment}").format(moment=days.moment(at)) if at else _("undid an earlier change")
        return f"{said}: {reason}" if reason else said

    def mark_or_button(self, batch: str, why: str) -> None:
        """That a gesture has been undone, else the button that takes it in hand, where it may be."""
        if batch in self.undone:
            said = _("undone on {moment}").format(moment=days.moment(self.undone[batch]))
            st.markdown(f":small[:gray[{plain(said)}]]", width="content")
        elif batch in self.may:
            button(batch, why)


def standing(me: Person, reasons: Mapping[str, str]) -> Standing:
    """How gestures, named by their batches with their reasons, stand to undoing."""
    batches = tuple(reasons)
    earlier = tuple(_undone_by(why)[0] for why in reasons.values() if why.startswith(UNDO))
    return Standing(
        may=shell.asked(undo_scope.undoable, me, batches),
        undone=shell.asked(undo_scope.undone, me, batches),
        made_at=shell.asked(undo_scope.made_at, me, earlier) if earlier else {},
    )


def _undone_by(why: str) -> tuple[str, str]:
    """The batch that a gesture with this reason undid, and the reason that was given for it."""
    batch, _colon, reason = why.removeprefix(UNDO).partition(": ")
    return batch, reason


def button(batch: str, why: str = "") -> None:
    """The button that takes the batch in hand, and lets go of it; `why` is the batch's reason."""
    in_hand = st.session_state.get(_IN_HAND) == batch
    turned = "" if in_hand else batch
    label = _("Undo the undo") if why.startswith(UNDO) else _("Undo")
    st.button(label, key=f"undo.{batch}", type="tertiary", on_click=_take, args=(turned,))


def ask(me: Person, batch: str) -> None:
    """What undoing would restore, where the batch is in hand, and the button that does it; or why it cannot be."""
    if st.session_state.get(_IN_HAND) != batch:
        return
    planned = shell.asked(plan, me, batch, most=2 * _SHOWN)
    with st.container(border=True, key=f"undo.ask.{batch}"):
        _choice(planned)
        if only := _only(batch):
            planned = shell.asked(plan, me, batch, only)
        if planned.refused:
            st.warning(plain(planned.refused))
            st.button(_("Close"), key=f"undo.close.{batch}", on_click=_take, args=("",))
            return
        _restored(planned)
        st.text_input(_("Why undo it?"), key=f"undo.why.{batch}", max_chars=500)
        with st.container(horizontal=True):
            st.button(_("Undo it"), type="primary", key=f"undo.do.{batch}", on_click=_do, args=(me, batch))
            st.button(_("Leave it"), key=f"undo.leave.{batch}", on_click=_take, args=("",))


def _choice(planned: Plan) -> None:
    """Let the person undo one change of several."""
    if offered := parts(planned):
        called = {(step.entity, step.entity_id): step.called for step in planned.steps}
        st.selectbox(
            _("What to undo"),
            [None, *offered],
            format_func=lambda part: _part(called[part[:2]], part[2]) if part else _("All of it"),
            key=f"undo.part.{planned.batch}",
        )


def _only(batch: str) -> Part | None:
    return st.session_state.get(f"undo.part.{batch}")


def _part(called: str, field: str) -> str:
    return f"{shortened(called, 80)} · {label(field)}"


def said(done: Undone) -> str:
    """What an undo restored, in a sentence."""
    values = ngettext("{n} value", "{n} values", done.values).format(n=done.values)
    rows = ngettext("{n} record", "{n} records", done.rows).format(n=done.rows)
    return _("Undone: {values} in {records} stand as before.").format(values=values, records=rows)


def _take(batch: str) -> None:
    st.session_state[_IN_HAND] = batch


def _do(me: Person, batch: str) -> None:
    why = st.session_state.get(f"undo.why.{batch}", "")
    done: list[Undone] = []
    with shell.writing() as session:
        done.append(undo(session, me, batch, why, _only(batch)))
    if done:
        notices.done(said(done[0]))
    _take("")


def _restored(planned: Plan) -> None:
    """Every value that would be restored, the first few of many."""
    st.markdown(_("This would be done:"))
    steps = [step for step in planned.steps if not step.field.endswith("_precision")]
    with shell.reading() as session:
        named = referred(session, [(step.field, kept) for step in steps for kept in (step.now, step.then)])
    lines = [_line(step, named) for step in steps[:_SHOWN]]
    if planned.values > len(lines):
        lines.append(_("and {n} more").format(n=f"{planned.values - len(lines):,}"))
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    if planned.made:
        st.caption(
            _(
                "What was made by it is not deleted: a brief leaves every list and count with all that was found in "
                "it, a recommendation is rejected, evidence is withdrawn. Undoing this undo brings it back."
            )
        )


def _line(step: Step, named: dict[tuple[str, int], str]) -> str:
    now, then = (
        _kept(step.field, kept, exactly, named)
        for kept, exactly in zip((step.now, step.then), step.exactly, strict=True)
    )
    return f"{_part(step.called, step.field)}: {now} → {then}"


def _kept(field: str, kept: str, exactly: str | None, named: dict[tuple[str, int], str]) -> str:
    said = in_words(field, kept, named)
    if exactly and json.loads(kept):
        return days.day(as_known(date.fromisoformat(said), exactly))
    return days.in_words(shortened(said, 120))

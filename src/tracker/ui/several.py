"""Editing several recommendations of the list at once: choosing them, what they are to get, what would change.

What is chosen is kept with the version that was on screen, so that nobody's change in between is written over.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from tracker.actions import bulk
from tracker.actions.bulk import Done, Verdict
from tracker.errors import Invalid
from tracker.queries import people
from tracker.queries.history import in_words, referred
from tracker.store.access import can
from tracker.store.history import as_json
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import address, days, listings, notices, paging, places, shell, undoing
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.answers import PRIORITY_LABELS
from tracker.vocabulary.dates import as_known
from tracker.vocabulary.labels import label
from tracker.vocabulary.numbers import recommendations
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import STATUSES, Status

_CHOSEN, _DONE, _TURN, _PRESSED = "several.chosen", "several.done", "several.number", "several.pressed"
_MOST, _SHOWN = 500, 20
_KEEP = ""
_NOBODY = 0


def begun(me: Person) -> bool:
    """Whether the list is being edited, as the address says; only for those who may."""
    return can(me, Verb.UPDATE) and address.word("edit", ["several"], "") == "several"


def offer(me: Person) -> None:
    """The button that begins or ends editing several."""
    if not can(me, Verb.UPDATE):
        return
    on = begun(me)
    st.button(
        _("Done editing") if on else _("Edit several"), key="several.turn", type="tertiary", on_click=_turn, args=(on,)
    )


def rows(table: pd.DataFrame) -> None:
    """The rows of the list, each with a box to choose it by."""
    st.button(_("Choose all on this page"), key="several.all", type="tertiary", on_click=_choose_all, args=(table,))
    there, lines = places.page(places.RECORD), paging.rows("listing", look="several")
    for row in table.to_dict("records"):
        key = int(row["id"])
        name = _key(f"tick.{key}")
        with lines, st.container(horizontal=True, gap="small", key=f"several.row.{key}"):
            st.checkbox(
                _("Choose {reference}").format(reference=row["reference"]),
                value=key in _chosen(),
                key=name,
                label_visibility="collapsed",
                width="content",
                on_change=_tick,
                args=(key, int(row["version"]), name),
            )
            with st.container(gap="xxsmall"):
                listings.row(row, there)


def form(me: Person) -> None:
    """What those that are chosen are to get, and what that would do to each."""
    _last(me)
    chosen = _chosen()
    pressed = st.session_state.pop(_PRESSED, None)
    if not chosen:
        st.caption(_("Choose recommendations below. What you choose stays chosen from page to page."))
        return
    with st.container(border=True, key="several.form"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{_('{n} chosen').format(n=recommendations(len(chosen)))}**", width="content")
            st.button(_("Choose none"), key="several.none", type="tertiary", on_click=_choose_none)
        fields, wrong = _fields(me)
        why = st.text_input(_("Why: what does this change rest on?"), key=_key("why"), max_chars=500)
        if wrong:
            st.error(plain(wrong))
        elif fields:
            _told(me, fields)
            if pressed is not None:
                _do(me, pressed, fields, why or "")


def _fields(me: Person) -> tuple[dict[str, Any], str]:
    """What is to be set, by field; and what of it cannot be read."""
    entered = _entered(me)
    try:
        since = days.entered(entered.pop("since"))
    except Invalid as wrong:
        return {}, str(wrong)
    fields = {name: value for name, value in entered.items() if value not in (_KEEP, None)}
    if since:
        fields["status_on"] = since
    if fields.get("owner") == _NOBODY:
        fields["owner"] = None
    return fields, ""


def _entered(me: Person) -> dict[str, Any]:
    """The fields as they stand on the page; what is left as it is holds the empty choice."""
    keep: dict[Any, str] = {_KEEP: _("Leave as it is")}
    statuses = {word.value: _(STATUSES[word].label) for word in Status}
    owners = {_NOBODY: _("Nobody"), **dict(shell.asked(people.owners, me))}
    priorities = {word.value: _(label) for word, label in PRIORITY_LABELS.items()}
    found: dict[str, Any] = {}
    status, since, owner = st.columns([2, 1, 2])
    unit, due, priority = st.columns([2, 1, 2])
    with status:
        found["status"] = _word(_("Status"), keep | statuses, "status")
    with since:
        found["since"] = st.text_input(_("Since"), key=_key("since"), placeholder=days.HOW) or ""
    with owner:
        found["owner"] = _word(_("Owner"), keep | owners, "owner")
    with unit:
        found["unit"] = _word(_("Unit"), keep | dict(shell.asked(people.unit_names, me)), "unit")
    with due:
        found["due"] = st.date_input(_("Due"), None, key=_key("due"), format="YYYY-MM-DD")
    with priority:
        found["priority"] = _word(_("Priority"), keep | priorities, "priority")
    return found


def _word(title: str, words: Mapping[Any, str], part: str) -> Any:
    return st.selectbox(title, list(words), format_func=lambda value: words.get(value, str(value)), key=_key(part))


def _key(part: str) -> str:
    """The key of a field; a new turn starts the fields anew."""
    return f"several.{part}.{_turn_number()}"


def _told(me: Person, fields: dict[str, Any]) -> None:
    """What would change and what is refused, and the button that does it."""
    with shell.reading() as session:
        verdicts = bulk.preview(session, me, tuple(_chosen().items()), fields)
    changing = [verdict for verdict in verdicts if verdict.changes]
    refused = [verdict for verdict in verdicts if verdict.refused]
    same = len(verdicts) - len(changing) - len(refused)
    reopened = sum(_reopens(verdict) for verdict in changing)
    parts = [
        ngettext("{n} would change", "{n} would change", len(changing)).format(n=len(changing)),
        ngettext("{n} is closed and would be open again", "{n} are closed and would be open again", reopened).format(
            n=reopened
        )
        if reopened
        else "",
        ngettext("{n} stands so already", "{n} stand so already", same).format(n=same) if same else "",
        ngettext("{n} is refused", "{n} are refused", len(refused)).format(n=len(refused)) if refused else "",
    ]
    st.markdown(plain(" · ".join(part for part in parts if part)))
    if refused:
        _list("refused", _("Refused"), refused, lambda verdict: verdict.refused)
    if changing:
        with shell.reading() as session:
            changes = [change for verdict in changing for change in verdict.changes]
            called = referred(session, [(column, as_json(value)) for column, *both in changes for value in both])
        _list("changing", _("What would change"), changing, partial(_changes, called))
    st.button(
        ngettext("Change {n}", "Change {n}", len(changing)).format(n=len(changing)),
        key="several.save",
        type="primary",
        disabled=not changing,
        on_click=_press,
        args=(fields,),
    )


def _press(fields: dict[str, Any]) -> None:
    st.session_state[_PRESSED] = fields


def _do(me: Person, looked_at: dict[str, Any], fields: dict[str, Any], why: str) -> None:
    """Do what was looked at: a field that was changed on the way to the button shows what it would do first."""
    if looked_at != fields:
        st.info(_("A field changed as you pressed. This is what would happen now: press again to do it."))
        return
    _save(me, fields, why)
    st.rerun()


def _reopens(verdict: Verdict) -> bool:
    moves = [(Status(old), Status(new)) for column, old, new in verdict.changes if column == "status"]
    return any(STATUSES[old].closed and not STATUSES[new].closed for old, new in moves)


def _list(key: str, title: str, verdicts: list[Verdict], said: Callable[[Verdict], str]) -> None:
    with st.expander(f"{title} ({len(verdicts)})", key=f"several.{key}"):
        for verdict in verdicts[:_SHOWN]:
            wording = plain(shortened(verdict.wording, 90))
            st.markdown(f"**{plain(verdict.reference)}** {wording}  \n:small[{plain(said(verdict))}]")
        if len(verdicts) > _SHOWN:
            st.caption(_("And {n} more.").format(n=len(verdicts) - _SHOWN))


def _changes(called: Mapping[tuple[str, int], str], verdict: Verdict) -> str:
    exactly = {column: (old, new) for column, old, new in verdict.changes if column.endswith("_precision")}

    def said(column: str, value: Any, precision: str | None) -> str:
        if isinstance(value, date):
            return days.day(as_known(value, precision))
        return called.get((column, value)) or in_words(column, as_json(value)) or "–"

    told = [
        f"{label(column)}: {said(column, old, before)} → {said(column, new, after)}"
        for column, old, new in verdict.changes
        for before, after in [exactly.get(f"{column}_precision", (None, None))]
        if not column.endswith("_precision")
    ]
    return " · ".join(told)


def _last(me: Person) -> None:
    """What the last change did, with its undo."""
    done: Done | None = st.session_state.get(_DONE)
    if done is None or not done.batch:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        said = _("{n} changed together.").format(n=recommendations(done.changed))
        st.markdown(plain(said), width="content")
        undoing.button(done.batch)
    undoing.ask(me, done.batch)


def _save(me: Person, fields: dict[str, Any], why: str) -> None:
    done: list[Done] = []
    with shell.writing() as session:
        done.append(bulk.update_all(session, me, tuple(_chosen().items()), why, fields))
    if not done:
        return
    st.session_state[_DONE] = done[0]
    refused = len(done[0].refused)
    more = ngettext("{n} was refused and stays chosen.", "{n} were refused and stay chosen.", refused).format(n=refused)
    said = _("{n} changed.").format(n=recommendations(done[0].changed))
    notices.done(f"{said} {more}" if refused else said)
    left = {verdict.id for verdict in done[0].refused}
    st.session_state[_CHOSEN] = {key: seen for key, seen in _chosen().items() if key in left}
    st.session_state[_TURN] = _turn_number() + 1


def _chosen() -> dict[int, int]:
    found: dict[int, int] = st.session_state.setdefault(_CHOSEN, {})
    return found


def _tick(key: int, seen: int, name: str) -> None:
    if st.session_state[name]:
        _add({key: seen})
    else:
        _chosen().pop(key, None)


def _add(more: Mapping[int, int]) -> None:
    together = {**more, **_chosen()}
    if len(together) > _MOST:
        notices.refuse(Invalid(_("At most {n} recommendations are changed together.").format(n=_MOST)))
    else:
        st.session_state[_CHOSEN] = together


def _choose_all(table: pd.DataFrame) -> None:
    _add({int(row["id"]): int(row["version"]) for row in table.to_dict("records")})
    st.session_state[_TURN] = _turn_number() + 1


def _choose_none() -> None:
    st.session_state[_CHOSEN] = {}
    st.session_state[_TURN] = _turn_number() + 1


def _turn_number() -> int:
    return int(st.session_state.get(_TURN, 0))


def _turn(on: bool) -> None:
    address.put("edit", [] if on else ["several"])
    for name in (_CHOSEN, _DONE):
        st.session_state.pop(name, None)

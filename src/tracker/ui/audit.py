"""Everything that was changed: what to look for, bound to the address, and the gestures found, each with its undo."""

from dataclasses import fields, replace
from datetime import date
from itertools import groupby
from typing import Any

import streamlit as st

from tracker.queries import audit
from tracker.queries.audit import Asked, Gesture, Gestures, Line
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import address, days, paging, places, shell, undoing
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.labels import LABELS, label

PAGE_SIZE = 50
_FIELDS = tuple(LABELS)


def looked_for(me: Person) -> Asked:
    """Let the reader choose whose changes of what, when; all of it stands in the address."""
    held = _held()
    with st.container(key="audit.bar"):
        _bar(dict(shell.asked(audit.doers, me)), held)
    return held


def _bar(who: dict[int, str], held: Asked) -> None:
    one, two, three, four = st.columns([3, 3, 2, 2])
    with one:
        _choice("person", _("Who"), ["", *(str(key) for key in who)], lambda key: who.get(int(key), key), held.person)
    with two:
        ordered = sorted(_FIELDS, key=lambda field: label(field).casefold())
        _choice("field", _("What"), ["", *ordered], label, held.field)
    with three:
        _day("since", _("From"), held.since)
    with four:
        _day("until", _("To"), held.until)
    record, batch = st.columns(2)
    with record:
        _line_of("record", _("Record"), held.record, "B-2020-41/R2")
    with batch:
        _line_of("batch", _("Change number"), held.batch, "0a1b2c3d4e5f")


def _held() -> Asked:
    """What the address asks for; what means nothing is left out."""
    person = address.number("person", 0) or None
    field = address.word("field", _FIELDS, "")
    found = Asked(person, field, batch=_text("batch"), record=_text("record"))
    for part in ("since", "until"):
        day = address.read({part: st.query_params.get_all(part)})[0]
        found = replace(found, **{part: getattr(day, part)})
    return found


def _text(name: str) -> str:
    text = st.query_params.get(name, "")
    return text if len(text) <= 200 and text.isprintable() else ""


def _choice(name: str, label: str, options: list[str], called: Any, held: Any) -> None:
    key = f"audit.{name}"
    value = str(held or "")
    address.hold(key, value if value in options else "")
    st.selectbox(
        label,
        options,
        format_func=lambda option: called(option) if option else _("Anybody") if name == "person" else _("Anything"),
        key=key,
        on_change=_put,
        args=(name,),
    )


def _day(name: str, label: str, held: date | None) -> None:
    address.hold(f"audit.{name}", held)
    st.date_input(label, value=None, key=f"audit.{name}", format="YYYY-MM-DD", on_change=_put, args=(name,))


def _line_of(name: str, label: str, held: str, example: str) -> None:
    address.hold(f"audit.{name}", held)
    key = f"audit.{name}"
    st.text_input(label, key=key, placeholder=example, max_chars=200, on_change=_put, args=(name,))


def _put(name: str) -> None:
    value = st.session_state[f"audit.{name}"]
    text = value.isoformat() if isinstance(value, date) else str(value or "").strip()
    address.put(name, [text] if text else [])


def show(found: Gestures, asked: Asked, me: Person) -> None:
    """The gestures of a page, under how many there are in all."""
    st.caption(ngettext("{n} change", "{n} changes", found.total).format(n=f"{found.total:,}"))
    standing = undoing.standing(me, {gesture.batch: gesture.why for gesture in found.shown})
    rows = paging.rows("audit")
    for gesture in found.shown:
        with rows, st.container(key=f"gesture.{gesture.batch}", gap="xxsmall"):
            _head(gesture, standing)
            _lines(gesture, asked)
            undoing.ask(me, gesture.batch)


def pages(total: int, number: int) -> None:
    """The page numbers, where there is more than one page."""
    paging.show(total, PAGE_SIZE, number, "audit")


def _head(gesture: Gesture, standing: undoing.Standing) -> None:
    behalf = gesture.on_behalf_of and _("for {name}").format(name=gesture.on_behalf_of)
    told = [days.moment(gesture.at), behalf, standing.because(gesture.why)]
    about = " · ".join(plain(part) for part in told if part)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(gesture.who)}** :small[:gray[{about}]]", width="content")
        standing.mark_or_button(gesture.batch, gesture.why)


def _lines(gesture: Gesture, asked: Asked) -> None:
    """What was changed, under the record it was changed in."""
    for _key, lines in groupby(gesture.lines, lambda line: (line.entity, line.called, line.evidence)):
        mine = list(lines)
        _record(mine[0])
        st.markdown("\n".join(f"- :small[{plain(_change(line))}]" for line in mine))
    more = gesture.total - len(gesture.lines)
    if more > 0:
        label = _("and {n} more").format(n=f"{more:,}")
        if asked.batch:
            st.caption(plain(label))
        else:
            address.link(label, f"more.{gesture.batch}", {"batch": gesture.batch})


def _record(line: Line) -> None:
    which = (
        f"{shortened(line.called, 120)} ({shortened(line.evidence, 80)})"
        if line.evidence
        else shortened(line.called, 120)
    )
    label = plain(f"{line.entity}: {which}")
    if line.reference:
        st.page_link(places.page(places.RECORD), label=label, query_params={"id": line.reference})
    elif line.brief:
        st.page_link(places.page(places.REVIEW), label=label, query_params={"brief": str(line.brief)})
    else:
        st.markdown(label)


def _change(line: Line) -> str:
    if not (line.old or line.new):
        return line.field
    old, new = (days.in_words(shortened(value, 200)) for value in (line.old, line.new))
    return f"{line.field}: {old} → {new}"


def narrowed(asked: Asked) -> bool:
    """Whether anything is asked for but all of it."""
    return any(getattr(asked, field.name) for field in fields(asked))

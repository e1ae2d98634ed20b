"""The form for a piece of evidence."""

from collections.abc import Callable
from functools import partial

import streamlit as st
from sqlmodel import Session

from tracker.actions import drafts, evidence
from tracker.errors import gathered
from tracker.queries.record import Record
from tracker.settings import settings
from tracker.store.people_tables import Person
from tracker.store.work_tables import EVIDENCE
from tracker.translation import gettext as _
from tracker.ui import days, draft_keeping, forms
from tracker.ui.plain import plain
from tracker.vocabulary.answers import KIND_LABELS, STRENGTH, STRENGTH_TO_ADOPT, EvidenceKind

_EMPTY = {
    "kind": EvidenceKind.NEWS_REPORT.value,
    "source": "",
    "dated": "",
    "url": "",
    "quote": "",
    "note": "",
    "confidential": False,
    "file": None,
}


def name(found: Record) -> str:
    """The form's name."""
    return f"evidence.{found.row.id}"


def offer(found: Record, me: Person, place: str = "open") -> None:
    """The button that opens the form, where it is not open, and that something typed earlier waits in it.

    `place` tells it from another one on the page.
    """
    if forms.opened(name(found)) is not None:
        return
    key, seen = found.row.id or 0, forms.Seen(found.row.version, _EMPTY)
    arguments = (me, key, name(found), seen, EVIDENCE)
    st.button(_("Add evidence"), key=f"{name(found)}.{place}", on_click=draft_keeping.start, args=arguments)
    if draft := draft_keeping.kept(me, key, EVIDENCE):
        said = _("Evidence that you typed here on {moment} is kept and not added yet.")
        st.caption(plain(said.format(moment=days.moment(draft.at))))


def show(found: Record, me: Person) -> None:
    """Show the form where it is open."""
    form = forms.opened(name(found))
    if form is None:
        return
    key, called = found.row.id or 0, name(found)
    with st.container(border=True, key=f"{called}.{form.turn}"):
        if kept := draft_keeping.since(called):
            said = _("As you left it on {moment}, but for a file. Nothing of it is added yet.")
            st.caption(plain(said.format(moment=days.moment(kept))))
        _fields(called, form, partial(draft_keeping.keep, me, key, called, EVIDENCE))
        forms.trouble(form)
        with st.container(horizontal=True):
            add = _("Add evidence")
            st.button(add, type="primary", key=f"{called}.save", on_click=_save, args=(me, key, called))
            cancel = (me, key, called, EVIDENCE)
            st.button(_("Cancel"), key=f"{called}.cancel", on_click=draft_keeping.forget, args=cancel)


def _fields(called: str, form: forms.Opened, left: Callable[[], None]) -> None:
    """The fields; `left` is called when a person leaves one with something else in it."""
    key, shown = partial(forms.key, called, form), form.shown
    kinds = [kind.value for kind in EvidenceKind]
    at = kinds.index(shown["kind"])
    st.selectbox(_("Kind"), kinds, at, _kind, key=key("kind"), help=plain(_rule()), on_change=left)
    source, dated = st.columns([2, 1])
    source.text_input(_("Source: who says so"), shown["source"], 300, key("source"), on_change=left)
    dated.text_input(_("Date"), shown["dated"], 50, key("dated"), placeholder=days.HOW, on_change=left)
    st.text_input(_("Link"), shown["url"], 2000, key("url"), placeholder="https://", on_change=left)
    st.text_area(_("Quote: the words that show it"), shown["quote"], 90, 10_000, key("quote"), on_change=left)
    st.text_area(_("Note"), shown["note"], 70, 10_000, key("note"), on_change=left)
    most = settings().upload_megabytes
    st.file_uploader(_("File: only ever downloaded, never opened here"), key=key("file"), max_upload_size=most)
    confidential = _("Confidential: counts inside the institute alone")
    st.checkbox(confidential, shown["confidential"], key("confidential"), on_change=left)


def _save(me: Person, key: int, called: str) -> None:
    forms.save(called, _("The evidence is added."), partial(_write, me, key))
    if forms.opened(called) is None:
        draft_keeping.forget(me, key, called, EVIDENCE)


def _kind(kind: str) -> str:
    known = EvidenceKind(kind)
    return _("{kind} (strength {n})").format(kind=_(KIND_LABELS[known]), n=STRENGTH[known])


def _rule() -> str:
    return _(
        "The strongest item counts; two items of strength 2 from different sources make 3. "
        "Closing as adopted takes strength {n} or more."
    ).format(n=STRENGTH_TO_ADOPT)


def _write(me: Person, key: int, session: Session, sent: forms.Sent) -> None:
    fields = dict(sent.typed)
    kind, file, typed = (EvidenceKind(fields.pop("kind")), fields.pop("file"), fields.pop("dated"))
    kept = (file.name, file.getvalue()) if file else None
    with gathered() as part:
        dated = None
        with part():
            dated = days.entered(typed)
        with part():
            evidence.add(session, me, key, kind, dated=dated, file=kept, **fields)
    drafts.discard(session, me, key, EVIDENCE)

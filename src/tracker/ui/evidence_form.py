"""The form for a piece of evidence."""

from functools import partial

import streamlit as st
from sqlmodel import Session

from tracker.actions import evidence
from tracker.queries.record import Record
from tracker.settings import settings
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import days, forms
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


def offer(found: Record, place: str = "open") -> None:
    """The button that opens the form, where it is not open; `place` tells it from another one on the page."""
    if forms.opened(name(found)) is None:
        seen = forms.Seen(found.row.version, _EMPTY)
        st.button(_("Add evidence"), key=f"{name(found)}.{place}", on_click=forms.start, args=(name(found), seen))


def show(found: Record, me: Person) -> None:
    """Show the form where it is open."""
    form = forms.opened(name(found))
    if form is None:
        return
    with st.form(f"{name(found)}.{form.turn}", enter_to_submit=False):
        _fields(name(found), form)
        forms.trouble(form)
        with st.container(horizontal=True):
            st.form_submit_button(
                _("Add evidence"),
                type="primary",
                key=f"{name(found)}.save",
                on_click=forms.save,
                args=(name(found), _("The evidence is added."), partial(_write, me, found.row.id or 0)),
            )
            st.form_submit_button(_("Cancel"), key=f"{name(found)}.cancel", on_click=forms.close, args=(name(found),))


def _fields(called: str, form: forms.Opened) -> None:
    key, shown = partial(forms.key, called, form), form.shown
    kinds = [kind.value for kind in EvidenceKind]
    st.selectbox(
        _("Kind"), kinds, index=kinds.index(shown["kind"]), format_func=_kind, key=key("kind"), help=plain(_rule())
    )
    source, dated = st.columns([2, 1])
    source.text_input(_("Source: who says so"), shown["source"], key=key("source"), max_chars=300)
    dated.text_input(_("Date"), shown["dated"], key=key("dated"), placeholder=days.HOW, max_chars=50)
    st.text_input(_("Link"), shown["url"], key=key("url"), placeholder="https://", max_chars=2000)
    st.text_area(_("Quote: the words that show it"), shown["quote"], key=key("quote"), height=90, max_chars=10_000)
    st.text_area(_("Note"), shown["note"], key=key("note"), height=70, max_chars=10_000)
    st.file_uploader(
        _("File: only ever downloaded, never opened here"), key=key("file"), max_upload_size=settings().upload_megabytes
    )
    st.checkbox(_("Confidential: counts inside the institute alone"), shown["confidential"], key=key("confidential"))


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
    kind, dated = EvidenceKind(fields.pop("kind")), days.entered(fields.pop("dated"))
    file = fields.pop("file")
    kept = (file.name, file.getvalue()) if file else None
    evidence.add(session, me, key, kind, dated=dated, file=kept, **fields)

"""The evidence of a recommendation, item by item, with its strength and the rule that makes it."""

from collections.abc import Mapping

import streamlit as st

from tracker.actions import evidence
from tracker.queries import evidence_files
from tracker.queries.record import Record
from tracker.store.people_tables import Person
from tracker.store.tables import Evidence
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import days, shell
from tracker.ui.plain import plain
from tracker.vocabulary import answers
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.web import tickets
from tracker.web.evidence_files import address, thing

_STRENGTHS = 5


def show(found: Record, me: Person, *, may: bool = False) -> None:
    """The evidence; with the way to withdraw an item for those who may change the recommendation."""
    st.header(_("Evidence"), anchor=False)
    if not found.evidence:
        st.markdown(_("There is no evidence yet."))
        return
    said = ngettext("{n} item", "{n} items", len(found.evidence)).format(n=len(found.evidence))
    strength = _("strength {n} of {most}").format(n=found.strength, most=_STRENGTHS)
    st.caption(f"{said}, {strength}: {_(answers.rule(map(_counted, found.evidence)))}")
    files = shell.asked(evidence_files.files, me, found.row.id or 0)
    for item in found.evidence:
        with st.container(border=True, gap="xsmall"):
            _item(item)
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                _file(item, me, files)
                if may:
                    _withdrawal(item, me)


def _counted(item: Evidence) -> answers.Item:
    return answers.Item(answers.EvidenceKind(item.kind), item.source, item.dated)


def _item(item: Evidence) -> None:
    kind = _(answers.KIND_LABELS[answers.EvidenceKind(item.kind)])
    precision = Precision(item.dated_precision or Precision.DAY)
    dated = days.day(str(PartialDate(item.dated, precision))) if item.dated else ""
    told = [kind, item.source, dated]
    hidden = f" :orange-badge[{plain(_('Confidential'))}]" if item.confidential else ""
    st.markdown(" · ".join(f"**{plain(part)}**" if part == kind else plain(part) for part in told if part) + hidden)
    if item.quote:
        st.text(f"“{item.quote.strip()}”")
    if item.note:
        st.text(item.note.strip())
    if item.url.startswith(("https://", "http://")):
        st.text(item.url)


def _file(item: Evidence, me: Person, files: Mapping[int, tuple[str, int]]) -> None:
    """The way to the item's file, which is only ever downloaded."""
    key = item.id or 0
    if key not in files:
        return
    name, size = files[key]
    ticket = tickets.issue(me.id or 0, thing(key), st.context.headers, st.context.cookies)
    label = _("Download “{name}” ({size})").format(name=name, size=_size(size))
    st.link_button(plain(label), address(key, ticket), type="tertiary")


def _size(size: int) -> str:
    return _("{n} MB").format(n=f"{size / 1e6:.1f}") if size >= 100_000 else _("{n} KB").format(n=-(-size // 1000))


def _withdrawal(item: Evidence, me: Person) -> None:
    key = f"evidence.withdraw.{item.id}"
    with st.popover(_("Withdraw"), key=key, type="tertiary"):
        st.text_input(_("Why does it no longer count?"), key=f"{key}.why", max_chars=500)
        st.button(_("Withdraw this item"), key=f"{key}.do", on_click=_withdraw, args=(me, item.id, item.version, key))


def _withdraw(me: Person, key: int, seen: int, place: str) -> None:
    why = str(st.session_state.get(f"{place}.why", "")).strip()
    with shell.writing(_("The item is withdrawn. It stays in the history.")) as session:
        evidence.withdraw(session, me, key, seen, why)

"""What an import would do, or has done: counts, the first rows of each kind, and a file of what is left out."""

from collections.abc import Iterator

import streamlit as st

from tracker.actions import importing
from tracker.actions.importing import Told
from tracker.actions.plan import DATE_FIELDS, FIELDS
from tracker.actions.returned import Judged, Verdict
from tracker.exports.csv_file import csv_bytes
from tracker.reading.sheet import Sheet
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import marked, ngettext
from tracker.ui import days, undoing
from tracker.ui.plain import plain, shortened
from tracker.vocabulary import regions
from tracker.vocabulary.cells import meant, shown
from tracker.vocabulary.columns import WORDS
from tracker.vocabulary.labels import label

_LONGEST = 400
_KINDS: dict[Verdict, str] = {
    Verdict.ADD: marked("To add"),
    Verdict.CHANGE: marked("To change"),
    Verdict.CONFLICT: marked("Changed since the export"),
    Verdict.THERE: marked("There already"),
    Verdict.READING: marked("Changed where it is for reading"),
    Verdict.UNKNOWN: marked("Unknown reference"),
    Verdict.INVALID: marked("Cannot be taken in"),
    Verdict.REFUSED: marked("Not yours to change"),
    Verdict.UNCHANGED: marked("Unchanged"),
}

_DONE = {Verdict.ADD: marked("Added"), Verdict.CHANGE: marked("Changed"), Verdict.INVALID: marked("Not taken in")}


def counts(told: Told) -> None:
    """How many rows of each kind there are."""
    with st.container(horizontal=True, gap="medium"):
        for verdict, title in _KINDS.items():
            if told.counts[verdict]:
                done = _DONE.get(verdict, title) if told.batch else title
                st.metric(_(done), f"{told.counts[verdict]:,}", width="content")


def rows(told: Told, sheet: Sheet) -> None:
    """The first rows of each kind that is not unchanged, and the file of all that are left out."""
    _left_out(told, sheet)
    for verdict, title in _KINDS.items():
        first = told.first.get(verdict, [])
        if first and verdict is not Verdict.UNCHANGED:
            st.subheader(f"{_(title)} ({told.counts[verdict]:,})", anchor=False)
            if told.counts[verdict] > len(first):
                st.caption(_("The first {n} of them").format(n=len(first)))
            st.markdown("\n".join(f"- {line(row)}" for row in first))


def taken(me: Person, told: Told, sheet: Sheet) -> None:
    """What was taken in, how to take it back, and what was left out."""
    if told.stopped:
        st.error(plain(_("The import stopped before its end: {why}").format(why=told.stopped)))
    said = ngettext("{n} row is taken in.", "{n} rows are taken in.", told.wanted).format(n=f"{told.wanted:,}")
    st.success(said)
    counts(told)
    _left_out(told, sheet)
    if told.wanted:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(_("The whole import can be undone at once, here or in the history."), width="content")
            undoing.button(told.batch)
        undoing.ask(me, told.batch)


def _left_out(told: Told, sheet: Sheet) -> None:
    """The rows that are left out, whole, to be mended and put here again."""
    if told.left_out:
        st.download_button(
            _("Download the rows that are left out, with the reasons (CSV)"),
            lambda: csv_bytes(*left_out(told, sheet)),
            "left-out.csv",
            "text/csv",
            key="import.left-out",
            on_click="ignore",
            type="tertiary",
        )


def left_out(told: Told, sheet: Sheet) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    """The heads and the rows of that file."""
    reasons = {number: why for number, _label, why in told.left_out}
    wide = len(sheet.head)
    rows = ((*map(meant, cells[:wide]), reasons[number]) for number, cells in sheet.rows() if number in reasons)
    return (*map(shown, sheet.head), _("left out because")), rows


def line(row: Judged) -> str:
    """What a row is about and what it would do, in words; as Markdown."""
    number = _("Row {n}").format(n=row.number)
    about = plain(" · ".join(part for part in (number, shortened(row.label, _LONGEST)) if part))
    return f"{about}  \n  :small[{plain(shortened(_said(row), _LONGEST))}]"


def _said(row: Judged) -> str:
    if row.verdict is Verdict.CHANGE:
        return " · ".join(filter(None, ("; ".join(_changed(*change) for change in row.changes), row.besides)))
    if row.verdict is Verdict.ADD:
        return "; ".join(f"{_(FIELDS[name])}: {_in_words(name, new)}" for name, _old, new in row.changes)
    return importing.why(row)


def _changed(name: str, old: str, new: str) -> str:
    return f"{label(name)}: {_in_words(name, old)} → {_in_words(name, new)}"


def _in_words(name: str, value: str) -> str:
    """A value as the page of its recommendation shows it."""
    if not value:
        return "–"
    if name in WORDS:
        return _(WORDS[name].get(value, value))
    if name == "regions":
        return "; ".join(regions.name(code) for code in value.split("; "))
    return days.day(value) if name in DATE_FIELDS else value

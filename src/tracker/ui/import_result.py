"""What an import would do, or has done: counts, the first rows of each kind, and a file of what is left out."""

import pandas as pd
import streamlit as st

from tracker.actions import importing
from tracker.actions.importing import Told
from tracker.actions.returned import Judged, Verdict
from tracker.exports.csv_file import csv_bytes
from tracker.translation import gettext as _
from tracker.translation import marked, ngettext
from tracker.ui.plain import plain

_KINDS: dict[Verdict, str] = {
    Verdict.ADD: marked("To add"),
    Verdict.CHANGE: marked("To change"),
    Verdict.CONFLICT: marked("Changed by others meanwhile"),
    Verdict.THERE: marked("There already"),
    Verdict.UNKNOWN: marked("Unknown reference"),
    Verdict.INVALID: marked("Cannot be taken in"),
    Verdict.REFUSED: marked("Not yours to change"),
    Verdict.UNCHANGED: marked("Unchanged"),
}

_DONE = {Verdict.ADD: marked("Added"), Verdict.CHANGE: marked("Changed"), Verdict.INVALID: marked("Not taken in")}


def counts(told: Told) -> None:
    """How many rows of each kind there are."""
    with st.container(horizontal=True, gap="medium"):
        for verdict, label in _KINDS.items():
            if told.counts[verdict]:
                done = _DONE.get(verdict, label) if told.batch else label
                st.metric(_(done), f"{told.counts[verdict]:,}", width="content")


def rows(told: Told) -> None:
    """The first rows of each kind that is not unchanged, and the file of all that are left out."""
    _left_out(told)
    for verdict, label in _KINDS.items():
        first = told.first.get(verdict, [])
        if first and verdict is not Verdict.UNCHANGED:
            st.subheader(f"{_(label)} ({told.counts[verdict]:,})", anchor=False)
            if told.counts[verdict] > len(first):
                st.caption(_("The first {n} of them").format(n=len(first)))
            st.dataframe(_table(first), hide_index=True)


def taken(told: Told) -> None:
    """What was taken in, how to take it back, and what was left out."""
    if told.stopped:
        st.error(plain(_("The import stopped before its end: {why}").format(why=told.stopped)))
    said = ngettext("{n} row is taken in.", "{n} rows are taken in.", told.wanted).format(n=f"{told.wanted:,}")
    st.success(said)
    counts(told)
    if told.wanted:
        st.markdown(_("The whole import can be undone at once. On the command line:"))
        st.code(f"tracker undo {told.batch}", language=None)
    _left_out(told)


def _left_out(told: Told) -> None:
    if told.left_out:
        st.download_button(
            _("Download the rows that are left out, with the reasons (CSV)"),
            lambda: csv_bytes(["row", "what", "why"], told.left_out),
            "left-out.csv",
            "text/csv",
            key="import.left-out",
            on_click="ignore",
            type="tertiary",
        )


def _table(first: list[Judged]) -> pd.DataFrame:
    found = [(row.number, row.label, _said(row)) for row in first]
    return pd.DataFrame(found, columns=[_("Row"), _("Recommendation"), _("What")])


def _said(row: Judged) -> str:
    if row.verdict is Verdict.CHANGE:
        return "; ".join(f"{name}: {old or '–'} → {new or '–'}" for name, old, new in row.changes)
    if row.verdict is Verdict.ADD:
        return "; ".join(f"{name}: {new}" for name, _old, new in row.changes)
    return importing.why(row)

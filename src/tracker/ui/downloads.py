"""Taking a table along as a file."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pandas as pd
import streamlit as st
from sqlmodel import Session

from tracker.charts.chart import Chart
from tracker.charts.svg import svg
from tracker.exports import csv_sheet, xlsx_sheet
from tracker.exports.csv_file import csv_bytes
from tracker.queries import spreadsheet
from tracker.store.access import can
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import appearance, places, shell

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(table: pd.DataFrame, name: str) -> None:
    """A button that downloads the table, with its column names, as a CSV file of this name and of the day."""
    offer(lambda: _csv(table), name)


def chart(drawn: Chart, name: str, table: Callable[[], pd.DataFrame]) -> None:
    """Buttons that download the table of a chart as CSV, and the chart itself as SVG, under its name and the day."""
    theme = appearance.theme()
    with st.container(horizontal=True, gap="medium", key=f"downloads.{name}"):
        offer(lambda: _csv(table()), name)
        _button(
            _("Download as SVG"),
            lambda: svg(drawn, theme=theme).encode("utf-8"),
            f"{_dated(name)}.svg",
            "image/svg+xml",
            f"download.{name}.svg",
        )


def editable(me: Person, keys: Callable[[Session], Sequence[int]], name: str) -> None:
    """Buttons that download the recommendations with these ids, to be edited and imported again."""
    store = shell.store()

    def as_csv() -> bytes:
        with store.reading() as session:
            found = spreadsheet.rows(session, me, keys(session))
            return b"".join(csv_sheet.write(spreadsheet.heads(session, me), found))

    def as_workbook() -> bytes:
        target = BytesIO()
        with store.reading() as session:
            found = spreadsheet.rows(session, me, keys(session))
            xlsx_sheet.write(target, spreadsheet.heads(session, me), found)
        return target.getvalue()

    with st.container(horizontal=True, vertical_alignment="center", key=f"editable.{name}"):
        offer_workbook(as_workbook, name)
        offer(as_csv, name)
        if can(me, places.IMPORT.needs):
            st.page_link(places.page(places.IMPORT), label=_("Import an edited one"))


def offer(make: Callable[[], bytes], name: str) -> None:
    """A button that makes a CSV file only when it is asked for."""
    _button(_("Download as CSV"), make, f"{_dated(name)}.csv", "text/csv", f"download.{name}")


def offer_workbook(make: Callable[[], bytes], name: str) -> None:
    """A button that makes a workbook only when it is asked for."""
    _button(_("Download as Excel"), make, f"{_dated(name)}.xlsx", _WORKBOOK, f"download.{name}.xlsx")


def _dated(name: str) -> str:
    """A file says by its name of which day it is: two that were taken at different times are told apart."""
    return f"{name}-{today().isoformat()}"


def _csv(table: pd.DataFrame) -> bytes:
    return csv_bytes(list(table.columns), table.itertuples(index=False))


def _button(label: str, make: Callable[[], bytes], file: str, kind: str, key: str) -> None:
    st.download_button(
        label,
        make,
        file,
        kind,
        key=key,
        on_click="ignore",
        type="tertiary",
    )

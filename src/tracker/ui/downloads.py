"""Taking a table along as a file."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from tracker.exports.csv_file import csv_bytes
from tracker.translation import gettext as _

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(table: pd.DataFrame, name: str) -> None:
    """A button that downloads the table, with its column names, as `name`.csv."""
    offer(lambda: csv_bytes(list(table.columns), table.itertuples(index=False)), name)


def offer(make: Callable[[], bytes], name: str) -> None:
    """A button that makes a CSV file only when it is asked for."""
    _button(_("Download as CSV"), make, f"{name}.csv", "text/csv", f"download.{name}")


def offer_workbook(make: Callable[[], bytes], name: str) -> None:
    """A button that makes a workbook only when it is asked for."""
    _button(_("Download as Excel"), make, f"{name}.xlsx", _WORKBOOK, f"download.{name}.xlsx")


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

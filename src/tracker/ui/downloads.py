"""Taking a table along as a file."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from tracker.exports.csv_file import csv_bytes
from tracker.translation import gettext as _


def show(table: pd.DataFrame, name: str) -> None:
    """A button that downloads the table, with its column names, as `name`.csv."""
    offer(lambda: csv_bytes(list(table.columns), table.itertuples(index=False)), name)


def offer(make: Callable[[], bytes], name: str) -> None:
    """A button that makes a CSV file only when it is asked for."""
    st.download_button(
        _("Download as CSV"),
        make,
        f"{name}.csv",
        "text/csv",
        key=f"download.{name}",
        on_click="ignore",
        type="tertiary",
    )

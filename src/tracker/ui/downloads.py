"""Taking a table along as a file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from csv import writer
from io import StringIO
from math import isnan

import pandas as pd
import streamlit as st

from tracker.translation import gettext as _

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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


def csv_bytes(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The rows as CSV in UTF-8 with a byte order mark, as spreadsheets read it; no cell can act as a formula."""
    text = StringIO(newline="")
    out = writer(text)
    out.writerow(columns)
    out.writerows(_cells(row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cells(row: Iterable[object]) -> Iterator[object]:
    for value in row:
        if value is None or value is pd.NaT or (isinstance(value, float) and isnan(value)):
            yield ""
        elif isinstance(value, (list, tuple)):
            yield _tame("; ".join(map(str, value)))
        else:
            yield _tame(value) if isinstance(value, str) else value


def _tame(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text

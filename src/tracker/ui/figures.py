"""A chart on a page: what it shows as its heading, how many it counts, the figure, and the way to the list behind it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from tracker.charts.chart import Chart
from tracker.queries.filters import Filter
from tracker.translation import gettext as _
from tracker.ui import address, downloads, places
from tracker.ui.plain import plain

_CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False, "responsive": True}


def figure(chart: Chart, chosen: Filter, key: str) -> None:
    """Draw the chart; a click on a mark opens the list of recommendations that it counts, within `chosen`.

    `key` names the chart on its page and its download.
    """
    st.subheader(plain(chart.title), anchor=False)
    st.caption(plain(chart.subtitle))
    state = st.plotly_chart(
        chart.figure,
        key=f"figure.{key}",
        theme=None,
        config=_CONFIG,
        on_select="rerun",
        selection_mode="points",
        alt=chart.alt,
    )
    _open_list(chart, chosen, state)
    with st.expander(_("How this is counted, and the numbers")):
        st.markdown(plain(chart.note))
        st.dataframe(chart.table, hide_index=True, alt=chart.alt)
        downloads.show(chart.table, key)

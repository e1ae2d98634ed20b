"""The step of a chart over time, bound to the address."""

import streamlit as st

from tracker.queries.axes import By
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.ui import address

STEPS: dict[By, str] = {By.YEAR: marked("Years"), By.QUARTER: marked("Quarters"), By.MONTH: marked("Months")}


def choose() -> By:
    """Let the reader choose between years, quarters and months."""
    held = By(address.word("step", [step.value for step in STEPS], By.YEAR.value))
    address.hold("trends.step", held)
    st.segmented_control(
        _("By publication, in"),
        list(STEPS),
        format_func=lambda step: _(STEPS[step]),
        key="trends.step",
        on_change=_write,
        required=True,
    )
    return held


def _write() -> None:
    chosen = st.session_state["trends.step"]
    address.put("step", [chosen.value] if chosen and chosen is not By.YEAR else [])

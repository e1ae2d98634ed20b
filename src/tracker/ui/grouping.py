"""Choosing the groups that a chart sets beside each other, bound to the address."""

from collections.abc import Sequence

import streamlit as st

from tracker.charts.groupings import FIELDS, ROWS
from tracker.queries.axes import By
from tracker.translation import gettext as _
from tracker.ui import address

_ALL = "all"
"""In the place of a grouping: all of the view as one."""


def compared() -> By:
    """Let the reader choose what is compared fairly."""
    return By(_chosen("compare.by", _("Compare fairly, by"), list(FIELDS), By.AUTHOR))


def followed() -> By | None:
    """Let the reader choose by what the time to success is told; None for all of the view as one."""
    found = _chosen("impact.by", _("How fast, by"), [_ALL, *FIELDS], _ALL)
    return None if found == _ALL else By(found)


def _chosen(key: str, label: str, choices: Sequence[str], usual: str) -> str:
    held = address.word("by", [str(choice) for choice in choices], str(usual))
    address.hold(key, next(choice for choice in choices if choice == held))
    st.segmented_control(
        label,
        choices,
        format_func=lambda choice: _("All together") if choice == _ALL else _(ROWS[By(choice)]),
        key=key,
        on_change=_write,
        args=(key, usual),
        required=True,
    )
    return held


def _write(key: str, usual: str) -> None:
    chosen = st.session_state[key]
    address.put("by", [str(chosen)] if chosen and chosen != usual else [])

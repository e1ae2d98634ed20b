"""What changed since a day that the reader chooses: where recommendations stood then and stand now, adding up."""

from datetime import date

import pandas as pd
import streamlit as st

from tracker.queries.filters import Filter
from tracker.queries.momentum import momentum
from tracker.stats.momentum import Momentum
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import address, days, downloads, shell, success, tables
from tracker.ui.plain import plain
from tracker.vocabulary.dates import months_after
from tracker.vocabulary.numbers import number
from tracker.vocabulary.statuses import STATUSES, Status

_NAME, _KEY = "moved-since", "moved.since"
_EARLIEST = date(1900, 1, 1)
_MONTHS = 12
"""So far back a reader looks who has chosen no day."""


def show(me: Person, chosen: Filter) -> None:
    """The day, what was put on record since, how the totals came about, and each movement from a status to another."""
    since = _choose()
    found = shell.asked(momentum, me, chosen, since)
    st.header(plain(_title(found, since)), anchor=False)
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in (_counted(found), _succeeded(found), _recorded())))
    table = _table(found)
    if table.empty:
        st.caption(_("None of those that were counted on both days stands elsewhere now."))
        return
    heads, rows = (_("From"), _("To"), _("Number")), table.itertuples(index=False)
    tables.show("moved", heads, ((plain(old), plain(new), number(n)) for old, new, n in rows), names=2)
    downloads.show(table, "moved")


def _choose() -> date:
    held = address.day(_NAME)
    usual = months_after(today(), -_MONTHS)
    address.hold(_KEY, held if held and _EARLIEST <= held <= today() else usual)
    given: date | None = st.date_input(
        _("What changed since the end of"),
        min_value=_EARLIEST,
        max_value=today(),
        format="YYYY-MM-DD",
        key=_KEY,
        on_change=_write,
        width=220,
    )
    return given or usual


def _write() -> None:
    day = st.session_state[_KEY]
    address.put(_NAME, [day.isoformat()] if day else [])


def _title(found: Momentum, since: date) -> str:
    turned = found.turned(success.USUAL)
    n = turned.became + turned.came
    said = ngettext(
        "{n} recommendation was recorded as adopted, at least in part, since {day}",
        "{n} recommendations were recorded as adopted, at least in part, since {day}",
        n,
    )
    return said.format(n=number(n), day=days.day(since.isoformat()))


def _counted(found: Momentum) -> str:
    said = _("Confirmed: {before} then. Since then {came} came in and {left} fell out. {after} now.")
    return said.format(
        before=number(found.total_before),
        came=number(found.came),
        left=number(found.left),
        after=number(found.total_after),
    )


def _succeeded(found: Momentum) -> str:
    turned = found.turned(success.USUAL)
    said = _(
        "Adopted, at least in part: {before} then. Since then {became} became adopted, {came} came in adopted, "
        "{ceased} lost that status and {left} fell out. {after} now."
    )
    names = ("before", "became", "came", "ceased", "left", "after")
    return said.format(**{name: number(getattr(turned, name)) for name in names})


def _recorded() -> str:
    return _("What counts is when it was put on record here; it may have happened long before.")


def _table(found: Momentum) -> pd.DataFrame:
    """Each movement, the most frequent first. Columns: from, to, number."""
    moved = sorted(found.moved.items(), key=lambda one: -one[1])
    rows = [(_called(old, _("Not counted yet")), _called(new, _("Counted no more")), n) for (old, new), n in moved]
    return pd.DataFrame(rows, columns=["from", "to", "number"])


def _called(status: Status | None, otherwise: str) -> str:
    return _(STATUSES[status].label) if status else otherwise

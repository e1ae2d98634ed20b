"""The latest changes of what became of recommendations, one entry a gesture."""

from typing import Any

import pandas as pd
import streamlit as st

from tracker.queries import history
from tracker.queries.filters import Filter
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import days, places, shell
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.roles import Verb

_CHANGES, _GESTURES = 40, 5


def show(me: Person, chosen: Filter) -> None:
    """The latest gestures in the view: which recommendation, what changed, when; by whom for those who may know."""
    table = shell.asked(history.recent, me, _CHANGES, chosen)
    if table.empty:
        st.markdown(_("Nothing has been changed yet since these recommendations were taken in."))
        return
    gestures = [rows for _key, rows in table.groupby(["batch", "recommendation_id"], sort=False)]
    for rows in gestures[:_GESTURES]:
        with st.container(gap="xxsmall"):
            _gesture(rows, told=can(me, Verb.VIEW_WORK))


def _gesture(rows: pd.DataFrame, *, told: bool) -> None:
    first: Any = rows.iloc[0]
    st.page_link(
        places.page(places.RECORD),
        label=plain(shortened(first["wording"], 120)),
        query_params={"id": first["reference"]},
    )
    about = [days.moment(first["at"]), *((first["who"], first["why"]) if told else ())]
    lines = (" · ".join(plain(part) for part in parts if part) for parts in (_told(rows), about))
    st.markdown(":small[{}]  \n:small[:gray[{}]]".format(*lines))


def _told(rows: pd.DataFrame) -> list[str]:
    """Where it stands now, where that changed; else everything that did."""
    changed = rows.to_dict("records")
    moved = [row for row in changed if row["field"] == "status"]
    return [f"{row['label']}: {row['old']} → {shortened(row['new'])}" for row in moved or changed]

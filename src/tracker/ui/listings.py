"""A list of recommendations: its order, its rows and its pages."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from tracker.queries import listing
from tracker.queries import makeup as kinds
from tracker.queries.filters import Filter
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import marked, ngettext, spoken
from tracker.ui import address, days, paging, places, shell
from tracker.ui.plain import plain, shortened
from tracker.vocabulary import regions
from tracker.vocabulary.advice import LEVEL_LABELS, Level
from tracker.vocabulary.answers import REVIEW_LABELS, Review
from tracker.vocabulary.numbers import number, recommendations
from tracker.vocabulary.statuses import STATUSES, Group, Status

PAGE_SIZE = 50

ORDERS: dict[str, str] = {
    "-published": marked("Newest brief first"),
    "published": marked("Oldest brief first"),
    "-status_on": marked("Latest change of status first"),
    "status": marked("By status"),
    "title": marked("By title of the brief"),
    "reference": marked("By reference"),
}
BADGES: dict[Group, str] = {
    Group.NOT_ASSESSED: "gray",
    Group.NO_MOVEMENT: "yellow",
    Group.MOVING: "blue",
    Group.ADOPTED: "green",
    Group.NOT_ADOPTED: "red",
    Group.OUTSIDE: "violet",
}
_FEW = 3


def order() -> tuple[str, bool]:
    """Let the reader choose the order, bound to the address; the column, and whether the last comes first."""
    held = address.word("sort", list(ORDERS), "-published")
    address.hold("listing.sort", held)
    st.selectbox(
        _("Order"),
        list(ORDERS),
        format_func=lambda key: _(ORDERS[key]),
        key="listing.sort",
        on_change=lambda: address.put("sort", [st.session_state["listing.sort"]]),
        label_visibility="collapsed",
        width=260,
    )
    return held.removeprefix("-"), held.startswith("-")


def asked(me: Person, chosen: Filter, sort: str, descending: bool) -> tuple[listing.Listing, int]:
    """The page of the list that the address asks for, the last one where it asks beyond, and its number."""
    options: dict[str, Any] = {"sort": sort, "descending": descending, "size": PAGE_SIZE}
    at = address.number("page")
    found = shell.asked(listing.listing, me, chosen, page=at, **options)
    last = max(1, -(-found.total // PAGE_SIZE))
    if at <= last:
        return found, at
    return shell.asked(listing.listing, me, chosen, page=last, **options), last


def rows(table: pd.DataFrame) -> None:
    """Each recommendation as a link to its record, with a line on where it stands and whence it comes."""
    there = places.page(places.RECORD)
    # Fifty containers of their own, one a row, would take the browser a fifth of the page's time.
    with paging.rows("listing", gap="xxsmall"):
        for each in table.to_dict("records"):
            row(each, there)


def row(each: Mapping[Any, Any], there: st.Page) -> None:
    """One recommendation as a link to its record, which is `there`, and the line below it."""
    st.page_link(
        there,
        label=plain(shortened(each["wording"], 280)),
        query_params={"id": each["reference"]},
    )
    st.markdown(f":small[{_about(each)}]")


def pages(total: int, at: int) -> None:
    """The page numbers, where there is more than one page."""
    paging.show(total, PAGE_SIZE, at, "listing")


def counted(total: int, at: int) -> str:
    """How many there are, and which of them are shown."""
    said = recommendations(total)
    if total <= PAGE_SIZE:
        return said
    first = (at - 1) * PAGE_SIZE + 1
    return said + ", " + _("{first} to {last} shown").format(first=first, last=min(total, first + PAGE_SIZE - 1))


def makeup(me: Person, chosen: Filter) -> None:
    """Of how many kinds the list is, where it holds more than what charts and the board count."""
    made = shell.asked(kinds.makeup, me, chosen)
    if made.total == made.counted:
        return
    said = _("Charts and the board count {n} of them: the confirmed headline ones.").format(n=number(made.counted))
    if made.pending:
        more = ngettext("{n} is to be confirmed: {levels}.", "{n} are to be confirmed: {levels}.", made.pending)
        said = f"{said} {more.format(n=number(made.pending), levels=pending(made))}"
    st.caption(plain(said))


def pending(made: kinds.Makeup) -> str:
    """How many of those to be confirmed are headline ones, and how many supporting, as far as there are any."""
    headline, supporting = made.pending_headline, made.pending - made.pending_headline
    parts = {_("{n} headline"): headline, _("{n} supporting"): supporting}
    return ", ".join(said.format(n=number(n)) for said, n in parts.items() if n)


def badge(status: str) -> str:
    """The status as a coloured word, in Markdown."""
    meaning = STATUSES[Status(status)]
    return f":{BADGES[meaning.group]}-badge[{plain(_(meaning.label))}]"


def some(names: tuple[str, ...]) -> str:
    """The first few names, and how many more there are."""
    more = [_("{n} more").format(n=len(names) - _FEW)] if len(names) > _FEW else []
    return ", ".join([*names[:_FEW], *more])


def _about(row: Mapping[Any, Any]) -> str:
    countries = tuple(regions.name(code, spoken()) for code in row["regions"])
    parts = [
        _(LEVEL_LABELS[Level.SUPPORTING]) if row["level"] == Level.SUPPORTING else "",
        row["reference"],
        days.day(row["published"], _("undated")),
        some(row["authors"]),
        some(countries),
        _("to {names}").format(names=some(row["addressees"])) if row["addressees"] else "",
    ]
    state = badge(row["status"]) if row["review"] == Review.CONFIRMED else _review(row["review"])
    return " ".join([state, " · ".join(plain(part) for part in parts if part)])


def _review(review: str) -> str:
    return f":gray-badge[{plain(_(REVIEW_LABELS[Review(review)]))}]"

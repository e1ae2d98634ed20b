"""What is asked again and again: each ask with how often, over how many years, by whom, and what became of it."""

from collections.abc import Callable

import streamlit as st
from sqlmodel import Session

from tracker.actions import asks as actions
from tracker.actions.asks import Decision
from tracker.board import Figure
from tracker.errors import TrackerError
from tracker.queries import asks as queries
from tracker.queries.asks import Ask, Asks, Time
from tracker.queries.counts import HEADLINE, Totals
from tracker.queries.filters import Filter
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import address, days, listings, notices, paging, places, shell
from tracker.ui import headline as figures
from tracker.ui.plain import plain, shortened
from tracker.vocabulary.numbers import briefs, number
from tracker.vocabulary.roles import Verb

PAGE_SIZE = 20
LAST = "asks.last"
"""Where the session keeps what one decided last, so that it can be taken back."""


def headline(found: Asks, whole: Totals) -> None:
    """How many recommendations there are, and how many asks where each counts once."""
    figures.show(
        (
            Figure(
                "recommendations",
                _("Recommendations"),
                found.recommendations,
                None,
                _taken_from(whole),
            ),
            Figure("asks", _("Different asks"), found.asks, None, _("each repeated one counted once")),
            Figure(
                "repeated",
                _("Asked more than once"),
                found.repeated,
                found.asks,
                ngettext("by {n} recommendation", "by {n} recommendations", found.repeating).format(
                    n=number(found.repeating)
                ),
            ),
        )
    )


def _taken_from(whole: Totals) -> str:
    said = _("confirmed headline ones, from {briefs}") if whole.headline_only else _("confirmed ones, from {briefs}")
    return said.format(briefs=briefs(whole.briefs))


def show(me: Person, chosen: Filter, found: Asks, *, proposed: bool = False) -> None:
    """The asks of the view, the most often asked first, a page at a time; or why there is none.

    `proposed` says whether the page proposes some to who is looking.
    """
    at = min(address.number("page"), max(1, -(-found.repeated // PAGE_SIZE)))
    shown = shell.asked(queries.repeated, me, chosen, page=at, size=PAGE_SIZE)
    st.header(plain(finding(shown, found) if at == 1 else _("Asked more than once")), anchor=False)
    if not shown:
        notices.nothing_yet(_none(proposed=proposed and can(me, Verb.CONFIRM)))
        return
    rows = paging.rows("asks")
    for ask in shown:
        with rows, st.container(border=True, gap="xxsmall", key=f"asks.{ask.key}"):
            _ask(me, chosen, ask)
    paging.show(found.repeated, PAGE_SIZE, at, "asks")
    st.caption(
        _(
            "Counted are the confirmed recommendations of the view that a person has put together as one ask. The "
            "status is that of the latest of them."
        )
    )


def finding(shown: tuple[Ask, ...], found: Asks) -> str:
    """What is asked most, in one sentence."""
    if not shown:
        return _("Nothing is known to be asked more than once")
    most = len(shown[0].times)
    if len(shown) > 1 and len(shown[1].times) == most:
        said = ngettext(
            "{k} ask is made more than once, at most {n} times", "{k} asks are made more than once, at most {n} times",
            found.repeated,
        )  # fmt: skip
        return said.format(k=number(found.repeated), n=number(most))
    return _("“{wording}” is asked most: {times}").format(
        wording=shortened(shown[0].latest.wording, 90), times=times(shown[0])
    )


def times(ask: Ask) -> str:
    """How often something is asked: "4 times over 9 years"."""
    said = ngettext("{n} time", "{n} times", len(ask.times)).format(n=number(len(ask.times)))
    if ask.years is None:
        return said
    first, last = ask.years
    if first == last:
        return _("{times} in {year}").format(times=said, year=last)
    years = ngettext("{n} year", "{n} years", last - first).format(n=last - first)
    return _("{times} over {years}").format(times=said, years=years)


def _none(*, proposed: bool) -> str:
    said = _("No two recommendations of this view have been put together as one ask.")
    return f"{said} {_('Begin with what is proposed.')}" if proposed else said


def _ask(me: Person, chosen: Filter, ask: Ask) -> None:
    levels = chosen.levels or HEADLINE
    listed = address.written(address.narrowed(chosen, asks=(ask.key,), reviews=("confirmed",), levels=levels))
    st.page_link(places.page(places.LISTING), label=plain(shortened(ask.latest.wording, 280)), query_params=listed)
    span = "" if ask.years is None or ask.years[0] == ask.years[1] else f"{ask.years[0]}–{ask.years[1]}"
    about = [times(ask), span, briefs(ask.briefs), listings.some(ask.authors)]
    told = plain(" · ".join(part for part in about if part))
    st.markdown(f":small[{listings.badge(ask.latest.status)} {told}]")
    shut = st.expander(_("Each time"), type="compact", key=f"asks.times.{ask.key}", on_change="rerun")
    if shut.open:
        with shut:
            for time in reversed(ask.times):
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    _time(me, time)


def _time(me: Person, time: Time) -> None:
    st.markdown(f":small[{plain(days.day(time.published, _('undated')))}] {listings.badge(time.status)}", width=230)
    with st.container(width="stretch", gap="xxsmall"):
        link = {"id": time.reference}
        st.page_link(places.page(places.RECORD), label=plain(shortened(time.wording, 160)), query_params=link)
        st.markdown(f":small[:gray[{plain(f'{time.reference} · {shortened(time.title, 90)}')}]]")
    if can(me, Verb.CONFIRM):
        st.button(
            _("Part"),
            key=f"asks.part.{time.id}",
            type="tertiary",
            help=_("It asks something else, and is not proposed for these again."),
            on_click=_part,
            args=(me, time.id, time.version),
        )


def _part(me: Person, key: int, seen: int) -> None:
    decide(lambda session: actions.part(session, me, key, seen=seen), _("It stands for itself again."))


def decide(what: Callable[[Session], Decision], told: str) -> bool:
    """In a callback: one decision, kept to be taken back; whether it was made."""
    refused: list[TrackerError] = []
    decision = Decision()
    with shell.writing(told, refused.append) as session:
        decision = what(session)
    if refused:
        notices.refuse(refused[0])
        return False
    st.session_state[LAST] = decision
    return True

"""The parts of the board's page: sentences, figures that lead to their records, one chart, stories and two tables."""

from collections.abc import Mapping, Sequence

import streamlit as st

from tracker import charts
from tracker.board import Board, Figure, Ranking, Story, telling
from tracker.board.headline import PENDING
from tracker.translation import gettext as _
from tracker.ui import address, appearance, days, figures, places, tables
from tracker.ui.plain import plain, shortened, strong
from tracker.vocabulary.statuses import STATUSES

_PAPER = 680
"""The width of the text on a page of A4 with the margins of `marks/board.css`, in pixels."""
_LONG, _SHORT, _TOLD = 110, 60, 120
"""So many characters of other people's words are shown: the whole page is read in three minutes."""


def opening(found: Board) -> None:
    """Of which day all of it is, for which meeting it was approved, what it is about, and the covering sentence."""
    day = _("All as it stood at the end of {day}.").format(day=days.day(found.as_of.isoformat()))
    st.markdown(plain(f"{day} {found.meeting} {'' if found.nothing else found.covers}"))
    if found.covering:
        with st.container(key="covering"):
            st.markdown(plain(found.covering))


def headline(shown: Sequence[Figure], query: Mapping[str, str]) -> None:
    """The figures side by side; the name of each leads to its records in the view of the page that `query` asks for."""
    with st.container(key="headline"):
        for figure in shown:
            with st.container(key=f"figure.{figure.key}", gap=None):
                if figure.key == PENDING or not figure.value:
                    st.markdown(plain(figure.name))
                else:
                    address.link(plain(figure.name), f"figure.{figure.key}", {**query, "figure": figure.key})
                st.markdown(f"**{figure.value:,}**\n\n:gray[{plain(figure.taken_from)}]")


def standing(found: Board) -> None:
    """Where all of them stand, as a bar that cannot be clicked: as wide as the screen, and one as wide as the paper."""
    on_screen = charts.status_bar(found.totals, theme=appearance.theme())
    st.header(plain(on_screen.title), anchor=False)
    with st.container(key="screen"):
        figures.still(on_screen, "board.screen")
    with st.container(key="paper"):
        figures.still(charts.status_bar(found.totals, theme="light"), "board.paper", _PAPER)


def decisions(found: Board) -> None:
    """What the board is asked to decide; nothing where it is not asked."""
    if found.decisions:
        st.header(telling.decisions(), anchor=False)
        st.markdown("\n".join(f"{place}. {plain(said)}" for place, said in enumerate(found.decisions, start=1)))


def stories(found: Board) -> None:
    """What happened to single recommendations: their words, what came of them, and the public evidence."""
    st.header(_("What happened"), anchor=False)
    if not found.stories:
        st.markdown(_("Nothing new, as far as anybody has checked."))
    for place, story in enumerate(found.stories):
        with st.container(key=f"story.{place}", gap="xxsmall"):
            _story(story)


def changed(found: Board) -> None:
    """What changed since the report before, or that there was none."""
    if found.previous is None:
        return
    st.header(plain(telling.since(found)), anchor=False)
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in found.changed))


def rankings(found: Board) -> None:
    """By part of the world and by author, side by side where there is room."""
    left, right = st.columns(2, gap="medium")
    with left:
        _ranking("regions", _("Where"), _("Part of the world"), found.regions)
    with right:
        _ranking("authors", _("By whom"), _("Author"), found.authors)


def sentences(title: str, said: Sequence[str], otherwise: str = "") -> None:
    """A heading with its sentences, or with the one that says that there is none."""
    st.header(title, anchor=False)
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in said) or plain(otherwise))


def counting(found: Board) -> None:
    """What no figure rests on, and where it stands how each is counted."""
    st.header(_("How these figures are counted"), anchor=False)
    more = _("Linked names lead to their records.")
    st.markdown(plain(f"{found.counting[-1]} {more}"))
    if found.history:
        st.caption(plain(telling.state(found)))


def _story(story: Story) -> None:
    words = f"“{shortened(story.quote, _LONG)}”" if story.quote else shortened(story.wording, _LONG)
    about = [_(STATUSES[story.status].label), days.day(story.since), story.reference, shortened(story.title, _SHORT)]
    there = places.page(places.RECORD)
    st.page_link(there, label=strong(words, story.reference), query_params={"id": story.reference})
    st.markdown(f":small[:gray[{' · '.join(plain(part) for part in about if part)}]]")
    proof = telling.strength(story) if story.outcome else telling.proof(story, _SHORT)
    told = [shortened(story.outcome, _TOLD), proof]
    st.markdown(" ".join(plain(part) for part in told if part))


def _ranking(key: str, title: str, name: str, ranking: Ranking) -> None:
    st.header(title, anchor=False)
    heads = (name, _("Number"), _("Adopted of assessed"))
    lines = [(shortened(line.name, 40), f"{line.total:,}", telling.of_assessed(line)) for line in ranking.lines]
    tables.show(key, heads, ([plain(cell) for cell in line] for line in lines))
    if ranking.note:
        st.caption(plain(ranking.note))

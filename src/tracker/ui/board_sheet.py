"""The parts of the board's page: sentences, figures, one chart and two tables, and nothing to click."""

from collections.abc import Sequence

import streamlit as st

from tracker import charts
from tracker.board import Board, Line, Proof, Ranking, Story
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.ui import appearance, days, figures
from tracker.ui.plain import plain, shortened, strong
from tracker.vocabulary.answers import KIND_LABELS, STRONGEST
from tracker.vocabulary.statuses import STATUSES

_PAPER = 680
"""The width of the text on a page of A4 with the margins of `marks/board.css`, in pixels."""


def opening(found: Board) -> None:
    """Of which day it is, and what it is about."""
    day = _("As of {day}.").format(day=days.day(found.as_of.isoformat()))
    st.markdown(plain(f"{day} {found.covers}"))


def standing(found: Board) -> None:
    """Where all of them stand, as a bar that cannot be clicked: as wide as the screen, and one as wide as the paper."""
    on_screen = charts.status_bar(found.totals, theme=appearance.theme())
    st.header(plain(on_screen.title), anchor=False)
    with st.container(key="screen"):
        figures.still(on_screen, "board.screen")
    with st.container(key="paper"):
        figures.still(charts.status_bar(found.totals, theme="light"), "board.paper", _PAPER)


def adopted(found: Board) -> None:
    """The latest adoptions with their public evidence."""
    st.header(_("Adopted most recently"), anchor=False)
    if not found.stories:
        st.markdown(_("None of them is adopted yet, as far as anybody has checked."))
    for place, adoption in enumerate(found.stories):
        with st.container(key=f"adoption.{place}", gap="xxsmall"):
            _adoption(adoption)


def rankings(found: Board) -> None:
    """By part of the world and by author, side by side where there is room."""
    left, right = st.columns(2, gap="medium")
    with left:
        _ranking(_("Where"), _("Part of the world"), found.regions)
    with right:
        _ranking(_("By whom"), _("Author"), found.authors)


def sentences(title: str, said: Sequence[str], otherwise: str = "") -> None:
    """A heading with its sentences, or with the one that says that there is none."""
    st.header(title, anchor=False)
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in said) or plain(otherwise))


def _adoption(adoption: Story) -> None:
    label = _(STATUSES[adoption.status].label)
    since = days.day(adoption.since)
    about = [label, since, adoption.reference, _("from “{title}”").format(title=shortened(adoption.title, 90))]
    st.markdown(strong(shortened(adoption.wording, 200), adoption.reference))
    st.markdown(f":small[:gray[{' · '.join(plain(part) for part in about if part)}]]")
    told = [shortened(adoption.outcome), _evidence(adoption)]
    st.markdown(" ".join(plain(part) for part in told if part))


def _evidence(adoption: Story) -> str:
    if not adoption.proofs:
        return _("No evidence is on record.")
    strength = _("Evidence of strength {n} of {most}").format(n=adoption.strength, most=STRONGEST)
    more = len(adoption.proofs) - 1
    rest = ngettext("; and {n} more item", "; and {n} more items", more).format(n=more) if more else ""
    said = f"{strength}: {_proof(adoption.proofs[0])}{rest}"
    return said if said.endswith((".”", "!”", "?”")) else f"{said}."


def _proof(proof: Proof) -> str:
    told = ", ".join(part for part in (_(KIND_LABELS[proof.kind]), proof.source, days.day(proof.dated)) if part)
    words = f"“{shortened(proof.quote, 120)}”" if proof.quote else shortened(proof.note, 120).rstrip(".")
    return f"{told}: {words}" if words else told


def _ranking(title: str, name: str, ranking: Ranking) -> None:
    st.header(title, anchor=False)
    heads = (name, _("Number"), _("Adopted of assessed"))
    lines = [(line.name, f"{line.total:,}", _of_assessed(line)) for line in ranking.lines]
    rows = [heads, ("---", "--:", "--:"), *([plain(cell) for cell in line] for line in lines)]
    st.markdown("\n".join(f"| {' | '.join(row)} |" for row in rows))
    st.caption(plain(ranking.note))


def _of_assessed(line: Line) -> str:
    if not line.assessed:
        return _("none assessed")
    return _("{n} of {assessed}").format(n=f"{line.adopted:,}", assessed=f"{line.assessed:,}")

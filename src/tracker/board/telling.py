"""The words that pages and papers put around a board's numbers alike: titles, dates, stories and their proofs."""

from tracker.board.lines import Line
from tracker.board.meeting import Board
from tracker.queries.proofs import Proof
from tracker.queries.stories import Story
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.vocabulary.answers import KIND_LABELS, STRONGEST
from tracker.vocabulary.numbers import number
from tracker.vocabulary.one_line import one_line, shortened
from tracker.vocabulary.said_dates import day
from tracker.vocabulary.statuses import STATUSES

SHORT = 16
"""How many digits of the state of the history a report prints: `tracker check` finds it by them."""


def title() -> str:
    """What every report is called."""
    return _("What became of our recommendations")


def opening(board: Board) -> str:
    """Of which day it is, for which meeting, since when, and what it is about."""
    before = _("The report before was of {day}.").format(day=day(board.previous.isoformat())) if board.previous else ""
    return " ".join(part for part in (as_of(board), board.meeting, before, one_line(board.covers)) if part)


def as_of(board: Board) -> str:
    """ "As of 30 September 2026." """
    return _("As of {day}.").format(day=day(board.as_of.isoformat()))


def state(board: Board) -> str:
    """ "State of the history: 3f2a9c01d4e5b6a7", by its first digits; "" before the first change."""
    short = board.history[:SHORT]
    return _("State of the history: {state}").format(state=short) if short else ""


def standing(story: Story) -> str:
    """Where it stands, since when, what it is called and where it is from, on one line."""
    of = _("from “{title}”").format(title=shortened(story.title, 90)) if story.title else ""
    parts = (_(STATUSES[story.status].label), day(story.since), story.reference, of)
    return " · ".join(part for part in parts if part)


def strength(story: Story) -> str:
    """How strong the evidence is."""
    if not story.proofs:
        return _("No evidence is on record.")
    return _("Evidence of strength {n} of {most}.").format(n=story.strength, most=STRONGEST)


def proof(story: Story, room: int = 120) -> str:
    """The same with its first item, whose words are cut to `room` characters."""
    said, more = strength(story), len(story.proofs) - 1
    if not story.proofs:
        return said
    rest = ngettext("; and {n} more item", "; and {n} more items", more).format(n=number(more)) if more else ""
    said = f"{said.removesuffix('.')}: {item(story.proofs[0], room)}{rest}"
    return said if said.endswith((".”", "!”", "?”", ".", "…")) else f"{said}."


def item(found: Proof, room: int) -> str:
    """One item of evidence: its kind, source, date and words, these cut to `room` characters."""
    source = shortened(found.source, room)
    told = ", ".join(part for part in (_(KIND_LABELS[found.kind]), source, day(found.dated)) if part)
    said = f"“{shortened(found.quote, room)}”" if found.quote else shortened(found.note, room).rstrip(".")
    return f"{told}: {said}" if said else told


def of_assessed(line: Line) -> str:
    """How many of a group's assessed ones are adopted."""
    if not line.assessed:
        return _("none assessed")
    return _("{n} of {assessed}").format(n=number(line.adopted), assessed=number(line.assessed))


def decisions() -> str:
    """The heading over what the board is asked to decide."""
    return _("For decision")


def no_stories() -> str:
    """What stands in place of the stories where there is none."""
    return _("None of them is adopted yet, as far as anybody has checked.")


def nothing_unknown() -> str:
    """What stands in place of what is not known where all is."""
    return _("Everything has been checked, and in time.")


def since(board: Board) -> str:
    """The heading over what changed."""
    if board.previous is None:
        return _("What changed")
    return _("Since {day}").format(day=day(board.previous.isoformat()))

"""What changed between two days: for each figure what came in and what fell out, which adds up to the difference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.board.annex import counting_it
from tracker.board.headline import PENDING, RECOMMENDATIONS, Figure
from tracker.queries.counted import Counted
from tracker.translation import gettext as _
from tracker.translation import ngettext
from tracker.vocabulary.numbers import number
from tracker.vocabulary.statuses import Group, Status, statuses


@dataclass(frozen=True, slots=True)
class Day:
    """What was counted on one day, how many were to be confirmed, and what was left out: it rested on confidence."""

    counted: Sequence[Counted] = ()
    pending: int = 0
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Move:
    """One figure on two days; `after` is `before` and those that `came`, without those that `left`."""

    key: str
    before: int
    after: int
    came: tuple[str, ...]
    left: tuple[str, ...]


def moves(before: Day, after: Day, keys: Sequence[str]) -> tuple[Move, ...]:
    """How each of the figures moved, by the references that it counted on the one day and on the other."""
    then, now = _by_figure(before), _by_figure(after)
    return tuple(_move(key, then.get(key, {}), now.get(key, {})) for key in keys if key != PENDING)


def changed(before: Day, after: Day, figures: Sequence[Figure]) -> tuple[str, ...]:
    """A sentence for each figure that moved, and for what stands elsewhere without moving one."""
    names = {figure.key: figure.name for figure in figures}
    moved = [move for move in moves(before, after, list(names)) if move.came or move.left]
    said = [_said(names[move.key], move) for move in moved]
    said[1:1] = _known(before, moved)  # beside the sentence on the recommendations, which is the first
    if before.pending != after.pending:
        told = _("{name}: {before} then, {after} now.")
        said.append(told.format(name=names[PENDING], before=number(before.pending), after=number(after.pending)))
    said.extend(_elsewhere(before, after))
    return tuple(said) or (_("None of these figures changed, and no status."),)


def proposed(before: Day, after: Sequence[Counted]) -> tuple[str, ...]:
    """References of those worth telling of: whose status is another one than before, then those of which it is not.

    Of each the adopted first, then what was turned down, then what moves; the latest first, then the best proved.
    """
    then = {one.reference: one.status for one in before.counted}
    found = [one for one in after if one.status in RANKS]
    found.sort(key=lambda one: (one.since or "", one.strength, one.reference), reverse=True)
    found.sort(key=lambda one: (then.get(one.reference) is one.status, RANKS[one.status]))
    return tuple(one.reference for one in found)


RANKS: Mapping[Status, int] = {
    status: rank
    for rank, group in enumerate((Group.ADOPTED, Group.NOT_ADOPTED, Group.MOVING))
    for status in statuses(group)
}
"""What a story can be told of, and in which order."""


def _by_figure(day: Day) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for one in day.counted:
        for key in counting_it(one):
            found.setdefault(key, {})[one.reference] = None
    return found


def _move(key: str, then: Mapping[str, None], now: Mapping[str, None]) -> Move:
    came = tuple(reference for reference in now if reference not in then)
    return Move(key, len(then), len(now), came, tuple(reference for reference in then if reference not in now))


def _said(name: str, move: Move) -> str:
    parts = {_("{n} came in"): len(move.came), _("{n} fell out"): len(move.left)}
    moved = ", ".join(said.format(n=number(n)) for said, n in parts.items() if n)
    told = _("{name}: {before} then, {after} now ({moved}).")
    return told.format(name=name, before=number(move.before), after=number(move.after), moved=moved)


def _known(before: Day, moved: Sequence[Move]) -> Iterator[str]:
    """How many came in because they may be told of now."""
    n = sum(one in before.left_out for move in moved if move.key == RECOMMENDATIONS for one in move.came)
    if n:
        yield ngettext(
            "{n} of those that came in is not new: until then left out, since it rested on confidential evidence.",
            "{n} of those that came in are not new: until then left out, since they rested on confidential evidence.",
            n,
        ).format(n=number(n))


def _elsewhere(before: Day, after: Day) -> Iterator[str]:
    """Of those counted on both days, how many have another status now."""
    then = {one.reference: one.status for one in before.counted}
    n = sum(then.get(one.reference, one.status) is not one.status for one in after.counted)
    if n:
        yield ngettext("{n} has another status now.", "{n} have another status now.", n).format(n=number(n))

"""A report's records in parts, each of those that the same figures count, so that every figure is a sum of parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from tracker.board import Board, Entry, Figure
from tracker.translation import gettext as _
from tracker.vocabulary import regions
from tracker.vocabulary.numbers import number


@dataclass(frozen=True, slots=True)
class Part:
    """The records that are counted by the figures with the keys `figures` and by no other; `letter` names the part."""

    letter: str
    figures: tuple[str, ...]
    records: tuple[Entry, ...]

    @property
    def term(self) -> str:
        """ "A 28"."""
        return f"{self.letter} {number(len(self.records))}"


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure, and the parts whose records it counts; none where its records are not listed."""

    figure: Figure
    parts: tuple[Part, ...]

    @property
    def words(self) -> str:
        """ "A 28 + B 14 = 42"."""
        if not self.figure.value:
            return number(0)
        if not self.parts:
            return _("{n}, not listed here: no editor has confirmed them").format(n=number(self.figure.value))
        return self.adding_up([part.term for part in self.parts])

    def adding_up(self, terms: Sequence[str]) -> str:
        """The terms of the parts, in whatever form they are, and what they come to."""
        return f"{' + '.join(terms)} = {number(sum(len(part.records) for part in self.parts))}"


def parts(board: Board) -> tuple[Part, ...]:
    """The parts, those that the most figures count first; within one, the records in the board's order."""
    order = [figure.key for figure in board.figures]
    found: dict[tuple[str, ...], list[Entry]] = {}
    for entry in board.records:
        found.setdefault(tuple(key for key in order if key in entry.figures), []).append(entry)
    keys = sorted(found, key=lambda figures: (-len(figures), [order.index(key) for key in figures]))
    return tuple(Part(_letter(place), figures, tuple(found[figures])) for place, figures in enumerate(keys))


def _letter(place: int) -> str:
    """ "A" to "Z", then "AA" and so on."""
    around, rest = divmod(place, len(ascii_uppercase))
    return ascii_uppercase[rest] if not around else f"{_letter(around - 1)}{ascii_uppercase[rest]}"


def sums(board: Board) -> tuple[Sum, ...]:
    """How each figure adds up from the parts."""
    every = parts(board)
    return tuple(Sum(figure, tuple(part for part in every if figure.key in part.figures)) for figure in board.figures)


def heading(board: Board, part: Part) -> str:
    """ "A. Counted as: Recommendations · Assessed (97)"."""
    names = " · ".join(figure.name for figure in board.figures if figure.key in part.figures)
    return _("{letter}. Counted as: {names} ({n})").format(letter=part.letter, names=names, n=number(len(part.records)))


def places(entry: Entry) -> tuple[str, ...]:
    """The countries that it is about, by name."""
    known = frozenset(regions.codes())
    return tuple(regions.name(place) if place in known else place for place in entry.regions)

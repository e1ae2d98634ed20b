"""The numbers and sentences of one board meeting, in no format: pages and papers are made of them."""

from tracker.board.annex import Entry
from tracker.board.canonical import canonical, digest
from tracker.board.headline import Figure, headline
from tracker.board.lines import Line, Ranking
from tracker.board.meeting import Board, board
from tracker.board.stories import Proof, Story

__all__ = [
    "Board",
    "Entry",
    "Figure",
    "Line",
    "Proof",
    "Ranking",
    "Story",
    "board",
    "canonical",
    "digest",
    "headline",
]

"""The numbers and sentences of one board meeting, in no format: pages and papers are made of them."""

from tracker.board.headline import Figure, headline
from tracker.board.lines import Line, Ranking
from tracker.board.meeting import Board, board

__all__ = ["Board", "Figure", "Line", "Ranking", "board", "headline"]

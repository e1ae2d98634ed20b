"""Short paragraphs all in bold over a text are headings."""

from collections.abc import Sequence

from tracker.document import BlockKind
from tracker.reading import markers
from tracker.reading.building import Piece
from tracker.reading.headings import may_be_heading, people

_TEXT = 80


def promote_bold(pieces: Sequence[Piece]) -> None:
    """Turn them into headings, in place, one level below the last real heading."""
    level = 1
    for at, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING:
            level = piece.level
        elif _is_heading(pieces, at):
            piece.kind, piece.depth, piece.lead = BlockKind.HEADING, 0, 0
            piece.level = min(6, level + 1)


def _is_heading(pieces: Sequence[Piece], at: int) -> bool:
    piece = pieces[at]
    if not piece.bold or piece.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} or piece.cells:
        return False
    if not may_be_heading(piece.text, words=24) or markers.kind(piece.marker) == "bullet" or piece.marker[:1] == "(":
        return False
    following = next(
        (one for one in pieces[at + 1 : at + 4] if one.kind not in {BlockKind.FURNITURE, BlockKind.FOOTNOTE}), None
    )
    if following is None or (people(piece.text) and at < 12):
        return False
    if following.bold and following.kind is piece.kind and following.marker == "":
        return at < 12 or len(following.text) < _TEXT
    return (
        len(following.text) > _TEXT
        or following.marker != ""
        or bool(following.cells)
        or following.kind is BlockKind.HEADING
    )

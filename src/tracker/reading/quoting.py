"""A paper that is set off whole as a quotation, as a letter is under "We sent the following"."""

from collections.abc import Sequence

from tracker.document import BlockKind
from tracker.reading.building import Piece

_NEARLY_ALL = 0.85
"""The share of the running text that shows that the quotation is the paper itself."""


def unquoted(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces; where nearly all of the running text is quoted, none of it is."""
    said = sum(len(piece.text) for piece in pieces if piece.kind is BlockKind.PARAGRAPH)
    quoted = sum(len(piece.text) for piece in pieces if piece.kind is BlockKind.QUOTATION)
    if quoted and quoted >= _NEARLY_ALL * (said + quoted):
        for piece in pieces:
            piece.kind = BlockKind.PARAGRAPH if piece.kind is BlockKind.QUOTATION else piece.kind
    return list(pieces)

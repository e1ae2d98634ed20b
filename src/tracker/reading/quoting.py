"""A paper that is set off whole as a quotation, as a letter is under "We sent the following"."""

from collections.abc import Sequence

from tracker.document import BlockKind
from tracker.reading.building import Piece

_NEARLY_ALL, _LEAST = 0.85, 600
"""The share of the text, and the characters, that show that the quotation is the paper itself."""
_SAID = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


def unquoted(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces; where nearly all of the text is quoted, headings and all, none of it is."""
    places = [at for at, piece in enumerate(pieces) if piece.kind is BlockKind.QUOTATION]
    said = sum(_length(piece) for piece in pieces if piece.kind in _SAID)
    quoted = sum(_length(pieces[at]) for at in places)
    inside = pieces[places[0] : places[-1]] if places else ()
    headed = any(piece.kind is BlockKind.HEADING for piece in inside)
    if headed and quoted >= max(_LEAST, _NEARLY_ALL * (said + quoted)):
        for at in places:
            pieces[at].kind = BlockKind.PARAGRAPH
    return list(pieces)


def _length(piece: Piece) -> int:
    return len(piece.text) + sum(len(words) for _head, words in piece.cells)

"""Footnotes that stand as paragraphs between others: found by their numbers, which count on, and their references."""

import re
from collections.abc import Sequence

from tracker.document import BlockKind
from tracker.reading.building import Piece

_NOTE = re.compile(r"\[?(\d{1,3})\]?[.)]?\s+(?=[^\W\d_a-z]|\d|http|see |ibid|_)")
_REFERENCE = re.compile(r"\[(\d{1,3})\]|(?<=[a-z.,;:”\"’)])(\d{1,3})(?=[\s.,;:)”\"]|$)")


def mark_notes(pieces: Sequence[Piece]) -> None:
    """Turn such paragraphs into footnotes, in place; each must count on from the last and be referred to before."""
    expected, referred = 1, set[int]()
    for piece in pieces:
        if piece.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            continue
        note = _opening(piece)
        if note and expected <= note[0] <= expected + 3 and note[0] in referred:
            expected = note[0] + 1
            piece.kind, piece.depth = BlockKind.FOOTNOTE, 0
            piece.marker, piece.text, piece.lead = note[1], note[2], 0
        else:
            referred.update(int(one or other) for one, other in _REFERENCE.findall(piece.text))


def _opening(piece: Piece) -> tuple[int, str, str] | None:
    if piece.marker:
        bare = piece.marker.strip("[]")
        return (int(bare), piece.marker, piece.text) if bare.isdigit() else None
    found = _NOTE.match(piece.text)
    return (int(found.group(1)), found.group().strip(), piece.text[found.end() :]) if found else None

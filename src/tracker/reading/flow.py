"""A sentence that a page's end, a footnote or a running head has cut is made whole; what cut it goes behind it."""

import re
from collections.abc import Sequence

from tracker.document import BlockKind
from tracker.reading.building import Piece
from tracker.reading.hyphenation import Words

_ASIDES = {BlockKind.FURNITURE, BlockKind.FOOTNOTE, BlockKind.CAPTION}
_FLOWING = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION}
_STOPS = re.compile(r"[.!?:;…♦][)\]\"”’»'*\d]{0,4}$")
_DANGLING = re.compile(
    r"(?:,|[-–—]|\b(?:the|a|an|of|to|and|or|in|for|with|by|on|that|which|from|as|at|its|their|is|are|be))$"
)
_LONG = 120
_MOST_ASIDES = 12


def heal(pieces: Sequence[Piece], words: Words, *, over_headings: bool = False) -> list[Piece]:
    """Join each piece that stops in mid-sentence with the paragraph that takes the sentence up.

    `over_headings`: a heading between the two is an interruption as well (where columns were read across).
    """
    healed: list[Piece] = []
    for piece in pieces:
        at = _open_piece(healed, piece, over_headings=over_headings)
        if at is None:
            healed.append(piece)
        else:
            start = healed[at]
            start.text = words.join(start.text, piece.text)
            start.linked += piece.linked
    return healed


def _open_piece(healed: Sequence[Piece], piece: Piece, *, over_headings: bool) -> int | None:
    """The place of the piece whose sentence `piece` takes up."""
    if piece.kind is not BlockKind.PARAGRAPH or piece.marker or piece.lead or not piece.text:
        return None
    headings = 0
    for at in range(len(healed) - 1, max(-1, len(healed) - _MOST_ASIDES), -1):
        before = healed[at]
        if before.kind in _ASIDES:
            continue
        if before.kind is BlockKind.HEADING and over_headings and headings < 2:
            headings += 1
            continue
        apart = len(healed) - 1 - at
        goes_on = before.kind in _FLOWING and before.box == piece.box and _goes_on(before, piece, apart=bool(apart))
        return at if goes_on and (not headings or piece.text[:1].islower()) else None
    return None


def _goes_on(before: Piece, piece: Piece, *, apart: bool) -> bool:
    text = before.text.rstrip()
    if not text or _STOPS.search(text):
        return False
    if piece.text[:1].islower():
        return len(text) > 40 or text.endswith("-") or before.marker != ""
    if text.endswith("-") and text[-2:-1].isalpha():
        return True
    turned = before.page is not None and piece.page is not None and piece.page > before.page
    return len(text) > _LONG and bool(_DANGLING.search(text) or ((apart or turned) and len(piece.text) > 30))

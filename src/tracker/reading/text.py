"""Plain text: lines, pages, stretches, pieces."""

from tracker.document import BlockKind
from tracker.reading.building import Draft, Piece
from tracker.reading.encoding import decode
from tracker.reading.hyphenation import Words
from tracker.reading.lettering import close_up
from tracker.reading.text_blocks import pieces_of
from tracker.reading.text_groups import stretches
from tracker.reading.text_lines import lines_of, width_of
from tracker.reading.text_pages import roles_of

_CUT = 150


def read_text(data: bytes) -> Draft:
    """The pieces of a plain text file."""
    lines = lines_of(close_up(decode(data)))
    width = width_of(lines)
    words = Words(line.words for line in lines)
    pieces = pieces_of(stretches(lines, roles_of(lines), width, words), words)
    return Draft(_healed(pieces), pages=max((line.page or 0 for line in lines), default=0) or None)


def _healed(pieces: list[Piece]) -> list[Piece]:
    """A long paragraph that stops without any stop goes on in the next one."""
    healed: list[Piece] = []
    for piece in pieces:
        last = healed[-1] if healed else None
        if last and _open(last) and piece.kind is BlockKind.PARAGRAPH and not piece.marker and len(piece.text) > 40:
            last.text = f"{last.text} {piece.text}"
        else:
            healed.append(piece)
    return healed


def _open(piece: Piece) -> bool:
    whole = piece.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} and len(piece.text) > _CUT
    return whole and (piece.text[-1].isalnum() or piece.text[-1] == ",")

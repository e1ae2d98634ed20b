"""Short paragraphs in bold or in large letters over a text are headings; a title over several lines is one."""

from collections import Counter
from collections.abc import Sequence

from tracker.document import BlockKind
from tracker.reading import markers
from tracker.reading.building import Piece
from tracker.reading.headings import ends_open, is_name, may_be_heading, people
from tracker.reading.lettering import in_capitals

_TEXT = 80
_LARGER = 1.12
_OPENING = 14


def promote_large(pieces: Sequence[Piece]) -> None:
    """Turn short paragraphs in letters larger than the text's into headings, the largest on level 1."""
    normal = body_size(pieces)
    large = [piece for at, piece in enumerate(pieces) if _is_large(piece, normal, opening=at < _OPENING)]
    if not normal or len(large) > 0.4 * len(pieces) + 8:
        return
    sizes = sorted({round(piece.size) for piece in large}, reverse=True)
    top = 1 if not any(piece.level == 1 for piece in pieces if piece.kind is BlockKind.HEADING) else 2
    for piece in large:
        piece.level = min(6, top + sizes.index(round(piece.size)))
        piece.kind, piece.depth, piece.lead = BlockKind.HEADING, 0, 0


def body_size(pieces: Sequence[Piece]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if piece.kind not in {BlockKind.HEADING, BlockKind.FURNITURE} and piece.size:
            sizes[round(piece.size, 1)] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def promote_bold(pieces: Sequence[Piece]) -> None:
    """Turn short bold paragraphs into headings, one level below the last one that its style or size makes a heading."""
    level = 0
    first = not any(piece.kind is BlockKind.HEADING for piece in pieces[:_OPENING])
    for at, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING:
            level = piece.level
        elif _is_heading(pieces, at):
            piece.kind, piece.depth, piece.lead = BlockKind.HEADING, 0, 0
            piece.level = 1 if first and at < _OPENING else min(6, max(2, level + 1))
            first = False


def joined_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """Headings at the head of the document that are one title over several lines become one."""
    joined: list[Piece] = []
    for at, piece in enumerate(pieces):
        if joined and at < _OPENING and _one_title(pieces[at - 1], piece):
            joined[-1].text = f"{joined[-1].text} {piece.text}"
        else:
            joined.append(piece)
    return joined


def _one_title(first: Piece, second: Piece) -> bool:
    if not (first.kind is second.kind is BlockKind.HEADING) or second.marker or first.box != second.box:
        return False
    alike = first.level == second.level and round(first.size) == round(second.size)
    if first.text.endswith(":"):
        return first.level <= 2 and second.level - first.level < 2
    if alike and (ends_open(first.text) or second.text[:1].islower()):
        return True
    return alike and bool(first.size) and in_capitals(first.text) and in_capitals(second.text)


def _is_large(piece: Piece, normal: float, *, opening: bool) -> bool:
    if piece.kind is not BlockKind.PARAGRAPH and not (
        piece.kind is BlockKind.LIST_ITEM and markers.kind(piece.marker) != "bullet"
    ):
        return False
    fit = may_be_heading(piece.text, words=30, opening=opening, apart=True) and len(piece.text) < 250
    return piece.size > _LARGER * normal and fit


def _is_heading(pieces: Sequence[Piece], at: int) -> bool:
    piece = pieces[at]
    if (
        not (piece.bold or (len(piece.text) > 5 and in_capitals(piece.text)))
        or piece.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
        or piece.cells
    ):
        return False
    if (
        not may_be_heading(piece.text, words=24, apart=piece.bold)
        or markers.kind(piece.marker) == "bullet"
        or piece.marker[:1] == "("
    ):
        return False
    outside = {BlockKind.FURNITURE, BlockKind.FOOTNOTE}
    following = next((one for one in pieces[at + 1 : at + 4] if one.kind not in outside), None)
    if following is None or (people(piece.text) and at < _OPENING):
        return False
    if following.bold and following.kind is piece.kind and not following.marker:
        return at < _OPENING or len(following.text) < _TEXT or _is_label(piece.text)
    enough = len(following.text) > _TEXT or following.marker or following.cells or following.text.endswith(":")
    enough = enough or markers.kind(piece.marker) == "label" or markers.labels(piece.text)
    return bool(enough) or following.kind is BlockKind.HEADING


def _is_label(text: str) -> bool:
    """A word or two over a text that is bold as well, as in "Recommendations:"."""
    return len(text.split()) <= 4 and (text.endswith(":") or len(text.split()) == 1) and not is_name(text.strip(" :"))

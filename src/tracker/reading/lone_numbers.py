"""Numbers that stand alone over what they count, as designers set them: "1." on a line, the matter below it."""

import re
from collections.abc import Sequence

from tracker.document import BlockKind
from tracker.reading.building import Piece

_LONE = re.compile(r"(\d{1,2})[.)]")
_SET = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


def counted(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces; where two or more such numbers count on from 1, each is the marker of the piece below it."""
    lone = [at for at in range(len(pieces) - 1) if _is_lone(pieces[at]) and _may_be_counted(pieces[at + 1])]
    run: list[int] = []
    taken: set[int] = set()
    for at in lone:
        number = _number(pieces[at])
        run = [*run, at] if number == len(run) + 1 else [at] if number == 1 else []
        taken |= set(run) if len(run) > 1 else set()
    for at in taken:
        below = pieces[at + 1]
        below.marker = pieces[at].text.strip()
        below.kind = BlockKind.LIST_ITEM if below.kind is BlockKind.PARAGRAPH else below.kind
    return [piece for at, piece in enumerate(pieces) if at not in taken]


def _is_lone(piece: Piece) -> bool:
    set_apart = piece.kind in _SET or piece.kind is BlockKind.FURNITURE
    return set_apart and not piece.marker and bool(_LONE.fullmatch(piece.text.strip()))


def _may_be_counted(piece: Piece) -> bool:
    return piece.kind in _SET and not piece.marker and not piece.cells and not _is_lone(piece)


def _number(piece: Piece) -> int:
    found = _LONE.fullmatch(piece.text.strip())
    return int(found[1]) if found else 0

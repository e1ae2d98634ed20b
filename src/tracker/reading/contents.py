"""Tables of contents: lines on which dots lead from a title to its page."""

import re
from collections.abc import Sequence

from tracker.document import BlockKind
from tracker.reading.building import Piece

_LEADER = re.compile(r"(?:(?:[.·•]\s?){4,}|(?:…\s?){2,})\s*(?:\d{1,4}|[ivxlc]{1,6})\s*$|(?:[.·•]\s?){8,}$")
_TAIL = 60
_TITLE = re.compile(r"(?:table of )?contents|(?:in|inside) this (?:report|brief|paper|issue)", re.IGNORECASE)
_PAGE = re.compile(r"(?:^|\s)(?:\d{1,3}|[ivxlc]{1,6})$")
_ENTRY = re.compile(r"(?:[^\W_a-z])[^.;!?]{0,90}\s(\d{1,3})")
_LONGEST = 160
_LEAST = 2


def is_contents_line(text: str) -> bool:
    """Whether dots lead from a title to its page, or nothing but dots stands there, as in "Summary ........ 3"."""
    return bool(_LEADER.search(text[-_TAIL:]))


def pages_count_on(above: str, below: str) -> bool:
    """Whether two lines are entries of a table of contents, as "Summary 2" and "The valley 5"."""
    first, second = _ENTRY.fullmatch(above), _ENTRY.fullmatch(below)
    return bool(first and second and int(first.group(1)) <= int(second.group(1)))


def mark_contents(pieces: Sequence[Piece]) -> None:
    """Turn a table of contents into furniture, in place: its title and entries, to the last that names a page."""
    for at, piece in enumerate(pieces):
        if len(piece.text) < 40 and _TITLE.fullmatch(piece.text.strip(" :")) and not piece.cells:
            end = at + 1
            while end < len(pieces) and _is_entry(pieces[end], piece):
                end += 1
            while end > at + 1 and not _names_page(pieces[end - 1]):
                end -= 1
            entries = pieces[at + 1 : end]
            if sum(map(_names_page, entries)) >= _LEAST:
                for one in (piece, *entries):
                    one.kind, one.lead = BlockKind.FURNITURE, 0


def _names_page(piece: Piece) -> bool:
    """Whether the number of a page stands behind the words, or before them."""
    return is_contents_line(piece.text) or bool(_PAGE.search(piece.text)) or piece.marker.isdigit()


def _is_entry(piece: Piece, title: Piece) -> bool:
    if piece.cells or len(piece.text) > _LONGEST or piece.page != title.page:
        return False
    if _names_page(piece) or piece.kind is BlockKind.FURNITURE:
        return True
    return piece.page is not None and not piece.text.rstrip().endswith((".", ";", ":"))

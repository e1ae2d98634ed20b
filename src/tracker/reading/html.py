"""Web pages: the tree is walked, what is not of the brief is told from what is."""

import re

from tracker.document import BlockKind
from tracker.reading import html_marks as marks
from tracker.reading.building import Draft, Piece
from tracker.reading.encoding import decode
from tracker.reading.flow import heal
from tracker.reading.furniture import mark_furniture
from tracker.reading.html_properties import properties_of
from tracker.reading.html_tree import Node, parse
from tracker.reading.html_unfolding import unfolded
from tracker.reading.html_walk import Walk
from tracker.reading.hyphenation import Words
from tracker.reading.notes import mark_notes
from tracker.reading.promoting import joined_titles, promote_bold

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]?", re.IGNORECASE)
_MOST = 0.4


def read_html(data: bytes) -> Draft:
    """The pieces of a web page, with what it says of itself as properties."""
    declared = _CHARSET.search(data[:4096])
    page = parse(decode(data, declared.group(1).decode("ascii") if declared else ""))
    keep = _never_furniture(page) | unfolded(page)
    walk = Walk(keep=keep)
    walk.take(page)
    pieces = _numbered(walk.pieces)
    words = Words(piece.text for piece in pieces)
    mark_notes(pieces)
    _mark_outside(page, pieces, keep)
    mark_furniture(pieces)
    promote_bold(pieces)
    for piece in pieces:
        piece.text = words.mend(piece.text)
    return Draft(heal(joined_titles(pieces), words, over_headings=True), properties_of(page))


def _never_furniture(page: Node) -> set[int]:
    """Elements that hold the title or much of the page's text are not furniture, whatever their names say."""
    body = next(page.find("body"), page)
    sizes: dict[int, int] = {}
    _measure(body, sizes)
    whole = max(1, sizes.get(id(body), 1))
    kept = {id(node) for node in body.walk() if node.tag and sizes.get(id(node), 0) > _MOST * whole}
    titles = {id(node) for node in body.find("h1")}
    return kept | {
        id(node) for node in body.walk() if node.tag and titles and any(id(one) in titles for one in node.find("h1"))
    }


def _measure(body: Node, sizes: dict[int, int]) -> None:
    order = list(body.walk())
    for node in reversed(order):
        own = len(node.text.strip())
        sizes[id(node)] = 0 if marks.hidden(node) else own + sum(sizes.get(id(child), 0) for child in node.children)


def _mark_outside(page: Node, pieces: list[Piece], keep: set[int]) -> None:
    """Short lines outside of what the page marks as its main part, where that is most of it, are furniture."""
    walk = Walk(keep=keep)
    for part in _outermost(page, "main") or _outermost(page, "article"):
        walk.take(part)
    if sum(len(piece.text) for piece in walk.pieces) <= _MOST * sum(len(piece.text) for piece in pieces):
        return
    inside = {piece.text for piece in walk.pieces}
    title = next((at for at, piece in enumerate(pieces) if piece.kind is BlockKind.HEADING and piece.level == 1), None)
    for at, piece in enumerate(pieces):
        far = title is None or at < title or at > title + 5
        if (
            piece.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
            and far
            and len(piece.text) < 200
            and piece.text not in inside
        ):
            piece.kind = BlockKind.FURNITURE


def _outermost(page: Node, tag: str) -> list[Node]:
    """The elements of that name that lie in no other of it."""
    found, stack = [], [page]
    while stack:
        node = stack.pop()
        if node.tag == tag:
            found.append(node)
        else:
            stack.extend(reversed(node.children))
    return found


def _numbered(pieces: list[Piece]) -> list[Piece]:
    """A number in an element of its own is the marker of what comes after it."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        lone = (
            last is not None and last.kind is BlockKind.PARAGRAPH and not last.marker and _NUMBER.fullmatch(last.text)
        )
        if last is not None and lone and piece.kind is BlockKind.PARAGRAPH and not piece.marker and len(piece.text) > 3:
            joined[-1] = piece
            piece.kind, piece.marker = BlockKind.LIST_ITEM, last.text
        else:
            joined.append(piece)
    return joined

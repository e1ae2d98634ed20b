"""Mark what stands on the page and is not of the brief: reading lists, bars of links, cookie and newsletter lines."""

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence

from tracker.document import BlockKind
from tracker.reading.building import Piece
from tracker.reading.contents import is_contents_line, mark_contents
from tracker.reading.headings import is_name

READING_LIST = re.compile(
    r"(?:recommended(?: (?:reading|content|for you))?|related(?: .{1,40})?|read (?:also|more|next|on)|further reading"
    r"|you may also like|stay (?:up to date|informed|connected|in touch)|subscribe.{0,40}|(?:our )?newsletter.{0,30}"
    r"|share(?: this.{0,20})?|follow us.{0,20}|more (?:from|on|in|by|like) .{1,60}|more \w{4,20}"
    r"|(?:the )?latest .{1,30}|recent .{1,40}|see also|popular.{0,20}|most read|sign up.{0,40}|trending.{0,20})",
    re.IGNORECASE,
)
_LINES = re.compile(
    r"\b(?:we use cookies|uses? cookies|cookie (?:policy|settings|preferences)|accept (?:all )?cookies"
    r"|sign up (?:for|to) (?:our|the|email|e-mail)|subscribe to (?:our|the)|never miss (?:a|an)|your e-?mail address"
    r"|all rights reserved|follow us on|terms of use|privacy policy|skip to (?:main )?content|reading time:|back to top"
    r"|print this page|download (?:the )?pdf|donate (?:now|today)|support our work)",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"(?:home|start|you are here)\b.{0,20}\s[>›»/|]\s|[^>›»]{2,40}(?:\s[>›»]\s[^>›»]{2,40}){2,6}$", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)\s+(?:[^\W\d_a-z]\S{0,30}\s+){0,6}(?:19|20)\d\d\b|(?:[Cc]opyright|COPYRIGHT)\s+(?:©|\([Cc]\)|\d{4}|[Tt]he\s|THE\s))"
)
_LABELS = re.compile(
    r"\W*(?:recommendations?|chapter|part|table|figure|box|annex|appendix|section|option|step|ask|action|principle)\W*#\W*"
)
_SENTENCE = re.compile(r"[a-z]{3}[.!?](?:\s|$)")
_BODY = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING}


def mark_furniture(pieces: Sequence[Piece]) -> None:
    """Turn pieces that are not of the brief into furniture, in place."""
    _counted_headings(pieces)
    mark_contents(pieces)
    for at, piece in enumerate(pieces):
        byline = at < 20 and is_name(piece.text)
        if piece.kind in _BODY and ((_is_bar(piece) and not byline) or is_furniture_line(piece.text)):
            piece.kind = BlockKind.FURNITURE
    _reading_lists(pieces)


def is_furniture_line(text: str) -> bool:
    """Whether the words are a cookie notice, an invitation to subscribe, a trail of pages, a line of contents."""
    text = text.strip()
    return len(text) < 220 and bool(
        _TRAIL.match(text)
        or _LINES.search(text)
        or (_COPYRIGHT.match(text) and len(text) < 160)
        or is_contents_line(text)
    )


def _is_bar(piece: Piece) -> bool:
    """Nothing but links side by side, or one link that is no sentence of the text."""
    text = piece.text.strip()
    if piece.kind is BlockKind.HEADING or not piece.linked or len(text) > 300:
        return False
    words = sum(map(str.isalnum, text))
    return piece.linked >= 0.75 * words and not _SENTENCE.search(text) and piece.kind is BlockKind.PARAGRAPH


def _reading_lists(pieces: Sequence[Piece]) -> None:
    """The entries under a heading such as "Related" are short, and links or dated."""
    inside: Piece | None = None
    for at, piece in enumerate(pieces):
        if READING_LIST.fullmatch(piece.text.strip(" :.!")) and len(piece.text) < 60 and piece.kind in _BODY:
            inside = piece if _lists_links(pieces[at + 1 : at + 12], piece) else None
            if inside:
                piece.kind = BlockKind.FURNITURE
        elif inside is not None:
            if piece.kind is BlockKind.HEADING and not piece.linked and piece.level <= max(inside.level, 2):
                inside = None
            elif piece.kind in _BODY and len(piece.text) < 300 and not (_long(piece) and not piece.linked):
                piece.kind = BlockKind.FURNITURE
            elif piece.kind in _BODY:
                inside = None


def _long(piece: Piece) -> bool:
    return len(piece.text) > 120 and piece.text.rstrip().endswith(".")


def _lists_links(following: Sequence[Piece], head: Piece) -> bool:
    entries = []
    for piece in following:
        if piece.kind is BlockKind.HEADING and not piece.linked and head.level and piece.level <= head.level:
            break
        entries.append(piece)
    shown = [piece for piece in entries if piece.kind in {*_BODY, BlockKind.FURNITURE}]
    return not shown or sum(
        bool(piece.linked) or len(piece.text) < 80 or piece.kind is BlockKind.FURNITURE for piece in shown
    ) >= 0.7 * len(shown)


def _counted_headings(pieces: Sequence[Piece]) -> None:
    """Headings alike but for a number that counts up ("CRS-6", "CRS-7") are running heads."""
    alike: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and len(piece.text) < 80 and not piece.marker:
            shape = re.sub(r"\d+", "#", piece.text.lower())
            if shape.count("#") == 1 and not _LABELS.fullmatch(shape) and not re.search(r"[a-z].*#.*[a-z]", shape):
                alike[shape].append(piece)
    for same in alike.values():
        numbers = [int(re.findall(r"\d+", piece.text)[0]) for piece in same]
        steps = [b - a for a, b in itertools.pairwise(numbers)]
        if len(same) > 2 and all(0 < step < 3 for step in steps):
            for piece in same:
                piece.kind = BlockKind.FURNITURE

"""Markdown, through markdown-it: its tokens become pieces."""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tracker.document import BlockKind
from tracker.reading import markers
from tracker.reading.building import Draft, Piece
from tracker.reading.captions import is_caption
from tracker.reading.encoding import decode
from tracker.reading.flow import heal
from tracker.reading.front_matter import front_matter
from tracker.reading.furniture import mark_furniture
from tracker.reading.hyphenation import Words
from tracker.reading.markdown_lines import Printed, printed_lines, whole
from tracker.reading.notes import mark_notes
from tracker.reading.promoting import promote_bold
from tracker.reading.series import Capitals, starts

_NOTE = re.compile(r"^\[\^([^\]\s]{1,40})\]:[ \t]*(.*(?:\n(?:[ \t]{2,}|\t)\S.*)*)", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MATTER = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_BOX = re.compile(r"\[[ xX]\]\s+(?=\S)")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)\s*/?>", re.IGNORECASE)


@dataclass(slots=True)
class _Walk:
    """Where in the nested tokens the reader stands; `lists` are the open ones as (marker's sign or "", next number)."""

    words: Words
    pieces: list[Piece] = field(default_factory=list)
    lists: list[tuple[str, int]] = field(default_factory=list)
    item: str | None = None
    quotes: int = 0
    heads: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    level: int = 0
    capitals: Capitals = field(default_factory=Capitals)


def read_markdown(data: bytes) -> Draft:
    """The pieces of a Markdown file; the values of its head are properties ("head:title")."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\xa0", " ")
    properties, text = front_matter(text.lstrip("\ufeff"))
    text = _MATTER.sub("", _COMMENT.sub("", text))
    notes = _NOTE.findall(text)
    text = _REFERENCE.sub("", _NOTE.sub("", text))
    walk = _Walk(Words(text.split("\n")))
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text):
        _take(walk, token)
    mark_notes(walk.pieces)
    mark_furniture(walk.pieces)
    promote_bold(walk.pieces)
    pieces = heal(walk.pieces, walk.words, over_headings=True)
    pieces += [Piece(BlockKind.FOOTNOTE, _plain(note), marker=mark) for mark, note in notes]
    return Draft(pieces, properties)


def _take(walk: _Walk, token: Token) -> None:
    kind = token.type
    if kind in {"bullet_list_open", "ordered_list_open"}:
        walk.lists.append((token.markup if kind[0] == "o" else "•", int(token.attrGet("start") or 1)))
    elif kind in {"bullet_list_close", "ordered_list_close"}:
        walk.lists.pop()
    elif kind == "list_item_open":
        _open_item(walk)
    elif kind in {"blockquote_open", "blockquote_close"}:
        walk.quotes += 1 if kind.endswith("open") else -1
    elif kind == "heading_open":
        walk.level = int(token.tag[1])
    elif kind == "inline":
        _inline(walk, token)
    elif kind in {"tr_close", "thead_close", "table_close", "heading_close", "td_open", "th_open"}:
        _close(walk, kind)
    elif kind in {"html_block", "fence", "code_block"}:
        _raw(walk, token)


def _open_item(walk: _Walk) -> None:
    sign, number = walk.lists[-1]
    walk.item = sign if sign == "•" else f"{number}{sign}"
    walk.lists[-1] = (sign, number + 1)


def _close(walk: _Walk, kind: str) -> None:
    if kind == "heading_close":
        walk.level = 0
    elif kind in {"td_open", "th_open"}:
        walk.row.append("")
    elif kind == "thead_close":
        walk.heads = [cell for _, cell in walk.pieces[-1].cells] if walk.pieces and walk.pieces[-1].cells else []
    elif kind == "table_close":
        walk.heads = []
    elif walk.row:
        heads = walk.heads + [""] * len(walk.row)
        walk.pieces.append(Piece(BlockKind.TABLE_ROW, cells=tuple(zip(heads, walk.row, strict=False))))
        walk.row = []


def _inline(walk: _Walk, token: Token) -> None:
    if walk.row:
        walk.row[-1] = whole(printed_lines(token), walk.words).text
        return
    if walk.level:
        said = whole(printed_lines(token), walk.words)
        mark = walk.capitals.split(said.text)
        walk.pieces.append(
            Piece(BlockKind.HEADING, mark.rest, level=walk.level, marker=mark.marker, linked=said.linked)
        )
        return
    lines = printed_lines(token)
    pictured = bool(token.children and token.children[0].type == "image")
    for said in _paragraphs(lines, walk):
        walk.pieces.append(_piece(walk, said, pictured=pictured))


def _piece(walk: _Walk, said: Printed, *, pictured: bool) -> Piece:
    marker, walk.item = walk.item, None
    if marker is None:
        mark = walk.capitals.split(said.text)
        said, own = said.without(mark.rest), mark.marker
    else:
        said = said.without(_BOX.sub("", said.text, count=1)) if _BOX.match(said.text) else said
        label = markers.split(said.text)
        labelled = markers.kind(label.marker) not in {"", "bullet"}
        said, own = (said.without(label.rest), label.marker) if labelled else (said, marker)
    kind = BlockKind.LIST_ITEM if own else BlockKind.PARAGRAPH
    if walk.quotes and not own:
        kind = BlockKind.QUOTATION
    elif not own and (pictured or is_caption(said.text)):
        kind = BlockKind.CAPTION
    depth = max(0, len(walk.lists) - 1) if kind is BlockKind.LIST_ITEM else 0
    return Piece(kind, said.text, depth=depth, marker=own, lead=said.lead, linked=said.linked, bold=said.bold)


def _paragraphs(lines: list[Printed], walk: _Walk) -> list[Printed]:
    """One paragraph's lines; a bullet, a marker that counts on, or a line in bold or italics begins another."""
    parts: list[list[Printed]] = []
    begun = starts([line.text for line in lines], walk.capitals)
    for at, line in enumerate(lines):
        if not parts or at in begun or _apart(lines[at - 1], line):
            parts.append([line])
        else:
            parts[-1].append(line)
    return [whole(part, walk.words) for part in parts]


def _apart(before: Printed, line: Printed) -> bool:
    mark = markers.split(line.text)
    if mark.marker and (
        (markers.kind(mark.marker) == "bullet" and mark.marker not in "-–—*+o") or line.text == mark.marker
    ):
        return True
    if line.text in {"•", "●", "▪"}:
        return True
    short = len(before.text) < 90 and len(line.text) < 90 and not before.text.endswith((",", "-"))
    framed = before.lead == len(before.text) or line.lead == len(line.text)
    closed = not before.text.endswith(".") and not line.text[:1].islower()
    return bool(short and framed and closed and before.lead != line.lead and not line.linked) or (
        before.hard and short and closed
    )


def _raw(walk: _Walk, token: Token) -> None:
    """Raw HTML is read for its words; a fenced block is as it stands."""
    text = token.content if token.type != "html_block" else _TAG.sub("", _BREAK.sub("\n", token.content))
    for paragraph in re.split(r"\n\s*\n" if token.type != "html_block" else r"\n", text):
        if paragraph.strip():
            walk.pieces.append(_piece(walk, Printed(_plain(paragraph)), pictured=False))


def _plain(text: str) -> str:
    """The words of Markdown text without its signs."""
    tokens = MarkdownIt("commonmark").parseInline(" ".join(text.split()))
    return " ".join(line.text for line in printed_lines(tokens[0])) if tokens else text

"""A Document as JSON and back, for the way between two processes; what does not fit is refused."""

import json
from typing import Any

from tracker.document import Block, BlockKind, Cell, Document, Format, Span


def to_json(document: Document) -> dict[str, Any]:
    """The document as plain lists and texts."""
    return {
        "name": document.name,
        "format": document.format.value,
        "text": document.text,
        "blocks": [_packed(block) for block in document.blocks],
        "properties": {name: list(values) for name, values in document.properties.items()},
        "language": document.language,
        "pages": document.pages,
    }


def from_json(packed: Any) -> Document:
    """The document again; raises ValueError, KeyError or TypeError where the data are no document's."""
    text = _text(packed["text"])
    return Document(
        name=_text(packed["name"]),
        format=Format(packed["format"]),
        text=text,
        blocks=tuple(_block(block, len(text)) for block in packed["blocks"]),
        properties={_text(name): tuple(map(_text, values)) for name, values in packed["properties"].items()},
        language=_text(packed["language"]),
        pages=_number(packed["pages"]),
    )


def encode(message: dict[str, Any]) -> bytes:
    """The message as bytes."""
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _packed(block: Block) -> list[Any]:
    return [
        block.kind.value,
        block.span.start,
        block.span.end,
        block.level,
        block.depth,
        block.marker,
        [block.lead.start, block.lead.end] if block.lead else None,
        block.page,
        [[cell.span.start, cell.span.end, cell.head] for cell in block.cells],
        block.box,
    ]


def _block(packed: Any, length: int) -> Block:
    kind, start, end, level, depth, marker, lead, page, cells, box = packed
    return Block(
        kind=BlockKind(kind),
        span=_span(start, end, length),
        level=_whole(level),
        depth=_whole(depth),
        marker=_text(marker),
        lead=None if lead is None else _span(*lead, length),
        page=_number(page),
        cells=tuple(Cell(_span(first, last, length), _text(head)) for first, last, head in cells),
        box=_number(box),
    )


def _span(start: Any, end: Any, length: int) -> Span:
    if _whole(end) > length:
        raise ValueError("a span reaches over the end of the text")
    return Span(_whole(start), _whole(end))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is missing")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError("a number is missing")
    return value


def _number(value: Any) -> int | None:
    return None if value is None else _whole(value)

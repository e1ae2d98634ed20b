"""A brief's text around one of its recommendations, with the words of all of them marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import streamlit as st

from tracker.document import Block, BlockKind, Document, Span
from tracker.translation import gettext as _
from tracker.ui.plain import of_brief, plain

_BEFORE, _AFTER, _STEP = 300, 4000, 5000
_BULLETS = "•◦▪‣·*-–—○●"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark; `chosen` for those of the recommendation in hand."""

    span: Span
    chosen: bool = False


def show(document: Document, marks: Sequence[Mark], name: str) -> None:
    """The text around the chosen words, or from its beginning, with more of it either way at a button.

    `name` tells one place from another: how far the reader has gone is kept under it.
    """
    blocks = [block for block in document.blocks if block.kind is not BlockKind.FURNITURE]
    if not blocks:
        st.caption(_("There is no text to show."))
        return
    first, last = _window(blocks, next((mark.span for mark in marks if mark.chosen), None), name)
    if first > 0:
        _more(f"↑ {_('Earlier text')}", name, 0)
    st.markdown(markdown(document, blocks[first : last + 1], marks))
    if last < len(blocks) - 1:
        _more(f"↓ {_('Later text')}", name, 1)


def markdown(document: Document, blocks: Sequence[Block], marks: Sequence[Mark]) -> str:
    """The blocks as Markdown that shows their words as they are, the marked ones marked."""
    return "\n\n".join(_written(document, blocks, marks))


def _window(blocks: Sequence[Block], chosen: Span | None, name: str) -> tuple[int, int]:
    """The first and the last block to show."""
    up, down = st.session_state.get(f"text.{name}", (0, 0))
    at = next((n for n, block in enumerate(blocks) if chosen and block.span.end > chosen.start), 0)
    top = blocks[at].span.start - _BEFORE - up * _STEP
    end = max(blocks[at].span.start, chosen.end if chosen else 0) + _AFTER + down * _STEP
    first = next((n for n, block in enumerate(blocks) if block.span.start >= top), 0)
    last = next((n for n, block in enumerate(blocks) if block.span.end >= end), len(blocks) - 1)
    return min(first, at), last


def _more(label: str, name: str, side: int) -> None:
    st.button(label, key=f"text.{name}.{side}", type="tertiary", on_click=_reach, args=(name, side))


def _reach(name: str, side: int) -> None:
    reached = list(st.session_state.get(f"text.{name}", (0, 0)))
    reached[side] += 1
    st.session_state[f"text.{name}"] = tuple(reached)


def _written(document: Document, blocks: Sequence[Block], marks: Sequence[Mark]) -> Iterator[str]:
    page = None
    for block in blocks:
        if block.page is not None and block.page != page:
            page = block.page
            yield f":small[:gray[{plain(_('Page {number}').format(number=page))}]]"
        yield _block(document, block, marks)


def _block(document: Document, block: Block, marks: Sequence[Mark]) -> str:
    words = _marked(document.text, block.span, marks)
    if block.kind is BlockKind.HEADING:
        return f"**{words.strip()}**" if words.strip() and "**" not in words else words
    if block.kind is BlockKind.LIST_ITEM:
        return f"- {words}" if block.marker in _BULLETS else f"{plain(block.marker)} {words}"
    if block.kind is BlockKind.QUOTATION:
        return f"> {words}"
    if block.kind in (BlockKind.CAPTION, BlockKind.FOOTNOTE):
        return f":small[{words}]"
    return words


def _marked(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """The words of a block as Markdown; the chosen words win where marks overlap."""
    within = [mark for mark in marks if mark.span.overlaps(span)]
    edges = {span.start, span.end}
    edges |= {edge for mark in within for edge in (mark.span.start, mark.span.end) if span.start < edge < span.end}
    places = sorted(edges)
    parts = []
    for start, end in pairwise(places):
        over = [mark for mark in within if mark.span.covers(Span(start, end))]
        parts.append(_part(text[start:end], bool(over), any(mark.chosen for mark in over)))
    return "".join(parts)


def _part(words: str, marked: bool, chosen: bool) -> str:
    shown = of_brief(words)
    if not shown:
        return " "
    if chosen:
        shown = f":primary-background[**{shown}**]"
    elif marked:
        shown = f":gray-background[{shown}]"
    return f"{' ' if words[0].isspace() else ''}{shown}{' ' if words[-1].isspace() else ''}"

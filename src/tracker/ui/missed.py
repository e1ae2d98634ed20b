"""Adding a recommendation that was missed: its first and its last sentence, chosen from the brief's text."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from tracker.actions import review
from tracker.document import Block, BlockKind, Document, Span
from tracker.errors import TrackerError
from tracker.extraction.sentences import Sentence, split
from tracker.queries.briefs import BriefView, Candidate
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.ui import desk, notices, shell
from tracker.ui.plain import shortened
from tracker.vocabulary.advice import LEVEL_LABELS, Level
from tracker.vocabulary.gestures import DO

_MOST, _LONGEST, _SHOWN = 300, 12, 110


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the brief, and the places of the blocks under it."""

    title: str
    blocks: tuple[int, ...]


def show(view: BriefView, current: Candidate | None, me: Person) -> None:
    """The fields that choose it, at first near the candidate in hand; the text chosen; the button that adds it."""
    near = (current.row.span_start or 0) if current else 0
    if view.document is None:
        st.caption(_("This brief has no file, so nothing can be added from its text."))
        return
    offered = _offered(view.document, view.brief.id or 0, near)
    if not offered:
        st.caption(_("No sentence has these words."))
        return
    at = proposed(view.document, offered, _known(view))
    key = f"missed.first.{offered[0].span.start}.{len(offered)}.{at}"
    first = _sentence(_("First sentence"), offered, key, at)
    following = _following(view.document, offered[first])
    last = following[_sentence(_("Last sentence"), following, f"missed.last.{offered[first].span.start}", 0)]
    start, end = offered[first].span.start, last.span.end
    with st.container(border=True):
        st.text(view.document.text[start:end])
    _add(view, current, me, start, end)


def proposed(document: Document, offered: Sequence[Sentence], known: Sequence[Span]) -> int:
    """The place of the first sentence that is neither a heading nor known already; else of the first."""
    new = (
        place
        for place, sentence in enumerate(offered)
        if document.blocks[sentence.block].kind is not BlockKind.HEADING
        and not any(span.start < sentence.span.end and sentence.span.start < span.end for span in known)
    )
    return next(new, 0)


def _known(view: BriefView) -> list[Span]:
    return [
        Span(candidate.row.span_start, candidate.row.span_end)
        for candidate in view.candidates
        if candidate.row.span_start is not None and candidate.row.span_end is not None
    ]


def sections(document: Document) -> list[Section]:
    """The brief's blocks under their headings, in order; what stands before the first heading has the title ""."""
    found: list[tuple[str, list[int]]] = [("", [])]
    for place, block in enumerate(document.blocks):
        if block.kind is BlockKind.FURNITURE:
            continue
        if block.kind is BlockKind.HEADING:
            found.append((document.words(block), []))
        found[-1][1].append(place)
    return [Section(title, tuple(places)) for title, places in found if places]


def _offered(document: Document, brief_id: int, near: int) -> list[Sentence]:
    """The sentences among which the first is chosen: those with the words typed, else those of a section."""
    words = st.text_input(
        _("Words from it"), key=f"missed.words.{brief_id}", placeholder=_("Type or paste a few words"), max_chars=300
    )
    if wanted := _plain(words or ""):
        places = [n for n, block in enumerate(document.blocks) if _may_hold(document, block, wanted)]
        sentences = _sentences(document, places)
        return [sentence for sentence in sentences if wanted in _plain(sentence.text)][:_MOST] or sentences[:_MOST]
    parts = sections(document)
    if len(parts) < 2:
        return _sentences(document, parts[0].blocks if parts else ())[:_MOST]
    chosen = st.selectbox(
        _("Section"),
        range(len(parts)),
        index=max(n for n, part in enumerate(parts) if not n or document.blocks[part.blocks[0]].span.start <= near),
        format_func=lambda n: shortened(parts[n].title, _SHOWN) or _("Before the first heading"),
        key=f"missed.section.{brief_id}.{near}",
    )
    return _sentences(document, parts[chosen or 0].blocks)[:_MOST]


def _sentences(document: Document, places: Sequence[int]) -> list[Sentence]:
    return [sentence for place in places for sentence in split(document, place)]


def _may_hold(document: Document, block: Block, wanted: str) -> bool:
    return block.kind is not BlockKind.FURNITURE and wanted in _plain(document.words(block))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _following(document: Document, first: Sentence) -> list[Sentence]:
    """The first sentence and those after it, over the end of its block where a list or a paragraph goes on."""
    found: list[Sentence] = []
    for place in range(first.block, len(document.blocks)):
        if document.blocks[place].kind is not BlockKind.FURNITURE:
            found += [sentence for sentence in split(document, place) if sentence.span.start >= first.span.start]
        if len(found) >= _LONGEST:
            break
    return found[:_LONGEST]


def _sentence(label: str, sentences: Sequence[Sentence], key: str, at: int) -> int:
    chosen = st.selectbox(
        label,
        range(len(sentences)),
        index=at,
        format_func=lambda n: shortened(sentences[n].text, _SHOWN) if n < len(sentences) else "",
        key=key,
    )
    return min(chosen or 0, len(sentences) - 1)


def _add(view: BriefView, current: Candidate | None, me: Person, start: int, end: int) -> None:
    known = sorted({actor for candidate in view.candidates for actor in candidate.addressees})
    st.multiselect(
        _("Addressees, as printed"),
        known,
        key="missed.addressees",
        accept_new_options=True,
        placeholder=_("Nobody by name"),
    )
    st.segmented_control(
        _("Level"),
        list(Level),
        default=Level.HEADLINE,
        format_func=lambda word: _(LEVEL_LABELS[word]),
        key="missed.level",
        required=True,
    )
    in_hand = current.row.id if current else None
    st.button(
        _("Add this recommendation"),
        key="missed.add",
        type="primary",
        shortcut=DO,
        on_click=_keep,
        args=(me, in_hand, view.brief.id, start, end),
    )


def _keep(me: Person, in_hand: int | None, brief_id: int, start: int, end: int) -> None:
    """Add the words that were shown, with what the fields hold now, which may be newer than the view."""
    if not desk.holds(in_hand):
        return
    level = st.session_state["missed.level"] or Level.HEADLINE
    addressees = tuple(st.session_state["missed.addressees"])
    refused: list[TrackerError] = []
    with shell.writing(done=_("Added, as confirmed."), refused=refused.append) as session:
        row = review.add_missed(session, me, brief_id, start, end, level=level, addressees=addressees)
    if refused:
        notices.refuse(refused[0])
    else:
        for field in ("missed.level", "missed.addressees"):
            st.session_state.pop(field, None)
        desk.turn(None)
        desk.go(row.id)

"""What a document recommends: its findings in the order of the text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.document import BlockKind, Document, Span
from tracker.extraction.acting import who_acts
from tracker.extraction.asking import action_type
from tracker.extraction.bearing import continues_duty, is_how_things_are, only_reports, those_told
from tracker.extraction.clauses import Mood
from tracker.extraction.disclaimed import recommends_nothing, tells_of_others
from tracker.extraction.drafts import SET_OFF, Draft
from tracker.extraction.finding import Finding
from tracker.extraction.going_on import filled_in, in_brackets
from tracker.extraction.judging import Judgement, judge
from tracker.extraction.kinds import Kind, kind_of
from tracker.extraction.of_others import Others
from tracker.extraction.outline import outline
from tracker.extraction.parts import Part
from tracker.extraction.passages import LISTED, Passage, Place, Said, passages
from tracker.extraction.readers import reader_of
from tracker.extraction.referring import referred
from tracker.extraction.rules import MEASURE, NOBODY, SLOGAN
from tracker.extraction.stance import stance_of
from tracker.extraction.stocktaking import is_ours, takes_stock
from tracker.extraction.teaching import teaches
from tracker.extraction.told_once import told_once
from tracker.vocabulary.advice import Level

_ANNOUNCED = frozenset({Place.OPENED, Place.LABELLED, Place.ROW})
"""Places in which a first sentence that only says why gives way to the one that advises."""
_STATES = re.compile(r"(?!that\b)\W*(?:\S+ ){1,12}(?:is|are|was|were|has|have|had|do|does|did) ", re.IGNORECASE)
"""How a sentence begins that says how things are."""
_FAR_MORE = 8
"""Recommendations in running text for each paragraph of an outlook that make the outlook one text with the rest."""
_SERIES = 3
"""Numbered headings that make a series."""


def findings(document: Document, title: str = "") -> tuple[Finding, ...]:
    """Every recommendation that the document's own authors make, in the order of the text.

    `title` is the document's, so that it is not taken for a heading over recommendations.
    """
    passed_over: list[Judgement] = []
    drafts = _found(document, title, passed_over)
    drafts = [draft for draft in drafts if not _is_title(draft, title)]
    drafts = [] if only_reports(drafts, passed_over) else _of_the_authors(document, drafts)
    drafts = _levelled(document, drafts)
    told = those_told(drafts)
    drafts = [draft for draft in drafts if not (told and is_how_things_are(draft, told))]
    drafts = told_once(drafts, referred(document, drafts))
    drafts.sort(key=lambda draft: draft.span)
    places = {id(draft): place for place, draft in enumerate(drafts)}
    return tuple(_finding(document, draft, places) for draft in drafts)


def _found(document: Document, title: str, passed_over: list[Judgement]) -> list[Draft]:
    """The drafts; those in lists that look like somebody else's only where the document has no others."""
    sections, reader = outline(document, title), reader_of(document)
    drafts = _drafts(passages(document, sections, Others(document)), reader, passed_over)
    if drafts:
        return drafts
    passed_over.clear()
    return _drafts(passages(document, sections, Others(document, heeded=False)), reader, passed_over)


def _of_the_authors(document: Document, drafts: list[Draft]) -> list[Draft]:
    """The drafts that a paper of this kind may mean as advice of its own."""
    if drafts and takes_stock(document):
        return [draft for draft in drafts if is_ours(document, draft) or _is_announced(document, draft)]
    kind = kind_of(document) if drafts else None
    if kind is Kind.INVITING:
        return []
    if kind in (Kind.OF_OTHERS, Kind.OF_LESSONS) or teaches(document, drafts):
        return [draft for draft in drafts if _is_announced(document, draft)]
    if kind or recommends_nothing(document) or tells_of_others(document):
        return [draft for draft in drafts if _is_meant(draft)]
    return drafts


def _is_announced(document: Document, draft: Draft) -> bool:
    """Whether a heading or a label says that recommendations follow, and does not only put the question."""
    over = draft.said.section.heading
    asked = over is not None and document.words(document.blocks[over]).rstrip().endswith("?")
    return not asked and (draft.said.section.part is Part.ADVICE or draft.said.place in (Place.LABELLED, Place.ROW))


def _is_meant(draft: Draft) -> bool:
    """Whether the document itself says that it recommends this, though it says elsewhere that it recommends nothing."""
    clause, announced = draft.judgement.clause, draft.said.section.part is Part.ADVICE
    return announced or draft.said.place in _ANNOUNCED or (clause is not None and clause.mood is Mood.CALL)


def _is_title(draft: Draft, title: str) -> bool:
    """Whether the words are the document's title, which stands in no heading in plain text."""
    text = draft.said.sentence.text.strip()
    running = draft.said.place is Place.PROSE and not text.endswith((".", ";", ":"))
    return running and text.casefold() == title.casefold()


def _drafts(found: Sequence[Passage], reader: tuple[str, ...], passed_over: list[Judgement]) -> list[Draft]:
    drafts: list[Draft] = []
    counted = _counted_headings(found)
    heads: dict[int, Draft | None] = {}
    for passage in found:
        told = [passage.head, *passage.rest] if passage.head else passage.rest
        judged = _without_what_goes_on([judge(said) for said in told])
        passed_over += [judgement for judgement in judged if not judgement.accepted]
        under = heads.get(id(passage.under)) if passage.under else None
        head = _head(passage, judged, under, counted=passage.head is not None and counted and _is_counted(passage))
        heads[id(passage)] = head or under
        if head and head.judgement in judged[1:2] and _names_topic(judged[0], head.judgement):
            judged = judged[1:]
        whole = Span(told[0].sentence.span.start, told[-1].sentence.span.end)
        above = head or under
        for judgement in judged:
            if head and judgement is head.judgement:
                head.passage = whole
                head.behind = filled_in((*(said.sentence for said in told), *passage.form))
                drafts.append(head)
            elif (
                judgement.accepted and (head is None or judgement.clause) and judgement.said.place is not Place.HEADING
            ):
                drafts.append(Draft(judgement, Level.SUPPORTING, above, judgement.said.sentence.span))
    before: tuple[str, ...] = ()
    for draft in drafts:
        over = draft.parent.addressees if draft.parent else draft.above
        draft.addressees = before = who_acts(draft.judgement, over, before, reader) or _behind(draft)
    _lend_actors(drafts)
    return drafts


def _without_what_goes_on(judged: Sequence[Judgement]) -> list[Judgement]:
    """The judgements; a sentence that only goes on with what the one before it tells of is no advice either."""
    found: list[Judgement] = []
    for judgement in judged:
        on = judgement.accepted and continues_duty(judgement, found[-1] if found else None)
        found.append(replace(judgement, score=0.0) if on else judgement)
    return found


def _behind(draft: Draft) -> tuple[str, ...]:
    """Who is to act, as stands behind a recommendation that names nobody itself."""
    return draft.behind or (in_brackets(draft.said.sentence.text) if draft.said.place in LISTED else ())


def _lend_actors(drafts: Sequence[Draft]) -> None:
    """A headline that names nobody takes the actor of its passage's first advising sentence."""
    for draft in drafts:
        head = draft.parent
        if head is None or head.level is not Level.HEADLINE or head.addressees or head.said.addressees is not None:
            continue
        clause = head.judgement.clause
        nobody = draft.judgement.clause is not None and NOBODY.match(draft.judgement.clause.subject)
        if (clause is None or clause.mood is Mood.IMPERATIVE) and not nobody:
            head.addressees = draft.addressees


def _is_counted(passage: Passage) -> bool:
    head = passage.head
    return head is not None and head.place is Place.HEADING and bool(head.label)


def _counted_headings(found: Sequence[Passage]) -> bool:
    """Whether the numbered headings that tell somebody what to do stand, most of them, over advice."""
    counted = [passage for passage in found if _is_counted(passage)]
    over = sum(any(judge(said).accepted for said in passage.rest) for passage in counted)
    return len(counted) >= _SERIES and 2 * over >= len(counted)


def _head(passage: Passage, judged: Sequence[Judgement], under: Draft | None, *, counted: bool) -> Draft | None:
    """What a passage sets off: its first sentence where that advises, else the first one that does."""
    if not passage.head or not judged:
        return None
    first = judged[0]
    bare = passage.head.place is Place.HEADING and passage.section.part is not Part.ADVICE and not counted
    if bare and not any(judgement.accepted for judgement in judged[1:]):
        return None
    announced = (
        passage.section.part in (Part.ADVICE, Part.OUTLOOK)
        or passage.head.place in _ANNOUNCED
        or (passage.head.place in (Place.LEAD, Place.ITEM) and passage.head.series)
    )
    below = judged[1:] if announced else ()
    advising = next((judgement for judgement in below if judgement.accepted and judgement.clause), None)
    topic = advising is not None and advising is judged[1] and _names_topic(first, advising)
    stays = not topic and (_carries(first) or (advising is None and not _is_topic(first)))
    chosen = first if first.accepted and stays else advising
    if chosen is None:
        return None
    level = Level.SUPPORTING if under or passage.head.place not in SET_OFF else Level.HEADLINE
    opening = passage.head.opening if chosen is not first else None
    above = opening.addressees if opening else ()
    return Draft(chosen, level, under, chosen.said.sentence.span, above=above)


def _carries(first: Judgement) -> bool:
    """Whether a first sentence carries the advice itself, and does not only say how things are."""
    if first.clause is not None:
        return True
    return not _is_topic(first) and not _STATES.match(first.said.sentence.plain)


def _names_topic(lead: Judgement, behind: Judgement) -> bool:
    """Whether a lead in front of a colon only names what the sentence behind it is about: "Database: The ministry must
    keep one", "Study of harm: A study must be made".
    """
    words = lead.said.sentence.text.rstrip()
    if not words.endswith(":") or behind.clause is None:
        return False
    if lead.clause is None:
        return not (MEASURE.match(words) or SLOGAN.fullmatch(words.removesuffix(":")))
    said, subject = words.removesuffix(":").casefold().split(), behind.clause.subject.casefold()
    noun = said[1:2] in (["of"], ["for"], ["on"], ["into"]) and said[0] in subject.split()
    noun = noun and subject.startswith(("a ", "an "))
    return lead.clause.mood is Mood.IMPERATIVE and (noun or subject.startswith(" ".join(said)))


def _is_topic(first: Judgement) -> bool:
    """Whether a label is followed by a topic in capitals: "RECOMMENDATION 2: COPYRIGHT"."""
    said = first.said
    return first.clause is None and said.place is Place.LABELLED and said.sentence.text.isupper()


def _looks_ahead(draft: Draft) -> bool:
    """Whether a paragraph under a heading such as "The way forward" advises, as the text before it may have done."""
    said = draft.said
    return said.section.part is Part.OUTLOOK and said.place is Place.LEAD and not said.series


def _is_aside_of_the_body(drafts: Sequence[Draft]) -> bool:
    """Whether all that is set off are paragraphs of an outlook, and running text advises far more beside them."""
    set_off = [draft for draft in drafts if draft.level is Level.HEADLINE]
    body = [draft for draft in drafts if draft.parent is None and draft.said.place is Place.PROSE]
    return bool(set_off) and all(map(_looks_ahead, set_off)) and len(body) >= _FAR_MORE * len(set_off)


def _levelled(document: Document, drafts: list[Draft]) -> list[Draft]:
    """Where the document sets nothing off but items of its summary, they are what it recommends; where it sets off
    none, what running text advises. Beside a list of recommendations, an outlook in running text is no more than that.
    """
    if any(draft.said.section.part is Part.ADVICE and draft.level is Level.HEADLINE for draft in drafts):
        for draft in drafts:
            draft.level = Level.SUPPORTING if _looks_ahead(draft) else draft.level
            draft.parent = None if draft.parent and _looks_ahead(draft.parent) else draft.parent
    if _is_aside_of_the_body(drafts):
        for draft in drafts:
            draft.level = Level.SUPPORTING if draft.parent else Level.HEADLINE
    if not any(draft.level is Level.HEADLINE for draft in drafts):
        listed = [draft for draft in drafts if draft.parent is None and _in_summary(document, draft)]
        for draft in listed if len(listed) > 1 else drafts:
            if draft.parent is None:
                draft.level = Level.HEADLINE
    return drafts


def _in_summary(document: Document, draft: Draft) -> bool:
    """Whether the words are an item of a list in the summary."""
    item = document.blocks[draft.said.sentence.block].kind is BlockKind.LIST_ITEM
    return item and draft.said.section.part is Part.SUMMARY


def _finding(document: Document, draft: Draft, places: dict[int, int]) -> Finding:
    said = draft.said
    text = said.sentence.text
    negated = bool(said.opening and said.opening.negated)
    span = _without_joint(document, said)
    detail = Span(min(span.end, draft.passage.end), draft.passage.end).of(document.text)
    return Finding(
        span=span,
        level=draft.level,
        passage=draft.passage if draft.passage.covers(span) else span,
        detail=" ".join(detail.split()).lstrip(" ;.,:)").removesuffix(";"),
        also=tuple(sorted(draft.also)),
        parent=places.get(id(draft.parent)) if draft.parent else None,
        addressees=draft.addressees,
        stance=stance_of(said.sentence.plain, draft.judgement.clause, negated=negated),
        action_type=action_type(text),
        confidence=draft.judgement.confidence,
        reasons=draft.judgement.reasons,
        label=said.label,
    )


def _without_joint(document: Document, said: Said) -> Span:
    """The words without what joins an item to the next one: "; and"."""
    span = said.sentence.span
    words = span.of(document.text)
    joints = ("; and", "; or", ", and", ";", ",", ":") if said.place in (Place.OPENED, Place.ITEM) else (":",)
    for joint in joints:
        if words.rstrip().endswith(joint):
            return Span(span.start, span.start + len(words.rstrip()) - len(joint))
    return span

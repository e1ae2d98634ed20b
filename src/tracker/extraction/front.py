"""What stands on the page before the brief begins, line by line, and what each line is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, islice, pairwise

from tracker.document import Block, BlockKind, Document
from tracker.extraction.names import people
from tracker.extraction.numbers import is_series
from tracker.extraction.publication import dates, without_dates
from tracker.extraction.wordlists import words

_LONGEST = 80
_LONGEST_HEADING = 120
LONGEST_LINE = 600
"""Characters beyond which a line is prose; what is matched against patterns is never longer."""
_CUT = re.compile(
    r"\s(?=(?:Compiled|Written|Prepared|Drafted|Authored)(?: for [^.,]{1,40})? by [A-Z]|By [A-Z]|Authors?: "
    r"|(?:Submitted|Issued|Completed|Finali[sz]ed|Delivered)(?: on| in)? (?:\d{1,2} )?[A-Z][a-z]+ (?:19|20)\d\d\b)"
)
"""Most blocks that are looked at for the beginning of a brief."""
_PROSE = 25
"""Words from which a paragraph is prose and no line of the title page."""

_SMALL = re.compile(r"(?<![^\W\d_])[^\W\d_A-Z]{2,}(?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_FIELD = re.compile(
    r"(?:to|through|from|cc|date|re|ref|subject|attn|via|tel|fax|e-?mail|copies|classification|session|agenda item"
    r"|original|distr|source|report|isbn|issn|doi|suggested citation|keywords?|tags?|topics?|regions?|countr(?:y|ies)"
    r"|contacts?|editors?|photo|cover|image|reading time)\s*[.:]",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"^\W*(?:[IVXivx\d]+[.)]?\s)?\s*")
_WHY = re.compile(r"why .{1,30} did this (?:study|review)|what .{1,30} (?:found|recommends)")
_VENUE = re.compile(
    r"(?:before the|hearing on|hearing before|submitted to|presented to|report to|prepared for|submission to"
    r"|transmitted|ordered by|ordered,|report, together|letter dated|letter from|note by|for release|expected at"
    r"|available|also available|home [>›»/|]|share |\d+[- ]minute|follow us|skip to|posted in|filed under"
    r"|licen[cs]ed|this work is|copyright|©|\(c\)|all rights|with the .{1,40} replies|\(with|translated|embargo"
    r"|by authority|https?://|www\.|privileged\b|(?:strictly )?(?:private and )?confidential\b"
    r"|not for (?:circulation|publication|citation|distribution|attribution)|for (?:official|internal) use)",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"(?:(?:written|prepared|compiled|drafted|authored|researched|edited)\s)?(?:for [^,.:;]{1,40}\s)?by[:\s]"
    r"|(?:an? )?(?:policy )?(?:brief|report|paper|commentary|analysis|article|essay|note|memo|post|text) by[:\s]"
    r"|authors?\s*:|(?:evaluation|study|research|review|assessment|audit|drafting|writing|project) team\s*:"
    r"|rapporteurs?\s*:|(?:statement|testimony|remarks) of\b|task manager\s*:|lead authors?\s*:"
    r"|from\s*:|\(signed\)",
    re.IGNORECASE,
)
"""How a line opens that names the authors."""


_BESIDE = re.compile(r"\s[·•|–—]\s")


_SERIES_BEHIND = re.compile(
    r"\s(?=(?:Policy|Working|Discussion|Research|Briefing|Occasional|Staff|Issue|Technical) (?:Report|Paper|Brief|Note)"
    r" (?:No\b|N[°º]|#|\d))"
)
"""Where a series with its number ran into a byline."""
_NUMBER = re.compile(r"\b\d{1,4}[/.-]\d{1,4}$|\b(?:No\.?|N[°º]|#) ?\d+$", re.IGNORECASE)
_IMPRINT = 6
"""Words behind an institution's name, the number of the paper last."""
_YEAR_AT_END = re.compile(r"\d{4}\W*$")
_TITLED = re.compile(r"(?<=\d): (?=[A-Z][^:]{12,}$)")
"""Where the title follows a series and its number in one line: "Evidence Brief 7: Does it pay?"."""
_MENU, _MENU_WORDS, _BUTTONS = 4, 3, 2
"""A menu has so many lines at least, of so many words at most, and so many of them are known words of buttons."""


class Role(StrEnum):
    """What a line of the title page is."""

    TITLE = "title"
    """It may be the title, or a part of it."""
    NAMES = "names"
    DATE = "date"
    SERIES = "series"
    BODY = "body"
    """The name of an institution."""
    LABEL = "label"
    """The kind of publication, a field, a notice, a place of presentation."""
    SECTION = "section"
    """The heading of the first section."""
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the title page: its words, what it is, and its block."""

    text: str
    role: Role
    block: Block


def front(document: Document) -> tuple[Line, ...]:
    """The lines before the brief begins: up to the first prose or section heading after something like a title."""
    found: list[Line] = []
    titled = False
    for line in _without_menus(list(_lines(document))):
        goes_on = found and found[-1].role is Role.TITLE and hangs(found[-1].text)
        found.append(replace(line, role=Role.TITLE) if goes_on and line.role in (Role.NAMES, Role.BODY) else line)
        if titled and line.role in (Role.PROSE, Role.SECTION):
            break
        titled = titled or line.role is Role.TITLE
    return tuple(_without_mistaken_names(document, found))


def hangs(text: str) -> bool:
    """Whether a line stops in the middle of a phrase."""
    last = (text.split() or [""])[-1].casefold()
    return last in words("page", "hanging") or text.endswith((",", "-", "–", "—", "&"))


def _without_mistaken_names(document: Document, found: list[Line]) -> Iterator[Line]:
    """The lines; a heading like "Mud Season" above the title's other lines is no name if no text knows that person."""
    first = next((at for at, line in enumerate(found) if line.role is Role.TITLE), 0)
    for at, line in enumerate(found):
        bare = line.role is Role.NAMES and line.block.kind is BlockKind.HEADING and not is_byline(line.text)
        if at < first and bare and document.text.count(line.text) == 1:
            yield replace(line, role=Role.TITLE)
        else:
            yield line


def _without_menus(lines: list[Line]) -> Iterator[Line]:
    """The lines; in a menu, which is a row of many short ones with the words of buttons among them, none is a title.

    Its last line is one all the same where no other follows: a short title stands right under the menu.
    """
    runs = [list(run) for _short, run in groupby(lines, _may_be_in_menu)]
    for run, after in pairwise([*runs, []]):
        menu = len(run) >= _MENU and sum(line.role is Role.LABEL for line in run) >= _BUTTONS
        if not menu or not _may_be_in_menu(run[0]):
            yield from run
            continue
        titled = bool(after) and after[0].role is Role.TITLE
        yield from (replace(line, role=Role.LABEL) for line in (run if titled else run[:-1]))
        yield from () if titled else run[-1:]


def _may_be_in_menu(line: Line) -> bool:
    return line.role in (Role.TITLE, Role.LABEL, Role.BODY) and len(line.text.split()) <= _MENU_WORDS


def _lines(document: Document) -> Iterator[Line]:
    common = common_words(document)
    for block in islice(document.body(), _LONGEST):
        texts = [cell.span.of(document.text) for cell in block.cells] or document.words(block).splitlines()
        for text in (part for whole in texts for part in _parts(whole)):
            for flat in _apart(" ".join(text.split()), common):
                yield Line(flat, _role(flat, block, common), block)


def _parts(text: str) -> list[str]:
    """A line of the title page, cut where a byline starts inside it."""
    return _CUT.split(text) if len(text) < LONGEST_LINE else [text]


def _apart(line: str, common: frozenset[str]) -> list[str]:
    """A line that bears names and a date or a series side by side, cut between them; none where nothing is left."""
    cut = _SERIES_BEHIND.search(line) if is_byline(line) else None
    if cut:
        return [line[: cut.start()], line[cut.end() :]]
    parts = [part for part in _BESIDE.split(line) if part] if len(line) < LONGEST_LINE else [line]
    if len(parts) == 1 and len(line) < LONGEST_LINE:
        return [one for part in _TITLED.split(line, maxsplit=1) for one in _undated(part, common) if one]
    dated = any(dates(part) and not without_dates(part).strip(" .,") for part in parts)
    return parts if dated and any(_is_names(part, common) for part in parts) else [line] if line else []


def _undated(line: str, common: frozenset[str]) -> list[str]:
    """A line of names or a byline, cut ahead of the date that ran into it."""
    last = dates(line)[-1:] if _YEAR_AT_END.search(line) else ()
    names = line[: last[0].start].rstrip() if last else ""
    first, comma, others = names.rstrip(",").partition(",")
    if comma and _is_names(first, common) and any(is_body(part.split()) for part in others.split(",")):
        return [first, line[len(first) + 1 :].strip()]
    if not names or names.endswith(",") or line[last[0].end :].strip(" .") or is_byline(names):
        return [line]
    return [names, line[last[0].start :]] if _is_names(names, common) else [line]


def common_words(document: Document) -> frozenset[str]:
    """The words that the document also writes small, and which therefore are no names."""
    return frozenset(word for word in set(_WORD.findall(document.text)) if _SMALL.fullmatch(word))


def _role(text: str, block: Block, common: frozenset[str]) -> Role:
    if len(text) > LONGEST_LINE:
        return Role.PROSE
    heading = block.kind is BlockKind.HEADING
    parts = text.split()
    if is_section(text) or (heading and block.marker):
        return Role.SECTION
    if block.kind in (BlockKind.LIST_ITEM, BlockKind.QUOTATION) or _is_prose(text, parts, heading):
        return Role.PROSE
    return _short_role(text, parts, common)


def _short_role(text: str, parts: list[str], common: frozenset[str]) -> Role:
    """The role of a line that is neither a section's heading nor running text."""
    if _FIELD.match(text) or _VENUE.match(text) or _is_label(parts) or not any(map(str.isalpha, text)):
        return Role.LABEL
    if is_series(text):
        return Role.SERIES
    printed = dates(text)
    if printed and (len(without_dates(text).split()) <= 8 or printed[0].said > 0):
        return Role.DATE
    if is_byline(text) or _is_names(text, common):
        return Role.NAMES
    return Role.BODY if is_body(parts) or _is_imprint(text) else Role.TITLE


def is_section(text: str) -> bool:
    """Whether the text is a heading with which the text of a brief begins, as "1. Introduction"."""
    if len(text) > _LONGEST_HEADING:
        return False
    plain = _ORDINAL.sub("", text).strip(" .:").casefold()
    return plain in words("page", "sections") or bool(_WHY.fullmatch(plain))


def _is_label(parts: list[str]) -> bool:
    """Whether a short line has none but the words of labels and buttons."""
    plain = [word.strip(".,:;/()–—-&").casefold() for word in parts]
    return len(plain) <= 6 and all(not word or word in words("page", "labels") for word in plain)


def _is_names(text: str, common: frozenset[str]) -> bool:
    """Whether the line is nothing but names and posts: each person has a word that the document never writes small."""
    found = people(text)
    if not found or any(mark in text for mark in ":?!"):
        return False
    return all(any(word not in common for word in _SMALL.findall(name.casefold())) for name in found)


def _is_prose(text: str, parts: list[str], heading: bool) -> bool:
    """Whether the line is running text: long, or a whole sentence."""
    if heading:
        return len(parts) > 45
    sentence = text.endswith((".", '."', ".”", ".)")) and len(parts) >= 9
    return len(parts) > _PROSE or (sentence and not is_byline(text))


def is_body(parts: list[str]) -> bool:
    """Whether a short line is the name of an institution: a noun of that kind at its head or its end."""
    plain = [word.strip(",.:;()").casefold() for word in parts]
    if not 1 < len(parts) <= 14 or any(mark in " ".join(parts) for mark in ":?"):
        return False
    head = next((i for i, word in enumerate(plain) if word in {"of", "for", "on", "and"}), len(plain))
    nouns = {plain[at] for at in (-1, max(0, head - 1)) if parts[at].lstrip("(")[:1].isupper()}
    named = bool(words("page", "bodies") & nouns) or plain[0] in words("page", "leading")
    return named and not plain[0].endswith("ing")


def _is_imprint(text: str) -> bool:
    """Whether the line is an institution's name, and behind a comma a number that it gives the paper."""
    body, comma, behind = text.partition(", ")
    return bool(comma) and len(behind.split()) < _IMPRINT and bool(_NUMBER.search(behind)) and is_body(body.split())


def is_byline(text: str) -> bool:
    """Whether the line says that it names the authors."""
    return len(text) < 400 and bool(BYLINE.match(text))

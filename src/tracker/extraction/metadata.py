"""What the brief says of itself: title, authors, date, series and number, countries, topics."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tracker.document import BlockKind, Document
from tracker.extraction.byline import authors
from tracker.extraction.finding import Metadata
from tracker.extraction.front import Line, Role, front
from tracker.extraction.numbers import number_in
from tracker.extraction.publication import dates
from tracker.extraction.regions import regions
from tracker.extraction.title import title
from tracker.extraction.topics import topics
from tracker.vocabulary.dates import PartialDate, Precision

_DATED = (
    "jsonld:datePublished",
    "meta:article:published_time",
    "meta:citation_publication_date",
    "meta:citation_date",
    "meta:dc.date",
    "meta:DC.date",
    "meta:date",
    "head:date",
    "head:published",
    "html:time",
)
_NUMBERED = ("head:number", "jsonld:issueNumber", "meta:citation_technical_report_number")
_END_BLOCKS = 40
_YEAR_BEHIND = re.compile(r"(?:[,|·(]\s*|\b\d{1,3}/)((?:19|20)\d\d)\)?\s*$")
_YEAR_AT_PLACE = re.compile(r"[A-Z][\w’'-]+(?:[ /-][A-Z][\w’'-]+){0,3}(?:, [A-Z][\w’'-]+)?, ((?:19|20)\d\d)\.?$")
"""Where and when a brief was printed: "Port Lena, 2021"."""
_YEAR_ALONE = re.compile(r"\(?((?:19|20)\d\d)\)?\s*$")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s+((?:19|20)\d\d)\b", re.IGNORECASE)


def metadata(document: Document) -> Metadata:
    """What the document says of itself, from its pages first, then from the file's properties."""
    lines = front(document)
    named = title(document, lines)
    series, number = _number(document, lines)
    return Metadata(
        title=named,
        authors=tuple(name for name in authors(document, lines) if name.casefold() != named.casefold()),
        published=_published(document, lines),
        series=series,
        number=number,
        regions=regions(document, named),
        topics=topics(document),
    )


def _year(document: Document, lines: Sequence[Line]) -> PartialDate | None:
    """The year that stands alone, or behind the number of a series, else the one of the copyright."""
    alone = (_YEAR_ALONE.match(line.text) for line in lines)
    behind = (_YEAR_BEHIND.search(line.text) for line in lines if line.role is Role.SERIES)
    held = (_COPYRIGHT.search(document.words(block)[:200]) for block in document.blocks[-_END_BLOCKS:])
    placed = (_YEAR_AT_PLACE.match(line.text) for line in lines if line.role is not Role.PROSE)
    found = next((match for match in (*alone, *behind, *placed, *held) if match), None)
    return PartialDate(date(int(found[1]), 1, 1), Precision.YEAR) if found else None


def _published(document: Document, lines: Sequence[Line]) -> PartialDate | None:
    """The date of publication: what the page says, then what the file says, then what stands at the end."""
    scored: list[tuple[float, PartialDate]] = []
    for place, text in enumerate(_dated_lines(lines)):
        scored += [(3.0 + printed.said * 2 - 0.05 * place, printed.when) for printed in dates(text)]
    for name in _DATED:
        values = document.properties.get(name, ())
        scored += [(2.5, printed.when) for value in values for printed in dates(value)[:1]]
    for text in _edges(document):
        scored += [(1.5 + printed.said, printed.when) for printed in dates(text)]
    if not scored:
        return _year(document, lines)
    best = max(scored, key=lambda pair: pair[0])[1]
    return _to_the_day(document, best)


def _dated_lines(lines: Sequence[Line]) -> Iterator[str]:
    return (line.text for line in lines if line.role is not Role.PROSE)


def _to_the_day(document: Document, when: PartialDate) -> PartialDate:
    """The day, where only the month was found and the file or a line of its own says a day in that month."""
    if when.precision is not Precision.MONTH:
        return when
    for value in (value for name in _DATED for value in document.properties.get(name, ())):
        for printed in dates(value)[:1]:
            if printed.when.precision is Precision.DAY and _in_month(printed.when, when):
                return printed.when
    for block in document.body():
        words = document.words(block).strip()
        if len(words) > 40:
            continue
        for printed in dates(words):
            same = _in_month(printed.when, when)
            alone = printed.start == 0 and printed.end >= len(words) - 1
            if same and alone and printed.when.precision is Precision.DAY:
                return printed.when
    return when


def _in_month(one: PartialDate, other: PartialDate) -> bool:
    return (one.day.year, one.day.month) == (other.day.year, other.day.month)


def _number(document: Document, lines: Sequence[Line]) -> tuple[str, str]:
    """(Series, number): from the title page, the file's properties, running heads, or a line of its own at the end."""
    series = next((line.text for line in lines if line.role is Role.SERIES and not number_in(line.text)[1]), "")
    shown = (line.text for line in lines if line.role not in (Role.TITLE, Role.PROSE, Role.NAMES))
    for text in shown:
        found = number_in(text)
        if found[1]:
            return found[0] or series, found[1]
    for name in _NUMBERED:
        for value in document.properties.get(name, ()):
            return series, value.strip()
    return next((found for text in _edges(document) if (found := number_in(text))[1]), (series, ""))


def _edges(document: Document) -> Iterator[str]:
    """Running heads and feet, then the short lines near the end, the last first."""
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE:
            yield document.words(block)
    for block in reversed(document.blocks[-_END_BLOCKS:]):
        words = document.words(block)
        if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and len(words.split()) <= 12:
            yield words

"""A board's report as one HTML file: no script, nothing fetched, readable by ear, on a telephone and on paper."""

import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from tracker.board import Board, Entry, Ranking, Story, digest, telling
from tracker.charts.palette import Fill, palette
from tracker.exports import report_bar, report_parts
from tracker.exports.report_parts import Part, Sum, sums
from tracker.settings import house
from tracker.translation import gettext as _
from tracker.translation import spoken
from tracker.vocabulary.numbers import number
from tracker.vocabulary.one_line import one_line
from tracker.vocabulary.said_dates import day
from tracker.vocabulary.statuses import STATUSES, Group

_SAFE = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser is told to load: nothing but the style within the file."""
_DIGIT = 0.025
"""The share of the bar that one digit of a number needs on a telephone."""


def write_html(board: Board) -> bytes:
    """The report as one file in UTF-8; the same board gives the same bytes."""
    return "\n".join(_page(board)).encode()


def _page(board: Board) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{escape(spoken())}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_SAFE}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(telling.title())} · {_text(telling.as_of(board))}</title>"
    yield f"<style>\n{(house() / 'data' / 'report' / 'board.css').read_text('utf-8')}{_colours()}{_names()}</style>"
    yield f'</head>\n<body>\n<main>\n<header>\n<h1>{_text(telling.title())}</h1>\n<p class="soft">'
    yield f"{_text(telling.opening(board))}</p>\n</header>"
    yield from _first(board)
    if not board.nothing:
        yield from _second(board)
        yield from _annex(board)
    yield f'<footer class="soft">\n<p>{_text(_("SHA-256 of the contents:"))} <code>{digest(board)}</code></p>'
    yield f"<p>{_text(telling.state(board))}</p>\n</footer>" if board.history else "</footer>"
    yield "</main>\n</body>\n</html>\n"


def _text(text: str) -> str:
    """Words as they are, on one line."""
    return escape(one_line(text))


def _first(board: Board) -> Iterator[str]:
    """What a board reads in three minutes."""
    yield '<div class="first">'
    if board.covering:
        yield f'<p class="covering" dir="auto">{_text(board.covering)}</p>'
    if board.nothing:
        yield f"<p>{_text(board.nothing)}</p>"
        yield from _decided(board)
        yield from _sentences(_("How these figures are counted"), board.counting)
    else:
        yield from _figures(board)
        yield from _bar(board)
        yield '<div class="columns">\n<section>'
        yield from _stories(board.stories)
        yield "</section>\n<div>"
        yield from _decided(board)
        yield "</div>\n</div>"
    yield "</div>"


def _decided(board: Board) -> Iterator[str]:
    yield from _sentences(telling.decisions(), board.decisions)
    yield from _sentences(telling.since(board), board.changed)
    yield from _sentences(_("What we do not know"), board.unknown or (telling.nothing_unknown(),))


def _figures(board: Board) -> Iterator[str]:
    yield '<ul class="figures">'
    for one in sums(board):
        value = number(one.figure.value)
        linked = f'<a href="#sum-{one.figure.key}">{value}</a>' if one.parts else value
        name, taken_from = _text(one.figure.name), _text(one.figure.taken_from)
        yield f"<li><span>{name}</span> <b>{linked}</b> <span>{taken_from}</span></li>"
    yield "</ul>"


def _bar(board: Board) -> Iterator[str]:
    finding, alt = report_bar.finding(board)
    parts = report_bar.bar(board)
    yield f'<h2>{_text(finding)}</h2>\n<div class="bar" role="img" aria-label="{_text(alt)}">'
    for part in parts:
        said = number(part.n) if part.n >= _DIGIT * len(number(part.n)) * board.totals.total else ""
        yield f'<span class="{part.group.value}" style="flex:{part.n}">{said}</span>'
    yield '</div>\n<ul class="legend">'
    for part in parts:
        yield f'<li><i class="{part.group.value}"></i>{_text(part.label)}: {number(part.n)}</li>'
    yield "</ul>"


def _colours() -> str:
    """The six groups as the charts have them, in light and dark."""
    light, dark = palette("light").groups, palette("dark").groups
    return "".join(f".{group.value} {{ {_filled(light[group], dark[group])} }}\n" for group in Group)


def _names() -> str:
    """What a figure is called where its column has no head: on a narrow screen a record is a paragraph."""
    return f":root {{ --evidence: {json.dumps(_('Evidence'))}; }}\n"


def _filled(light: Fill, dark: Fill) -> str:
    paint = f"background: light-dark({light.colour}, {dark.colour}); color: light-dark({light.words}, {dark.words});"
    if not light.outline:
        return paint
    edge = f"light-dark({light.outline}, {dark.outline})"
    hatched = f" background-image: repeating-linear-gradient(135deg, {edge} 0 1px, transparent 1px 5px);"
    return f"{paint} box-shadow: inset 0 0 0 1px {edge};" + (hatched if light.hatching else "")


def _stories(stories: Sequence[Story]) -> Iterator[str]:
    yield f"<h2>{_text(_('What happened'))}</h2>"
    if not stories:
        yield f"<p>{_text(telling.no_stories())}</p>"
    for story in stories:
        quote = one_line(story.quote)
        yield f'<article>\n<h3 dir="auto">{_text(story.wording)}</h3>'
        yield f'<p class="soft">{_text(telling.standing(story))}</p>'
        if quote and quote != one_line(story.wording):
            yield f'<p>{_text(_("In the brief:"))} <q dir="auto">{_text(quote)}</q></p>'
        if story.outcome:
            yield f'<p dir="auto">{_text(story.outcome)}</p>'
        yield f'<p class="soft">{_text(telling.proof(story, 400))}</p>\n</article>'


def _sentences(heading: str, said: Iterable[str]) -> Iterator[str]:
    lines = [f'<li dir="auto">{_text(sentence)}</li>' for sentence in said]
    if lines:
        yield f'<section>\n<h2>{_text(heading)}</h2>\n<ul class="said">'
        yield from lines
        yield "</ul>\n</section>"


def _second(board: Board) -> Iterator[str]:
    """Where, by whom, each status, and how all of it is counted."""
    yield '<div class="pair">'
    yield from _ranking(_("Where"), _("Part of the world"), board.regions)
    yield from _ranking(_("By whom"), _("Author"), board.authors)
    yield f"</div>\n<h2>{_text(_('Where they stand, one by one'))}</h2>"
    rows = [
        (_text(_(told.label)), number(board.totals.statuses[status]), _text(_(told.definition)))
        for status, told in STATUSES.items()
    ]
    yield from _table((_("Status"), _("Number"), _("Meaning")), rows, {1}, "statuses")
    yield from _sentences(_("How these figures are counted"), board.counting)


def _ranking(heading: str, name: str, ranking: Ranking) -> Iterator[str]:
    yield f"<section>\n<h2>{_text(heading)}</h2>"
    rows = [(_text(line.name), number(line.total), _text(telling.of_assessed(line))) for line in ranking.lines]
    yield from _table((name, _("Number"), _("Adopted of assessed")), rows, {1, 2})
    yield f'<p class="soft">{_text(ranking.note)}</p>\n</section>'


def _annex(board: Board) -> Iterator[str]:
    heading = _text(_("Annex: the records behind the figures"))
    yield f'<section class="annex">\n<h2>{heading}</h2>'
    yield from _table((_("Figure"), _("How it adds up from the parts of this annex")), map(_sum, sums(board)), set())
    for part in report_parts.parts(board):
        yield from _part(board, part)
    yield "</section>"


def _sum(one: Sum) -> tuple[str, str]:
    """The figure, to which its number above leads, and how it adds up, each part a link to its records."""
    links = [f'<a href="#part-{part.letter}">{_text(part.term)}</a>' for part in one.parts]
    words = one.adding_up(links) if links else _text(one.words)
    return f'<span id="sum-{one.figure.key}">{_text(one.figure.name)}</span>', words


def _part(board: Board, part: Part) -> Iterator[str]:
    heading = report_parts.heading(board, part)
    heads = (_("Reference"), _("Recommendation"), _("Brief"), _("Authors and countries"), _("Status"), _("Evidence"))
    yield f'<h3 id="part-{part.letter}">{_text(heading)}</h3>'
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{_text(heading)}">'
    yield from _table(heads, map(_record, part.records), {5}, "records")
    yield "</div>"


def _record(entry: Entry) -> tuple[str, ...]:
    published = _text(day(entry.published, _("without date")))
    since = _text(day(entry.since))
    return (
        _text(entry.reference),
        f'<span dir="auto">{_text(entry.wording)}</span>',
        f'<span dir="auto">{_text(entry.brief)}</span><br><span class="soft">{published}</span>',
        _text("; ".join((*entry.authors, *report_parts.places(entry)))),
        _text(_(STATUSES[entry.status].label)) + (f'<br><span class="soft">{since}</span>' if since else ""),
        number(entry.strength),
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: set[int], kind: str = "sums") -> Iterator[str]:
    """A table of cells that are HTML already; the first cell of a row is its heading, `numbers` stand at the end."""
    ends = [' class="n"' if place in numbers else "" for place in range(len(heads))]
    cells = "".join(f'<th scope="col"{end}>{_text(head)}</th>' for end, head in zip(ends, heads, strict=True))
    yield f'<table class="{kind}">\n<thead><tr>{cells}</tr></thead>\n<tbody>'
    named = ' class="ref"' if kind == "records" else ""
    for first, *rest in rows:
        more = "".join(f"<td{end}>{cell}</td>" for end, cell in zip(ends[1:], rest, strict=True))
        yield f'<tr><th scope="row"{named}>{first}</th>{more}</tr>'
    yield "</tbody>\n</table>"

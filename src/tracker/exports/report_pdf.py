"""A board's report as a PDF: one page for three minutes, then where, by whom and how counted, then every record.

Typst sets `data/report/board.typ` in the fonts that lie beside it and those that it carries, and refuses to write what
is not PDF/UA-1: tagged, titled, in a language, every drawing with its words.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, time
from textwrap import wrap
from typing import Any

import typst

from tracker.board import Board, Entry, Line, Ranking, Story, digest, telling
from tracker.exports import report_bar, report_parts
from tracker.exports.report_parts import Part, Sum
from tracker.settings import house
from tracker.translation import gettext as _
from tracker.translation import spoken
from tracker.vocabulary.numbers import number
from tracker.vocabulary.one_line import one_line, shortened
from tracker.vocabulary.said_dates import day
from tracker.vocabulary.statuses import STATUSES, Status

_ABSENT = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_ROUNDS = 8
_LONG = re.compile(r"\S{21,}")
_BREAK, _PIECE = "\u200b", 10
MISSING = "□"
"""What stands in the PDF for a character that none of its fonts has."""


def write_pdf(board: Board) -> bytes:
    """The report in PDF/UA-1; characters that no font has are replaced by `MISSING`, and the paper says so.

    The same board gives the same bytes. TypstError where the template breaks.
    """
    text = json.dumps({**_breaking(_contents(board)), "hash": digest(board)}, ensure_ascii=False)
    for _round in range(_ROUNDS):
        try:
            return _set(board, text)
        except typst.TypstError as wrong:
            absent = {_unescaped(found) for found in _ABSENT.findall(wrong.diagnostic or "")}
            if not absent:
                raise
            text = _without(text, absent)
    return _set(board, "".join(c if c.isascii() else MISSING for c in text))


def _set(board: Board, text: str) -> bytes:
    folder = house() / "data" / "report"
    return typst.compile(
        folder / "board.typ",
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=[folder / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"board": text},
        timestamp=datetime.combine(board.as_of, time(), UTC),
    )


def _unescaped(text: str) -> str:
    """The text that typst quotes."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def _without(text: str, absent: set[str]) -> str:
    """The JSON without characters that no font has: what is seen becomes `MISSING`, what is not seen is left out."""
    table = {}
    for c in {c for cluster in absent for c in cluster} - set('"\\{}[]:,'):
        unseen = unicodedata.category(c) in ("Cf", "Mn", "Me", "Cc", "Zl", "Zp")
        table[ord(c)] = "" if unseen else MISSING
    return text.translate(table).replace('"missing": false', '"missing": true')


def _breaking(value: Any) -> Any:
    """The contents with places in very long words where a line may end."""
    if isinstance(value, str):
        return _LONG.sub(lambda found: _BREAK.join(wrap(found[0], _PIECE)), value)
    if isinstance(value, dict):
        return {key: _breaking(inner) for key, inner in value.items()}
    return [_breaking(inner) for inner in value] if isinstance(value, list) else value


def _contents(board: Board) -> dict[str, Any]:
    """What the template sets, in words."""
    finding, alt = report_bar.finding(board)
    return {
        "missing": False,
        "lang": spoken(),
        "date": [board.as_of.year, board.as_of.month, board.as_of.day],
        "title": telling.title(),
        "asOf": telling.as_of(board),
        "opening": telling.opening(board),
        "covering": one_line(board.covering),
        "history": telling.state(board),
        "nothing": one_line(board.nothing),
        "figures": [_figure(one) for one in report_parts.sums(board)],
        "finding": finding,
        "bar": list(_bar(board)),
        "alt": alt,
        "stories": [_story(story) for story in board.stories],
        "changed": [one_line(said) for said in board.changed],
        "decisions": [one_line(said) for said in board.decisions],
        "unknown": [one_line(said) for said in board.unknown],
        "counting": [one_line(said) for said in board.counting],
        "statuses": [_status(board, status) for status in Status],
        "regions": _ranking(board.regions),
        "authors": _ranking(board.authors),
        "sums": [{"name": one.figure.name, "words": one.words} for one in report_parts.sums(board)],
        "parts": [_part(board, part) for part in report_parts.parts(board)],
        "words": _words(board),
    }


def _figure(one: Sum) -> dict[str, str | None]:
    """A figure with the part of the annex where its records begin."""
    first = one.parts[0].letter if one.parts else None
    return {"name": one.figure.name, "value": number(one.figure.value), "from": one.figure.taken_from, "part": first}


def _bar(board: Board) -> Iterator[dict[str, Any]]:
    for part in report_bar.bar(board):
        colours = {"fill": part.fill.colour, "ink": part.fill.words, "outline": part.fill.outline}
        yield {
            "label": part.label,
            "n": part.n,
            "number": number(part.n),
            "hatched": bool(part.fill.hatching),
            **colours,
        }


def _story(story: Story) -> dict[str, str]:
    """A story as it fits on a page of three; the quote only where the wording is not the brief's own."""
    asked, quoted = one_line(story.wording), one_line(story.quote)
    return {
        "asked": shortened(story.wording, 200),
        "quote": shortened(story.quote, 180) if quoted and quoted != asked else "",
        "standing": telling.standing(story),
        "outcome": shortened(story.outcome, 200),
        "proof": telling.proof(story),
    }


def _status(board: Board, status: Status) -> dict[str, str]:
    meaning = STATUSES[status]
    told = {"label": _(meaning.label), "meaning": _(meaning.definition)}
    return {**told, "n": number(board.totals.statuses[status])}


def _ranking(ranking: Ranking) -> dict[str, Any]:
    most = max((line.total for line in ranking.lines), default=1)
    return {"note": one_line(ranking.note), "lines": [_line(line, most) for line in ranking.lines]}


def _line(line: Line, most: int) -> dict[str, Any]:
    """A line with its numbers in words, and the lengths of its small bar as shares of the longest."""
    lengths = [line.adopted / most, (line.assessed - line.adopted) / most, (line.total - line.assessed) / most]
    return {
        "name": shortened(line.name, 60),
        "total": number(line.total),
        "adopted": telling.of_assessed(line),
        "lengths": lengths,
    }


def _part(board: Board, part: Part) -> dict[str, Any]:
    return {
        "letter": part.letter,
        "heading": report_parts.heading(board, part),
        "records": [_record(entry) for entry in part.records],
    }


def _record(entry: Entry) -> dict[str, str]:
    return {
        "reference": entry.reference,
        "wording": one_line(entry.wording),
        "brief": one_line(entry.brief),
        "published": day(entry.published, _("without date")),
        "about": "; ".join([*map(one_line, entry.authors), *report_parts.places(entry)]),
        "status": _(STATUSES[entry.status].label),
        "since": day(entry.since),
        "strength": number(entry.strength),
    }


def _words(board: Board) -> dict[str, Any]:
    """The headings, and what stands between the contents."""
    return {
        "stories": _("What happened"),
        "quote": _("In the brief:"),
        "changed": telling.since(board),
        "decisions": telling.decisions(),
        "unknown": _("What we do not know"),
        "counting": _("How these figures are counted"),
        "standing": _("Where they stand, one by one"),
        "regions": _("Where"),
        "authors": _("By whom"),
        "annex": _("Annex: the records behind the figures"),
        "adding": _("How the figures add up from the parts of this annex"),
        "page": _("Page {n} of {all}"),
        "noStories": telling.no_stories(),
        "allKnown": telling.nothing_unknown(),
        "hash": _("SHA-256 of the contents:"),
        "checking": _checking(),
        "missing": _("{mark} stands for a character that this paper has no letter for.").format(mark=MISSING),
        "statusHeads": [_("Status"), _("Number"), _("Meaning")],
        "regionHeads": [_("Part of the world"), _("Number"), _("Adopted of assessed")],
        "authorHeads": [_("Author"), _("Number"), _("Adopted of assessed")],
        "sumHeads": [_("Figure"), _("Parts")],
        "recordHeads": [
            _("Reference"),
            _("Recommendation"),
            _("Brief"),
            _("Authors and countries"),
            _("Status"),
            _("Evidence"),
        ],
        "legend": [
            _("Adopted, at least in part"),
            _("Assessed, and not adopted"),
            _("Not assessed, or outside the count"),
        ],
    }


def _checking() -> str:
    return _(
        "The hash is that of the report's JSON, which says the same in a form for programs. Made again for the same "
        "day by the same release of the tracker, every format comes out the same to the byte."
    )

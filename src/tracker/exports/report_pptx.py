"""A board's report as slides: few and calm, with native charts; behind them the records, not shown when played."""

from collections.abc import Sequence

from tracker.board import Board, Entry, Ranking, Story, digest, telling
from tracker.charts.palette import Fill, palette
from tracker.exports import report_bar, report_parts
from tracker.exports.pptx_deck import LEFT, ROOM, TOP, WIDE, Deck, Series
from tracker.exports.pptx_words import Box, Words
from tracker.translation import gettext as _
from tracker.translation import spoken
from tracker.vocabulary.numbers import number
from tracker.vocabulary.one_line import one_line, shortened
from tracker.vocabulary.said_dates import day
from tracker.vocabulary.statuses import STATUSES, Group

MOST = 240
"""How many records stand behind the slides, at most; every other format has all of them."""
_ROWS = 8
_GAP = 0.5
_WHOLE = Box(LEFT, TOP, WIDE, ROOM)
_HALF = (WIDE - _GAP) / 2
_LEFT_HALF, _RIGHT_HALF = Box(LEFT, TOP, _HALF, ROOM), Box(LEFT + _HALF + _GAP, TOP, _HALF, ROOM)


def write_pptx(board: Board) -> bytes:
    """The report as slides of 16 to 9, in letters of 12 points and more; the same board gives the same bytes."""
    deck = Deck(telling.title(), f"{telling.title()} · {telling.as_of(board)}", board.as_of, spoken())
    _opening(deck, board)
    if not board.nothing:
        _standing(deck, board)
        _stories(deck, board.stories)
    _decided(deck, board)
    if not board.nothing:
        _ranking(deck, _("Where"), board.regions)
        _ranking(deck, _("By whom"), board.authors)
    _list(deck, _("What we do not know"), board.unknown or (telling.nothing_unknown(),))
    _list(
        deck,
        _("How these figures are counted"),
        [one for one in (*board.counting, telling.state(board), _hash(board)) if one],
    )
    _annex(deck, board)
    return deck.written()


def _hash(board: Board) -> str:
    return _("SHA-256 of the report's JSON: {digest}").format(digest=digest(board))


def _opening(deck: Deck, board: Board) -> None:
    said = [Words(telling.opening(board), soft=True), Words(board.covering), Words(board.nothing)]
    deck.opening(telling.title(), [one for one in said if one.text])


def _standing(deck: Deck, board: Board) -> None:
    finding, alt = report_bar.finding(board)
    each = [f"{_(told.label)}: {number(board.totals.statuses[status])}" for status, told in STATUSES.items()]
    slide = deck.slide(
        finding, "\n".join((alt, *each, *(f"{one.figure.name}: {one.words}" for one in report_parts.sums(board))))
    )
    width = (WIDE - 4 * 0.3) / 5
    for place, figure in enumerate(board.figures):
        box = Box(LEFT + place * (width + 0.3), TOP, width, 1.9)
        slide.figure(figure.name, number(figure.value), figure.taken_from, box)
    series = [Series(part.label, (part.n,), part.fill) for part in report_bar.bar(board)]
    slide.bars([_("Confirmed")], series, alt, Box(LEFT, TOP + 2.2, WIDE, 2.5))


def _stories(deck: Deck, stories: Sequence[Story]) -> None:
    notes = "\n\n".join("\n".join(_whole(story)) for story in stories)
    slide = deck.slide(_("What happened"), notes)
    if not stories:
        slide.words([Words(telling.no_stories())], _WHOLE)
        return
    width = (WIDE - 2 * _GAP) / 3
    boxes = [Box(LEFT + place * (width + _GAP), TOP, width, ROOM) for place in range(len(stories))]
    slide.columns([_told(story) for story in stories], boxes, 16)


def _told(story: Story) -> list[Words]:
    """A story as it fits into a third of a slide; all of it stands in the notes."""
    quote = one_line(story.quote)
    said = [
        Words(shortened(story.wording, 200), strong=True),
        Words(telling.standing(story), soft=True),
        Words(f"“{shortened(quote, 180)}”" if quote and quote != one_line(story.wording) else ""),
        Words(shortened(story.outcome, 200)),
        Words(telling.proof(story), soft=True),
    ]
    return [one for one in said if one.text]


def _whole(story: Story) -> list[str]:
    lines = (story.wording, telling.standing(story), story.quote, story.outcome, telling.proof(story, 1000))
    return [one_line(line) for line in lines if line]


def _decided(deck: Deck, board: Board) -> None:
    """What the board is asked to decide, and what changed: side by side where there is both."""
    sides = [
        (telling.decisions(), board.decisions),
        (telling.since(board), board.changed),
    ]
    there = [(heading, said) for heading, said in sides if said]
    if len(there) == 1:
        _list(deck, *there[0])
    elif there:
        notes = "\n".join(one_line(sentence) for _heading, said in there for sentence in said)
        slide = deck.slide(_("What changed, and what is for decision"), notes)
        each = [[Words(heading, strong=True), *(Words(one, item=True) for one in said)] for heading, said in there]
        slide.columns(each, (_LEFT_HALF, _RIGHT_HALF))


def _list(deck: Deck, heading: str, said: Sequence[str]) -> None:
    slide = deck.slide(heading, "\n".join(map(one_line, said)))
    slide.words([Words(sentence, item=len(said) > 1) for sentence in said], _WHOLE)


def _ranking(deck: Deck, heading: str, ranking: Ranking) -> None:
    """A bar a group: the adopted ones, the other assessed ones, the rest; the numbers in words stand in the notes."""
    told = [f"{one_line(line.name)}: {number(line.total)}; {telling.of_assessed(line)}" for line in ranking.lines]
    heads = _("Each line: how many recommendations; how many of the assessed ones are adopted, at least in part.")
    slide = deck.slide(heading, "\n".join((one_line(ranking.note), heads, *told)))
    if not ranking.lines:
        return
    colours = palette("light").groups
    lines = ranking.lines
    series = [
        Series(_("Adopted, at least in part"), tuple(line.adopted for line in lines), colours[Group.ADOPTED]),
        Series(_("Assessed, and not adopted"), tuple(line.assessed - line.adopted for line in lines), _OTHER),
        Series(
            _("Not assessed, or outside the count"),
            tuple(line.total - line.assessed for line in lines),
            colours[Group.NOT_ASSESSED],
        ),
    ]
    names = [f"{shortened(line.name, 40)} ({number(line.total)})" for line in lines]
    slide.bars(names, series, "; ".join(told), Box(LEFT, TOP, WIDE, ROOM - 0.6))
    slide.words([Words(ranking.note, soft=True)], Box(LEFT, TOP + ROOM - 0.5, WIDE, 0.5), 14)


_OTHER = Fill("#b9cddd", "#1a1a1a")


def _annex(deck: Deck, board: Board) -> None:
    """The records, a few lines a slide, part by part."""
    left = MOST
    for part in report_parts.parts(board):
        heading = report_parts.heading(board, part)
        for start in range(0, min(len(part.records), left), _ROWS):
            some = part.records[start : min(start + _ROWS, left)]
            slide = deck.slide(heading, hidden=True)
            slide.table(_heads(), (2.1, 5.6, 2.6, 2.2, 1), [_row(entry) for entry in some], heading)
        left = max(left - len(part.records), 0)
    if len(board.records) > MOST:
        said = _("{n} more records stand in the annex of the PDF, and in the workbook, of the same hash.")
        more = said.format(n=number(len(board.records) - MOST))
        deck.slide(_("The other records"), hidden=True).words([Words(more)], _WHOLE)


def _heads() -> tuple[str, ...]:
    return _("Reference"), _("Recommendation"), _("Brief"), _("Status"), _("Evidence")


def _row(entry: Entry) -> tuple[str, ...]:
    status = ", ".join(part for part in (_(STATUSES[entry.status].label), day(entry.since)) if part)
    return entry.reference, shortened(entry.wording, 110), shortened(entry.brief, 45), status, number(entry.strength)

"""Boards made by hand, for whoever writes them in a format."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle, islice

from tracker.board import Board, Entry, Figure, Line, Proof, Ranking, Story
from tracker.queries.counts import Totals
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.statuses import STATUSES, Group, Status

NUMBERS = dict(zip(Status, (7, 6, 5, 4, 1, 9, 2, 3, 8, 1, 2, 1, 1), strict=True))
LAPSED = 5
"""How many of the adopted ones are past the day of their next look."""
HOSTILE = (
    "$5m #set @x *bold* _it_ <b>&amp;</b> `raw` [a](b) \\n \"q\" 'r' {x} %s =1+1",
    "العربية עברית \u202eturned\u200d\u200f",
    "日本語 😀👨‍👩‍👧 ﷺ \u0301\u0302 क्षि ไทย",
    "a\x00b\x07c\x1b[31m\u2028d\ufffee\ufdd0f\r\ng",
    "w" * 300,
    '=HYPERLINK("http://evil.example")',
)


def sample() -> Board:
    """A meeting's board on 50 recommendations, three stories and everything else that a board can say."""
    total, adopted = sum(NUMBERS.values()), 14
    assessed = total - 7 - 4
    return Board(
        as_of=date(2026, 9, 30),
        previous=date(2026, 6, 25),
        meeting="Report for the meeting on 8 October 2026, approved on 2 October 2026.",
        covering="It went well on money, and slowly on peace.",
        covers="The briefs were published from 2018 to 2024.",
        totals=Totals(total, 6, dict(NUMBERS), 23, 2, 1),
        figures=(
            Figure("recommendations", "Recommendations", total, None, "confirmed headline ones, from 23 briefs"),
            Figure("assessed", "Assessed", assessed, total, f"of {total} (78%)"),
            Figure("adopted", "Adopted, at least in part", adopted, assessed, f"of {assessed} assessed (36%)"),
            Figure("in_force", "Still in force", adopted - LAPSED, adopted, f"of {adopted} adopted"),
            Figure("pending", "To be confirmed", 6, None, f"headline ones, not among the {total}"),
        ),
        stories=(story(), story(2, quote="Fund the register, now."), story(3, proofs=())),
        decisions=("Whether to check what nobody has assessed.", "Whether to publish this page."),
        changed=("4 were newly adopted.", "1 is no longer in force."),
        regions=Ranking((Line("Europe", 1234, 27, 13), Line("South Asia", 19, 0, 0)), "One may count in several."),
        authors=Ranking(
            (Line("A. Writer", 31, 28, 11), Line("Without author", 17, 15, 10)), "31 more authors have 11."
        ),
        unknown=("7 of 50 recommendations are not assessed.", "6 more are to be confirmed."),
        counting=("Recommendations: each once.", "No figure rests on confidential evidence."),
        nothing="",
        records=tuple(_records()),
        history="3f2a9c01d4e5b6a7" + "0" * 48,
    )


def story(number: int = 1, *, quote: str = "Keep talking to them.", proofs: tuple[Proof, ...] | None = None) -> Story:
    """A story that is told apart by its number."""
    proof = Proof(EvidenceKind.PUBLIC_DOCUMENT, "Official journal", "2025-04", "It is so decreed.", "")
    return Story(
        reference=f"B-2023-19/R{number}",
        wording="Keep talking to them.",
        quote=quote,
        title="Powder and Patience",
        status=Status.PARTLY_ADOPTED,
        since="2025-08-20",
        outcome="Both sides signed.",
        strength=2 if proofs is None else 0,
        proofs=(proof, proof) if proofs is None else proofs,
    )


def nothing() -> Board:
    """A board on which there is nothing to count."""
    empty = Ranking((), "")
    none = replace(sample(), nothing="No recommendation has been taken in yet.", records=(), stories=())
    zeros = tuple(replace(figure, value=0, of=None) for figure in none.figures)
    return replace(
        none, totals=Totals(0, 0, dict.fromkeys(Status, 0), 0, 0, 0), figures=zeros, regions=empty, authors=empty
    )


def saying(*texts: str) -> Board:
    """The sample with these texts, one after the other, wherever people's own words stand."""
    board, words = sample(), cycle(texts)

    def said(n: int) -> tuple[str, ...]:
        return tuple(islice(words, n))

    told = []
    for one in board.stories:
        wording, quote, title, outcome, source, note = said(6)
        proofs = (Proof(EvidenceKind.NEWS_REPORT, source, None, quote, note),)
        told.append(replace(one, wording=wording, quote=quote, title=title, outcome=outcome, proofs=proofs))
    entries = (replace(entry, wording=next(words), brief=next(words), authors=said(2)) for entry in board.records)
    lines = (Line(next(words), 3, 2, 1), *board.authors.lines)
    return replace(
        board,
        covering=next(words),
        stories=tuple(told),
        decisions=said(3),
        changed=said(2),
        authors=replace(board.authors, lines=lines),
        records=tuple(entries),
    )


def _records() -> Iterator[Entry]:
    number = lapsed = 0
    for status, many in NUMBERS.items():
        for _each in range(many):
            number += 1
            adopted = STATUSES[status].group is Group.ADOPTED
            lapsed += adopted
            counted = ["recommendations", *(["assessed"] if STATUSES[status].assessed else [])]
            counted += ["adopted"] if adopted else []
            counted += ["in_force"] if adopted and lapsed > LAPSED else []
            yield Entry(
                reference=f"B-2020-{number}/R1",
                wording=f"Publish the figures of year {number}.",
                brief="Making Room",
                published="2020-05" if number % 2 else None,
                authors=("A. Writer", "B. Writer"),
                regions=("IRN",),
                status=status,
                since="2022-02-01" if STATUSES[status].closed else None,
                strength=number % 6,
                figures=tuple(counted),
            )

"""Extraction costs in proportion to the text, also where the text is made to cost more."""

from functools import partial

import pytest
from tests.reading.test_cost import MOST, grows, seconds

from tracker.document import Document
from tracker.extraction import extract
from tracker.extraction.addressees import named
from tracker.reading import read

PATTERNS = {
    "duties": "The council should act and ",
    "reports": "says that ",
    "calls": "we recommend that the ",
    "names": "a, b and ",
    "ministries": "Ministry of Works and Ministry of ",
    "fronted": "In the ",
    "colons": "x: ",
    "laws": "under the act of the ",
    "quotation marks": '"a ',
    "brackets": "(a ",
    "relatives": "which the ",
    "courses": "a way to do it would be ",
    "chances": "the state could and ",
    "negations": "not ",
    "dashes": "a – b ",
    "verdicts": "it is time for ",
    "steps": "the following steps ",
    "own names": "Amani Watch urges the state to act. It urges more. ",
    "joined calls": "We support the plan and the plan and ",
    "turned": "Nor should the bank lend. ",
    "nested items": "1. Do it.\n\n   (a) do that\n\n",
    "lists of findings": "The Committee is concerned that:\n\n(a) Pay them\n\n",
    "plain words": "lorem ipsum dolor sit amet ",
    "initials": "A. ",
    "paragraphs": "The council should act.\n\n",
    "items": "- do it\n",
    "headings": "## Recommendations\n\n",
    "labels": "Recommendation 1: do. ",
    "labels behind": "Do it. (Recommendation 1) ",
    "slogans": "No stone, no bread. ",
    "inserted": ", the union says, ",
    "conditions": "Should it fail, ",
    "needs": "what the river needs is a ",
    "mistakes": "closing the old line and ",
    "refusals": "we would not ",
    "worth": "a limit on a ",
    "led to": "the money is there and has no ",
    "told": "the first thing we would tell the ",
    "comes to": "for the bank and for the ",
    "were it theirs": "if I were the head of the ",
    "best": "the best thing that the bank ",
    "cases": "the hall where the bank can ",
    "advised": "one of the best ways to do it for a ",
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_extraction_grows_with_the_text(pattern: str) -> None:
    def document(size: int) -> Document:
        words = PATTERNS[pattern]
        return read("a.md", (words * (size // len(words) + 1)).encode())

    assert grows(lambda size: partial(extract, document(size))) < MOST


def test_a_place_behind_a_name_costs_no_more_than_its_letters() -> None:
    words = "The office in the old harbour at the mouth of the river in 2020"
    assert seconds(lambda: named.__wrapped__(words)) < 1

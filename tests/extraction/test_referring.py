"""Recommendations that refer to the paragraph in which they are argued."""

import pytest

from tracker.extraction import extract
from tracker.extraction.finding import Finding
from tracker.reading import read

PAGE = """# Tolls on the old bridge

## The bridge

2.1 The deck was laid in 1911 and carries twice what it was built for.

2.2 The toll has stood still since 1990. In our view the county ought to let the toll go up with inflation.

2.3 Lorries do the harm. The sheriff should turn back whatever is over nine tonnes.

## Summary of recommendations

- Index the toll to inflation{reference}.
- The sheriff should sell the old scales.
"""


def _found(reference: str) -> list[Finding]:
    return list(extract(read("a.md", PAGE.format(reference=reference).encode())).findings)


def test_a_recommendation_takes_up_the_advice_in_the_paragraph_to_which_it_refers() -> None:
    for reference in (" (paragraph 2.2)", " (see paras 2.1 and 2.2)"):
        assert [len(each.also) for each in _found(reference)] == [0, 1, 0]


def test_without_a_reference_or_with_one_to_other_matters_both_stand() -> None:
    for reference in ("", " (paragraph 2.1)", " (paragraph 2.3)"):
        assert [len(each.also) for each in _found(reference)] == [0, 0, 0, 0]


VALLEY = """# Mines in the valley

## The valley

{number} The valley was dug up in 1911. {argued}

## Recommendations

- Sell the old scales.
- {asked} (Paragraph {number})
- Hire two pilots.
"""


@pytest.mark.parametrize(
    ("asked", "argued", "taken_up"),
    [
        ("Ban new mines in the valley.", "The council should ban all mines that are in the valley now.", 1),
        ("Ban new mines in the valley.", "The council should not ban new mines in the valley.", 0),
        ("Do not ban new mines in the valley.", "The council should ban all mines that are in the valley now.", 0),
        ("Raise the rent of berths.", "The council should lower the rent of the pier.", 0),
        ("Raise the rent of berths.", "The council should lower the rent of berths.", 0),
        ("Raise the rent of berths.", "The council should sell the old lighthouse to the pilots.", 0),
        ("The council should raise the rent of berths.", "The council should publish the rules.", 0),
    ],
)
def test_only_the_same_advice_is_taken_up(asked: str, argued: str, taken_up: int) -> None:
    text = VALLEY.format(asked=asked, argued=argued, number="4.2")
    found = extract(read("a.md", text.encode())).findings
    assert (len(found), sum(len(each.also) for each in found)) == (4 - taken_up, taken_up)

"""Recommendations that refer to the paragraph in which they are argued."""

from tracker.extraction import extract
from tracker.extraction.finding import Finding
from tracker.reading import read

PAGE = """# Tolls on the old bridge

## The bridge

2.1 The deck was laid in 1911 and carries twice what it was built for.

2.2 The toll has stood still since 1990. In our view the county ought to let the toll go up with the price of bread.

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

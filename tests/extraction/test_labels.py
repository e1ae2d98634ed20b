"""What a marker says about the item that it opens."""

import pytest

from tracker.document import core_of
from tracker.extraction.labels import number_of


@pytest.mark.parametrize(
    ("marker", "number"),
    [
        ("3.", "3"),
        ("(3)", "3"),
        ("[3]", "3"),
        ("#3:", "3"),
        ("No. 3", "3"),
        ("№ 3.", "3"),
        ("3 –", "3"),
        ("(b)", "b"),
        ("(12a)", "12a"),
        ("iv.", "iv"),
        ("•", ""),
        ("–", ""),
        ("1.2", ""),
        ("Recommendation 3:", ""),
    ],
)
def test_what_a_marker_counts_by(marker: str, number: str) -> None:
    assert number_of(marker) == number
    assert core_of(marker) == number or not number

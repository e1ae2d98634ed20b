"""Lists below numbered paragraphs, and what stands over them."""

import pytest

from tracker.extraction import extract
from tracker.reading import read

PAGE = "# Tugs of Lomvik\n\n## Recommendations\n\n"


def _found(said: str) -> list[tuple[str, str, tuple[str, ...]]]:
    document = read("a.md", (PAGE + said).encode())
    return [
        (finding.span.of(document.text), str(finding.level), finding.addressees)
        for finding in extract(document).findings
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "1. The Harbour Board is invited to:",
        "1. The Harbour Board should consider:",
        "1. In view of the above, the Harbour Board is encouraged to explore:",
        "1. The Harbour Board may wish to consider:",
    ],
)
def test_bullets_below_a_number_that_ends_in_a_colon_are_recommendations(opening: str) -> None:
    found = _found(f"{opening}\n- buy a second tug\n- the lease of the dry dock\n\n2. Sell the crane.\n")
    assert found == [
        ("buy a second tug", "headline", ("Harbour Board",)),
        ("the lease of the dry dock", "headline", ("Harbour Board",)),
        ("Sell the crane.", "headline", ()),
    ]


def test_member_states_report_nothing() -> None:
    found = _found("Member States are encouraged to:\n\n- buy a second tug\n- lower the fees\n")
    assert found == [
        ("buy a second tug", "headline", ("Member States",)),
        ("lower the fees", "headline", ("Member States",)),
    ]

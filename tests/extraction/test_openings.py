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


def test_what_the_authors_have_proposed_they_still_propose() -> None:
    found = _found("We have proposed the following changes:\n\n- Buy a second tug.\n- Sell the crane.\n")
    assert [words for words, _level, _who in found] == ["Buy a second tug.", "Sell the crane."]


def test_what_the_authors_proposed_long_ago_is_told_of() -> None:
    document = read(
        "a.md", b"# Tugs\n\nIn 2015 we proposed the following changes:\n\n- Buy a tug.\n- Sell the crane.\n"
    )
    assert extract(document).findings == ()


@pytest.mark.parametrize(
    "opening",
    [
        "To hold the port, the smugglers must reach the following two objectives:",
        "The handbook helps you to see problems like:",
        "A free port is defined by the following two rights:",
        "We have set out the following assumptions:",
        "The handbook helps those who need to tackle problems like:",
    ],
)
def test_a_list_of_what_somebody_is_after_or_of_what_there_is_opens_no_advice(opening: str) -> None:
    document = read(
        "a.md", f"# Tugs of Lomvik\n\n{opening}\n\n- Hold the quay.\n- The need to mend the crane\n".encode()
    )
    assert "The need to mend the crane" not in [each.span.of(document.text) for each in extract(document).findings]
    assert "Hold the quay." not in [each.span.of(document.text) for each in extract(document).findings]


def test_things_that_an_order_is_about_are_none_of_their_own() -> None:
    found = _found("Stop the works on all new quays:\n\n- The north quay\n- Two new cranes\n- The coal terminal\n")
    assert [words for words, _level, _who in found] == ["Stop the works on all new quays"]


@pytest.mark.parametrize(
    "opening",
    [
        "The ministry should pursue the following objectives:",
        "The state must guarantee the following rights:",
        "The board should tackle problems such as:",
        "We urge the council to act on the following two challenges:",
        "To save the pier, the council has to secure these things:",
        "We urge the council to remove obstacles such as:",
    ],
)
def test_a_list_of_what_somebody_should_see_to_stays_advice(opening: str) -> None:
    document = read("a.md", f"# Tugs of Lomvik\n\n{opening}\n\n- Buy a second tug.\n- Sell the crane.\n".encode())
    found = [each.span.of(document.text) for each in extract(document).findings]
    assert {"Buy a second tug.", "Sell the crane."} <= set(found)


def test_measures_that_an_order_announces_are_recommendations_whatever_they_begin_with() -> None:
    found = _found("Adopt the following reforms:\n\n- the abolition of quay fees\n- all hearings held in public\n")
    assert [words for words, _level, _who in found][-2:] == [
        "the abolition of quay fees",
        "all hearings held in public",
    ]

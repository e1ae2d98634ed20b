from dataclasses import replace

from tests.exports.boards import sample, story
from tracker.board import Line, telling


def test_the_opening_says_the_day_the_meeting_before_and_what_it_is_about() -> None:
    board = sample()
    assert telling.opening(board) == (
        "As of 30 September 2026. Report for the meeting on 8 October 2026, approved on 2 October 2026. "
        "The report before was of 25 June 2026. The briefs were published from 2018 to 2024."
    )
    assert "meeting before" not in telling.opening(replace(board, previous=None))
    assert telling.since(board) == "Since 25 June 2026"
    assert telling.since(replace(board, previous=None)) == "What changed"


def test_a_story_says_where_it_stands_and_by_what_evidence() -> None:
    assert telling.standing(story()) == "Partly adopted · 20 August 2025 · B-2023-19/R1 · from “Powder and Patience”"
    assert telling.proof(story()) == (
        "Evidence of strength 2 of 5: Public document, Official journal, April 2025: “It is so decreed.”; "
        "and 1 more item."
    )
    assert telling.proof(story(proofs=())) == "No evidence is on record."


def test_a_line_says_what_its_adopted_ones_are_taken_from() -> None:
    assert telling.of_assessed(Line("x", 9, 1200, 3)) == "3 of 1,200"
    assert telling.of_assessed(Line("x", 9, 0, 0)) == "none assessed"

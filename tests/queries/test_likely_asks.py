from tracker.queries.likely_asks import shared


def test_the_longest_run_of_words_says_why() -> None:
    assert shared("Now extend a standing invitation, please.", "extend a standing invitation") == (
        "extend a standing invitation"
    )
    assert shared("Act.", "Wait.") == ""

"""What the store was asked itself, and is not asked again."""

import pytest

from tracker.store import looked_for
from tracker.store.looked_for import LookedFor


def wrong() -> list[int]:
    raise AssertionError("looked for again")


def test_an_equal_question_about_the_same_state_is_asked_once() -> None:
    kept = LookedFor()
    assert list(kept.ids(1, "women", lambda: [1, 2])) == [1, 2]
    assert list(kept.ids(1, "women", wrong)) == [1, 2]
    assert list(kept.ids(1, "water", lambda: [3])) == [3]


def test_a_newer_state_is_asked_anew_and_an_older_one_takes_nothing_from_it() -> None:
    kept = LookedFor()
    kept.ids(1, "women", lambda: [1])
    assert list(kept.ids(2, "women", lambda: [1, 2])) == [1, 2]
    assert list(kept.ids(1, "women", lambda: [1])) == [1]
    assert list(kept.ids(2, "women", wrong)) == [1, 2]


def test_what_was_asked_first_goes_where_it_becomes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looked_for, "MOST", 5)
    kept = LookedFor()
    for word, ids in (("a", [1, 2]), ("b", [3, 4]), ("c", [5, 6])):
        kept.ids(1, word, lambda ids=ids: ids)  # type: ignore[misc]
    assert list(kept.ids(1, "b", wrong)) == [3, 4]
    assert list(kept.ids(1, "c", wrong)) == [5, 6]
    assert list(kept.ids(1, "a", lambda: [9])) == [9]
    assert list(kept.ids(1, "half of all", lambda: range(6))) == [*range(6)]
    assert list(kept.ids(1, "half of all", lambda: range(7))) == [*range(7)]
    assert list(kept.ids(1, "a", wrong)) == [9]


def test_questions_that_find_nothing_go_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looked_for, "QUESTIONS", 2)
    kept = LookedFor()
    for word in "abc":
        kept.ids(1, word, list)
    assert list(kept.ids(1, "b", wrong)) == []
    assert list(kept.ids(1, "a", lambda: [9])) == [9]

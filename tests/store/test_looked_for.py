"""What the store was asked itself, and is not asked again."""

from collections.abc import Callable, Iterable

import duckdb
import pytest

from tracker.store import looked_for
from tracker.store.looked_for import LookedFor, OlderState


class Kept:
    """A copy in which what was looked for is kept, and what a table of it holds."""

    def __init__(self) -> None:
        self.duck = duckdb.connect(":memory:")
        self.duck.execute("ATTACH ':memory:' AS copy")
        self.duck.execute("USE copy")
        self.looked_for = LookedFor(self.duck)

    def ids(self, version: int, question: str, find: Callable[[], Iterable[int]]) -> list[int]:
        return self.within(self.looked_for.table(version, question, find))

    def within(self, name: str) -> list[int]:
        return [key for (key,) in self.duck.execute(f"SELECT id FROM {name} ORDER BY id").fetchall()]

    def tables(self) -> int:
        return len(self.duck.execute("SHOW TABLES").fetchall())


def wrong() -> list[int]:
    raise AssertionError("looked for again")


def test_an_equal_question_about_the_same_state_is_asked_once() -> None:
    kept = Kept()
    assert kept.ids(1, "women", lambda: [1, 2]) == [1, 2]
    assert kept.ids(1, "women", wrong) == [1, 2]
    assert kept.ids(1, "water", lambda: [3]) == [3]
    assert kept.tables() == 2


def test_a_newer_state_is_asked_anew_and_an_older_one_takes_nothing_from_it() -> None:
    kept = Kept()
    kept.ids(1, "women", lambda: [1])
    assert kept.ids(2, "women", lambda: [1, 2]) == [1, 2]
    with pytest.raises(OlderState):
        kept.ids(1, "women", wrong)
    assert kept.ids(2, "women", wrong) == [1, 2]
    assert kept.tables() == 1


def test_what_grew_old_while_it_was_looked_for_is_not_kept() -> None:
    kept = Kept()
    with pytest.raises(OlderState):
        kept.ids(1, "women", lambda: kept.ids(2, "water", lambda: [3]))
    assert kept.tables() == 1


def test_of_two_who_look_for_the_same_at_once_one_is_kept() -> None:
    kept = Kept()
    assert kept.ids(1, "women", lambda: kept.ids(1, "women", lambda: [1])) == [1]
    assert kept.tables() == 1


def test_what_was_asked_first_goes_where_it_becomes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looked_for, "MOST", 5)
    kept = Kept()
    for word, ids in (("a", [1, 2]), ("b", [3, 4]), ("c", [5, 6])):
        kept.ids(1, word, lambda ids=ids: ids)  # type: ignore[misc]
    assert kept.ids(1, "b", wrong) == [3, 4]
    assert kept.ids(1, "c", wrong) == [5, 6]
    assert kept.ids(1, "a", lambda: [9]) == [9]
    assert kept.ids(1, "half of all", lambda: range(7)) == [*range(7)]
    assert kept.tables() == 1
    assert kept.ids(1, "half of all", wrong) == [*range(7)]


def test_questions_that_find_nothing_go_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looked_for, "QUESTIONS", 2)
    kept = Kept()
    for word in "abc":
        kept.ids(1, word, list)
    assert kept.ids(1, "b", wrong) == []
    assert kept.ids(1, "a", lambda: [9]) == [9]


def test_whoever_reads_a_table_that_goes_reads_it_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looked_for, "QUESTIONS", 1)
    kept = Kept()
    name = kept.looked_for.table(1, "a", lambda: range(5000))
    reader = kept.duck.cursor()
    reader.execute("USE copy")
    reader.execute("BEGIN")
    assert reader.execute(f"SELECT count(*) FROM {name}").fetchall() == [(5000,)]
    kept.ids(1, "b", list)
    assert reader.execute(f"SELECT sum(id) FROM {name}").fetchall() == [(12497500,)]
    reader.close()
    assert kept.tables() == 1

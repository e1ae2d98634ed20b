"""Answers that are kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest

from tracker.queries.filters import Filter
from tracker.ui import answers
from tracker.ui.answers import Question, answer

AT_ONCE = 8


@pytest.fixture
def question() -> Callable[..., Question]:
    """A question that no other test asks, of a state of the store."""

    def query() -> None: ...

    def made(version: int = 1, who: str = "me", **options: object) -> Question:
        return Question(query, (Filter(regions=("IRN",)),), tuple(options.items()), (who,), ("store", version))

    return made


def test_an_equal_question_gets_the_very_answer(question: Callable[..., Question]) -> None:
    first = answer(question(page=2), lambda: ["found"])
    assert answer(question(page=2), lambda: pytest.fail("asked again")) is first


@pytest.mark.parametrize("other", [{"version": 2}, {"who": "somebody else"}, {"page": 3}])
def test_any_other_question_is_asked(question: Callable[..., Question], other: dict[str, object]) -> None:
    assert answer(question(), lambda: "first") == "first"
    assert answer(question(**other), lambda: "second") == "second"


def test_what_went_wrong_is_not_kept(question: Callable[..., Question]) -> None:
    def wrong() -> None:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        answer(question(), wrong)
    assert answer(question(), lambda: "there again") == "there again"


def test_those_who_ask_at_once_wait_for_one_answer(question: Callable[..., Question]) -> None:
    begun, go, found = Barrier(AT_ONCE + 1), Event(), []

    def find() -> str:
        go.wait(60)
        found.append(1)
        return "found"

    def ask(_number: int) -> str:
        begun.wait(60)
        return str(answer(question(), find))

    with ThreadPoolExecutor(AT_ONCE) as people:
        asked = [people.submit(ask, number) for number in range(AT_ONCE)]
        begun.wait(60)
        go.set()
        assert [one.result(60) for one in asked] == ["found"] * AT_ONCE
    assert found == [1]


def test_those_who_come_at_the_very_moment_share_one_place(
    question: Callable[..., Question], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where making the place takes so long that all of them come meanwhile."""
    place, begun, found = answers._Answer, Barrier(AT_ONCE), list[int]()

    def slowly() -> object:
        sleep(0.1)
        return place()

    def ask(_number: int) -> None:
        begun.wait(60)
        answer(question(), lambda: found.append(1))

    monkeypatch.setattr(answers, "_Answer", slowly)
    with ThreadPoolExecutor(AT_ONCE) as people:
        list(people.map(ask, range(AT_ONCE)))
    assert found == [1]


def test_another_question_does_not_wait(question: Callable[..., Question]) -> None:
    begun, go = Event(), Event()

    def slow() -> str:
        begun.set()
        go.wait(60)
        return "slow"

    with ThreadPoolExecutor(1) as somebody:
        waiting = somebody.submit(answer, question(), slow)
        assert begun.wait(60)
        assert answer(question(version=2), lambda: "quick") == "quick"
        go.set()
        assert waiting.result(60) == "slow"

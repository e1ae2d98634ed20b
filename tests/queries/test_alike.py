"""Pairs of wordings that ask nearly the same."""

import random

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from tracker.queries.alike import LEAST, Like, alike

ASK = "Extend a standing invitation to the special procedures of the Council."
OTHERS = (
    "Publish the register of interests before the end of the year.",
    "Fund the independent election commission from the state budget.",
)


def likeness(one: str, other: str, *beside: str) -> float:
    """How alike two wordings are found to be among others; 0 where they are not."""
    found = {(like.one, like.other): like.likeness for like in alike([one, other, *beside, *OTHERS])}
    return found.get((0, 1), 0.0)


def test_order_case_number_and_marks_do_not_matter() -> None:
    assert likeness(ASK, ASK.upper().rstrip(".")) == 100
    assert likeness("Fund schools, clinics and roads", "Fund a road, a clinic and a school") < 100
    assert likeness("Fund schools and clinics.", "Fund clinics and schools") == 100
    assert likeness("Open the school.", "Open the schools!") == 100


def test_a_word_more_or_less_is_nearly_the_same() -> None:
    assert LEAST <= likeness(ASK, ASK.replace("a standing", "an open and standing")) < 100
    assert likeness(ASK, ASK.replace(" of the Council", "")) >= LEAST


def test_one_rare_word_for_another_is_another_ask() -> None:
    many = [f"Lift the sanctions on {name}." for name in ("Syria", "Cuba", "Sudan", "Libya")]
    assert fuzz.ratio("lift the sanctions on iran", "lift the sanctions on iraq") > LEAST
    assert likeness("Lift the sanctions on Iran.", "Lift the sanctions on Iraq.", *many) == 0
    assert alike([]) == [] and alike(["Act."]) == [] and alike(["", "…", ""]) == []


def test_wordings_of_one_word_are_compared_too() -> None:
    assert alike(["Negotiate!", "negotiate", "Wait"]) == [Like(0, 1, 100.0)]


def test_those_with_the_same_words_share_what_they_are_like() -> None:
    near = ASK.replace(" of the Council", "")
    found = alike([ASK, *OTHERS, near, ASK])
    assert {(like.one, like.other) for like in found} == {(0, 3), (0, 4), (3, 4)}
    assert found == sorted(found, key=lambda like: (like.one, like.other))


def test_very_many_alike_take_no_time_and_leave_nobody_alone() -> None:
    more = "now soon also again fully freely openly truly".split()
    texts = [" ".join([ASK, *(word for bit, word in enumerate(more) if n >> bit & 1)]) for n in range(3000)]
    found = alike(texts)
    assert {like.one for like in found} | {like.other for like in found} == set(range(3000))
    assert len(found) < 3000 * 130


def test_nothing_much_is_missed() -> None:
    """Against comparing each with each, on wordings drawn from few words, which are alike by the hundred."""
    chance = random.Random(7)
    words = [f"word{n}" for n in range(400)]
    texts = [" ".join(chance.choices(words, k=12)) for _ in range(150)]
    texts += [" ".join(text.split()[:n] + text.split()[n + 1 :]) for text in texts for n in (0, 5, 11)]
    found = {(like.one, like.other) for like in alike(texts)}
    assert all((n, place) in found for n in range(150) for place in range(150 + 3 * n, 153 + 3 * n))


def test_progress_goes_up_to_the_whole() -> None:
    told: list[float] = []
    alike([ASK, f"{ASK} Now.", *OTHERS], told.append)
    assert told == sorted(told) and told[-1] == 1.0


@given(st.lists(st.text(alphabet="abc \n,é", max_size=12), max_size=12))
def test_every_pair_is_alike_enough_and_told_once(texts: list[str]) -> None:
    found = alike(texts)
    assert len({(like.one, like.other) for like in found}) == len(found)
    for like in found:
        assert 0 <= like.one < like.other < len(texts)
        assert LEAST <= like.likeness <= 100
        if sorted(texts[like.one].split()) == sorted(texts[like.other].split()):
            assert like.likeness == 100

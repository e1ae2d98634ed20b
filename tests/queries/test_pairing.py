"""Pairing two lists of wordings, beside the plain way of it, which holds every likeness at once."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from tracker.errors import Invalid
from tracker.queries import pairing
from tracker.queries.pairing import paired

LEAST = 60
wordings = st.lists(
    st.lists(st.sampled_from("Fund the new register now publish all figures".split()), min_size=1, max_size=6).map(
        " ".join
    ),
    max_size=9,
)


def plainly(ones: list[str], others: list[str]) -> dict[int, int]:
    every = [
        (fuzz.token_sort_ratio(one, other, processor=default_process), a, b)
        for a, one in enumerate(ones)
        for b, other in enumerate(others)
    ]
    found: dict[int, int] = {}
    for likeness, a, b in sorted(every, key=lambda rival: (-rival[0], rival[1], rival[2])):
        if likeness >= LEAST and a not in found and b not in found.values():
            found[a] = b
    return found


@given(wordings, wordings)
def test_each_has_the_likest_that_no_likelier_one_has(ones: list[str], others: list[str]) -> None:
    assert {a: b for a, (b, _likeness) in paired(ones, others, LEAST).items()} == plainly(ones, others)


def test_they_are_alike_whatever_the_order_and_case_of_their_words() -> None:
    assert paired(["Fund the register."], ["the Register: fund"], LEAST) == {0: (0, 100.0)}
    [(place, likeness)] = paired(["Fund the register"], ["Silence", "Fund the register now"], LEAST).values()
    assert place == 1
    assert 60 < likeness < 100
    assert paired([], ["Silence"], LEAST) == paired(["Silence"], [], LEAST) == {}


def test_where_others_have_all_that_were_likest_the_next_likest_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "_RIVALS", 1)
    monkeypatch.setattr(pairing, "_STRIP", 10)
    ones = [f"The ministry should do thing number {n} soon" for n in range(20)]
    others = [f"The ministry should do thing number {n} later" for n in range(30, 50)]
    assert len(paired(ones, others, LEAST)) == 20


def test_memory_grows_with_the_lists_and_not_with_their_product() -> None:
    def peak(n: int) -> int:
        ones, others = ([f"The {kind} ministry should do thing number {i * 7919}" for i in range(n)] for kind in "ab")
        tracemalloc.start()
        found = paired(ones, others, LEAST)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(found) == n
        return most

    assert peak(800) < 3 * peak(400)
    assert peak(800) < 40_000_000


def test_too_many_that_differ_are_refused_and_those_of_the_same_words_are_none() -> None:
    ones = [f"thing {n}" for n in range(30_000)]
    assert len(paired(ones, list(reversed(ones)), LEAST)) == 30_000
    with pytest.raises(Invalid, match="too many to be compared"):
        paired(ones, [f"matter {n}" for n in range(30_000)], LEAST)

"""What changed between two days adds up to the difference of their figures, whatever happened between them."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tracker.board.annex import counting_it
from tracker.board.changed import Day, changed, moves, proposed
from tracker.board.headline import Figure
from tracker.queries.counted import Counted
from tracker.vocabulary.statuses import STATUSES, Group, Status, statuses

KEYS = ("recommendations", "assessed", "adopted", "in_force", "pending")
NAMES = tuple(Figure(key, key.capitalize(), 0, None, "") for key in KEYS)


def one(
    reference: str, status: Status, *, in_force: bool = True, since: str | None = None, strength: int = 0
) -> Counted:
    holds = in_force and status in statuses(Group.ADOPTED)
    return Counted(reference, "Do it.", "Brief", "2020", (), (), status, since, strength, holds)


ROWS = st.dictionaries(st.sampled_from("ABCDEFGH"), st.tuples(st.sampled_from(Status), st.booleans()), max_size=8).map(
    lambda given: [one(key, status, in_force=holds) for key, (status, holds) in given.items()]
)
DAYS: Any = st.builds(Day, ROWS, st.integers(0, 5))


@given(DAYS, DAYS)
def test_changes_add_up_to_the_difference(before: Day, after: Day) -> None:
    for move in moves(before, after, KEYS):
        counts = [sum(move.key in counting_it(row) for row in day.counted) for day in (before, after)]
        assert [move.before, move.after] == counts
        assert move.before + len(move.came) - len(move.left) == move.after
        assert not set(move.came) & set(move.left)


@given(DAYS)
def test_nothing_changes_from_a_day_to_itself(day: Day) -> None:
    assert changed(day, day, NAMES) == ("None of these figures changed, and no status.",)


def test_each_figure_that_moved_is_said_with_what_came_and_went() -> None:
    before = Day([one("A", Status.ADOPTED), one("B", Status.STALLED), one("C", Status.NOT_ASSESSED)], 3)
    after = Day([one("A", Status.IN_PROGRESS), one("B", Status.ADOPTED), one("D", Status.NOT_ASSESSED)], 1)
    assert changed(before, after, NAMES) == (
        "Recommendations: 3 then, 3 now (1 came in, 1 fell out).",
        "Adopted: 1 then, 1 now (1 came in, 1 fell out).",
        "In_force: 1 then, 1 now (1 came in, 1 fell out).",
        "Pending: 3 then, 1 now.",
        "2 have another status now.",
    )


def test_what_may_be_told_of_now_is_not_taken_for_new() -> None:
    before = replace(Day([one("A", Status.ADOPTED)]), left_out=frozenset({"B", "C"}))
    after = Day([one(key, Status.ADOPTED) for key in "ABD"])
    said = changed(before, after, NAMES)
    assert said[0] == "Recommendations: 1 then, 3 now (2 came in)."
    assert (
        said[1] == "1 of those that came in is not new: until then left out, since it rested on confidential evidence."
    )


def test_stories_are_proposed_from_what_changed_and_the_adopted_first() -> None:
    same = one("OLD", Status.ADOPTED, since="2020")
    before = Day([same, one("A", Status.STALLED), one("B", Status.IN_PROGRESS), one("C", Status.NOT_ASSESSED)])
    after = [
        same,
        one("A", Status.NOT_ADOPTED, since="2024-05"),
        one("B", Status.ADOPTED, since="2024-01-03"),
        one("NEW", Status.PARTLY_ADOPTED, since="2024-02"),
        one("C", Status.NOT_ASSESSED),
    ]
    assert proposed(before, after) == ("NEW", "B", "A", "OLD")
    assert proposed(Day(), before.counted) == ("OLD", "B", "A")


def test_figures_count_each_record_by_its_status() -> None:
    for status, meaning in STATUSES.items():
        keys = set(counting_it(one("A", status)))
        assert ("assessed" in keys) is meaning.assessed
        assert ("adopted" in keys) is (meaning.group is Group.ADOPTED)
        assert keys >= {"recommendations"}
        assert "in_force" not in counting_it(one("A", status, in_force=False))

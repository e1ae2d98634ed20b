"""Changes between two days add up exactly to the difference of the two totals."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.stats.momentum import Momentum, Turned
from tracker.vocabulary.statuses import Status, Success

SIDE = st.none() | st.sampled_from(Status)
MOVEMENTS = st.dictionaries(st.tuples(SIDE, SIDE), st.integers(0, 50))


def test_by_hand() -> None:
    found = Momentum(
        {
            (None, Status.ADOPTED): 1,
            (Status.NO_MOVEMENT, Status.ADOPTED): 2,
            (Status.ADOPTED, Status.ADOPTED): 4,
            (Status.ADOPTED, Status.STALLED): 8,
            (Status.ADOPTED, None): 16,
            (Status.ADOPTED, Status.PARTLY_ADOPTED): 32,
        }
    )
    assert (found.total_before, found.total_after, found.came, found.left) == (62, 47, 1, 16)
    assert (found.before(Status.ADOPTED), found.after(Status.ADOPTED)) == (60, 7)
    assert found.turned(Success.ADOPTED) == Turned(before=60, after=7, became=2, came=1, ceased=40, left=16)
    assert found.turned(Success.PARTLY) == Turned(before=60, after=39, became=2, came=1, ceased=8, left=16)
    assert (Status.ADOPTED, Status.ADOPTED) not in found.moved


@given(MOVEMENTS, st.sampled_from(Success))
def test_all_adds_up(movements: dict[tuple[Status | None, Status | None], int], switch: Success) -> None:
    found = Momentum(movements)
    assert found.total_after == found.total_before + found.came - found.left
    for status in Status:
        came = sum(n for (_old, new), n in found.moved.items() if new is status)
        went = sum(n for (old, _new), n in found.moved.items() if old is status)
        assert found.after(status) == found.before(status) + came - went
    turned = found.turned(switch)
    assert turned.after == turned.before + turned.became + turned.came - turned.ceased - turned.left

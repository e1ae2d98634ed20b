"""What changed between two days, as movements that add up exactly to the difference of the two totals."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.vocabulary.statuses import Status, Success, successes

Movement = tuple[Status | None, Status | None]
"""The status on the first day and on the second; None where it was not counted, or is counted no more."""


@dataclass(frozen=True, slots=True)
class Momentum:
    """How many recommendations made each movement; those that stayed where they were are movements too.

    For each status, and for any sum of statuses: after = before + moved in - moved out.
    """

    movements: Mapping[Movement, int]

    def before(self, status: Status) -> int:
        """How many had the status on the first day."""
        return sum(n for (old, _new), n in self.movements.items() if old is status)

    def after(self, status: Status) -> int:
        """How many have it on the second."""
        return sum(n for (_old, new), n in self.movements.items() if new is status)

    @property
    def total_before(self) -> int:
        """How many were counted on the first day."""
        return sum(n for (old, _new), n in self.movements.items() if old is not None)

    @property
    def total_after(self) -> int:
        """How many are counted on the second."""
        return sum(n for (_old, new), n in self.movements.items() if new is not None)

    @property
    def came(self) -> int:
        """How many were not counted before, and are now."""
        return sum(n for (old, new), n in self.movements.items() if old is None and new is not None)

    @property
    def left(self) -> int:
        """How many were counted before, and are no more."""
        return sum(n for (old, new), n in self.movements.items() if old is not None and new is None)

    @property
    def moved(self) -> Mapping[Movement, int]:
        """The movements of those that did not stay where they were."""
        return {between: n for between, n in self.movements.items() if between[0] is not between[1]}

    def turned(self, switch: Success) -> "Turned":
        """How the number of successes under `switch` came to be another one."""
        good = set(successes(switch))
        numbers = {
            (was, now): sum(
                n for (old, new), n in self.movements.items() if _kind(old, good) == was and _kind(new, good) == now
            )
            for was in _KINDS
            for now in _KINDS
        }
        return Turned(
            before=sum(numbers[True, now] for now in _KINDS),
            after=sum(numbers[was, True] for was in _KINDS),
            became=numbers[False, True],
            came=numbers[None, True],
            ceased=numbers[True, False],
            left=numbers[True, None],
        )


@dataclass(frozen=True, slots=True)
class Turned:
    """Successes on the first day and on the second: after = before + became + came - ceased - left.

    `became` were counted before and are a success now, `came` are counted only now; `ceased` and `left` the reverse.
    """

    before: int
    after: int
    became: int
    came: int
    ceased: int
    left: int


_KINDS = (True, False, None)


def _kind(status: Status | None, good: set[Status]) -> bool | None:
    """Whether it is a success; None where it is not counted."""
    return None if status is None else status in good

"""Rates that say what they rest on: how many were a success, of how many assessed, and what is not known."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.stats.shares import Share, share
from tracker.vocabulary.statuses import Group, Status, Success, assessed, statuses, successes


@dataclass(frozen=True, slots=True)
class Rate:
    """`part` successes of `assessed` recommendations, beside those that no rate can speak of.

    `not_assessed` are confirmed and nobody knows what came of them; `outside` were overtaken, superseded or withdrawn;
    `pending` are not confirmed yet. ValueError unless 0 <= part <= assessed.
    """

    part: int
    assessed: int
    not_assessed: int = 0
    outside: int = 0
    pending: int = 0

    def __post_init__(self) -> None:
        """Refuse what is no rate."""
        if not 0 <= self.part <= self.assessed or min(self.not_assessed, self.outside, self.pending) < 0:
            raise ValueError(f"{self} is no rate")

    @property
    def total(self) -> int:
        """How many are confirmed."""
        return self.assessed + self.not_assessed + self.outside

    @property
    def share(self) -> Share:
        """The successes among the assessed, with their interval."""
        return share(self.part, self.assessed)

    @property
    def worst(self) -> float | None:
        """The rate if every one not assessed turned out to be no success; None of nothing."""
        return self._of_all(self.part)

    @property
    def best(self) -> float | None:
        """The rate if every one not assessed turned out to be a success; None of nothing."""
        return self._of_all(self.part + self.not_assessed)

    @property
    def unknown(self) -> float | None:
        """The share not assessed of those that a rate could speak of; None of nothing."""
        return self._of_all(self.not_assessed)

    @property
    def waiting(self) -> float | None:
        """The share still pending of all that were found and not rejected; None of nothing."""
        found = self.total + self.pending
        return self.pending / found if found else None

    def _of_all(self, part: int) -> float | None:
        whole = self.assessed + self.not_assessed
        return part / whole if whole else None


def rate(numbers: Mapping[Status, int], pending: int, switch: Success) -> Rate:
    """The rate under `switch` of confirmed recommendations by status, with `pending` ones beside them."""

    def how_many(words: tuple[Status, ...]) -> int:
        return sum(numbers.get(word, 0) for word in words)

    return Rate(
        part=how_many(successes(switch)),
        assessed=how_many(assessed()),
        not_assessed=how_many(statuses(Group.NOT_ASSESSED)),
        outside=how_many(statuses(Group.OUTSIDE)),
        pending=pending,
    )

"""The invented stories that the demo tells, as `data/demo/stories.toml` has them."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tracker.settings import house


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a recommendation, `after` so many months from publication: its evidence first, then its fields.

    `reverify` is after how many months somebody should look again, 0 where nobody need.
    """

    after: int
    why: str
    fields: Mapping[str, Any]
    evidence: Sequence[Mapping[str, Any]] = ()
    reverify: int = 0


@dataclass(frozen=True, slots=True)
class Stories:
    """Who acts in the demo, what its board was told, what repeats, what may become of an ask, and how often."""

    people: Sequence[Mapping[str, str]]
    meetings: Sequence[Mapping[str, Any]]
    repeated: Sequence[Mapping[str, Any]]
    tales: Sequence[Sequence[Step]]
    shares: Sequence[int]
    newest_pending: int
    looked_again: str

    times: Counter[int] = field(default_factory=Counter)
    """How often each story has been told."""

    def draw(self, dice: Random) -> Sequence[Step]:
        """One story; of those that run through the same statuses the one told least, so that neighbours differ."""
        drawn = dice.choices(self.tales, self.shares)[0]
        alike = [n for n, tale in enumerate(self.tales) if _course(tale) == _course(drawn)]
        least = min(alike, key=lambda n: self.times[n])
        self.times[least] += 1
        return self.tales[least]


def _course(tale: Sequence[Step]) -> list[Any]:
    return [step.fields["status"] for step in tale]


def stories() -> Stories:
    """The stories as they are shipped."""
    kept = tomllib.loads((house() / "data" / "demo" / "stories.toml").read_text("utf-8"))
    return Stories(
        people=kept["people"],
        meetings=kept["meetings"],
        repeated=kept["repeated"],
        tales=[[_step(step) for step in story.get("steps", ())] for story in kept["stories"]],
        shares=[story["share"] for story in kept["stories"]],
        newest_pending=kept["newest_pending"],
        looked_again=kept["looked_again"],
    )


def _step(kept: Mapping[str, Any]) -> Step:
    own = ("after", "why", "evidence", "reverify")
    fields = {name: value for name, value in kept.items() if name not in own}
    return Step(kept["after"], kept["why"], fields, kept.get("evidence", ()), kept.get("reverify", 0))

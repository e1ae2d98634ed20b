"""How sure it is that a sentence is advice of the authors' own: its signals, added up."""

import math
from dataclasses import dataclass

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.cues import WHOLE, Cue
from tracker.extraction.finding import Reason
from tracker.extraction.passages import Said
from tracker.extraction.signals import SIGNALS

_SLOPE, _SHIFT = 0.75, 0.15
"""Of findings with a confidence of 0.9 about nine in ten are right, and so on down, on labelled briefs of all kinds."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A sentence with the way in which it advises best, and what spoke for and against it."""

    said: Said
    clause: Clause | None
    score: float
    reasons: tuple[Reason, ...]

    @property
    def accepted(self) -> bool:
        """Whether more speaks for it than against it."""
        return self.score > 0

    @property
    def confidence(self) -> float:
        """How likely it is a recommendation, 0 to 1."""
        return round(1 / (1 + math.exp(_SHIFT - _SLOPE * self.score)), 2)


def judge(said: Said) -> Judgement:
    """The sentence judged by the best of the ways in which it may advise."""
    ways: list[Clause | None] = [*clauses(said.sentence.plain), None]
    return max((_weighed(Cue(said, way)) for way in ways), key=lambda judgement: judgement.score)


def _weighed(cue: Cue) -> Judgement:
    reasons = []
    for known in SIGNALS.values():
        hit = known.find(cue)
        if hit is not None:
            span = None if hit == WHOLE else cue.said.sentence.part(*hit)
            reasons.append(Reason(known.name, known.weight, span))
    return Judgement(cue.said, cue.clause, sum(reason.weight for reason in reasons), tuple(reasons))

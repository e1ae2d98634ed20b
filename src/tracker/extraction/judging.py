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

_SIGNALS = tuple(
    (known, sum(max(each.weight, 0.0) for each in tuple(SIGNALS.values())[at:]))
    for at, known in enumerate(SIGNALS.values())
)
"""Every signal, with the most that it and those behind it can add."""


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
    """The sentence judged by the best of the ways in which it may advise; without reasons where it is no advice."""
    best = Judgement(said, None, 0.0, ())
    for way in (*clauses(said.sentence.plain), None):
        best = _weighed(Cue(said, way), best.score) or best
    return best


def _weighed(cue: Cue, least: float) -> Judgement | None:
    """The judgement over `least`; None as soon as what may still speak for it cannot bring it there."""
    reasons, score = [], 0.0
    for known, to_come in _SIGNALS:
        if score + to_come <= least:
            return None
        hit = known.find(cue)
        if hit is not None:
            score += known.weight
            span = None if hit == WHOLE else cue.said.sentence.part(*hit)
            reasons.append(Reason(known.name, known.weight, span))
    return Judgement(cue.said, cue.clause, score, tuple(reasons)) if score > least else None

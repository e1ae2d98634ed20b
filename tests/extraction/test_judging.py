from pathlib import Path

import pytest

from tracker.extraction.clauses import clauses
from tracker.extraction.cues import Cue
from tracker.extraction.judging import judge
from tracker.extraction.of_others import Others
from tracker.extraction.outline import outline
from tracker.extraction.passages import Said, passages
from tracker.extraction.signals import SIGNALS
from tracker.reading import read

BRIEFS = Path(__file__).parents[2] / "data" / "briefs"


def weighed(said: Said) -> tuple[float, list[str]]:
    """The best sum of all signals over the ways in which a sentence may advise, and the signals in it."""
    found = []
    for way in (*clauses(said.sentence.plain), None):
        hits = [known for known in SIGNALS.values() if known.find(Cue(said, way)) is not None]
        found.append((sum(known.weight for known in hits), [known.name for known in hits]))
    return max(found, key=lambda way: way[0])


@pytest.mark.parametrize("name", ["d01_isfara_canals.txt", "d08_lake_chad_panel.txt", "d16_heat_on_the_line.html"])
def test_judging_stops_early_only_where_it_is_no_advice(name: str) -> None:
    document = read(name, (BRIEFS / name).read_bytes())
    told = [
        said
        for passage in passages(document, outline(document, ""), Others(document))
        for said in ([passage.head] if passage.head else []) + passage.rest
    ]
    assert len(told) > 30
    for said in told:
        score, signals = weighed(said)
        judgement = judge(said)
        assert judgement.accepted == (score > 0)
        if judgement.accepted:
            assert (judgement.score, [reason.signal for reason in judgement.reasons]) == (score, signals)

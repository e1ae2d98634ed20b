"""Bars of what came of successes."""

from collections.abc import Callable

import pytest

from tests.charts.tables import captions, targets, valid
from tracker.charts import Chart, contributions, outcomes, strengths
from tracker.charts.chart import Theme
from tracker.queries.impact import Impact
from tracker.vocabulary.answers import NO_OUTCOME, Contribution, OutcomeType
from tracker.vocabulary.statuses import Success

FOUND = Impact(
    10,
    {**dict.fromkeys(Contribution, 0), Contribution.DECISIVE: 2, Contribution.CONTRIBUTED: 3, Contribution.POSSIBLE: 5},
    {**dict.fromkeys(OutcomeType, 0), OutcomeType.PRACTICE: 6, NO_OUTCOME: 4},
    {0: 1, 1: 0, 2: 4, 3: 2, 4: 2, 5: 1},
)
NONE = Impact(
    1,
    {**dict.fromkeys(Contribution, 0), Contribution.NOT_ASSESSED: 1},
    {**dict.fromkeys(OutcomeType, 0), NO_OUTCOME: 1},
    dict.fromkeys(range(6), 0) | {0: 1},
)
ALL = pytest.mark.parametrize("draw", [contributions, outcomes, strengths])


@ALL
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("found", [FOUND, NONE])
def test_bars_add_up_to_all_successes(draw: Callable[..., Chart], found: Impact, theme: Theme) -> None:
    chart = draw(found, Success.PARTLY, theme=theme)
    valid(chart)
    assert sum(chart.figure["data"][0]["x"]) == found.total == chart.table["total"].sum()
    assert "success" in chart.subtitle and chart.subtitle.endswith(": adopted, at least in part")
    assert chart.alt.startswith("Bars of 1 success. " if found is NONE else "Bars of 10 successes. ")
    assert len(captions(chart)) == 2 * len(chart.table)


@pytest.mark.parametrize(
    ("draw", "found", "title"),
    [
        (contributions, FOUND, "The brief helped in 5 of 10 successes"),
        (contributions, NONE, "Nobody has assessed yet whether a brief helped"),
        (outcomes, FOUND, "What changed most often: practice on the ground (6 of 10)"),
        (outcomes, NONE, "No kind of outcome is recorded yet"),
        (strengths, FOUND, "3 of 10 successes are confirmed by an outsider or the decision itself"),
        (strengths, NONE, "0 of 1 success is confirmed by an outsider or the decision itself"),
    ],
)
def test_the_title_says_what_was_found(draw: Callable[..., Chart], found: Impact, title: str) -> None:
    assert draw(found, Success.MOVED, theme="light").title == title


def test_a_bar_leads_to_its_successes() -> None:
    chart = contributions(FOUND, Success.OTHERWISE, theme="light")
    assert ("contributions", "decisive", "success:otherwise") in targets(chart)
    assert () in targets(chart)

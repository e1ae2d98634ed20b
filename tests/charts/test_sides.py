"""Two views side by side, as a chart."""

import pytest

from tests.charts.tables import HOSTILE, captions, valid
from tracker.charts import Chart, sides
from tracker.charts.chart import Theme
from tracker.charts.sides import Side
from tracker.stats.rates import Rate


def chart(
    one: tuple[int, int], other: tuple[int, int], theme: Theme = "light", name: str = "One", shared: int = 0
) -> Chart:
    first, second = Rate(*one, not_assessed=4, pending=2), Rate(*other)
    return sides(Side(name, first, ()), Side("Two", second, ()), shared, "Adopted", theme=theme)


@pytest.mark.parametrize(
    ("one", "other", "title"),
    [
        ((56, 70), (48, 80), "80% against 60%: 20 points more"),
        ((3, 10), (90, 100), "30% against 90%: 60 points fewer"),
        ((5, 10), (4, 10), "50% against 40%: no more than chance may do"),
        ((0, 0), (4, 10), "At least one of the two views has nothing assessed to compare"),
        ((0, 0), (0, 0), "At least one of the two views has nothing assessed to compare"),
    ],
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_title_says_whether_they_differ(
    one: tuple[int, int], other: tuple[int, int], title: str, theme: Theme
) -> None:
    made = chart(one, other, theme)
    valid(made)
    assert made.title == title
    assert len(made.figure["data"][0]["x"]) == sum(n > 0 for _part, n in (one, other))
    assert made.table["label"].tolist() == ["One", "Two"]


def test_all_that_the_rates_rest_on_is_told() -> None:
    made = chart((56, 70), (48, 80), shared=5)
    assert made.subtitle == "Adopted. First: 70 assessed, 4 not, 2 to be confirmed. Second: 80 assessed, 0 not"
    assert "likely between 5 and 33 points above" in made.note
    assert "5 are in both views" in made.note
    assert "1 is in both views" in chart((56, 70), (48, 80), shared=1).note
    assert "One: 56 of 70 assessed, 80%, likely 69–88%" in made.alt
    (first, _second) = made.table.to_dict("records")
    assert (first["part"], first["assessed"], first["not_assessed"], first["pending"]) == (56, 70, 4, 2)


@pytest.mark.parametrize("name", HOSTILE)
def test_other_peoples_words_are_only_words(name: str) -> None:
    made = chart((5, 10), (4, 10), name=name)
    valid(made)
    assert not any(sign in captions(made)[0] for sign in "<>$%{\n\t\u202e")

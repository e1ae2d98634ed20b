"""Where words beside marks go: never onto each other, on no screen."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.charts.tables import captions
from tests.charts.test_curve import chart as curve_of
from tests.charts.test_funnel import chart as funnel_of
from tracker.charts import Chart
from tracker.charts.labels import AROUND, NARROW, RISING, Box, Mark, box, placed
from tracker.stats.incidence import Stay
from tracker.vocabulary.statuses import Role

HEIGHT = 300.0
WIDTHS = (NARROW, 330, 520, 1300)
MARKS = st.lists(
    st.builds(Mark, st.floats(0, 1), st.floats(0, 1), st.text("aiW部 ", min_size=1, max_size=30)), max_size=9
)


@given(MARKS, st.sampled_from([AROUND, RISING]))
def test_no_words_stand_on_others_on_any_screen(
    marks: list[Mark], around: tuple[tuple[str, str, int, int], ...]
) -> None:
    taken = Mark(1, 0.5, "All: 50%")
    level = ("right", "bottom", 0, 0)
    hung = placed(marks, HEIGHT, around=around, taken=[box(taken, level, HEIGHT)], dots=marks)
    shown = [(mark, at) for mark, at in zip(marks, hung, strict=True) if at]
    for width in WIDTHS:
        boxes = [box(mark, at, HEIGHT, width) for mark, at in [*shown, (taken, level)]]
        assert not any(one.hits(other) for one, other in combinations(boxes, 2))
    assert all(box(mark, at, HEIGHT).left > -20 and box(mark, at, HEIGHT).right < NARROW + 20 for mark, at in shown)


def test_the_first_goes_first_and_others_give_way() -> None:
    near = [Mark(0.5, 0.5, "Ann"), Mark(0.5, 0.5, "Bo"), Mark(0.5, 0.5, "Cy")]
    assert placed(near, HEIGHT) == [AROUND[0], AROUND[3], None]
    assert placed([Mark(0, 0.5, "Ann Writer"), Mark(1, 0.5, "Bo Writer")], HEIGHT) == [AROUND[1], AROUND[2]]
    assert placed([Mark(0.5, 0.5, "Ann")], HEIGHT, dots=[Mark(0.5, 0.54)]) == [AROUND[3]]


def covered(chart: Chart, width: float, height: float) -> list[Box]:
    """What the captions of a figure cover in a field of that size."""
    layout = chart.figure["layout"]
    (left, right), (low, high) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    found = []
    for note in layout["annotations"]:
        x = note["x"] if note["xref"] == "paper" else (note["x"] - left) / (right - left)
        words = note["text"].replace("<b>", "").replace("</b>", "").replace("&#37;", "%")
        mark = Mark(x, (note["y"] - low) / (high - low), words, note["font"]["size"])
        hung = note["xanchor"], note["yanchor"], note.get("xshift", 0), note.get("yshift", 0)
        found.append(box(mark, hung, height, width))
    return found


GROUPS = st.dictionaries(
    st.text("abcW部", min_size=1, max_size=24),
    st.tuples(st.integers(0, 300), st.integers(10, 300)).map(lambda pair: (min(pair), max(*pair, 10))),
    min_size=1,
    max_size=9,
)


@given(GROUPS)
def test_no_names_meet_on_the_funnel(groups: dict[str, tuple[int, int]]) -> None:
    made = funnel_of(dict(groups))
    for width in WIDTHS:
        boxes = covered(made, width, made.figure["layout"]["height"] - 84)
        assert not any(one.hits(other) for one, other in combinations(boxes, 2))


def test_names_near_each_other_are_told_on_a_scale_of_ratios_too() -> None:
    made = funnel_of({"Ann Writer": (9, 10), "Bo Writer": (10, 11), "Cy Writer": (30, 400)})
    boxes = covered(made, NARROW, made.figure["layout"]["height"] - 84)
    assert made.figure["layout"]["xaxis"]["type"] == "log"
    assert len(captions(made)) >= 3
    assert not any(one.hits(other) for one, other in combinations(boxes, 2))


@given(st.lists(st.builds(Stay, st.floats(0, 130), st.sampled_from([Role.EVENT, Role.OPEN]), st.integers(1, 9))))
def test_no_shares_meet_on_the_curve(stays: list[Stay]) -> None:
    made = curve_of(stays)
    for width in WIDTHS:
        boxes = covered(made, width, made.figure["layout"]["height"] - 80)
        assert not any(one.hits(other) for one, other in combinations(boxes, 2))

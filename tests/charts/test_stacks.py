"""Stacked bars: a bar says for how many it stands where any screen has room for that."""

from typing import Any

import pytest

from tracker.charts.palette import ORDER, palette
from tracker.charts.rows import Row
from tracker.charts.stacks import lying, standing

COLOURS = palette("light")


def row(*groups: int) -> Row:
    numbers = (*groups, *[0] * (len(ORDER) - len(groups)))
    return Row("authors", "a", "A name", sum(numbers), 0, numbers)


def said(figure: dict[str, Any]) -> list[list[str]]:
    return [list(trace["text"]) for trace in figure["data"]]


def test_a_bar_too_short_for_a_figure_on_the_widest_page_is_given_none() -> None:
    assert said(lying([row(997, 3), row(500, 20)], COLOURS)) == [["997", "500"], ["", "20"]]


def test_a_part_of_a_column_too_low_for_a_figure_is_given_none() -> None:
    assert said(standing([row(90, 10), row(1, 4)], {0: "2020", 1: "2021"}, COLOURS)) == [["90", ""], ["10", ""]]


@pytest.mark.parametrize(("columns", "words"), [(60, "100"), (120, "")])
def test_columns_too_narrow_for_a_figure_are_given_none(columns: int, words: str) -> None:
    assert said(standing([row(100)] * columns, {}, COLOURS)) == [[words] * columns]

from typing import Any

import pandas as pd

from tracker.board.lines import Line, by_author, by_region
from tracker.vocabulary.statuses import Status


def table(*rows: tuple[str | None, dict[str, int]]) -> pd.DataFrame:
    """A table as `counts` gives it."""
    lines: list[dict[str, Any]] = []
    for key, given in rows:
        numbers = {status.value: given.get(status.value, 0) for status in Status}
        total = sum(numbers.values())
        lines.append({"key": key, "label": key or "Without author", "total": total, "pending": 0, **numbers})
    frame = pd.DataFrame(lines, columns=["key", "label", "total", "pending", *(status.value for status in Status)])
    frame["key"] = pd.Series([key for key, _given in rows], dtype=object)
    return frame


def test_authors_beyond_those_shown_are_a_number_and_those_without_one_stay() -> None:
    found = by_author(
        table(
            ("A", {"adopted": 2, "not_assessed": 1}),
            ("B", {"no_movement": 2}),
            ("C", {"stalled": 2}),
            ("D", {"stalled": 1}),
            (None, {"partly_adopted": 1, "withdrawn": 1}),
        ),
        shown=2,
    )
    assert found.lines == (Line("A", 3, 2, 2), Line("B", 2, 2, 0), Line("Without author", 2, 1, 1))
    assert found.note == "2 more authors have 2 recommendations at most."


def test_one_more_author_is_said_in_the_singular() -> None:
    found = by_author(table(("A", {"adopted": 2}), ("B", {"no_movement": 1})), shown=1)
    assert found.note == "1 more author has 1 recommendation."


def test_parts_of_the_world_beyond_those_shown_are_a_number() -> None:
    found = by_region(table(("europe", {"adopted": 3}), ("oceania", {"stalled": 2}), ("east-asia", {"stalled": 1})), 1)
    assert ([line.name for line in found.lines], found.note) == (
        ["europe"],
        "2 more parts have 2 recommendations at most.",
    )


def test_a_region_with_pending_ones_alone_has_no_line() -> None:
    assert [line.name for line in by_region(table(("europe", {"adopted": 1}), ("oceania", {})), shown=5).lines] == [
        "europe"
    ]


def test_an_empty_table_has_no_line() -> None:
    assert by_author(table(), shown=3).lines == ()
    assert by_region(table(), shown=3).lines == ()

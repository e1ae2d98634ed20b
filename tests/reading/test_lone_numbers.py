"""Numbers that stand alone over what they count."""

import pytest

from tests.reading.shown import shown, tiles
from tracker.reading import read


def lines(text: str) -> list[str]:
    document = read("a.md", text.encode())
    tiles(document)
    return shown(document)


def test_numbers_that_count_on_are_markers_of_what_stands_below_them() -> None:
    assert lines("# Piers\n\n__1.__\n\nMend the pier.\n\nIt is old.\n\n__2.__\n\nLight the quay.\n") == [
        "# Piers",
        "* 1. Mend the pier.",
        "It is old.",
        "* 2. Light the quay.",
    ]


@pytest.mark.parametrize("numbers", [("1.", "3."), ("2.", "3."), ("1.", "1."), ("12", "13")])
def test_numbers_that_count_nothing_stay_what_they_were(numbers: tuple[str, str]) -> None:
    one, other = numbers
    said = lines(f"# Piers\n\n__{one}__\n\nMend the pier.\n\n__{other}__\n\nLight the quay.\n")
    assert not any(line.startswith("*") for line in said)

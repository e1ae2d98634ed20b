import csv
from io import StringIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exports.csv_file import csv_bytes


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_table_comes_back_as_it_went() -> None:
    data = csv_bytes(["id", "wording"], [(1, "Keep talking, to all"), (2, 'Say "no"\nand mean it')])
    assert read(data) == [["id", "wording"], ["1", "Keep talking, to all"], ["2", 'Say "no"\nand mean it']]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_acts_as_a_formula(start: str) -> None:
    assert read(csv_bytes(["x"], [(f'{start}HYPERLINK("http://evil.example")',)]))[1][0].startswith("'")


def test_what_is_unknown_is_empty_and_lists_are_joined() -> None:
    assert read(csv_bytes(["a", "b", "c"], [(None, float("nan"), ["Iran", "Iraq"])]))[1] == ["", "", "Iran; Iraq"]
    assert read(csv_bytes(["a"], [(pd.NaT,), (-3,)]))[1:] == [[""], ["-3"]]


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\x00", codec="utf-8")), min_size=2, max_size=4))
def test_any_row_keeps_its_cells(row: list[str]) -> None:
    assert len(read(csv_bytes(["c"] * len(row), [row]))[1]) == len(row)


def test_a_fraction_has_no_more_digits_than_it_means() -> None:
    assert csv_bytes(["share"], [[1 / 3], [0.5], [2.0]]).decode("utf-8-sig").split() == [
        "share",
        "0.333333",
        "0.5",
        "2.0",
    ]

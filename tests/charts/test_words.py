"""The words in and around charts."""

import html

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.tables import HOSTILE, table
from tracker.charts.chart import Chart
from tracker.charts.findings import Phrases, leading
from tracker.charts.rows import Row, hover, mark, rows, together
from tracker.charts.words import fitted, harmless, listed, sentences
from tracker.vocabulary.statuses import Group, Status

PHRASES = Phrases("{name} {n}/{total}", "{name} {n}/{total} each", "{k} alike {n}/{total}", "none of {total}")
LINE = ("A", "Ann", {Status.ADOPTED: 2, Status.ADOPTED_OTHERWISE: 1, Status.STALLED: 4, Status.OVERTAKEN: 1}, 3)


@given(st.text())
def test_any_text_is_harmless_and_the_same_to_read(text: str) -> None:
    shown = harmless(text)
    assert not any(sign in shown for sign in '<>"$%{\n\r\t')
    read = html.unescape(shown)
    assert "".join(read.split()) == "".join(c for c in "".join(text.split()) if c in read)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$5m", "&#36;5m"),
        ("<b>", "&lt;b&gt;"),
        ("%{x}", "&#37;&#123;x}"),
        ("a\n b", "a b"),
        ("\u202eab", "ab"),
        ("משרד", "משרד"),
        ("&lt;", "&amp;lt;"),
    ],
)
def test_marks_of_markup_are_letters(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(st.text(max_size=300), st.integers(4, 60))
def test_a_fitted_label_fits(text: str, room: int) -> None:
    shown = fitted(text, room)
    assert shown == text or (shown.endswith("…") and len(shown) <= room + 1)
    assert text.startswith(shown.removesuffix("…"))


@pytest.mark.parametrize("text", HOSTILE)
def test_wide_letters_take_more_room(text: str) -> None:
    assert len(fitted("W" * 80, 40)) < len(fitted("i" * 80, 40))
    assert len(fitted(text, 44)) <= 45


def test_lists_are_said_as_people_say_them() -> None:
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A and B", "A, B and C"]
    assert sentences("One", "", "Two.", "Three?") == "One. Two. Three?"


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([], "none of 9 recommendations"),
        ([0, 0], "none of 9 recommendations"),
        ([5, 3], "R0 5/9 recommendations"),
        ([5, 5, 1], "R0 and R1 5/9 recommendations each"),
        ([5, 5, 5], "R0, R1 and R2 5/9 recommendations each"),
        ([5, 5, 5, 5], "4 alike 5/9 recommendations"),
    ],
)
def test_ties_are_said_as_ties(numbers: list[int], said: str) -> None:
    ranked = [Row("f", f"k{place}", f"R{place}", n, 0, ()) for place, n in enumerate(numbers)]
    assert leading(ranked, 9, PHRASES) == said


def test_a_row_sums_statuses_into_groups() -> None:
    (row,) = rows(table([LINE]), "authors")
    assert (row.key, row.label, row.total, row.pending, row.groups) == ("A", "Ann", 8, 3, (3, 4, 0, 0, 0, 1))
    assert mark(row, Group.ADOPTED) == ["authors", "A", "adopted"]
    assert hover(row, Group.MOVING) == (
        "<b>Ann</b><br>Moving: 4 of 8<br>3 more are to be confirmed and not counted here<br>Click for the list"
    )


def test_a_group_without_a_name_leads_nowhere() -> None:
    (row,) = rows(table([(None, "Without author", {Status.ADOPTED: 1}, 0)]), "authors")
    assert not row.opens
    assert mark(row, Group.ADOPTED) == []
    assert "Click" not in hover(row, Group.ADOPTED)


def test_rows_together_keep_their_numbers() -> None:
    both = together("2 more", rows(table([LINE, LINE]), "authors"))
    assert (both.label, both.total, both.pending, both.groups) == ("2 more", 16, 6, (6, 8, 0, 0, 0, 2))
    assert not both.opens


def test_no_row_is_no_row() -> None:
    empty: pd.DataFrame = table([])
    assert rows(empty, "authors") == []


def test_the_way_of_counting_stands_in_one_line_first() -> None:
    chart = Chart({}, "", "", "", "Each counts once. Others are in the table. So it is.", pd.DataFrame())
    assert chart.rule == "Each counts once."
    assert Chart({}, "", "", "", "Each counts once.", pd.DataFrame()).rule == "Each counts once."

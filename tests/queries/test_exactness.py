"""A month in the history is a month, and not its first day."""

from datetime import date
from itertools import pairwise

import pytest

from tests.actions.conftest import Desk, extraction, take
from tracker.actions.correction import correct_brief
from tracker.queries.audit import Asked, gestures
from tracker.queries.history import history
from tracker.vocabulary.dates import PartialDate


def told(desk: Desk, label: str) -> list[tuple[str, str]]:
    """What the record's history and the whole one say of a field, the oldest first."""
    with desk.store.reading() as session:
        mine = history(session, desk.me, 1)
        every = gestures(session, desk.me, Asked())
    of_record = [(row["old"], row["new"]) for row in mine.to_dict("records") if row["field"] == label][::-1]
    of_all = [(line.old, line.new) for one in every.shown for line in one.lines if line.field == label][::-1]
    assert of_record == of_all
    return of_record


def test_a_date_is_told_as_exactly_as_it_was_known(desk: Desk) -> None:
    for day in ("2021", "2021-03", "2022-04", "2022-04-09", "2023", None, "2024-02"):
        desk.advance(outcome_on=PartialDate.parse(day) if day else None)
    steps = ["–", "2021", "March 2021", "April 2022", "2022-04-09", "2023", "–", "February 2024"]
    assert told(desk, "Date of the outcome") == list(pairwise(steps))


@pytest.mark.parametrize(("day", "said"), [("2019", "2019"), ("2019-05", "May 2019"), ("2019-05-07", "2019-05-07")])
def test_where_a_date_gives_way_it_is_told_as_it_came_in(desk: Desk, day: str, said: str) -> None:
    with desk.store.writing() as session:
        found = take(session, desk.me, b"dated", found=extraction(title="Dated", published=PartialDate.parse(day)))
        key, version = found.brief.id or 0, found.brief.version
    with desk.store.writing() as session:
        correct_brief(session, desk.me, key, version, published=PartialDate(date(2020, 1, 2)))
    with desk.store.reading() as session:
        lines = [line for one in gestures(session, desk.me, Asked()).shown for line in one.lines]
    assert [(line.old, line.new) for line in lines if line.field == "Published"] == [(said, "2020-01-02")]


def test_a_date_that_became_more_exact_alone_is_told_with_both(desk: Desk) -> None:
    steps = ["2021", "2021-01", "2021-01-01", "2021"]
    for day in steps:
        desk.advance(outcome_on=PartialDate.parse(day))
    assert told(desk, "Date of the outcome") == list(pairwise(["–", "2021", "January 2021", "2021-01-01", "2021"]))

"""The report as of any day: rebuilt, the same again, with what was approved for it, each figure with its records."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.actions.conftest import Desk, extraction, finding, take
from tests.actions.test_permissions import ON_SQLITE
from tracker.actions import evidence, meetings, people, removal
from tracker.actions.updates import advance
from tracker.board import Board, board, canonical, digest, draft, proposals, telling
from tracker.errors import Invalid, NotAllowed
from tracker.queries.axes import By
from tracker.queries.counts import counts, totals
from tracker.queries.filters import Filter
from tracker.queries.past import past
from tracker.queries.standing import standing
from tracker.store.access import sole_person
from tracker.store.clock import standing_at, today
from tracker.store.sessions import Store
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.regions import name
from tracker.vocabulary.roles import Role
from tracker.vocabulary.statuses import Status

SECRET = "Told behind closed doors."
JUNE, SEPTEMBER, OCTOBER = date(2024, 6, 30), date(2024, 9, 30), date(2024, 10, 20)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def years(store: Store) -> Iterator[Desk]:
    """In March 2024 three headlines, in May one is stalled, in August it is adopted, in October much is otherwise."""
    with store.writing() as session, standing_at(noon(date(2024, 3, 1))):
        me = sole_person(session)
        taken = take(session, me, confirm=True)
        found = extraction(
            finding("Keep talking."), finding("Nobody advised this at all."), title="Two", regions=("SYR",)
        )
        take(session, me, b"second", found=found, confirm=True)
    desk = Desk(store, me, taken)
    with standing_at(noon(date(2024, 5, 2))):
        desk.advance(status="stalled")
    with standing_at(noon(date(2024, 8, 3))):
        desk.prove(EvidenceKind.PUBLIC_DOCUMENT, source="Official journal")
        desk.advance(status="adopted", status_on=PartialDate.parse("2024-08"), outcome="They talk.")
    with standing_at(noon(OCTOBER)), store.writing() as session:
        advance(session, me, 1, None, "no longer", status="contrary_action", status_on=PartialDate.parse("2024-10"))
        evidence.add(session, me, 3, EvidenceKind.NAMED_SOURCE, note=SECRET, confidential=True)
        advance(session, me, 3, None, "heard", status="in_progress", outcome=SECRET)
    yield desk


def told(desk: Desk, day: date | None = None) -> Board:
    with desk.store.reading() as session:
        return board(session, desk.me, as_of=day)


def approve(desk: Desk, as_of: date, day: date, at: datetime, **fields: Any) -> int:
    with standing_at(at), desk.store.writing() as session:
        key = meetings.prepare(session, desk.me, day, as_of).id or 0
        meetings.amend(session, desk.me, key, None, **fields)
        meetings.approve(session, desk.me, key, None)
    return key


def test_it_is_what_was_told_on_that_day(years: Desk) -> None:
    found = told(years, SEPTEMBER)
    assert [(figure.key, figure.value, figure.of) for figure in found.figures] == [
        ("recommendations", 3, None),
        ("assessed", 1, 3),
        ("adopted", 1, 1),
        ("in_force", 1, 1),
        ("pending", 0, None),
    ]
    assert [(story.reference, story.status, story.outcome) for story in found.stories] == [
        ("B-2020-12-3/R1", Status.ADOPTED, "They talk.")
    ]
    assert told(years, JUNE).totals.statuses[Status.STALLED] == 1
    assert told(years).totals.statuses[Status.CONTRARY_ACTION] == 1
    assert told(years).as_of == today()


@ON_SQLITE
def test_made_again_it_is_the_same_whatever_happens_later(years: Desk) -> None:
    first = canonical(told(years, SEPTEMBER))
    with years.store.writing() as session:
        advance(session, years.me, 2, None, "later", notes="Later.")
        take(session, years.me, b"third", found=extraction(finding("Keep talking."), title="Third"), confirm=True)
    approve(years, JUNE, date(2024, 7, 9), noon(date(2024, 11, 1)), covering="Approved later, of an earlier day.")
    assert canonical(told(years, SEPTEMBER)) == first


def test_the_canonical_text_is_plain_and_its_digest_stands(years: Desk) -> None:
    found = told(years, SEPTEMBER)
    text = canonical(found)
    read = json.loads(text, parse_float=lambda _text: pytest.fail("a report holds no float"))
    assert text == json.dumps(read, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert (read["as_of"], read["previous"]) == ("2024-09-30", None)
    assert read["totals"]["statuses"]["adopted"] == 1
    assert read["records"][0]["figures"] == ["recommendations", "assessed", "adopted", "in_force"]
    assert len(digest(found)) == 64
    assert digest(found) == digest(told(years, SEPTEMBER)) != digest(told(years, JUNE))
    assert "@" not in text


@pytest.mark.parametrize("day", [JUNE, SEPTEMBER, None])
def test_without_records_the_report_says_the_same(years: Desk, day: date | None) -> None:
    with years.store.reading() as session:
        short = board(session, years.me, as_of=day, annexed=False)
        assert short == replace(board(session, years.me, as_of=day), records=())
    approve(years, JUNE, date(2024, 7, 9), noon(date(2024, 7, 9)))
    with years.store.reading() as session:
        short = board(session, years.me, as_of=day, annexed=False)
        assert short == replace(board(session, years.me, as_of=day), records=())


def test_each_record_is_in_the_figures_that_count_it(years: Desk) -> None:
    for day in (JUNE, SEPTEMBER, None):
        found = told(years, day)
        for figure in found.figures:
            if figure.key != "pending":
                assert sum(figure.key in entry.figures for entry in found.records) == figure.value
    entry = told(years, SEPTEMBER).records[0]
    assert (entry.reference, entry.brief, entry.published) == ("B-2020-12-3/R1", "On talking", "2020-05-04")
    assert (entry.authors, entry.regions) == (("A. Writer", "B. Writer"), (name("IRN"), name("IRQ")))
    assert (entry.status, entry.since, entry.strength) == (Status.ADOPTED, "2024-08", 2)


def test_every_number_is_that_of_the_queries_on_that_day(years: Desk) -> None:
    found, shown = told(years, SEPTEMBER), Filter(open_only=True)
    with years.store.reading() as session, past(session, years.me, SEPTEMBER) as then:
        whole, held = totals(then, years.me, shown), standing(then, years.me, shown)
        regions = counts(then, years.me, By.REGION_GROUP, shown)
    assert found.totals == whole
    assert [figure.value for figure in found.figures] == [
        whole.total,
        whole.assessed,
        held.adopted,
        held.in_force,
        whole.pending,
    ]
    assert [(line.name, line.total) for line in found.regions.lines] == list(
        zip(regions["label"], regions["total"], strict=True)
    )


def test_a_meeting_has_its_words_and_what_changed_since_the_one_before(years: Desk) -> None:
    approve(years, JUNE, date(2024, 7, 9), noon(date(2024, 7, 3)))
    approve(
        years,
        SEPTEMBER,
        date(2024, 10, 9),
        noon(date(2024, 10, 3)),
        covering="They talk at last.",
        decisions=["Go on."],
        stories=["B-2020-12-3/R1"],
    )
    found = told(years, SEPTEMBER)
    assert (found.previous, found.covering, found.decisions) == (JUNE, "They talk at last.", ("Go on.",))
    assert found.changed == (
        "Adopted, at least in part: 0 then, 1 now (1 came in).",
        "Still in force: 0 then, 1 now (1 came in).",
        "1 has another status now.",
    )
    assert [story.quote for story in found.stories] == ["Keep talking."]
    assert told(years, JUNE).previous is None
    assert told(years, JUNE).changed == ()


@ON_SQLITE
def test_a_next_version_takes_the_place_of_the_first_and_has_the_same_one_before(years: Desk) -> None:
    approve(years, JUNE, date(2024, 7, 9), noon(date(2024, 7, 3)))
    approve(years, SEPTEMBER, date(2024, 10, 9), noon(date(2024, 10, 3)), covering="First.")
    approve(years, date(2024, 10, 1), date(2024, 10, 9), noon(date(2024, 10, 4)), covering="Second.")
    assert (told(years, SEPTEMBER).covering, told(years, date(2024, 10, 1)).covering) == ("First.", "Second.")
    assert told(years, date(2024, 10, 1)).previous == JUNE


@ON_SQLITE
def test_a_draft_is_seen_by_those_who_approve_with_stories_to_choose(years: Desk) -> None:
    with years.store.writing() as session:
        key = meetings.prepare(session, years.me, date(2024, 10, 9), SEPTEMBER).id or 0
        meetings.amend(session, years.me, key, None, covering="A draft.")
        viewer = people.add(session, years.me, "v@example.org", Role.VIEWER)
    assert told(years, SEPTEMBER).covering == ""
    with years.store.reading() as session:
        assert draft(session, years.me, key).covering == "A draft."
        assert [story.reference for story in proposals(session, years.me, key)] == ["B-2020-12-3/R1"]
        for question in (draft, proposals):
            with pytest.raises(NotAllowed):
                question(session, viewer, key)


def test_nothing_confidential_and_nothing_removed_is_in_any_report(years: Desk) -> None:
    for day in (SEPTEMBER, OCTOBER, None):
        assert SECRET not in canonical(told(years, day))
    assert {entry.status for entry in told(years).records} == {Status.CONTRARY_ACTION, Status.NOT_ASSESSED}
    with years.store.writing() as session:
        removal.remove_brief(session, years.me, 1, "the wrong file")
    found = told(years, SEPTEMBER)
    assert (found.totals.total, found.stories) == (2, ())
    assert "On talking" not in canonical(found)


def test_a_day_that_has_not_come_is_refused(years: Desk) -> None:
    with pytest.raises(Invalid, match="has not come yet"):
        told(years, today() + timedelta(days=1))


def test_the_report_names_the_state_of_the_history_at_the_end_of_its_day(years: Desk) -> None:
    with years.store.reading() as session:
        before = board(session, years.me)
        assert re.fullmatch("[0-9a-f]{64}", before.history)
        assert telling.state(before) == f"State of the history: {before.history[:16]}"
    with standing_at(noon(today() + timedelta(days=1))):
        years.advance(notes="The day after.")
        with years.store.writing() as session:
            removal.remove_brief(session, years.me, 2, "the wrong file")
        with years.store.reading() as session:
            again = board(session, years.me, Filter(), before.as_of)
            assert again.history == before.history != board(session, years.me).history
            early = board(session, years.me, Filter(), date(2001, 1, 1))
            assert (early.history, telling.state(early)) == ("", "")

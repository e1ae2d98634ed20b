import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.actions.conftest import Desk, take
from tracker.actions import evidence
from tracker.actions.updates import advance
from tracker.board import Board, board
from tracker.errors import NotSignedIn
from tracker.queries.axes import By
from tracker.queries.counts import counts, totals
from tracker.queries.filters import Filter
from tracker.settings import settings
from tracker.store.access import sole_person
from tracker.store.clock import standing_at, today
from tracker.store.people_tables import Person
from tracker.store.sessions import Store
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.statuses import Group, Status, statuses

SECRET = "Told behind closed doors."


def told(desk: Desk, chosen: Filter | None = None) -> Board:
    with desk.store.reading() as session:
        return board(session, desk.me, chosen or Filter())


def values(found: Board) -> dict[str, tuple[int, str]]:
    return {figure.name: (figure.value, figure.taken_from) for figure in found.figures}


def sentences(found: Board) -> str:
    return " ".join([found.covers, *found.unknown, *found.counting])


def second(desk: Desk, **fields: Any) -> None:
    """Move the first recommendation of the second brief."""
    with desk.store.writing() as session:
        advance(session, desk.me, 3, None, "as seen in a test", **fields)


def test_every_figure_says_what_it_was_taken_from(desk: Desk) -> None:
    second(desk, status="no_movement")
    assert values(told(desk)) == {
        "Recommendations": (3, "confirmed headline ones, from 2 briefs"),
        "Assessed": (2, "of 3"),
        "Adopted, at least in part": (1, "of 2 assessed"),
        "Still in force": (1, "of 1 adopted"),
        "To be confirmed": (0, "headline ones, not among the 3"),
    }


def test_the_figures_are_those_of_the_charts(desk: Desk) -> None:
    second(desk, status="no_movement")
    found = told(desk)
    with desk.store.reading() as session:
        regions = counts(session, desk.me, By.REGION_GROUP, Filter())
        authors = counts(session, desk.me, By.AUTHOR, Filter())
        whole = totals(session, desk.me, Filter())
    assert found.totals == whole
    for ranking, table in ((found.regions, regions), (found.authors, authors)):
        adopted = table[[status.value for status in statuses(Group.ADOPTED)]].sum(axis=1)
        expected = list(zip(table["label"], table["total"], adopted, strict=True))
        assert [(line.name, line.total, line.adopted) for line in ranking.lines] == expected


def test_a_view_is_told_within_its_filter(desk: Desk) -> None:
    found = told(desk, Filter(regions=("SYR",)))
    assert values(found)["Recommendations"] == (2, "confirmed headline ones, from 1 brief")
    assert (found.stories, [line.name for line in found.authors.lines]) == ((), ["C. Writer"])
    assert found.covers == "The briefs were published in 2021."


def test_what_nobody_has_checked_is_never_said_to_stand_still(desk: Desk) -> None:
    second(desk, status="no_movement")
    found = told(desk)
    assert found.unknown[0] == ("1 of 3 recommendations is not assessed, which does not mean nothing came of it.")
    assert found.totals.statuses[Status.NO_MOVEMENT] == 1


def test_the_share_adopted_has_its_interval_and_its_bounds(desk: Desk) -> None:
    second(desk, status="no_movement")
    bounded = "The share adopted, 1 of 2, is likely 9–91%, and 33–67% whatever became of the unassessed."
    assert told(desk).unknown[1] == bounded
    with desk.store.writing() as session:
        advance(session, desk.me, 4, None, "as seen in a test", status="no_movement")
    assert told(desk).unknown == ("The share adopted, 1 of 3, is likely 6–79%.",)
    assert told(desk, Filter(statuses=("not_assessed",))).unknown == ()


def test_what_is_late_and_what_holds_no_longer_is_said(desk: Desk) -> None:
    yesterday = today() - timedelta(days=1)
    desk.advance(reverify_by=yesterday, due=yesterday, verified_on=yesterday - timedelta(days=1))
    second(desk, due=today())
    said = sentences(told(desk))
    assert "1 of the 2 that have a day for their next look is past that day" in said
    assert "1 of 1 adopted should have been checked again" in said
    assert values(told(desk))["Still in force"] == (0, "of 1 adopted")


def test_what_is_adopted_is_told_with_its_evidence(desk: Desk) -> None:
    (found,) = told(desk).stories
    assert (found.wording, found.since, found.outcome, found.strength) == (
        "Keep talking.",
        "2022-02-01",
        "They talk.",
        2,
    )
    assert [(proof.source, proof.quote) for proof in found.proofs] == [("The Paper", "The talks go on.")]


def test_confidential_evidence_beside_public_adds_neither_word_nor_strength(desk: Desk) -> None:
    before = told(desk)
    desk.prove(EvidenceKind.DECISIVE_DOCUMENT, note=SECRET, source="A minister", confidential=True)
    after = told(desk)
    assert (after.figures, after.totals, after.counting) == (before.figures, before.totals, before.counting)
    assert (after.stories[0].strength, after.stories[0].proofs) == (2, before.stories[0].proofs)
    assert SECRET not in repr(after)
    assert "A minister" not in repr(after)


def test_what_rests_on_confidential_evidence_alone_is_in_no_figure(desk: Desk) -> None:
    with desk.store.writing() as session:
        evidence.add(session, desk.me, 3, EvidenceKind.NAMED_SOURCE, note=SECRET, confidential=True)
    second(desk, status="adopted", status_on=PartialDate.parse("2024-03"), outcome=SECRET)
    found = told(desk)
    assert values(found)["Adopted, at least in part"] == (1, "of 1 assessed")
    assert found.totals.statuses[Status.ADOPTED] == 1
    assert {line.name: line.adopted for line in found.authors.lines}["C. Writer"] == 0
    assert SECRET not in repr(found)
    assert found.counting[-1].endswith("1 of 3 confirmed is left out for that.")
    with desk.store.writing() as session:
        evidence.add(session, desk.me, 3, EvidenceKind.PUBLIC_DOCUMENT, note="A decree.")
    assert values(told(desk))["Adopted, at least in part"] == (2, "of 2 assessed")


def test_pending_ones_alone_are_a_sentence(store: Store) -> None:
    with store.writing() as session:
        me = sole_person(session)
        take(session, me)
        found = board(session, me, Filter())
    assert (
        found.nothing
        == "1 headline recommendation is to be confirmed by an editor. Until then there is nothing to report."
    )
    assert (found.totals.total, found.stories, found.regions.lines) == (0, (), ())


def test_an_empty_store_is_a_sentence(store: Store) -> None:
    with store.writing() as session:
        found = board(session, sole_person(session), Filter())
    assert found.nothing.startswith("No recommendation has been taken in yet")


def test_what_is_known_in_confidence_alone_is_a_sentence(desk: Desk) -> None:
    with desk.store.writing() as session:
        evidence.add(session, desk.me, 3, EvidenceKind.OWN_CLAIM, note=SECRET, confidential=True)
    second(desk, status="stalled")
    assert "rests on confidential evidence" in told(desk, Filter(statuses=("stalled",))).nothing


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TRACKER_TIMEZONE", "Asia/Tokyo")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.usefixtures("in_tokyo")
def test_its_day_is_that_of_the_institute(desk: Desk) -> None:
    with standing_at(datetime(2026, 3, 31, 23, 30, tzinfo=UTC)):
        assert told(desk).as_of == date(2026, 4, 1)


def test_no_sentence_has_a_place_left_open(desk: Desk) -> None:
    desk.advance(reverify_by=date(2023, 1, 1), due=date(2023, 1, 1))
    second(desk, status="overtaken", status_on=PartialDate.parse("2023"))
    found = told(desk)
    said = [sentences(found), found.regions.note, found.authors.note, *(figure.taken_from for figure in found.figures)]
    assert not re.search(r"[{}]", " ".join(said))
    assert "1 overtaken by events, replaced or withdrawn is not among them." in sentences(found)


def test_strangers_are_told_nothing(desk: Desk) -> None:
    with desk.store.reading() as session, pytest.raises(NotSignedIn):
        board(session, Person(email="nobody@example.org"), Filter())

from datetime import date, timedelta
from typing import Any

import pytest

from tests.actions.conftest import Desk
from tracker.actions import evidence
from tracker.actions.updates import advance
from tracker.errors import NotSignedIn
from tracker.queries.axes import By
from tracker.queries.counts import ALL_LEVELS, counts, totals
from tracker.queries.filters import Filter
from tracker.queries.standing import Standing, standing
from tracker.queries.stories import Story, stories
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.statuses import Status

OPEN = Filter(open_only=True)


def stands(desk: Desk, chosen: Filter | None = None) -> Standing:
    with desk.store.reading() as session:
        return standing(session, desk.me, chosen or Filter())


def told(desk: Desk) -> tuple[Story, ...]:
    with desk.store.reading() as session:
        return stories(session, desk.me, OPEN, ["B-2020-12-3/R1"])


def counted(desk: Desk, chosen: Filter) -> dict[Status, int]:
    with desk.store.reading() as session:
        whole = totals(session, desk.me, chosen)
        table = counts(session, desk.me, By.STATUS, chosen)
    assert whole.total == table["total"].sum()
    return {status: n for status, n in whole.statuses.items() if n}


def withdraw(desk: Desk, key: int) -> None:
    with desk.store.writing() as session:
        evidence.withdraw(session, desk.me, key, None, "not so")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, Standing(1, 1, 0, 0)),
        ({"reverify_by": 0}, Standing(1, 1, 0, 0)),
        ({"reverify_by": -1, "verified_on": -1}, Standing(1, 0, 0, 0)),
        ({"reverify_by": -1, "verified_on": 0}, Standing(1, 1, 0, 0)),
        ({"due": 0, "verified_on": -1}, Standing(1, 1, 1, 0)),
        ({"due": -1, "verified_on": -2}, Standing(1, 1, 1, 1)),
        ({"due": -1, "verified_on": 0}, Standing(1, 1, 1, 0)),
        ({"due": 30, "reverify_by": 30}, Standing(1, 1, 1, 0)),
    ],
)
def test_a_day_ends_at_midnight(desk: Desk, fields: dict[str, int], expected: Standing) -> None:
    dates: dict[str, Any] = {name: today() + timedelta(days=days) for name, days in fields.items()}
    desk.advance(**dates)
    assert stands(desk) == expected


def test_only_confirmed_ones_of_the_view_stand_anywhere(desk: Desk) -> None:
    desk.advance(number=2, due=date(2020, 1, 1))
    assert stands(desk) == Standing(1, 1, 0, 0)
    assert stands(desk, Filter(regions=("SYR",))) == Standing(0, 0, 0, 0)
    assert stands(desk, Filter(regions=("FRA",))) == Standing(0, 0, 0, 0)


def test_what_is_adopted_by_what_is_public_is_told_with_that_alone(desk: Desk) -> None:
    desk.advance(outcome="As we were told, it is done.")
    (found,) = told(desk)
    assert (found.wording, found.title, found.since) == ("Keep talking.", "On talking", "2022-02-01")
    assert [(proof.kind, proof.source, proof.note) for proof in found.proofs] == [
        (EvidenceKind.NEWS_REPORT, "The Paper", "It was in the paper.")
    ]
    assert (found.strength, found.outcome) == (2, "")
    withdraw(desk, 2)
    assert told(desk)[0].outcome == "", "withdrawn, it was told in confidence all the same"


def test_the_strongest_evidence_comes_first(desk: Desk) -> None:
    desk.prove(EvidenceKind.OWN_CLAIM)
    desk.prove(EvidenceKind.DECISIVE_DOCUMENT, quote="Having regard to the brief,", dated=PartialDate.parse("2022-01"))
    (first,) = told(desk)
    assert [proof.kind.value for proof in first.proofs] == ["decisive_document", "news_report", "own_claim"]
    assert (first.strength, first.proofs[0].dated) == (5, "2022-01")


def test_an_adoption_that_only_confidential_evidence_shows_leaves_the_institute_nowhere(desk: Desk) -> None:
    assert counted(desk, OPEN) == {Status.ADOPTED: 1, Status.NOT_ASSESSED: 1}
    withdraw(desk, 1)
    assert counted(desk, Filter()) == {Status.ADOPTED: 1, Status.NOT_ASSESSED: 1}
    assert counted(desk, OPEN) == {Status.NOT_ASSESSED: 1}
    assert (stands(desk, OPEN), told(desk)) == (Standing(0, 0, 0, 0), ())
    desk.prove(EvidenceKind.OWN_CLAIM)
    assert Status.ADOPTED not in counted(desk, OPEN)
    withdraw(desk, 2)
    assert Status.ADOPTED not in counted(desk, OPEN), "what rested on it rests on it still"
    desk.prove(EvidenceKind.NEWS_REPORT)
    assert counted(desk, OPEN)[Status.ADOPTED] == 1


@pytest.mark.parametrize(
    ("public", "secret", "shown"), [(False, False, True), (False, True, False), (True, True, True)]
)
def test_any_other_status_needs_something_public_beside_what_is_confidential(
    desk: Desk, public: bool, secret: bool, shown: bool
) -> None:
    items: list[dict[str, Any]] = [{}] * public + [{"confidential": True}] * secret
    with desk.store.writing() as session:
        for item in items:
            evidence.add(session, desk.me, 3, EvidenceKind.OWN_CLAIM, note="Told.", **item)
    assert counted(desk, OPEN)[Status.NOT_ASSESSED] == 1
    with desk.store.writing() as session:
        advance(session, desk.me, 3, None, "asked", status="stalled")
    assert (Status.STALLED in counted(desk, OPEN)) is shown
    assert Status.STALLED in counted(desk, Filter())


def test_nobody_is_told_without_an_account(desk: Desk) -> None:
    stranger = Person(email="nobody@example.org")
    with desk.store.reading() as session:
        with pytest.raises(NotSignedIn):
            standing(session, stranger, Filter())
        with pytest.raises(NotSignedIn):
            stories(session, stranger, Filter(), ["B-2020-12-3/R1"])
    with desk.store.reading() as session:
        assert standing(session, desk.me, Filter(), levels=ALL_LEVELS).adopted == 1

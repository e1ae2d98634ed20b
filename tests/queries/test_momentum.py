"""What changed between two days, against every history replayed."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from tests.queries.filled import REVIEWED, SETTLED, TAKEN_IN, Filled, fill
from tracker.actions import evidence, review, undo
from tracker.actions.updates import advance
from tracker.queries.counts import HEADLINE, totals
from tracker.queries.filters import Filter
from tracker.queries.momentum import momentum
from tracker.store.clock import end_of, standing_at
from tracker.store.history import replayed
from tracker.store.people_tables import Change
from tracker.store.sessions import Store
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.statuses import Status, Success

DAYS = st.sampled_from([moment.date() + timedelta(days=n) for moment in (TAKEN_IN, REVIEWED, SETTLED) for n in (-1, 0)])


def then(session: Session, entity: str, day: date) -> dict[int, dict[str, Any]]:
    """Every row of a table as it was at the end of the day, by its history."""
    known = select(Change).where(Change.entity == entity, col(Change.at) < end_of(day)).order_by(col(Change.id))
    changes: dict[int, list[Change]] = {}
    for change in session.exec(known):
        changes.setdefault(change.entity_id, []).append(change)
    return {key: replayed(mine) for key, mine in changes.items()}


def standing(session: Session, day: date, chosen: Filter) -> dict[int, Status]:
    """The status of each that counted on that day."""
    briefs = then(session, "brief", day)
    found = {}
    for key, row in then(session, "recommendation", day).items():
        brief = briefs[row["brief_id"]]
        counts = row["review"] == "confirmed" and row["level"] in (chosen.levels or HEADLINE)
        wanted = not chosen.statuses or row["status"] in chosen.statuses
        if counts and wanted and not brief["removed"] and brief["newer_id"] is None:
            found[key] = Status(row["status"])
    return found


def check(filled: Filled, chosen: Filter, since: date, until: date) -> None:
    with filled.store.reading() as session:
        found = momentum(session, filled.me, chosen, since, until)
        before, after = standing(session, since, chosen), standing(session, until, chosen)
    expected = Counter((before.get(key), after.get(key)) for key in before.keys() | after.keys())
    assert found.movements == dict(expected)
    assert found.total_after - found.total_before == found.came - found.left == len(after) - len(before)


@settings(max_examples=20)
@given(DAYS, DAYS, st.sampled_from([(), ("adopted", "no_movement")]), st.sampled_from([(), ("headline", "supporting")]))
def test_it_is_what_history_says(
    filled: Filled, since: date, until: date, statuses: tuple[str, ...], levels: tuple[str, ...]
) -> None:
    check(filled, Filter(statuses=statuses, levels=levels), since, until)


@pytest.mark.parametrize(
    "chosen", [Filter(), Filter(authors=("Ann",)), Filter(open_only=True), Filter(levels=("supporting",))]
)
def test_up_to_today_it_ends_at_the_totals(filled: Filled, chosen: Filter) -> None:
    with filled.store.reading() as session:
        found = momentum(session, filled.me, chosen, date(2022, 1, 1))
        whole = totals(session, filled.me, chosen)
    assert (found.total_before, found.total_after) == (0, whole.total)
    assert {status: found.after(status) for status in Status} == whole.statuses


def test_changes_and_their_undoing_are_seen_on_their_days(store: Store) -> None:
    filled = fill(store)
    days = [date(2023, month, 1) for month in (6, 7, 8, 9)]

    def at(day: date) -> datetime:
        return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

    with store.writing() as session, standing_at(at(days[1])):
        advance(session, filled.me, 1, None, "It moved.", status="in_progress")
        review.reject(session, filled.me, 2, None, "a goal")
    with store.writing() as session, standing_at(at(days[2])):
        batch = session.exec(select(Change.batch).order_by(col(Change.id).desc())).first()
        undo.undo(session, filled.me, batch or "")
    for since in days:
        for until in days:
            check(filled, Filter(), since, until)
    with store.reading() as session:
        turned = momentum(session, filled.me, Filter(), days[0], days[3]).turned(Success.MOVED)
    assert (turned.became, turned.came) == (1, 0)


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_what_rested_on_confidential_evidence_is_not_told_of(store: Store) -> None:
    filled = fill(store)
    with store.writing() as session, standing_at(datetime(2023, 7, 1, tzinfo=UTC)):
        evidence.add(session, filled.me, 1, EvidenceKind.NAMED_SOURCE, note="In confidence.", confidential=True)
        advance(session, filled.me, 1, None, "They told us.", status="in_progress")
    with store.reading() as session:
        inside = momentum(session, filled.me, Filter(), date(2023, 6, 1))
        outside = momentum(session, filled.me, Filter(open_only=True), date(2023, 6, 1))
    assert (Status.NO_MOVEMENT, Status.IN_PROGRESS) in inside.moved
    assert outside.moved == {}

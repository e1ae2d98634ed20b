"""The store as it was: rebuilt as of any earlier moment it is what stood there then, table by table."""

from contextlib import ExitStack
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from sqlmodel import Session, select

from tests.actions.conftest import Desk
from tests.actions.test_gestures import WHICH, Gestures
from tracker.actions import units
from tracker.queries.past import past
from tracker.store.clock import now, standing_at, today
from tracker.store.people_tables import Person, Unit
from tracker.store.tables import (
    Addressee,
    Author,
    Brief,
    BriefAuthor,
    BriefRegion,
    BriefTopic,
    Evidence,
    Recommendation,
    RecommendationAddressee,
    RecommendationAuthor,
    RecommendationRegion,
    RecommendationTopic,
    Region,
    Topic,
)

TABLES: tuple[Any, ...] = (
    *(Unit, Person, Brief, Recommendation, Evidence, BriefAuthor, BriefRegion, BriefTopic),
    *(RecommendationAddressee, RecommendationAuthor, RecommendationRegion, RecommendationTopic),
)
NAMED: tuple[Any, ...] = (Author, Addressee, Topic, Region)
"""Names may have come in later, with nothing linked to them."""
ROUTINE: Any = settings(max_examples=5, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck))
LONG: Any = settings(max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck))

Contents = dict[str, set[tuple[Any, ...]]]


def contents(session: Session) -> Contents:
    """Every row of the tables that reports are made of, but for the texts of briefs."""
    found: Contents = {}
    for table in (*TABLES, *NAMED):
        columns = [column for column in table.__table__.columns if column.name != "text"]
        found[table.__tablename__] = {tuple(row) for row in session.execute(select(*columns))}
    return found


def expect_the_same(rebuilt: Contents, stood: Contents) -> None:
    for table in TABLES:
        assert rebuilt[table.__tablename__] == stood[table.__tablename__], table
    for table in NAMED:
        assert rebuilt[table.__tablename__] >= stood[table.__tablename__], table


def then(desk: Desk, day: date, who: Person | None = None) -> Contents:
    with desk.store.reading() as session, past(session, who or desk.me, day) as rebuilt:
        return contents(rebuilt)


class Days(Gestures):
    """A gesture a day, and a picture of the store at the end of each."""

    def __init__(self) -> None:
        super().__init__()
        self.days = ExitStack()
        self.at = now()
        self.pictures: dict[date, Contents] = {}
        self.next_day()

    def next_day(self) -> None:
        self.at += timedelta(days=1)
        self.days.close()
        self.days.enter_context(standing_at(self.at))

    @invariant()
    def it_holds_together(self) -> None:
        """Take the picture of the day."""
        with self.store.reading() as session:
            self.pictures[today()] = contents(session)
        self.next_day()

    @rule(which=WHICH, name=WHICH)
    def rename_unit(self, which: int, name: int) -> None:
        key = self.pick(Unit, which)
        with self.store.reading() as session:
            seen = session.get_one(Unit, key).name
            taken = [unit.name for unit in session.exec(select(Unit))]
        if f"Unit {name}" not in taken:
            with self.store.writing() as session:
                units.rename(session, self.people["you"], key, seen, f"Unit {name}")

    remove_brief = remove_person = let_in_again = None  # type: ignore[assignment]
    """What is removed for good is not as it was: tests of its own."""

    def teardown(self) -> None:
        for day, stood in list(self.pictures.items())[::-4]:
            with self.store.reading() as session, past(session, self.people["you"], day) as rebuilt:
                expect_the_same(contents(rebuilt), stood)
        self.days.close()
        super().teardown()


@pytest.mark.parametrize("chosen", [ROUTINE, pytest.param(LONG, marks=pytest.mark.long)], ids=["routine", "long"])
def test_every_day_of_any_walk_is_rebuilt(chosen: Any) -> None:
    run_state_machine_as_test(Days, settings=chosen)

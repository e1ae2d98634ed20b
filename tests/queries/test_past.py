"""The store as it was: rebuilt as of any earlier moment it is what stood there then, table by table."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from sqlmodel import Session, select

from tests.actions.conftest import Desk, extraction, finding, take
from tests.actions.test_gestures import WHICH, Gestures
from tracker.actions import evidence, names, removal, review, units, versions
from tracker.actions.correction import correct_brief
from tracker.errors import Invalid, NotSignedIn
from tracker.queries.axes import By
from tracker.queries.counts import counts, totals
from tracker.queries.filters import Filter
from tracker.queries.listing import listing
from tracker.queries.past import past
from tracker.queries.state import past_version
from tracker.settings import settings as ours
from tracker.store import access
from tracker.store.clock import end_of, now, standing_at, today
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
from tracker.store.tombstones import MARK
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.names import Named
from tracker.vocabulary.roles import Role

TABLES: tuple[Any, ...] = (
    *(Unit, Person, Brief, Recommendation, Evidence, BriefAuthor, BriefRegion, BriefTopic),
    *(RecommendationAddressee, RecommendationAuthor, RecommendationRegion, RecommendationTopic),
)
NAMED: tuple[Any, ...] = (Author, Addressee, Topic, Region)
"""Names may have come in later, with nothing linked to them."""
ROUTINE: Any = settings(max_examples=5, stateful_step_count=15, suppress_health_check=list(HealthCheck))
LONG: Any = settings(max_examples=60, stateful_step_count=40, suppress_health_check=list(HealthCheck))

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
        found, wanted = rebuilt[table.__tablename__], stood[table.__tablename__]
        assert found == wanted | (later_in_confidence(found - wanted) if table is Evidence else set()), table
    for table in NAMED:
        assert rebuilt[table.__tablename__] >= stood[table.__tablename__], table


def later_in_confidence(rows: set[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    """What was added since: confidential evidence alone stands in the days before it, too."""
    at = [*Evidence.__table__.columns.keys()].index("confidential")  # type: ignore[attr-defined]
    return {row for row in rows if row[at]}


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


T0 = datetime(2024, 3, 1, 12, tzinfo=UTC)


def at(days: int) -> Any:
    return standing_at(T0 + timedelta(days=days))


def day(days: int) -> date:
    return (T0 + timedelta(days=days)).date()


def picture(desk: Desk) -> Contents:
    with desk.store.reading() as session:
        return contents(session)


@pytest.fixture
def moved(store: Any) -> Iterator[Desk]:
    """A desk over a store that began in March 2024, the day before whatever a test does."""
    with standing_at(T0 - timedelta(days=1)), store.writing() as session:
        me = access.sole_person(session)
        taken = take(session, me, confirm=True)
    yield Desk(store, me, taken)


def test_now_is_the_store(moved: Desk) -> None:
    moved.prove(confidential=True)
    moved.advance(status="in_progress", due=date(2025, 1, 1), contribution="possible", rival_explanation="Chance.")
    expect_the_same(then(moved, today()), picture(moved))


def test_everything_about_a_recommendation_is_as_it_was(moved: Desk) -> None:
    before = picture(moved)
    with at(5):
        moved.prove(EvidenceKind.NEWS_REPORT, source="The Paper")
        moved.advance(status="adopted", status_on=PartialDate.parse("2024-02"), outcome="Done.", owner=moved.me.id)
        with moved.store.writing() as session:
            review.amend(session, moved.me, 1, None, wording="Talk on.", addressees=["Moscow"], level="headline")
            correct_brief(
                session, moved.me, 1, None, title="Other", authors=["New Name"], regions=["FRA"], topics=["X"]
            )
    with at(9), moved.store.writing() as session:
        evidence.withdraw(session, moved.me, 1, None, "not so")
        take(session, moved.me, b"later", found=extraction(finding("Keep talking."), title="Later"))
        versions.replaced(session, moved.me, 1, 2)
        names.merge(session, moved.me, Named.AUTHOR, 1, [2])
    expect_the_same(then(moved, day(0)), before)
    assert {row[-2] for row in then(moved, day(5))["evidence"]} == {False}
    expect_the_same(then(moved, day(9)), picture(moved))


def test_a_day_ends_at_midnight_where_the_institute_is(moved: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_TIMEZONE", "Asia/Tokyo")
    ours.cache_clear()
    with standing_at(datetime(2024, 3, 5, 14, 59, tzinfo=UTC)):
        moved.advance(status="stalled")
    with standing_at(datetime(2024, 3, 5, 15, 0, tzinfo=UTC)):
        moved.advance(status="in_progress")
    assert end_of(date(2024, 3, 5)) == datetime(2024, 3, 5, 15, tzinfo=UTC)
    assert [standing(moved, date(2024, 3, 4 + more)) for more in range(3)] == ["not_assessed", "stalled", "in_progress"]
    ours.cache_clear()


def test_what_rests_on_confidence_today_is_told_of_no_day(moved: Desk) -> None:
    with at(2):
        moved.advance(status="in_progress", outcome="The envoy told us.")
    with moved.store.reading() as session:
        before = past_version(session)
        with past(session, moved.me, day(3)) as rebuilt:
            assert totals(rebuilt, moved.me, Filter(open_only=True, statuses=("in_progress",))).total == 1
    with at(5):
        moved.prove(confidential=True)
    with moved.store.reading() as session:
        assert past_version(session) > before, "what is kept of the past is asked again"
        with past(session, moved.me, day(3)) as rebuilt:
            assert totals(rebuilt, moved.me, Filter(open_only=True, statuses=("in_progress",))).total == 0


def standing(desk: Desk, day: date) -> str:
    with desk.store.reading() as session, past(session, desk.me, day) as rebuilt:
        return rebuilt.get_one(Recommendation, 1).status


def test_the_clock_stands_on_that_day(moved: Desk) -> None:
    with moved.store.reading() as session, past(session, moved.me, day(3)):
        assert today() == day(3)
    assert today() != day(3)


def test_what_was_removed_for_good_is_in_no_past(moved: Desk) -> None:
    with moved.store.writing() as session, at(1):
        newer = take(
            session, moved.me, b"newer", found=extraction(finding("Keep talking."), title="Secret"), confirm=True
        )
        versions.replaced(session, moved.me, 1, newer.brief.id or 0)
    with moved.store.reading() as session, past(session, moved.me, day(2)) as rebuilt:
        assert totals(rebuilt, moved.me, Filter()).total == 1
        assert rebuilt.get_one(Brief, 1).newer_id == 2
    with moved.store.writing() as session, at(7):
        removal.remove_brief(session, moved.me, 2, "the wrong file")
    with moved.store.reading() as session, past(session, moved.me, day(2)) as rebuilt:
        gone, older = rebuilt.get_one(Brief, 2), rebuilt.get_one(Brief, 1)
        assert (gone.title, gone.removed, gone.file_name) == (MARK, True, MARK)
        assert older.newer_id is None, "what it replaced counts, as if it had never been there"
        assert [row.wording for row in rebuilt.exec(select(Recommendation).where(Recommendation.brief_id == 2))] == [
            MARK
        ]
        assert totals(rebuilt, moved.me, Filter()).total == 1
        assert "Secret" not in repr(contents(rebuilt))


def test_a_person_who_was_removed_stays_so(moved: Desk) -> None:
    with at(1):
        person = moved.person(Role.STAFF)
    with moved.store.writing() as session, at(5):
        removal.remove_person(session, moved.me, person.id or 0)
    with moved.store.reading() as session, past(session, moved.me, day(2)) as rebuilt:
        row = rebuilt.get_one(Person, person.id)
        assert ("staff@example.org" in row.email, row.active) == (False, False)


def test_names_that_went_with_a_removed_brief_count_again_where_they_stood(moved: Desk) -> None:
    with moved.store.writing() as session, at(2):
        correct_brief(session, moved.me, 1, None, authors=["Somebody Else"])
        take(session, moved.me, b"other", found=extraction(finding("Keep talking."), title="X", authors=("A. Writer",)))
    with moved.store.writing() as session, at(3):
        removal.remove_brief(session, moved.me, 2, "the wrong file")
    with moved.store.reading() as session, past(session, moved.me, day(1)) as rebuilt:
        assert [row.label for row in by_author(rebuilt, moved.me)] == ["A. Writer", "B. Writer"]
        assert totals(rebuilt, moved.me, Filter(authors=("A. Writer",))).total == 1


def by_author(session: Session, me: Person) -> list[Any]:
    return sorted(counts(session, me, By.AUTHOR, Filter()).itertuples(), key=lambda row: row.label)


def test_who_asks_may_be_newer_than_the_day(moved: Desk) -> None:
    with at(4):
        late = moved.person(Role.VIEWER, "north")
    with moved.store.reading() as session, past(session, late, day(0)) as rebuilt:
        assert totals(rebuilt, late, Filter()).total == 1


def test_strangers_and_days_to_come_are_refused(moved: Desk) -> None:
    with moved.store.reading() as session:
        with pytest.raises(NotSignedIn):
            past(session, Person(email="nobody@example.org"), day(0))
        with pytest.raises(Invalid, match="has not come yet"):
            past(session, moved.me, today() + timedelta(days=1))


def test_search_and_lists_work_on_the_past_too(moved: Desk) -> None:
    with at(4), moved.store.writing() as session:
        review.amend(session, moved.me, 1, None, wording="Be silent.")
    with moved.store.reading() as session, past(session, moved.me, day(1)) as rebuilt:
        found = listing(rebuilt, moved.me, Filter(search="talking")).table
        assert "Keep talking." in set(found["wording"])
        assert listing(rebuilt, moved.me, Filter(search="silent")).total == 0

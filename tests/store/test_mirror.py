"""The copy in memory gives what the store gives, after whatever people do, and never what is over or not yet."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Integer, cast, event, func, literal
from sqlmodel import Session, col, select

from tests.actions.conftest import Desk, extraction, finding, take
from tests.actions.test_undo_property import STEPS, batches, gesture
from tests.conftest import empty_store
from tests.queries.filled import Filled, fill
from tracker.actions import names, removal, review, versions
from tracker.actions.undo import undo
from tracker.actions.updates import advance
from tracker.board.changed import RANKS
from tracker.errors import TrackerError
from tracker.queries import asks, queue
from tracker.queries.axes import By
from tracker.queries.counted import foremost, years
from tracker.queries.counts import counts, totals
from tracker.queries.facets import FIELDS, Counted, facet
from tracker.queries.filters import Filter
from tracker.queries.impact import impact
from tracker.queries.listing import listing
from tracker.queries.makeup import makeup
from tracker.queries.momentum import momentum
from tracker.queries.rates import ambition
from tracker.queries.records import SORTS
from tracker.queries.standing import standing
from tracker.queries.state import data_version
from tracker.queries.timing import timing, timings
from tracker.store import mirrored
from tracker.store.access import sole_person
from tracker.store.backup import back_up, restore
from tracker.store.history import one_batch
from tracker.store.mirror import Mirror
from tracker.store.people_tables import Person
from tracker.store.sessions import Store, answers
from tracker.store.tables import Author, Recommendation
from tracker.store.upgrade import opened
from tracker.vocabulary.names import Named
from tracker.vocabulary.statuses import Status, Success

FILTERS = st.builds(
    Filter,
    authors=st.sampled_from([(), ("Ann",), ("Bo", "Cy")]),
    regions=st.sampled_from([(), ("IRN",), ("FRA", "middle-east-north-africa")]),
    and_regions=st.sampled_from([(), ("IRQ",)]),
    addressees=st.sampled_from([(), ("Iran",)]),
    topics=st.sampled_from([(), ("Diplomacy",)]),
    statuses=st.sampled_from([(), ("adopted", "partly_adopted")]),
    reviews=st.sampled_from([(), ("confirmed",)]),
    levels=st.sampled_from([(), ("headline", "supporting")]),
    series=st.sampled_from([(), ("Notes",)]),
    action_types=st.sampled_from([(), (5,)]),
    since=st.none() | st.just(date(2020, 5, 1)),
    until=st.none() | st.just(date(2021, 5, 31)),
    outcome_types=st.sampled_from([(), ("none",)]),
    strengths=st.sampled_from([(), (0, 2)]),
    asks=st.sampled_from([(), (1, 4)]),
    search=st.sampled_from(["", "talk"]),
    open_only=st.booleans(),
)
NAMED = (By.AUTHOR, By.ADDRESSEE, By.TOPIC, By.REGION_GROUP)
Question = Callable[[Session, Person, Filter], Any]


def _counts(by: By) -> Question:
    return lambda session, me, chosen: _rows(counts(session, me, by, chosen))


def _facet(field: str) -> Question:
    return lambda session, me, chosen: facet(session, me, field, chosen, Counted.LIST)


def _timings(by: By) -> Question:
    return lambda session, me, chosen: timings(session, me, by, chosen, Success.MOVED)


def _ahead(order: queue.Order) -> Question:
    def question(session: Session, me: Person, chosen: Filter) -> Any:
        wanted = queue.Queue(order=order, chosen=chosen)
        every = queue.keys(session, me, wanted)
        later = [queue.following(session, me, wanted, key) for key in every]
        return every, later, queue.following(session, me, wanted), queue.ahead(session, me, wanted, 3)

    return question


def _page(sort: str) -> Question:
    return lambda session, me, chosen: [
        listing(session, me, chosen, sort=sort, descending=down, page=page, size=3).table["id"].tolist()
        for down in (True, False)
        for page in (1, 2)
    ]


QUESTIONS: dict[str, Question] = {
    "totals": totals,
    **{f"counts by {by}": _counts(by) for by in By},
    "ambition": lambda session, me, chosen: _rows(ambition(session, me, By.AUTHOR, chosen, Success.PARTLY)),
    "timing": lambda session, me, chosen: timing(session, me, chosen, Success.PARTLY),
    **{f"timings by {by}": _timings(by) for by in (By.REGION, By.AUTHOR, By.SERIES)},
    "impact": lambda session, me, chosen: impact(session, me, chosen, Success.PARTLY),
    "standing": standing,
    "years": years,
    "foremost": lambda session, me, chosen: foremost(session, me, chosen, RANKS, 2),
    "momentum": lambda session, me, chosen: momentum(session, me, chosen, date(2023, 2, 1), date(2023, 4, 1)),
    **{f"the list by {sort}": _page(sort) for sort in SORTS},
    "makeup": makeup,
    "asks": asks.asks,
    "repeated": asks.repeated,
    "waiting": lambda session, me, chosen: queue.waiting(session, me, queue.Queue(chosen=chosen)),
    **{f"ahead by {order}": _ahead(order) for order in queue.Order},
    **{f"{field} to choose": _facet(field) for field in FIELDS},
}


def _rows(table: Any) -> list[tuple[Any, ...]]:
    return sorted(map(tuple, table.itertuples(index=False)), key=repr)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """Seven briefs, and the copy of them."""
    with opened(empty_store(tmp_path_factory.mktemp("filled") / "store.db")) as store:
        yield fill(store)


def copy_of(store: Store) -> Mirror:
    """The copy of the store, filled."""
    store.mirror = made = Mirror(store, least=0)
    made.fill()
    return made


@given(FILTERS, st.sampled_from(sorted(QUESTIONS)))
@settings(max_examples=40)
def test_every_question_has_the_same_answer(filled: Filled, chosen: Filter, name: str) -> None:
    if filled.store.mirror is None:
        copy_of(filled.store)
    expect_the_same_answer(filled.store, filled.me, name, chosen)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_each_question_over_all_has_the_same_answer(filled: Filled, name: str) -> None:
    copy_of(filled.store)
    expect_the_same_answer(filled.store, filled.me, name, Filter())


def expect_the_same_answer(store: Store, me: Person, name: str, chosen: Filter) -> None:
    question = QUESTIONS[name]
    with Store(store.url) as plain, plain.reading() as slow, store.reading() as fast:
        assert question(fast, me, chosen) == question(slow, me, chosen)


def test_questions_are_answered_by_the_copy_and_those_it_cannot_answer_by_the_store(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copy_of(filled.store)
    given_by_copy: dict[str, list[Any]] = {"answers": [], "table": []}
    for name, told in given_by_copy.items():
        monkeypatch.setattr(Mirror, name, _noting(getattr(Mirror, name), told))
    with filled.store.reading() as session:
        for name, question in QUESTIONS.items():
            question(session, filled.me, Filter())
            given = [found for told in given_by_copy.values() for found in told]
            assert given, name
            assert not any(found is None for found in given), name
            for told in given_by_copy.values():
                told.clear()
        assert copy.answers(session, select(col(Recommendation.wording))) is None


def _noting(whole: Callable[..., Any], told: list[Any]) -> Callable[..., Any]:
    def noting(*on: Any) -> Any:
        told.append(whole(*on))
        return told[-1]

    return noting


_INDEXES = {"sqlite": "recommendation_search MATCH", "postgresql": "to_tsquery"}


def test_words_are_looked_for_once_until_something_changes(store: Store) -> None:
    filled = fill(store)
    copy_of(store)
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(filled.store.engine, "before_cursor_execute", note)
    try:
        for turn in range(4):
            with store.reading() as session:
                found = listing(session, filled.me, Filter(search="talking ministry"))
                named = counts(session, filled.me, By.AUTHOR, Filter(search="talking"))
            assert (found.total, len(named)) == (0, 5)
            assert sum(_INDEXES[store.engine.dialect.name] in one for one in asked) == (4 if turn > 1 else 2)
            if turn == 1:
                with store.writing() as session:
                    advance(session, filled.me, 1, None, "as seen", notes="Looked at.")
    finally:
        event.remove(filled.store.engine, "before_cursor_execute", note)


def expect_the_same(store: Store, me: Person) -> None:
    """Every row that is copied is as it is in the store, nothing else is there, and each name is known."""
    with Store(store.url) as plain, plain.reading() as slow, store.reading() as fast:
        for one in (*mirrored.COPIED, *mirrored.NAMES):
            wanted = select(*(one.table.__table__.c[name] for name in one.columns))
            held = store.mirror.answers(fast, wanted) if store.mirror else None
            there = [tuple(row) for row in slow.execute(wanted)]
            assert held is not None, one.name
            assert sorted(map(tuple, held), key=repr) == sorted(there, key=repr), one.name
    for name in (
        "totals",
        "momentum",
        "timing",
        "timings by author",
        *(f"counts by {by}" for by in (By.AUTHOR, By.ADDRESSEE, By.TOPIC, By.REGION_GROUP)),
    ):
        expect_the_same_answer(store, me, name, Filter())


@given(steps=STEPS)
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_gesture_the_copy_is_the_store(tmp_path: Path, steps: list[tuple[str, int, Any]]) -> None:
    with opened(empty_store(tmp_path / f"{abs(hash(str(steps)))}.db")) as store:
        with store.writing() as session:
            me = sole_person(session)
            take(session, me, confirm=True)
        copy_of(store)
        for what, which, value in steps:
            with suppress(TrackerError), store.writing() as session:
                if what == "undo":
                    known = batches(session)
                    undo(session, me, known[-1 - which % len(known)])
                else:
                    gesture(session, me, what, which, value)
            expect_the_same(store, me)


def test_after_merging_versions_and_removing_the_copy_is_the_store(desk: Desk) -> None:
    copy_of(desk.store)
    with desk.store.writing() as session:
        known = {"authors": ("Anne Writer",), "topics": ("Fish",), "regions": ("SYR",), "published": None}
        taken = take(session, desk.me, b"more", found=extraction(finding("Keep talking."), **known), confirm=True)
    expect_the_same(desk.store, desk.me)
    with desk.store.writing() as session:
        one = session.exec(select(Author).where(Author.name == "Anne Writer")).one()
        names.merge(session, desk.me, Named.AUTHOR, 1, [one.id or 0])
    expect_the_same(desk.store, desk.me)
    with desk.store.writing() as session:
        versions.replaced(session, desk.me, desk.taken.brief.id or 0, taken.brief.id or 0)
    expect_the_same(desk.store, desk.me)
    with desk.store.writing() as session:
        removal.remove_brief(session, desk.me, desk.taken.brief.id or 0, "on request")
    with desk.store.writing() as session:
        known = {"authors": ("New Writer",), "topics": ("Birds",), "regions": ("KEN",), "published": None}
        told = finding("Keep talking.", addressees=("New Ministry",))
        take(session, desk.me, b"other", found=extraction(told, **known), confirm=True)
    expect_the_same(desk.store, desk.me)
    with desk.store.writing() as session:
        removal.remove_brief(session, desk.me, taken.brief.id or 0, "on request")
    expect_the_same(desk.store, desk.me)


def test_another_store_of_the_same_version_is_not_answered_for(desk: Desk, tmp_path: Path) -> None:
    with opened(empty_store(tmp_path / "other.db")) as other:
        with other.writing() as session:
            take(session, sole_person(session), found=extraction(finding("Keep talking."), authors=("Other",)))
        with desk.store.reading() as here, other.reading() as there:
            behind = data_version(here) - data_version(there)
        for _ in range(behind):
            with other.writing():
                pass
        copied = copy_of(desk.store)
        with other.reading() as session:
            assert data_version(session) == copied._copy._held(copied._copy._duck)[0]  # type: ignore[union-attr]
            assert copied.answers(session, select(col(Recommendation.id))) is None


def test_a_newer_version_is_as_old_in_the_copy(store: Store) -> None:
    filled = fill(store)
    with store.writing() as session:
        versions.replaced(session, filled.me, 1, 5)
    copy_of(store)
    for name in ("timing", "timings by author", "timings by series"):
        for chosen in (Filter(), Filter(briefs=(5,))):
            expect_the_same_answer(store, filled.me, name, chosen)


def test_whoever_sees_an_older_state_is_answered_by_the_store(desk: Desk) -> None:
    copy_of(desk.store)
    with desk.store.reading() as before:
        assert totals(before, desk.me, Filter()).statuses[Status.STALLED] == 0
        desk.advance(status="stalled")
        with desk.store.reading() as after:
            assert totals(after, desk.me, Filter()).statuses[Status.STALLED] == 1
        assert totals(before, desk.me, Filter()).statuses[Status.STALLED] == 0


def test_what_another_history_put_in_place_is_read_whole(desk: Desk, tmp_path: Path) -> None:
    back_up(desk.store, tmp_path / "before.tracker")
    desk.advance(status="stalled")
    copied = copy_of(desk.store)
    restore(tmp_path / "before.tracker", desk.store.url, replace=True)
    desk.advance(notes="Another history.")
    expect_the_same_answer(desk.store, desk.me, "totals", Filter())
    copied.fill()
    expect_the_same(desk.store, desk.me)


def test_nothing_is_copied_of_a_small_store(desk: Desk) -> None:
    desk.store.mirror = small = Mirror(desk.store)
    small.fill()
    with desk.store.reading() as session:
        assert small.answers(session, select(col(Recommendation.id))) is None
        assert len(answers(session, select(col(Recommendation.id)))) == 6


def test_the_copy_is_filled_beside_whoever_asks_first(desk: Desk) -> None:
    desk.store.mirror = made = Mirror(desk.store, least=0)
    wanted = select(col(Recommendation.id))
    with desk.store.reading() as session:
        assert made.answers(session, wanted) is None
    for _ in range(200):
        with desk.store.reading() as session:
            if (found := made.answers(session, wanted)) is not None:
                break
        time.sleep(0.05)
    assert sorted(found or []) == [(key,) for key in range(1, 7)]


def test_what_cannot_be_copied_is_answered_by_the_store_and_not_tried_at_every_question(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with desk.store.writing() as session:
        session.connection().exec_driver_sql("UPDATE recommendation SET status = 'unheard_of'")
    desk.store.mirror = Mirror(desk.store, least=0)
    ask(desk.store)
    for _ in range(500):
        if caplog.messages:
            break
        time.sleep(0.02)
    for _ in range(20):
        ask(desk.store)
        time.sleep(0.01)
    assert caplog.messages == ["the copy in memory could not be filled (ConversionException)"]


def ask(store: Store) -> None:
    with store.reading() as session:
        assert len(answers(session, select(col(Recommendation.id)))) == 6


def test_a_copy_that_cannot_go_on_is_left_for_a_while(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.store.mirror = copy_of(desk.store)
    with desk.store.writing() as session:
        advance(session, desk.me, 1, None, "as seen", notes="Looked at.")
        session.connection().exec_driver_sql("UPDATE recommendation SET status = 'unheard_of' WHERE id = 1")
    for _ in range(20):
        ask(desk.store)
        time.sleep(0.01)
    assert caplog.messages == ["the copy in memory failed (ConversionException): it is left for a while"]


def test_a_question_that_the_copy_cannot_answer_is_left_to_the_store_and_takes_nothing_from_it(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    copied = copy_of(desk.store)
    with desk.store.reading() as session:
        assert copied.answers(session, select(cast(literal("one"), Integer))) is None
        assert copied.answers(session, select(func.count(col(Recommendation.id)))) == [(6,)]
    assert caplog.messages == ["a question was left to the store (ConversionException)"]


def test_readers_beside_writers_see_whole_states(desk: Desk) -> None:
    """Each gesture changes two at once: whoever counts one alone saw half of it."""
    copy_of(desk.store)
    seen: list[tuple[int, int]] = []

    def read() -> None:
        while not over.is_set():
            with desk.store.reading() as session:
                known = totals(session, desk.me, Filter(), levels=("headline", "supporting")).statuses
            seen.append((known[Status.STALLED], known[Status.IN_PROGRESS]))

    over = Event()
    readers = [Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(20):
        with desk.store.writing() as session, one_batch():
            for key in (1, 2):
                review.confirm(session, desk.me, key, None) if turn == 0 else None
                advance(session, desk.me, key, None, "a step", status=("stalled", "in_progress")[turn % 2])
        until = time.monotonic() + 60
        while turn < 2 and ((2, 0), (0, 2))[turn] not in seen and time.monotonic() < until:
            time.sleep(0.01)  # a busy machine may not have let anybody read meanwhile
    over.set()
    for reader in readers:
        reader.join()
    assert {(2, 0), (0, 2)} <= set(seen) <= {(0, 0), (2, 0), (0, 2)}

"""Recommendations that ask the same: put together, parted, kept apart; and what is counted of them."""

from typing import Any

import pytest
from sqlmodel import Session, select

from tests.actions.conftest import Desk, document, extraction, finding
from tracker.actions import asks, removal, review, versions
from tracker.actions.ingest import ingest
from tracker.actions.undo import undo
from tracker.actions.updates import advance
from tracker.errors import Invalid, NotAllowed, NotFound, Stale
from tracker.queries import likely_asks
from tracker.queries.alike import Like, alike
from tracker.queries.asks import Ask, Asks, compared, repeated
from tracker.queries.asks import asks as counted
from tracker.queries.filters import Filter
from tracker.queries.listing import listing
from tracker.store.tables import Recommendation
from tracker.store.work_tables import KeptApart
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.roles import Role

ASK = "Publish the register of interests before the end of the year."
BRIEFS = (
    ("2012-03-01", ("IRN",), ("A. Writer",), ASK),
    ("2015", ("IRN",), ("B. Writer",), f"{ASK} At once."),
    ("2020-11-02", ("IRN", "SYR"), ("A. Writer", "C. Writer"), ASK),
    ("", (), (), ASK),
    ("2018-01-01", ("SYR",), ("D. Writer",), "Fund the independent election commission."),
)


pytestmark = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)


def published(desk: Desk, name: str, *wordings: str, addressee: str = "", day: str = "", **about: Any) -> None:
    """Take in a brief of this name that asks these things, confirmed."""
    text = "\n\n".join(wordings)
    known = {"title": name, "published": PartialDate.parse(day) if day else None, **about}
    whom = {"addressees": (addressee,)} if addressee else {}
    found = extraction(*(finding(words, text, **whom) for words in wordings), **known)
    with desk.store.writing() as session:
        ingest(session, desk.me, "brief.txt", name.encode(), document(text), found, confirm=True)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Five briefs with a confirmed headline each (3 to 7), of which the first four ask the same, beside the desk's."""
    for number, (day, places, people, words) in enumerate(BRIEFS):
        published(desk, f"Brief {number}", words, day=day, authors=people, regions=places)
    return desk


def together(desk: Desk, *keys: int, **more: object) -> str:
    with desk.store.writing() as session:
        return asks.put_together(session, desk.me, keys, **more).batch  # type: ignore[arg-type]


def shown(desk: Desk, chosen: Filter | None = None) -> tuple[Ask, ...]:
    with desk.store.reading() as session:
        return repeated(session, desk.me, chosen or Filter())


def numbers(desk: Desk, chosen: Filter | None = None) -> Asks:
    with desk.store.reading() as session:
        return counted(session, desk.me, chosen or Filter())


def leads(desk: Desk) -> dict[int, int | None]:
    with desk.store.reading() as session:
        return {row.id or 0: row.repeats_id for row in session.exec(select(Recommendation)) if (row.id or 0) > 2}


def likes(session: Session, desk: Desk) -> tuple[Like, ...]:
    rows = likely_asks.wordings(session, desk.me)
    keys = [key for key, _wording in rows]
    found = [Like(keys[one.one], keys[one.other], one.likeness) for one in alike(text for _key, text in rows)]
    return likely_asks.asking_alike(session, desk.me, found)


def proposed(desk: Desk, chosen: Filter | None = None) -> list[tuple[int, ...]]:
    with desk.store.reading() as session:
        found = likely_asks.proposals(session, desk.me, chosen or Filter(), likes(session, desk))
    return [proposal.keys for proposal in found]


def test_an_ask_is_counted_once_and_told_with_its_years(desk: Desk) -> None:
    assert numbers(desk) == Asks(5, 5, 0, 0)
    together(desk, 3, 4, 5)
    assert numbers(desk) == Asks(5, 3, 1, 3)
    (ask,) = shown(desk)
    assert [time.id for time in ask.times] == [3, 4, 5]
    assert (ask.years, ask.briefs, ask.authors) == ((2012, 2020), 3, ("A. Writer", "B. Writer", "C. Writer"))
    assert ask.latest.published == "2020-11-02"


def test_an_undated_time_is_never_the_latest(desk: Desk) -> None:
    together(desk, 3, 6)
    (ask,) = shown(desk)
    assert ([time.id for time in ask.times], ask.years) == ([6, 3], (2012, 2012))
    together(desk, 6, 7)
    with desk.store.reading() as session:
        assert repeated(session, desk.me, Filter(regions=("FRA",))) == ()


def test_every_view_counts_its_own_times(desk: Desk) -> None:
    together(desk, 3, 4, 5, 6)
    assert numbers(desk, Filter(regions=("IRN",))) == Asks(3, 1, 1, 3)
    assert numbers(desk, Filter(authors=("A. Writer",))) == Asks(2, 1, 1, 2)
    assert numbers(desk, Filter(authors=("B. Writer",))) == Asks(1, 1, 0, 0)
    (ask,) = shown(desk, Filter(authors=("A. Writer",)))
    assert [time.id for time in ask.times] == [3, 5]
    with desk.store.reading() as session:
        for chosen in (Filter(asks=(ask.key,)), Filter(asks=(ask.key,), authors=("A. Writer",))):
            assert listing(session, desk.me, chosen).total == counted(session, desk.me, chosen).recommendations


def test_the_most_often_asked_comes_first_then_the_latest(desk: Desk) -> None:
    together(desk, 3, 4)
    together(desk, 6, 7)
    assert [ask.key for ask in shown(desk)] == [6, 3]
    together(desk, 3, 5)
    assert [(ask.key, len(ask.times)) for ask in shown(desk)] == [(3, 3), (6, 2)]
    with desk.store.reading() as session:
        assert [ask.key for ask in repeated(session, desk.me, Filter(), page=2, size=1)] == [6]


def test_asks_grow_together_whole_and_one_undo_parts_them_again(desk: Desk) -> None:
    together(desk, 5, 6)
    together(desk, 3, 4)
    before = leads(desk)
    batch = together(desk, 6, 4, why="the same register")
    assert leads(desk) == {3: None, 4: 3, 5: 3, 6: 3, 7: None}
    assert {change.why for change in desk.changes() if change.batch == batch} == {"the same register"}
    with desk.store.writing() as session:
        undo(session, desk.me, batch)
    assert leads(desk) == before == {3: None, 4: 3, 5: None, 6: 5, 7: None}


def test_an_undo_that_would_tear_an_ask_apart_is_refused(desk: Desk) -> None:
    first = together(desk, 4, 5)
    with desk.store.writing() as session:
        undo(session, desk.me, first)
    back = desk.changes()[-1].batch
    together(desk, 3, 4)
    with desk.store.writing() as session, pytest.raises((Stale, Invalid)):
        undo(session, desk.me, back)
    assert leads(desk) == {3: None, 4: 3, 5: None, 6: None, 7: None}


@pytest.mark.parametrize(("leaving", "left"), [(3, {3: None, 4: None, 5: 4}), (5, {3: None, 4: 3, 5: None})])
def test_one_leaves_and_the_others_stay_together(desk: Desk, leaving: int, left: dict[int, int | None]) -> None:
    together(desk, 3, 4, 5)
    with desk.store.writing() as session:
        asks.part(session, desk.me, leaving)
    assert {key: leads(desk)[key] for key in left} == left
    assert all(leaving not in keys or not {3, 4, 5} - {leaving} & set(keys) for keys in proposed(desk))


def test_a_parting_is_taken_back_whole(desk: Desk) -> None:
    together(desk, 3, 4, 5)
    before = leads(desk)
    with desk.store.writing() as session:
        parted = asks.part(session, desk.me, 3)
    assert leads(desk) != before
    with desk.store.writing() as session:
        asks.take_back(session, desk.me, parted)
        assert session.exec(select(KeptApart)).all() == []
    assert leads(desk) == before
    with desk.store.writing() as session, pytest.raises(Stale, match="undone already"):
        asks.take_back(session, desk.me, parted)


def test_taking_back_leaves_what_was_decided_before(desk: Desk) -> None:
    with desk.store.writing() as session:
        before = asks.keep_apart(session, desk.me, [4], [3])
        again = asks.keep_apart(session, desk.me, [3], [4, 5])
        assert (before.apart, again.apart) == (((3, 4),), ((3, 5),))
        asks.take_back(session, desk.me, again)
        assert [(row.one_id, row.other_id) for row in session.exec(select(KeptApart))] == [(3, 4)]


def test_what_cannot_be_one_ask_is_refused(desk: Desk) -> None:
    together(desk, 3, 4)
    for keys in ((3, 4), (5,), (5, 5), ()):
        with pytest.raises(Invalid):
            together(desk, *keys)
    with pytest.raises(Invalid, match="not confirmed"):
        together(desk, 1, 3)
    with pytest.raises(NotFound):
        together(desk, 3, 99)
    with desk.store.writing() as session, pytest.raises(Invalid, match="repeats none"):
        asks.part(session, desk.me, 5)


def test_a_new_status_is_no_matter_and_new_words_are(desk: Desk) -> None:
    with desk.store.writing() as session:
        advance(session, desk.me, 3, None, "seen", status="no_movement")
    together(desk, 3, 4, seen={3: 1, 4: 1})
    with desk.store.writing() as session:
        review.amend(session, desk.me, 5, None, wording="Something else")
    with pytest.raises(Stale, match="was changed since you opened it"):
        together(desk, 3, 5, seen={3: 3, 5: 1})
    with pytest.raises(Stale):
        together(desk, 4, 6, seen={4: 1})


def test_staff_see_what_is_proposed_and_editors_decide(desk: Desk) -> None:
    staff, viewer = desk.person(Role.STAFF), desk.person(Role.VIEWER)
    with desk.store.reading() as session:
        assert likely_asks.proposals(session, staff, Filter(), likes(session, desk))
        assert len(compared(session, staff, [3, 4])) == 2
        with pytest.raises(NotAllowed):
            likely_asks.wordings(session, viewer)
    with desk.store.writing() as session, pytest.raises(NotAllowed):
        asks.put_together(session, staff, [3, 4])


def test_what_looks_the_same_is_proposed_until_somebody_decides(desk: Desk) -> None:
    assert proposed(desk) == [(3, 5, 6, 4)]
    together(desk, 3, 5)
    assert proposed(desk) == [(3, 6, 4)]
    with desk.store.writing() as session:
        one = asks.keep_apart(session, desk.me, [4], [3])
    assert proposed(desk) == [(6, 3)] or proposed(desk) == [(3, 6)]
    with desk.store.writing() as session:
        other = asks.keep_apart(session, desk.me, [6], [3, 4, 5])
    assert proposed(desk) == []
    with desk.store.writing() as session:
        asks.take_back(session, desk.me, other)
        asks.take_back(session, desk.me, one)
        assert session.exec(select(KeptApart)).all() == []
    assert proposed(desk) == [(3, 6, 4)]


def test_what_is_kept_apart_stays_so_when_others_join(desk: Desk) -> None:
    with desk.store.writing() as session:
        asks.keep_apart(session, desk.me, [5], [4])
    together(desk, 3, 5)
    assert all(4 not in keys or 3 not in keys for keys in proposed(desk))


def test_proposals_reach_out_of_a_view_and_leave_other_addressees_and_places(desk: Desk) -> None:
    assert proposed(desk, Filter(authors=("B. Writer",))) == [(3, 5, 6, 4)]
    assert proposed(desk, Filter(authors=("D. Writer",))) == []
    together(desk, 3, 4, 5, 6)
    published(desk, "Elsewhere", ASK, regions=("FRA",))
    assert proposed(desk) == [(3, 8)]  # one of those it repeats is about no place
    published(desk, "To Paris", "Open the archives of the war.", addressee="Paris")
    published(desk, "To Berlin", "Open the archives of the war.", addressee="Berlin")
    assert [keys for keys in proposed(desk) if 8 not in keys] == []
    published(desk, "To all", "Open the archives of the war.", "Open the archives of the war!")
    assert {key for keys in proposed(desk) for key in keys} == {3, 8, 9, 11, 12}


def test_nothing_is_compared_anew_for_a_decision_or_a_status(desk: Desk) -> None:
    def stamp() -> int:
        with desk.store.reading() as session:
            return likely_asks.stamp(session, desk.me)

    before = stamp()
    together(desk, 3, 4)
    with desk.store.writing() as session:
        advance(session, desk.me, 3, None, "seen", status="no_movement")
        asks.keep_apart(session, desk.me, [5], [4])
    assert stamp() == before
    with desk.store.writing() as session:
        review.amend(session, desk.me, 5, None, wording="Something else")
    assert stamp() > before


def test_a_newer_version_takes_the_place_of_the_older_in_its_ask(desk: Desk) -> None:
    together(desk, 3, 4)
    published(desk, "Brief 0 again", ASK)
    with desk.store.writing() as session:
        newer = session.exec(select(Recommendation).where(Recommendation.id == 8)).one()
        older = session.get_one(Recommendation, 3)
        batch = versions.replaced(session, desk.me, older.brief_id, newer.brief_id, {3: 8})
    assert leads(desk)[8] == 3
    assert numbers(desk) == Asks(5, 4, 1, 2)
    assert {time.id for time in shown(desk)[0].times} == {4, 8}
    with desk.store.writing() as session:
        undo(session, desk.me, batch)
    assert leads(desk)[8] is None


def test_an_ask_outlives_the_brief_that_stood_for_it(desk: Desk) -> None:
    together(desk, 3, 4, 5)
    with desk.store.writing() as session:
        removal.remove_brief(session, desk.me, session.get_one(Recommendation, 3).brief_id, "wrong file")
    (ask,) = shown(desk)
    assert (ask.key, [time.id for time in ask.times]) == (3, [4, 5])
    together(desk, 5, 6)
    assert numbers(desk) == Asks(4, 2, 1, 3)

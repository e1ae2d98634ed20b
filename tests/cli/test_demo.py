import json
from pathlib import Path

import pytest
from sqlmodel import col, select

from tests.cli.running import run
from tracker.cli import demo, demo_data
from tracker.cli.demo_stories import stories
from tracker.queries import likely_asks
from tracker.queries.alike import Like, alike
from tracker.queries.asks import repeated
from tracker.queries.filters import Filter
from tracker.queries.ledger import state
from tracker.queries.meetings import approved
from tracker.store.access import sole_person
from tracker.store.clock import today
from tracker.store.people_tables import Change, LedgerLine, Person
from tracker.store.upgrade import opened
from tracker.vocabulary.statuses import STATUSES, Status


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the demo puts its store, with five briefs only."""
    briefs = [path for path in demo_data.sample_briefs() if Path(path).name[:3] in ("s01", "s02", "d01", "d02", "d06")]
    monkeypatch.setattr(demo_data, "sample_briefs", lambda: briefs)
    monkeypatch.setattr(demo, "demo_store", lambda: tmp_path / "demo.db")
    return tmp_path / "demo.db"


def _statuses(file: Path) -> dict[str, str]:
    found = json.loads(run("list", "--db", str(file), "--format", "json").out)
    return {one["reference"]: one["status"] for one in found}


def test_the_history_of_the_sample_has_a_state_on_every_day(small: Path) -> None:
    assert run("demo", "--load-only").status == 0
    assert "as they were written down" in run("check", "--db", str(small)).out
    with opened(f"sqlite:///{small}") as store, store.reading() as session:
        me = sole_person(session)
        days = sorted(one.as_of for one in approved(session, me))
        states = [state(session, me, day) for day in (*days, today())]
        assert len(set(states)) == len(states)
        assert "" not in states
        lines = session.exec(select(LedgerLine, Change).join(Change).order_by(col(LedgerLine.place))).all()
        assert [change.at for _line, change in lines] == [line.at for line, _change in lines]


def test_the_sample_is_marked_and_the_same_every_time(small: Path) -> None:
    assert run("demo", "--load-only").status == 0
    first = _statuses(small)
    assert len(set(first.values())) > 1
    assert "sample data" in run("check", "--db", str(small)).out
    assert run("demo", "--load-only", "--fresh").status == 0
    assert _statuses(small) == first
    with opened(f"sqlite:///{small}") as store, store.reading() as session:
        people = session.exec(select(Person).where(Person.sole == False))  # noqa: E712
        assert all("(sample)" in person.name for person in people)
        moments = {change.at.date() for change in session.exec(select(Change))}
    assert len(moments) > 10
    assert [file.name for file in small.parent.glob("*unfinished*")] == []


def test_what_people_did_stands_in_the_history_in_the_order_of_its_days(small: Path) -> None:
    run("demo", "--load-only")
    with opened(f"sqlite:///{small}") as store, store.reading() as session:
        moments = session.exec(select(Change.at).order_by(col(Change.id))).all()
        kept = session.exec(select(LedgerLine.at).order_by(col(LedgerLine.place))).all()
    assert moments == sorted(moments)
    assert list(kept) == list(moments)


def test_one_ask_is_made_twice_and_another_is_left_to_be_put_together(small: Path) -> None:
    run("demo", "--load-only")
    with opened(f"sqlite:///{small}") as store, store.reading() as session:
        me = sole_person(session)
        [ask] = repeated(session, me, Filter())
        wordings = likely_asks.wordings(session, me)
        places = alike([words for _key, words in wordings])
        likes = [Like(wordings[like.one][0], wordings[like.other][0], like.likeness) for like in places]
        likely = likely_asks.proposals(session, me, Filter(), likely_asks.asking_alike(session, me, likes))
    assert [time.reference for time in ask.times] == ["B-2021-148/R1", "B-2024-212/R13"]
    assert len(likely) == 1


def test_what_was_edited_is_kept(small: Path) -> None:
    run("demo", "--load-only")
    reference = next(iter(_statuses(small)))
    assert run("set", reference, "--status", "stalled", "--db", str(small)).status == 0
    assert run("demo", "--load-only").out == ""
    assert _statuses(small)[reference] == "stalled"


def test_every_story_holds_together() -> None:
    told = stories()
    words = {step.fields["status"] for tale in told.tales for step in tale}
    assert words <= {status.value for status in STATUSES}
    assert len(words | {Status.NOT_ASSESSED}) >= 12
    for tale in told.tales:
        after = [step.after for step in tale]
        assert after == sorted(set(after))
        assert not any(STATUSES[Status(step.fields["status"])].closed for step in tale[:-1])


def test_the_demo_shows_what_came_of_keep_talking(small: Path) -> None:
    run("demo", "--load-only")
    found = {one["text"]: one for one in json.loads(run("list", "--db", str(small), "--format", "json").out)}
    assert found["Keep talking."]["review"] == "confirmed"
    assert found["Consider a hostage swap."]["review"] == "confirmed"


def test_the_board_was_told_at_two_meetings(small: Path, tmp_path: Path) -> None:
    run("demo", "--load-only")
    with opened(f"sqlite:///{small}") as store, store.reading() as session:
        told = approved(session, sole_person(session))
    assert [len(one.decisions) for one in told] == [2, 1]
    day = told[0].as_of.isoformat()
    assert run("report", "--db", str(small), "--as-of", day, "--output", str(tmp_path / "report.json")).status == 0
    kept = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (kept["covering"], kept["previous"]) == (told[0].covering, told[1].as_of.isoformat())
    assert kept["changed"]

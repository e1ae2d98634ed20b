import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session, col

from tests.actions.conftest import TEXT, Desk
from tests.queries.conftest import DAY
from tracker import queries
from tracker.actions import evidence, review
from tracker.actions.changes import change
from tracker.actions.undo import undo
from tracker.errors import NotAllowed, NotFound
from tracker.queries import evidence_files, for_programs, spreadsheet
from tracker.queries.briefs import brief, briefs, saying
from tracker.queries.choices import choices
from tracker.queries.filters import Filter
from tracker.queries.history import history, recent
from tracker.queries.listing import listing
from tracker.queries.record import record
from tracker.queries.records import keys, records
from tracker.queries.versions import comparison
from tracker.store.history import By
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.columns import WORK
from tracker.vocabulary.fields import OF_THE_WORK
from tracker.vocabulary.roles import Role


def test_a_page_of_the_list_and_the_number_of_all(desk: Desk) -> None:
    with desk.store.reading() as session:
        first = listing(session, desk.me, Filter(), sort="reference", descending=False, size=3)
        second = listing(session, desk.me, Filter(), sort="reference", descending=False, size=3, page=2)
    assert (first.total, len(first.table), len(second.table)) == (4, 3, 1)
    row = first.table.iloc[0]
    assert (row.reference, row.title, row.published) == ("B-2020-12-3/R1", "On talking", "2020-05-04")
    assert (row.authors, row.regions, row.addressees) == (
        ("A. Writer", "B. Writer"),
        ("IRN", "IRQ"),
        ("Washington", "Iran"),
    )


def test_records_are_what_the_command_line_prints(desk: Desk) -> None:
    with desk.store.reading() as session:
        found = {item["reference"]: item for item in records(session, desk.me, keys(session, desk.me, Filter()))}
    adopted, supporting = found["B-2020-12-3/R1"], found["B-2020-12-3/R2"]
    assert json.loads(json.dumps(adopted)) == adopted
    assert (adopted["text"], adopted["status"], adopted["status_on"]) == ("Keep talking.", "adopted", "2022-02-01")
    assert (adopted["brief"]["published"], adopted["brief"]["number"]) == ("2020-05-04", "12/3")
    assert (supporting["parent"], supporting["review"]) == ("B-2020-12-3/R1", "pending")
    assert found[next(name for name in found if name.startswith("B-2021"))]["brief"]["published"] == "2021"


def test_a_viewer_sees_confirmed_ones_and_none_of_the_work(desk: Desk, viewer: Person) -> None:
    with desk.store.reading() as session:
        assert listing(session, viewer, Filter()).total == 2
        assert all(item["notes"] is None for item in records(session, viewer, keys(session, desk.me, Filter())))
        seen = record(session, viewer, "B-2020-12-3/R1")
        assert [item.note for item in seen.evidence] == ["It was in the paper."]
        assert (seen.strength, len(seen.history), seen.supporting) == (2, 0, ())
        with pytest.raises(NotFound):
            record(session, viewer, "B-2020-12-3/R2")
        with pytest.raises(NotAllowed):
            brief(session, viewer, 1)
        assert set(recent(session, viewer)["who"]) == {"Somebody"}


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMIN])
def test_who_may_not_see_the_work_gets_nothing_of_it_from_any_query(desk: Desk, role: Role) -> None:
    boss = desk.person(Role.EDITOR, "North")
    day = date(2026, 5, 1)
    work: dict[str, Any] = {
        "due": day,
        "verified_on": day,
        "reverify_by": day,
        "priority": "high",
        "notes": "SECRET NOTE",
    }
    desk.advance(number=1, owner=boss.id, unit=boss.unit_id, **work)
    outsider = desk.person(role)
    with desk.store.reading() as session:
        mine, theirs = record(session, desk.me, 1).row, record(session, outsider, 1).row
        fresh = Recommendation(reference="x", brief_id=1, wording="x")
        for name in OF_THE_WORK:
            assert getattr(mine, name) != getattr(fresh, name), name
            assert getattr(theirs, name) == getattr(fresh, name), name
        public = set(mine.model_dump()) - OF_THE_WORK
        assert theirs.model_dump(include=public) == mine.model_dump(include=public)
        table = listing(session, outsider, Filter()).table
        assert table.reference.tolist() == ["B-2021-2/R1", "B-2020-12-3/R1"]
        assert table[[name for name in WORK if name in table]].isna().all(axis=None)
        assert not listing(session, desk.me, Filter()).table[["owner", "due", "priority"]].isna().all().any()
        [found] = records(session, outsider, [1])
        assert [found[name] for name in WORK if name in found] == [None] * 6
        assert "SECRET NOTE" not in str([found, *spreadsheet.rows(session, outsider, [1])])


def test_of_a_brief_that_was_taken_out_nothing_is_given_out(desk: Desk) -> None:
    desk.prove(file=("minutes.txt", b"SECRET FILE"))

    def given(session: Session) -> list[bool]:
        return [
            bool(evidence_files.files(session, desk.me, 1)),
            bool(saying(session, desk.me, "advised")),
            bool(len(history(session, desk.me, 1))),
            bool(list(records(session, desk.me, [1]))),
        ]

    with desk.store.reading() as session:
        assert given(session) == [True] * 4
        assert evidence_files.file(session, desk.me, 3).data == b"SECRET FILE"
        assert comparison(session, desk.me, 1, 2).pairs
    with desk.store.writing() as session:
        for brief_id in (1, 2):
            change(session, session.get_one(Brief, brief_id), None, By(desk.me), {"removed": True})
    with desk.store.reading() as session:
        assert given(session) == [False] * 4
        with pytest.raises(NotFound):
            evidence_files.file(session, desk.me, 3)
        with pytest.raises(NotFound):
            comparison(session, desk.me, 1, 2)


def test_a_list_is_not_sorted_by_what_its_reader_may_not_see(desk: Desk, viewer: Person) -> None:
    desk.advance(due=date(2026, 5, 1))
    with desk.store.reading() as session:
        for sort in ("due", "verified_on"):
            assert list(keys(session, viewer, Filter(), sort=sort)) == list(keys(session, viewer, Filter())) == [3, 1]
            assert listing(session, viewer, Filter(), sort=sort).table.id.tolist() == [3, 1]
            assert keys(session, desk.me, Filter(), sort=sort)[0] == 1


def test_a_record_whole(desk: Desk) -> None:
    with desk.store.reading() as session:
        found = record(session, desk.me, 1)
    assert found.passage and found.passage.quote == "Keep talking."
    assert found.passage.before + found.passage.quote + found.passage.after == TEXT[: TEXT.rindex("\n\n")]
    assert (len(found.evidence), found.regions, found.published) == (2, ("IRN", "IRQ"), "2020-05-04")
    assert [reference for _key, reference, _words in found.supporting] == ["B-2020-12-3/R2"]
    assert found.history.iloc[0].why == "as seen in a test"


def test_history_speaks_in_words(desk: Desk) -> None:
    with desk.store.reading() as session:
        table = history(session, desk.me, 1)
        latest = recent(session, desk.me)
    status = table[table.field == "Status"].iloc[0]
    assert (status.who, status.old, status.new) == ("You", "Not assessed", "Adopted")
    assert set(table.entity) == {"Recommendation", "Brief", "Evidence"}
    assert latest.iloc[0].reference.startswith("B-2021")
    assert "Adopted" in set(latest.new)
    assert ("status", "Status") in set(zip(latest.field, latest.label, strict=True))


def test_the_latest_changes_are_those_that_stand(desk: Desk) -> None:
    def notes() -> list[str]:
        with desk.store.reading() as session:
            table = recent(session, desk.me)
        return table[table.field == "response"]["new"].tolist()

    def take_back() -> None:
        with desk.store.writing() as session:
            undo(session, desk.me, desk.changes()[-1].batch)

    before = notes()
    desk.advance(number=2, response="noted")
    assert notes() == ["Noted", *before]
    take_back()
    assert notes() == before
    take_back()
    assert notes() == ["Noted", *before]
    desk.advance(number=2, response="rejected")
    take_back()
    assert notes() == ["Noted", *before]


@pytest.mark.parametrize("looked_at", [0, 1, 3])
def test_the_latest_changes_are_the_same_however_few_are_looked_at_first(
    desk: Desk, looked_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = (Filter(), Filter(briefs=(1,)), Filter(statuses=("adopted",)))
    with desk.store.reading() as session:
        every = [recent(session, desk.me, limit, chosen) for limit in (2, 50) for chosen in views]
        monkeypatch.setattr(queries.history, "_LOOKED_AT", looked_at)
        few = [recent(session, desk.me, limit, chosen) for limit in (2, 50) for chosen in views]
    assert [table.values.tolist() for table in few] == [table.values.tolist() for table in every]
    assert [len(table) for table in every[:3]] == [2, 1, 1]


def test_a_viewer_is_told_no_words_that_were_taken_back_and_nothing_from_before_the_confirmation(
    desk: Desk, viewer: Person
) -> None:
    desk.advance(number=2, status="in_progress", outcome="A name told in confidence.")
    desk.advance(number=2, status="stalled", outcome="Public words.")
    with desk.store.writing() as session:
        review.confirm(session, desk.me, 2, None)
    desk.advance(number=2, status="in_progress", outcome="Other words.")
    with desk.store.reading() as session:
        rows = recent(session, viewer, 20)
        own = rows[rows.recommendation_id == 2]
        assert "A name told in confidence." in set(recent(session, desk.me, 20)["old"])
    assert [(row.field, row.old, row.new) for row in own.itertuples()] == [("status", "Stalled", "In progress")]
    assert "outcome" not in set(rows["field"])


def test_history_calls_people_and_recommendations_by_name(desk: Desk) -> None:
    desk.advance(owner=desk.me.id, due=date(2026, 5, 1))
    desk.advance(number=2, status="superseded", status_on=DAY, superseded_by="B-2021-2/R1")
    with desk.store.reading() as session:
        table, other = history(session, desk.me, 1), history(session, desk.me, 2)
    told = {row.field: (row.old, row.new) for row in table[table.field.isin(("Owner", "Due"))].itertuples()}
    assert told == {"Owner": ("–", "You"), "Due": ("–", "2026-05-01")}
    assert list(other[other.field == "Replaced by"].new) == ["B-2021-2/R1"]
    assert set(table[table.entity == "Evidence"].field) == {"Added"}


def test_a_viewer_is_told_of_no_recommendation_that_they_may_not_see(desk: Desk, viewer: Person) -> None:
    put(desk, 2, review="confirmed")
    put(desk, 3, superseded_by_id=2)
    assert told(desk, viewer) == {"parent": {"B-2020-12-3/R1"}, "superseded_by": {"B-2020-12-3/R2"}}
    put(desk, 1, review="pending")
    assert told(desk, viewer) == {"parent": set(), "superseded_by": {"B-2020-12-3/R2"}}
    put(desk, 2, review="pending")
    assert told(desk, viewer) == {"parent": set(), "superseded_by": set()}
    assert told(desk, desk.me) == {"parent": {"B-2020-12-3/R1"}, "superseded_by": {"B-2020-12-3/R2"}}


def put(desk: Desk, key: int, **values: Any) -> None:
    with desk.store.writing() as session:
        session.connection().execute(update(Recommendation).values(values).where(col(Recommendation.id) == key))


def told(desk: Desk, who: Person) -> dict[str, set[str]]:
    """Which headline number 2 supports, and what number 3 was replaced by: in a file, and for other programs."""
    with desk.store.reading() as session:
        names = spreadsheet.heads(session, who)
        rows = [dict(zip(names, row, strict=True)) for row in spreadsheet.rows(session, who, [2, 3])]
        found = [*rows, *for_programs.recommendations(session, who, Filter(), [2, 3])]
    return {name: {row[name] for row in found if row.get(name)} for name in ("parent", "superseded_by")}


def test_briefs_and_what_waits_for_review(desk: Desk) -> None:
    with desk.store.reading() as session:
        found = briefs(session, desk.me)
        view = brief(session, desk.me, 1)
        assert briefs(session, desk.me, pending_only=True).total == 1
    first = found.table.iloc[0]
    assert (found.total, first.title, first.candidates, first.pending, first.confirmed) == (2, "On talking", 2, 1, 1)
    assert view.document and view.document.text == TEXT
    assert [candidate.addressees for candidate in view.candidates] == [("Washington", "Iran"), ()]


def test_there_is_something_to_choose_from(desk: Desk) -> None:
    with desk.store.reading() as session:
        offered = choices(session, desk.me)
    assert [(choice.key, choice.label, choice.count) for choice in offered.regions] == [
        ("IRN", "Iran", 2),
        ("IRQ", "Iraq", 2),
        ("SYR", "Syria", 1),
    ]


def test_for_the_outside_nothing_is_told_that_may_rest_on_confidence(desk: Desk) -> None:
    desk.advance(outcome="The envoy told us.", contribution="possible", rival_explanation="Chance.")
    with desk.store.reading() as session:
        [inside] = for_programs.recommendations(session, desk.me, Filter(), [1])
        [outside] = for_programs.recommendations(session, desk.me, Filter(open_only=True), [1])
        assert for_programs.recommendations(session, desk.me, Filter(statuses=("stalled",)), [1]) == []
    assert (inside["outcome"], len(inside["evidence"])) == ("The envoy told us.", 2)
    assert (inside["notes"], outside["notes"], outside["owner"]) == ("Between us.", None, None)
    assert (outside["status"], outside["outcome"], outside["contribution"]) == ("adopted", None, None)
    assert [item["kind"] for item in outside["evidence"]] == ["news_report"]
    with desk.store.writing() as session:
        evidence.withdraw(session, desk.me, 1, None, "not so")
    with desk.store.reading() as session:
        assert for_programs.recommendations(session, desk.me, Filter(open_only=True), [1]) == []

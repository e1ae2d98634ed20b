"""Removing for good: nothing of it is left, and nothing else is harmed."""

import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session, col, select

from tests.actions.conftest import Desk, extraction, finding, take
from tests.actions.test_undo import expect_history_to_hold, last_batch, refused, take_back
from tracker.actions import evidence, links, names, people, removal, review, versions
from tracker.actions.correction import correct_brief
from tracker.actions.evidence import strength_of
from tracker.actions.updates import advance
from tracker.errors import Invalid, NotAllowed, NotFound
from tracker.queries import briefs, handles, record, spellings
from tracker.queries.axes import By
from tracker.queries.counts import counts, totals
from tracker.queries.filters import Filter
from tracker.queries.listing import listing
from tracker.queries.records import keys, records
from tracker.store.clock import now
from tracker.store.history import as_json
from tracker.store.people_tables import Change, Person
from tracker.store.sessions import Store
from tracker.store.tables import Addressee, Author, Brief, Evidence, EvidenceFile, Recommendation
from tracker.store.tombstones import MARK
from tracker.store.work_tables import EVIDENCE, Draft
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.names import Named
from tracker.vocabulary.roles import Role

SECRET = (
    "talking", "figures", "12/3", "Writer", "Diplomacy", "Washington", "brief.txt", "bytes", "Overheard", "swimming",
    "hunch", "quarry", "loose end", "zebra", "half-typed", "annex", "heron",
)  # fmt: skip


@pytest.fixture
def told(desk: Desk) -> Desk:
    """A brief about which much has been said, beside another that shares a name with it."""
    file = ("annex.pdf", b"the heron")
    desk.prove(quote="Overheard while swimming.", source="A zebra", url="https://quarry.example", file=file)
    desk.advance(1, outcome="A hunch.", notes="A loose end.", rival_explanation="The zebra.")
    with desk.store.writing() as session:
        review.amend(session, desk.me, 1, None, "because of the zebra", wording="Keep talking to the zebra.")
        fields = '{"notes": ["", "half-typed"]}'
        session.add(Draft(person_id=desk.me.id or 0, recommendation_id=1, seen=1, fields=fields, at=now()))
        other = extraction(
            finding("Nobody advised this at all.", addressees=("Iran",)),
            title="Other",
            authors=("A. Other",),
            topics=("Fish",),
        )
        take(session, desk.me, b"another", found=other)
    return desk


def remove(desk: Desk, why: str = "the wrong file", actor: Person | None = None) -> None:
    with desk.store.writing() as session:
        removal.remove_brief(session, actor or desk.me, desk.taken.brief.id or 0, why)
    desk.store.forget()


def everything(store: Store) -> Iterator[str]:
    """Every value of every table."""
    with store.reading() as session:
        if session.get_bind().dialect.name == "sqlite":
            names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'recommendation_search%'"
        else:
            names = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        for (name,) in session.execute(text(names)).all():
            for row in session.execute(text(f'SELECT * FROM "{name}"')):
                yield " ".join(one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in row)


def test_nothing_that_was_said_is_left_in_any_table(told: Desk) -> None:
    before = "\n".join(everything(told.store))
    assert [words for words in SECRET if words not in before] == []
    remove(told)
    left = "\n".join(line for line in everything(told.store) if "Nobody advised" not in line)
    assert [words for words in SECRET if words in left] == []


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
def test_nothing_that_was_said_is_left_in_the_files(told: Desk, tmp_path: Path) -> None:
    remove(told)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("tracker.db*"))
    assert [
        words for words in ("Overheard", "zebra", "swimming", "half-typed", "quarry") if words.encode() in kept
    ] == []
    with sqlite3.connect(tmp_path / "tracker.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_what_there_was_is_still_counted_in_the_history(told: Desk) -> None:
    changes = {
        (change.id, change.entity, change.entity_id, change.field, change.at, change.actor_id)
        for change in all_changes(told)
    }
    remove(told)
    after = {
        (change.id, change.entity, change.entity_id, change.field, change.at, change.actor_id)
        for change in all_changes(told)
    }
    assert changes < after
    with told.store.reading() as session:
        expect_history_to_hold(session)
        brief = session.get_one(Brief, 1)
        assert (brief.title, brief.removed, str(brief.published)) == (MARK, True, "2020-05-04")
        rows = session.exec(select(Recommendation).where(Recommendation.brief_id == 1)).all()
        assert [row.reference for row in rows] == ["B-2020-12-3/R1", "B-2020-12-3/R2"]
    assert {
        change.why for change in all_changes(told) if (change.id, change.entity) not in {c[:2] for c in changes}
    } == {"the wrong file"}


def all_changes(desk: Desk) -> list[Change]:
    with desk.store.reading() as session:
        return list(session.exec(select(Change).order_by(col(Change.id))))


def test_what_was_said_of_a_deleted_name_is_not_said_of_the_next_one(desk: Desk) -> None:
    """SQLite gives the key of the last row that was deleted to the next one."""

    def author(name: str) -> int:
        with desk.store.reading() as session:
            return session.exec(select(Author.id).where(Author.name == name)).one() or 0

    with desk.store.writing() as session:
        desk.taken = take(session, desk.me, b"another", found=extraction(title="Other", authors=("Zed Last",)))
    with desk.store.writing() as session:
        names.keep_apart(session, desk.me, Named.AUTHOR, [author("A. Writer"), author("Zed Last")])
        names.merge(session, desk.me, Named.AUTHOR, author("A. Writer"), [author("Zed Last")])
        names.part(session, desk.me, Named.AUTHOR, author("Zed Last"))
    remove(desk)
    with desk.store.writing() as session:
        take(session, desk.me, b"later", found=extraction(title="Later", authors=("A Writer",)))
    with desk.store.reading() as session:
        (proposal,) = spellings.proposals(session, desk.me, Named.AUTHOR)
        assert {name.name for name in proposal.names} == {"A. Writer", "A Writer"}
    assert [change for change in desk.changes("author") if change.entity_id == author("A Writer")] == []


def test_names_that_others_share_stay(told: Desk) -> None:
    remove(told)
    with told.store.reading() as session:
        assert set(session.exec(select(Author.name))) == {"A. Other"}
        assert set(session.exec(select(Addressee.name))) == {"Iran"}
        assert links.addressees_of(session, 3) == ["Iran"]


def test_names_that_were_corrected_or_merged_before_are_gone_too(told: Desk) -> None:
    with told.store.writing() as session:
        correct_brief(session, told.me, 1, None, authors=["Zoe Quill", "Z. Quill", "A. Other"])
        keys = {row.name: row.id or 0 for row in session.exec(select(Author))}
        names.keep_apart(session, told.me, Named.AUTHOR, [keys["Z. Quill"], keys["A. Other"]])
        names.merge(session, told.me, Named.AUTHOR, keys["Zoe Quill"], [keys["Z. Quill"], keys["A. Other"]])
    remove(told)
    with told.store.reading() as session:
        assert "Zoe Quill" in session.exec(select(Author.name)).all()  # the author of the other brief counts as hers
    with told.store.writing() as session:
        names.part(session, told.me, Named.AUTHOR, keys["A. Other"])
        removal.remove_brief(session, told.me, 2, "the wrong file")
    assert [line for line in everything(told.store) if "Quill" in line or "Writer" in line] == []
    with told.store.writing() as session:
        take(session, told.me, b"third", found=extraction(title="Third", authors=("New Name",)))
        assert [(name.name, name.same_as) for name in spellings.names(session, told.me, Named.AUTHOR)] == [
            ("New Name", None)
        ]
        assert spellings.merged(session, told.me, Named.AUTHOR) == ()
        key = session.exec(select(Author.id).where(Author.name == "New Name")).one()
        assert session.exec(select(Change).where(Change.entity == "author", Change.entity_id == key)).all() == []


def shown(session: Session, me: Person) -> str:
    """Whatever lists, counts, exports and searches know."""
    views = [
        Filter(),
        Filter(search="talking"),
        Filter(search=MARK),
        Filter(reviews=("pending", "confirmed", "rejected")),
    ]
    tables = [listing(session, me, view).table.to_csv() for view in views]
    tables += [counts(session, me, by, view).to_csv() for by in By for view in views]
    tables += [str(totals(session, me, view)) for view in views]
    tables += [str(list(records(session, me, keys(session, me, view)))) for view in views]
    tables.append(briefs.briefs(session, me).table.to_csv())
    return "\n".join(tables)


@pytest.mark.parametrize("way", ["removed", "undone"])
def test_no_list_count_or_export_knows_of_it(desk: Desk, way: str) -> None:
    with desk.store.writing() as session:
        take(session, desk.me, b"another", found=extraction(finding("Keep talking."), title="Other"))
    with desk.store.reading() as session:
        assert "B-2020-12-3/R1" in shown(session, desk.me)
    if way == "removed":
        remove(desk)
    else:
        take_back(desk, desk.changes("brief")[0].batch)
    with desk.store.reading() as session:
        words = shown(session, desk.me)
        assert [said for said in ("B-2020-12-3", MARK, "A. Writer", "Diplomacy", "Washington") if said in words] == []
        assert totals(session, desk.me, Filter()).pending == 1
        for asked in ("B-2020-12-3/R1", 1):
            with pytest.raises(NotFound):
                record.record(session, desk.me, asked)
        with pytest.raises(NotFound):
            briefs.brief(session, desk.me, 1)
        with pytest.raises(NotFound):
            handles.recommendation_id(session, desk.me, "B-2020-12-3/R1")


def test_the_same_file_is_refused_until_it_is_let_in_again(desk: Desk) -> None:
    remove(desk)
    with refused(desk, Invalid, "removed from the tracker and is not taken in again"), desk.store.writing() as session:
        take(session, desk.me)
    with desk.store.writing() as session:
        removal.let_in_again(session, desk.me, 1, "it was the right one")
        again = take(session, desk.me)
    assert (again.new, again.brief.id) == (True, 2)
    assert desk.row().review == "pending"


def test_what_was_removed_does_not_come_back_by_undoing(told: Desk) -> None:
    batches = {change.batch for change in all_changes(told) if change.entity_id == 1}
    remove(told)
    for batch in [*batches, last_batch(told)]:
        with refused(told, Invalid, "removed for good"):
            take_back(told, batch)


def test_nothing_is_written_about_what_was_removed(desk: Desk) -> None:
    remove(desk)
    with refused(desk, NotFound):
        desk.advance(notes="Too late.")
    with refused(desk, Invalid, "removed already"):
        remove(desk)
    with refused(desk, NotFound):
        desk.prove()


def test_a_removal_needs_a_reason(desk: Desk) -> None:
    with refused(desk, Invalid, "why"):
        remove(desk, "  ")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.STAFF, Role.EDITOR, Role.ADMIN])
def test_directors_alone_remove(desk: Desk, role: Role) -> None:
    person = desk.person(role)
    with refused(desk, NotAllowed):
        remove(desk, actor=person)
    with refused(desk, NotAllowed), desk.store.writing() as session:
        removal.let_in_again(session, person, 1, "please")
    remove(desk, actor=desk.person(Role.DIRECTOR))


def test_an_older_version_counts_again_when_the_newer_one_is_removed(told: Desk) -> None:
    with told.store.writing() as session:
        session.get_one(Brief, 2).newer_id = 1
    remove(told)
    with told.store.reading() as session:
        assert session.get_one(Brief, 2).newer_id is None


def somebody(desk: Desk, role: Role = Role.EDITOR) -> Person:
    with desk.store.writing() as session:
        return people.add(session, desk.me, "ann.lee@example.org", role, name="Ann Lee", unit="North")


def test_a_removed_person_is_named_nowhere_and_their_work_stays(desk: Desk) -> None:
    ann = somebody(desk)
    with desk.store.writing() as session:
        why = "given by Ann Lee (Ann.Lee@example.org); see ann.lee@example.organ"
        advance(session, ann, 1, None, why, notes="Hers.")
    with desk.store.writing() as session:
        removal.remove_person(session, desk.me, ann.id or 0, "she asked")
    lines = "\n".join(everything(desk.store))
    assert "Ann Lee" not in lines
    assert "ann.lee@example.org" not in lines.lower().replace("ann.lee@example.organ", "")
    with desk.store.reading() as session:
        row = session.get_one(Person, ann.id)
        assert (row.active, row.role) == (False, "editor")
        (kept,) = session.exec(select(Change).where(Change.field == "notes")).all()
        assert (kept.actor_id, kept.new) == (ann.id, '"Hers."')
        expect_history_to_hold(session)
    with refused(desk, Exception, "not signed in"):
        desk.advance(actor=ann, notes="Again.")
    with desk.store.writing() as session:
        assert people.add(session, desk.me, "ann.lee@example.org", Role.VIEWER).id != ann.id


def test_a_removed_person_does_not_come_back_by_undoing(desk: Desk) -> None:
    ann = somebody(desk)
    batch = last_batch(desk)
    with desk.store.writing() as session:
        removal.remove_person(session, desk.me, ann.id or 0)
    with refused(desk, Invalid, "removed for good"):
        take_back(desk, batch)


def test_the_last_admin_and_the_one_person_of_a_machine_stay(desk: Desk) -> None:
    admin = somebody(desk, Role.ADMIN)
    with refused(desk, Invalid, "last admin"), desk.store.writing() as session:
        removal.remove_person(session, admin, admin.id or 0)
    with refused(desk, Invalid, "one person of this machine"), desk.store.writing() as session:
        removal.remove_person(session, admin, desk.me.id or 0)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.STAFF, Role.EDITOR, Role.DIRECTOR])
def test_admins_alone_remove_people(desk: Desk, role: Role) -> None:
    ann, person = somebody(desk), desk.person(role)
    with refused(desk, NotAllowed), desk.store.writing() as session:
        removal.remove_person(session, person, ann.id or 0)


LATEST = col(Recommendation.brief_id).desc(), col(Recommendation.position)


@pytest.fixture
def carried(told: Desk) -> Desk:
    """What was said of the first recommendation has gone to the one of a newer version, and on to the next."""
    desk = told
    with desk.store.writing() as session:
        briefs = [take(session, desk.me, data).brief.id or 0 for data in (b"newer", b"newest")]
        first = select(Recommendation.id).where(Recommendation.position == 1)
        numbers = [session.exec(first.where(Recommendation.brief_id == key)).one() for key in briefs]
        line = [(1, 1), *((brief, number or 0) for brief, number in zip(briefs, numbers, strict=True))]
        for (one, row), (other, there) in pairwise(line):
            versions.replaced(session, desk.me, one, other, {row: there})
            fields = {
                "outcome": ["", "A hunch. Or so."],
                f"{EVIDENCE}note": ["", "Overheard while swimming."],
                f"{EVIDENCE}source": ["", "Me"],
            }
            draft = Draft(person_id=desk.me.id or 0, recommendation_id=there, seen=1, fields=as_json(fields), at=now())
            session.add(draft)
        advance(session, desk.me, line[-1][1], None, "more", notes="A loose end. And mine.")
    return desk


def test_what_was_carried_over_is_removed_with_it(carried: Desk) -> None:
    mine = ("zebra", "hunch", "quarry", "loose end", "Overheard", "swimming", "annex")
    with carried.store.reading() as session:
        assert len(session.exec(select(EvidenceFile)).all()) == len(session.exec(select(Draft)).all()) == 3
    before = "\n".join(everything(carried.store))
    remove(carried)
    left = "\n".join(everything(carried.store))
    assert [words for words in mine if words in left or words not in before] == []
    with carried.store.reading() as session:
        expect_history_to_hold(session)
        assert not session.exec(select(EvidenceFile)).all()
        drafts = session.exec(select(Draft)).all()
        assert [draft.of("") for draft in drafts] == [{}, {}]
        assert [draft.of(EVIDENCE) for draft in drafts] == [{"source": ["", "Me"]}] * 2
        newest = session.exec(select(Recommendation).order_by(*LATEST)).first()
        assert newest and (newest.notes, newest.wording) == (f"{MARK} And mine.", "Keep talking.")
        assert [strength_of(session, newest.id or 0), newest.outcome] == [2, MARK]


def test_what_people_said_of_the_newer_version_stays(carried: Desk) -> None:
    with carried.store.writing() as session:
        newest = session.exec(select(Recommendation).order_by(*LATEST)).first()
        assert newest
        evidence.add(session, carried.me, newest.id or 0, EvidenceKind.NEWS_REPORT, note="Mine.", file=("m.txt", b"m"))
    remove(carried)
    with carried.store.reading() as session:
        notes = session.exec(select(Evidence.note).where(Evidence.recommendation_id == newest.id)).all()
        assert notes == [MARK, "Mine."]
        assert [file.data for file in session.exec(select(EvidenceFile))] == [b"m"]

"""Whatever people of every role do, in whatever order: history is the row, undoing restores or refuses, rules hold."""

import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlmodel import Session, col, select

from tests.actions.conftest import TEXT, Desk, extraction, finding, take
from tests.actions.test_returned import exported, sheet_of
from tests.actions.test_undo import expect_history_to_hold
from tests.actions.test_undo_property import FIELDS, batches, expect_rules_to_hold, state_of, undo_or_nothing
from tracker.actions import evidence, links, names, people, removal, returned, review, shaping, versions
from tracker.actions.correction import correct_brief
from tracker.actions.returned import Verdict
from tracker.actions.updates import advance
from tracker.errors import NotFound, TrackerError
from tracker.queries.counts import ALL_LEVELS, totals
from tracker.queries.filters import Filter
from tracker.queries.listing import listing
from tracker.queries.record import record
from tracker.store.access import can, sole_person
from tracker.store.history import one_batch, replayed
from tracker.store.people_tables import Change, Person
from tracker.store.sessions import Store
from tracker.store.tables import NAMES, Addressee, Author, Brief, Recommendation
from tracker.store.upgrade import opened
from tracker.vocabulary.answers import EvidenceKind, Review
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.names import Named
from tracker.vocabulary.roles import Role, Verb

BOTH = "Keep talking.\n\nThe ministry should publish figures."
WHICH = st.integers(0, 11)
WHO = st.sampled_from(["you", "you", "editor", "director", "staff", "viewer", "admin"])
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["in_progress", "stalled", "adopted", "no_movement", "nonsense"]),
        "status_on": st.sampled_from(["2019", "2022-03", ""]),
        "notes": st.sampled_from(["=1+1", "From the sheet"]),
        "priority": st.sampled_from(["high", "low"]),
    },
)
FOUND = {
    "two": extraction,
    "whole": lambda: extraction(finding(BOTH, addressees=("Iran",)), finding("Nobody advised this at all.")),
    "later": lambda: extraction(title="Later", authors=("A Writer",), published=PartialDate.parse("2023-06")),
}


@cache
def _furnished() -> Path:
    """A store with a brief and somebody of each role, made once and copied."""
    path = Path(tempfile.mkdtemp()) / "furnished.db"
    with opened(f"sqlite:///{path}") as store, store.writing() as session:
        me = sole_person(session)
        take(session, me, confirm=True)
        for role in Role:
            people.add(session, me, f"{role.value}@example.org", role, unit="Desk" if role is Role.STAFF else "")
        advance(session, me, 1, None, "a step", owner=4)
    return path


class Gestures(RuleBasedStateMachine):
    """Every gesture by anybody: it is kept whole, or refused and nothing is changed."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        shutil.copy(_furnished(), self._folder / "tracker.db")
        self._store = Store(f"sqlite:///{self._folder}/tracker.db")
        with self._store.reading() as session:
            self._you = session.exec(select(Person).where(col(Person.sole))).one()
            rows = session.exec(select(Person).order_by(col(Person.id))).all()
            self._people = {row.email.partition("@")[0]: row for row in rows} | {"you": self._you}
        self._sheet: tuple[tuple[str, ...], list[dict[str, str]]] | None = None

    def teardown(self) -> None:
        self._store.close()
        shutil.rmtree(self._folder)

    def _do(self, gesture: Callable[[Session], object]) -> None:
        try:
            with self._store.writing() as session:
                gesture(session)
        except TrackerError:
            return

    def _pick(self, table: Any, which: int) -> int:
        with self._store.reading() as session:
            keys = session.exec(select(table.id).order_by(col(table.id))).all()
        return int(keys[which % len(keys)])

    def _seen(self, key: int, *, stale: bool) -> int:
        with self._store.reading() as session:
            version = session.get_one(Recommendation, key).version
        return max(version - 2, 1) if stale else version

    @rule(who=WHO, what=st.sampled_from(sorted(FOUND)), file=st.integers(1, 3), confirm=st.booleans())
    def add(self, who: str, what: str, file: int, confirm: bool) -> None:
        data = f"{what} {file}".encode()
        self._do(lambda session: take(session, self._people[who], data, found=FOUND[what](), confirm=confirm))

    @rule(who=WHO, which=WHICH, decide=st.sampled_from([review.confirm, review.confirm, review.reject, review.reopen]))
    def decide(self, who: str, which: int, decide: Callable[..., object]) -> None:
        key = self._pick(Recommendation, which)
        self._do(lambda session: decide(session, self._people[who], key, None))

    @rule(who=WHO, which=WHICH, fields=FIELDS, stale=st.booleans())
    def edit(self, who: str, which: int, fields: dict[str, Any], stale: bool) -> None:
        key = self._pick(Recommendation, which)
        seen = self._seen(key, stale=stale)
        self._do(lambda session: advance(session, self._people[who], key, seen, "a step", **fields))

    @rule(who=WHO, which=WHICH, owner=st.sampled_from(["staff", "editor", "viewer"]), later=WHICH)
    def hand_over(self, who: str, which: int, owner: str, later: int) -> None:
        key, other = self._pick(Recommendation, which), self._pick(Recommendation, later)
        fields: dict[str, Any] = {"owner": self._people[owner].id}
        with self._store.reading() as session:
            reference = session.get_one(Recommendation, other).reference
        if later % 2:
            fields |= {"status": "superseded", "status_on": PartialDate.parse("2023"), "superseded_by": reference}
        self._do(lambda session: advance(session, self._people[who], key, None, "a step", **fields))

    @rule(who=WHO, start=WHICH, count=st.integers(2, 4), fields=FIELDS)
    def bulk(self, who: str, start: int, count: int, fields: dict[str, Any]) -> None:
        keys = [self._pick(Recommendation, start + step) for step in range(count)]

        def gesture(session: Session) -> None:
            with one_batch():
                for key in keys:
                    advance(session, self._people[who], key, None, "a step", **fields)

        self._do(gesture)

    @rule(who=WHO, which=WHICH, addressees=st.sampled_from([["Tehran"], [], ["Iran", "Iraq"]]))
    def amend(self, who: str, which: int, addressees: list[str]) -> None:
        key = self._pick(Recommendation, which)
        more = {"wording": f"In other words {addressees}", "addressees": addressees}
        self._do(lambda session: review.amend(session, self._people[who], key, None, **more))

    @rule(who=WHO, which=WHICH, authors=st.sampled_from([["C. Writer"], [], ["B. Writer", "A. Writer"]]))
    def correct(self, who: str, which: int, authors: list[str]) -> None:
        key = self._pick(Brief, which)
        more: dict[str, Any] = {"authors": authors, "title": f"By {authors}"}
        self._do(lambda session: correct_brief(session, self._people[who], key, None, **more))

    @rule(who=WHO, which=WHICH, published=st.sampled_from(["2018", "2020-05-04", "2023-06"]))
    def redate(self, who: str, which: int, published: str) -> None:
        key, day = self._pick(Brief, which), PartialDate.parse(published)
        self._do(lambda session: correct_brief(session, self._people[who], key, None, published=day))

    @rule(who=WHO, which=WHICH, kind=st.sampled_from(EvidenceKind), confidential=st.booleans())
    def prove(self, who: str, which: int, kind: EvidenceKind, confidential: bool) -> None:
        key = self._pick(Recommendation, which)
        more: dict[str, Any] = {"note": "It happened.", "source": kind.value, "confidential": confidential}
        self._do(lambda session: evidence.add(session, self._people[who], key, kind, **more))

    @rule(who=WHO, which=WHICH)
    def withdraw(self, who: str, which: int) -> None:
        self._do(lambda session: evidence.withdraw(session, self._people[who], which + 1, None, "a step"))

    @rule(who=WHO, which=WHICH)
    def adopt(self, who: str, which: int) -> None:
        key, me = self._pick(Recommendation, which), self._people[who]
        on = PartialDate.parse("2023")
        self._do(lambda session: evidence.add(session, me, key, EvidenceKind.NEWS_REPORT, note="It happened."))
        self._do(lambda session: advance(session, me, key, None, "a step", status="adopted", status_on=on))

    @rule(who=WHO, kind=st.sampled_from(Named), into=WHICH, others=st.lists(WHICH, min_size=1, max_size=2))
    def merge_names(self, who: str, kind: Named, into: int, others: list[int]) -> None:
        key, keys = self._pick(NAMES[kind], into), [self._pick(NAMES[kind], other) for other in others]
        self._do(lambda session: names.merge(session, self._people[who], kind, key, keys))

    @rule(who=WHO, kind=st.sampled_from(Named), which=WHICH)
    def part_names(self, who: str, kind: Named, which: int) -> None:
        key = self._pick(NAMES[kind], which)
        self._do(lambda session: names.part(session, self._people[who], kind, key))

    @rule(who=WHO, which=WHICH, other=WHICH)
    def join(self, who: str, which: int, other: int) -> None:
        key, second = self._pick(Recommendation, which), self._pick(Recommendation, other)
        self._do(lambda session: shaping.join(session, self._people[who], key, None, second))

    @rule(who=WHO, which=WHICH, at=st.sampled_from([TEXT.index("The ministry"), 4]))
    def split(self, who: str, which: int, at: int) -> None:
        key = self._pick(Recommendation, which)
        self._do(lambda session: shaping.split(session, self._people[who], key, None, at))

    @rule(who=WHO, which=WHICH, behind=st.none() | WHICH)
    def move(self, who: str, which: int, behind: int | None) -> None:
        key = self._pick(Recommendation, which)
        other = None if behind is None else self._pick(Recommendation, behind)
        self._do(lambda session: shaping.move(session, self._people[who], key, None, behind=other))

    @rule(who=WHO, older=WHICH, newer=WHICH)
    def replace(self, who: str, older: int, newer: int) -> None:
        one, other = self._pick(Brief, older), self._pick(Brief, newer)
        with self._store.reading() as session:
            statement = select(Recommendation.id).order_by(col(Recommendation.id))
            mine, theirs = (
                session.exec(statement.where(Recommendation.brief_id == key)).first() for key in (one, other)
            )
        pairs = {mine: theirs} if mine and theirs else {}
        self._do(lambda session: versions.replaced(session, self._people[who], one, other, pairs))

    @rule(who=WHO, which=WHICH)
    def replace_no_more(self, who: str, which: int) -> None:
        key = self._pick(Brief, which)
        self._do(lambda session: versions.not_replaced(session, self._people[who], key))

    @rule(who=WHO, whose=WHO, role=st.sampled_from(Role), active=st.booleans())
    def change_role(self, who: str, whose: str, role: Role, active: bool) -> None:
        key = self._people[whose].id or 0
        self._do(lambda session: people.amend(session, self._people[who], key, None, role=role, active=active))

    @rule(who=WHO, which=WHICH)
    def remove(self, who: str, which: int) -> None:
        key = self._pick(Brief, which)
        self._do(lambda session: removal.remove_brief(session, self._people[who], key, "the wrong file"))

    @rule(who=WHO, whose=WHO)
    def remove_person(self, who: str, whose: str) -> None:
        key = self._people[whose].id or 0
        self._do(lambda session: removal.remove_person(session, self._people[who], key))

    @rule()
    def export(self) -> None:
        self._sheet = exported(self._desk())

    def _desk(self) -> Desk:
        return Desk(self._store, self._you, None)  # type: ignore[arg-type]

    @precondition(lambda self: self._sheet)
    @rule(who=WHO, which=WHICH, cells=CELLS)
    def bring_back(self, who: str, which: int, cells: dict[str, str]) -> None:
        """An export comes back with one row edited, whatever happened since: rows left as they were change nothing."""
        heads, rows = self._sheet or ((), [])
        if not rows:
            return
        edited = [{**row, **(cells if place == which % len(rows) else {})} for place, row in enumerate(rows)]
        records = list(sheet_of(heads, edited).records())
        with self._store.reading() as session:
            before = state_of(session)
        judged: list[returned.Judged] = []

        def gesture(session: Session) -> None:
            with one_batch():
                judged.extend(returned.take(session, self._people[who], records, set()))

        self._do(gesture)
        with self._store.reading() as session:
            after = state_of(session)
            touched = {session.get_one(Recommendation, key[1]).reference for key in after if after[key] != before[key]}
        assert touched == {row.label for row in judged if row.verdict is Verdict.CHANGE}
        assert touched <= {edited[which % len(rows)]["reference"]}

    @rule(who=WHO, which=WHICH)
    def undo(self, who: str, which: int) -> None:
        self._undo(who, which)

    @rule(which=st.integers(0, 3))
    def undo_what_was_last(self, which: int) -> None:
        self._undo("you", which)

    def _undo(self, who: str, which: int) -> None:
        with self._store.reading() as session:
            known = batches(session)
            active = session.get_one(Person, self._people[who].id).active
        if active:
            undo_or_nothing(self._store, self._people[who], known[-1 - which % len(known)])

    @invariant()
    def history_is_the_row(self) -> None:
        with self._store.reading() as session:
            expect_history_to_hold(session)
            expect_links_to_hold(session)
            expect_names_to_hold(session)

    @invariant()
    def rows_hold_together(self) -> None:
        with self._store.reading() as session:
            expect_rules_to_hold(session)

    @invariant()
    def somebody_can_let_people_in(self) -> None:
        with self._store.reading() as session:
            admins = select(Person).where(Person.role == Role.ADMIN.value, col(Person.active))
            assert session.exec(admins.where(col(Person.sole).is_(False))).first()

    @invariant()
    def everybody_sees_and_counts_the_same(self) -> None:
        with self._store.reading() as session:
            everybody = session.exec(select(Person).where(col(Person.active)).order_by(col(Person.id))).all()
            for person in {can(person, Verb.VIEW_WORK): person for person in everybody}.values():
                expect_counts_to_be_lists(session, person)


def expect_counts_to_be_lists(session: Session, person: Person) -> None:
    """What is counted as confirmed is what the list holds; who may not see the work sees nothing else."""
    rows = session.exec(select(Recommendation, Brief).join(Brief).where(col(Brief.removed).is_(False))).all()
    confirmed = {row.id for row, brief in rows if row.review == Review.CONFIRMED and brief.newer_id is None}
    assert totals(session, person, Filter(), levels=ALL_LEVELS).total == len(confirmed)
    listed = listing(session, person, Filter(reviews=("confirmed",)), size=1000)
    assert (listed.total, set(listed.table["id"])) == (len(confirmed), confirmed)
    if can(person, Verb.VIEW_WORK):
        return
    assert set(listing(session, person, Filter(), size=1000).table["id"]) == confirmed
    for row in session.exec(select(Recommendation)):
        shown = row.review == Review.CONFIRMED and not session.get_one(Brief, row.brief_id).removed
        assert shown == _may_open(session, person, row.id or 0)


def _may_open(session: Session, person: Person, key: int) -> bool:
    try:
        found = record(session, person, key)
    except NotFound:
        return False
    assert not any(item.confidential for item in found.evidence)
    return True


def _past(session: Session, entity: str, key: int | None) -> dict[str, Any]:
    statement = select(Change).where(Change.entity == entity, Change.entity_id == key)
    return replayed(session.exec(statement.order_by(col(Change.id))))


def expect_links_to_hold(session: Session) -> None:
    """What a row is linked with is what its history says."""
    for brief in session.exec(select(Brief)):
        past = _past(session, "brief", brief.id)
        for name, (read, _write) in links.OF_BRIEF.items():
            assert list(past[name]) == read(session, brief.id or 0)
    for row in session.exec(select(Recommendation)):
        assert list(_past(session, "recommendation", row.id)["addressees"]) == links.addressees_of(session, row.id or 0)


def expect_names_to_hold(session: Session) -> None:
    """A name that was merged or parted is as its history says, and never leads to one that leads on."""
    for table in (Author, Addressee):
        for row in session.exec(select(table)):
            past = _past(session, str(table.__tablename__), row.id)
            assert row.model_dump() == {**row.model_dump(), **past}
            other = session.get(table, row.same_as_id) if row.same_as_id else None
            assert other is None or other.same_as_id is None


@pytest.mark.parametrize(("examples", "steps"), [(8, 15), pytest.param(150, 40, marks=pytest.mark.long, id="many")])
def test_whatever_people_do_the_store_holds_together(examples: int, steps: int) -> None:
    chosen = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Gestures, settings=chosen)

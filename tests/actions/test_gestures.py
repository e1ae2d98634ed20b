"""Whatever people of every role do, in whatever order: it is kept whole, or refused, and the store holds together."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlmodel import Session, col, select

from tests.actions.conftest import TEXT, Desk, extraction, finding, take
from tests.actions.holding import contents, expect_everything_to_hold, may, may_undo
from tests.actions.test_returned import exported, sheet_of
from tests.actions.test_undo_property import FIELDS, batches, state_of, undo_or_nothing
from tracker.actions import bulk, evidence, names, people, removal, returned, review, shaping, versions
from tracker.actions.correction import correct_brief
from tracker.actions.reextraction import reextract
from tracker.actions.returned import Verdict
from tracker.actions.updates import advance
from tracker.errors import NotAllowed, NotSignedIn, StoreNotReady, TrackerError
from tracker.extraction.finding import Extraction
from tracker.store.access import sole_person
from tracker.store.history import one_batch
from tracker.store.people_tables import Person, StoreState
from tracker.store.sessions import Store
from tracker.store.tables import NAMES, Brief, Evidence, Recommendation
from tracker.store.upgrade import opened
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate
from tracker.vocabulary.names import Named
from tracker.vocabulary.roles import Role, Verb

BOTH = "Keep talking.\n\nThe ministry should publish figures."
FOUND: dict[str, Callable[[], Extraction]] = {
    "two": extraction,
    "whole": lambda: extraction(finding(BOTH, addressees=("Iran",)), finding("Nobody advised this at all.")),
    "later": lambda: extraction(title="Later", authors=("A Writer",), published=PartialDate.parse("2023-06")),
}
WHICH = st.integers(0, 11)
WHO = st.sampled_from([*["you"] * 6, "editor", "director", "staff", "viewer", "admin"])
"""Often somebody who may do it: what is refused leads nowhere."""
ADDRESSEES = st.sampled_from([["Tehran"], [], ["Iran", "Iraq"]])
AUTHORS = st.sampled_from([["C. Writer"], [], ["B. Writer", "A. Writer"]])
DAY = st.sampled_from(["2018", "2020-05-04", "2023-06"]).map(PartialDate.parse)
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["in_progress", "stalled", "adopted", "no_movement", "nonsense"]),
        "status_on": st.sampled_from(["2019", "2022-03", ""]),
        "notes": st.sampled_from(["=1+1", "From the sheet"]),
        "priority": st.sampled_from(["high", "low"]),
    },
)


@cache
def _furnished() -> Path:
    """A store with two briefs and somebody of each role, made once and copied."""
    path = Path(tempfile.mkdtemp()) / "furnished.db"
    with opened(f"sqlite:///{path}") as store, store.writing() as session:
        me = sole_person(session)
        take(session, me, confirm=True)
        take(session, me, b"later 1", found=FOUND["later"]())
        for role in Role:
            people.add(session, me, f"{role.value}@example.org", role, unit="Desk" if role is Role.STAFF else "")
        staff = session.exec(select(Person.id).where(Person.role == Role.STAFF.value)).one()
        advance(session, me, 1, None, "a step", owner=staff)
    return path


class Gestures(RuleBasedStateMachine):
    """Every gesture by anybody, upon whatever is there."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(_furnished(), self.folder / "tracker.db")
        self.store = Store(f"sqlite:///{self.folder}/tracker.db")
        with self.store.reading() as session:
            everybody = session.exec(select(Person).order_by(col(Person.id))).all()
        self.people = {"you" if one.sole else one.email.partition("@")[0]: one for one in everybody}
        self.held_at = -1
        self.sheet: tuple[tuple[str, ...], list[dict[str, str]]] = ((), [])

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def do(self, who: str, verb: Verb, gesture: Callable[[Session, Person], object], about: int | None = None) -> None:
        """It is done by those who may; what is refused leaves nothing behind, and says no to nobody who may."""
        me = self.people[who]
        with self.store.reading() as session:
            before, allowed = contents(session), may(session, me, verb, about)
        try:
            with self.store.writing() as session:
                gesture(session, me)
        except TrackerError as wrong:
            assert not isinstance(wrong, StoreNotReady)
            assert not (allowed and isinstance(wrong, NotAllowed | NotSignedIn))
            with self.store.reading() as session:
                assert contents(session) == before
        else:
            assert allowed

    def pick(self, table: Any, which: int) -> int:
        """The key of a row that is there; 0 where there is none."""
        with self.store.reading() as session:
            keys = session.exec(select(table.id).order_by(col(table.id))).all()
        return int(keys[which % len(keys)]) if keys else 0

    def seen(self, key: int, *, stale: bool = False) -> int:
        with self.store.reading() as session:
            version = session.get_one(Recommendation, key).version
        return max(version - 2, 1) if stale else version

    def of_brief(self, brief: int) -> list[int]:
        with self.store.reading() as session:
            statement = select(Recommendation.id).where(Recommendation.brief_id == brief)
            return [key or 0 for key in session.exec(statement.order_by(col(Recommendation.position)))]

    # Briefs come in, and are read again.

    @rule(who=WHO, what=st.sampled_from(sorted(FOUND)), file=st.integers(1, 3), confirm=st.booleans())
    def take_in(self, who: str, what: str, file: int, confirm: bool) -> None:
        data = f"{what} {file}".encode()
        verb = Verb.CONFIRM if confirm else Verb.UPLOAD
        self.do(who, verb, lambda session, me: take(session, me, data, found=FOUND[what](), confirm=confirm))

    @rule(who=WHO, which=WHICH, what=st.sampled_from(sorted(FOUND)))
    def extract_again(self, who: str, which: int, what: str) -> None:
        key = self.pick(Brief, which)
        self.do(who, Verb.CONFIRM, lambda session, me: reextract(session, me, key, FOUND[what]()))

    @rule(who=WHO, which=WHICH, authors=AUTHORS, published=st.none() | DAY)
    def correct(self, who: str, which: int, authors: list[str], published: PartialDate | None) -> None:
        key = self.pick(Brief, which)
        fields: dict[str, Any] = {"authors": authors, "title": f"By {authors}", "published": published}
        self.do(who, Verb.CONFIRM, lambda session, me: correct_brief(session, me, key, None, **fields))

    # Candidates are decided on and given their shape.

    @rule(who=WHO, which=WHICH, decide=st.sampled_from([review.confirm, review.confirm, review.reject, review.reopen]))
    def decide(self, who: str, which: int, decide: Callable[..., object]) -> None:
        key = self.pick(Recommendation, which)
        self.do(who, Verb.CONFIRM, lambda session, me: decide(session, me, key, None))

    @rule(who=WHO, which=WHICH, at_least=st.sampled_from([0.0, 0.8]))
    def confirm_above(self, who: str, which: int, at_least: float) -> None:
        key = self.pick(Brief, which)
        self.do(who, Verb.CONFIRM, lambda session, me: review.confirm_above(session, me, key, at_least))

    @rule(who=WHO, which=WHICH, addressees=ADDRESSEES)
    def amend(self, who: str, which: int, addressees: list[str]) -> None:
        key = self.pick(Recommendation, which)
        fields: dict[str, Any] = {"wording": f"In other words {addressees}", "addressees": addressees}
        self.do(who, Verb.CONFIRM, lambda session, me: review.amend(session, me, key, None, **fields))

    @rule(who=WHO, which=WHICH, other=st.none() | WHICH)
    def support(self, who: str, which: int, other: int | None) -> None:
        key = self.pick(Recommendation, which)
        above = None if other is None else self.pick(Recommendation, other)
        self.do(who, Verb.CONFIRM, lambda session, me: review.amend(session, me, key, None, parent_id=above))

    @rule(who=WHO, which=WHICH, start=st.integers(0, 40), length=st.integers(1, 40))
    def add_missed(self, who: str, which: int, start: int, length: int) -> None:
        key, end = self.pick(Brief, which), start + length
        self.do(who, Verb.CONFIRM, lambda session, me: review.add_missed(session, me, key, start, end))

    @rule(who=WHO, which=WHICH, other=WHICH)
    def join(self, who: str, which: int, other: int) -> None:
        key, second = self.pick(Recommendation, which), self.pick(Recommendation, other)
        self.do(who, Verb.CONFIRM, lambda session, me: shaping.join(session, me, key, None, second))

    @rule(who=WHO, which=WHICH, at=st.sampled_from([TEXT.index("The ministry"), 4]))
    def split(self, who: str, which: int, at: int) -> None:
        key = self.pick(Recommendation, which)
        self.do(who, Verb.CONFIRM, lambda session, me: shaping.split(session, me, key, None, at))

    @rule(who=WHO, which=WHICH, behind=st.none() | WHICH)
    def move(self, who: str, which: int, behind: int | None) -> None:
        key = self.pick(Recommendation, which)
        other = None if behind is None else self.pick(Recommendation, behind)
        self.do(who, Verb.CONFIRM, lambda session, me: shaping.move(session, me, key, None, behind=other))

    # What became of them is noted and proved.

    @rule(who=WHO, which=WHICH, fields=FIELDS, stale=st.booleans())
    def update(self, who: str, which: int, fields: dict[str, Any], stale: bool) -> None:
        key = self.pick(Recommendation, which)
        seen = self.seen(key, stale=stale)
        self.do(who, Verb.UPDATE, lambda session, me: advance(session, me, key, seen, "a step", **fields), key)

    @rule(who=WHO, which=WHICH, owner=st.sampled_from(["staff", "editor", "viewer"]))
    def hand_over(self, who: str, which: int, owner: str) -> None:
        key, to = self.pick(Recommendation, which), self.people[owner].id
        self.do(who, Verb.UPDATE, lambda session, me: advance(session, me, key, None, "a step", owner=to), key)

    @rule(who=WHO, which=WHICH, later=WHICH)
    def supersede(self, who: str, which: int, later: int) -> None:
        key, other = self.pick(Recommendation, which), self.pick(Recommendation, later)
        with self.store.reading() as session:
            reference = session.get_one(Recommendation, other).reference
        on = PartialDate.parse("2023")
        fields: dict[str, Any] = {"status": "superseded", "status_on": on, "superseded_by": reference}
        self.do(who, Verb.UPDATE, lambda session, me: advance(session, me, key, None, "a step", **fields), key)

    @rule(who=WHO, which=st.sets(WHICH, min_size=2, max_size=4), fields=FIELDS)
    def update_all(self, who: str, which: set[int], fields: dict[str, Any]) -> None:
        """Those that are refused stay as they are, and nobody's but the person's own are changed."""
        seen = {key: self.seen(key) for key in {self.pick(Recommendation, one) for one in which}}
        with self.store.reading() as session:
            before, me = state_of(session), self.people[who]
            allowed = {key for key in seen if may(session, me, Verb.UPDATE, key)}
        done: list[bulk.Done] = []
        self.do(
            who,
            Verb.UPDATE,
            lambda session, me: done.append(bulk.update_all(session, me, list(seen.items()), "a step", fields)),
        )
        touched = {key for _table, key in self.changed_since(before)}
        refused = {verdict.id for one in done for verdict in one.refused}
        assert touched <= allowed - refused
        assert len(touched) == sum(one.changed for one in done)

    def changed_since(self, before: dict[tuple[str, int | None], dict[str, Any]]) -> set[tuple[str, int]]:
        with self.store.reading() as session:
            after = state_of(session)
        return {(table, key or 0) for table, key in after if after[table, key] != before.get((table, key))}

    @rule(who=WHO, which=WHICH, kind=st.sampled_from(EvidenceKind), confidential=st.booleans(), file=st.booleans())
    def prove(self, who: str, which: int, kind: EvidenceKind, confidential: bool, file: bool) -> None:
        key = self.pick(Recommendation, which)
        fields: dict[str, Any] = {"note": "It happened.", "source": kind.value, "confidential": confidential}
        if file:
            fields["file"] = (f"{kind.value}.pdf", kind.value.encode())
        self.do(who, Verb.UPDATE, lambda session, me: evidence.add(session, me, key, kind, **fields), key)

    @rule(who=WHO, which=WHICH)
    def withdraw(self, who: str, which: int) -> None:
        key = self.pick(Evidence, which)
        with self.store.reading() as session:
            row = session.get(Evidence, key)
        about = row.recommendation_id if row else None
        self.do(who, Verb.UPDATE, lambda session, me: evidence.withdraw(session, me, key, None, "a step"), about)

    @rule(who=WHO, which=WHICH)
    def adopt(self, who: str, which: int) -> None:
        """Two gestures, the second of which rests on the first."""
        key = self.pick(Recommendation, which)
        self.prove(who, which, EvidenceKind.NEWS_REPORT, False, which % 2 == 0)
        fields: dict[str, Any] = {"status": "adopted", "status_on": PartialDate.parse("2023")}
        self.do(who, Verb.UPDATE, lambda session, me: advance(session, me, key, None, "a step", **fields), key)

    # Names and versions are held to be one, and apart.

    @rule(who=WHO, kind=st.sampled_from(Named), into=WHICH, others=st.lists(WHICH, min_size=1, max_size=2))
    def merge_names(self, who: str, kind: Named, into: int, others: list[int]) -> None:
        key, keys = self.pick(NAMES[kind], into), [self.pick(NAMES[kind], other) for other in others]
        self.do(who, Verb.CONFIRM, lambda session, me: names.merge(session, me, kind, key, keys))

    @rule(who=WHO, kind=st.sampled_from(Named), which=WHICH)
    def part_names(self, who: str, kind: Named, which: int) -> None:
        key = self.pick(NAMES[kind], which)
        self.do(who, Verb.CONFIRM, lambda session, me: names.part(session, me, kind, key))

    @rule(who=WHO, kind=st.sampled_from(Named), which=st.sets(WHICH, min_size=2, max_size=2))
    def keep_names_apart(self, who: str, kind: Named, which: set[int]) -> None:
        keys = [self.pick(NAMES[kind], one) for one in which]
        self.do(who, Verb.CONFIRM, lambda session, me: names.keep_apart(session, me, kind, keys))

    @rule(who=WHO, older=WHICH, newer=WHICH, carry=st.booleans())
    def replace(self, who: str, older: int, newer: int, carry: bool) -> None:
        one, other = self.pick(Brief, older), self.pick(Brief, newer)
        pairs = dict(zip(self.of_brief(one), self.of_brief(other), strict=False)) if carry else {}
        self.do(who, Verb.CONFIRM, lambda session, me: versions.replaced(session, me, one, other, pairs))

    @rule(who=WHO, which=WHICH)
    def replace_no_more(self, who: str, which: int) -> None:
        key = self.pick(Brief, which)
        self.do(who, Verb.CONFIRM, lambda session, me: versions.not_replaced(session, me, key))

    # People come and go, and things are removed for good.

    @rule(who=WHO, whose=WHO, role=st.sampled_from(Role), active=st.booleans(), unit=st.sampled_from(["", "Desk", "B"]))
    def amend_person(self, who: str, whose: str, role: Role, active: bool, unit: str) -> None:
        key = self.people[whose].id or 0
        fields: dict[str, Any] = {"role": role, "active": active, "unit": unit}
        self.do(who, Verb.MANAGE_PEOPLE, lambda session, me: people.amend(session, me, key, None, **fields))

    @rule(who=WHO, whose=WHO)
    def remove_person(self, who: str, whose: str) -> None:
        key = self.people[whose].id or 0
        self.do(who, Verb.MANAGE_PEOPLE, lambda session, me: removal.remove_person(session, me, key))

    @rule(who=WHO, which=WHICH)
    def remove_brief(self, who: str, which: int) -> None:
        key = self.pick(Brief, which)
        self.do(who, Verb.REMOVE, lambda session, me: removal.remove_brief(session, me, key, "the wrong file"))

    @rule(who=WHO, which=WHICH)
    def let_in_again(self, who: str, which: int) -> None:
        key = self.pick(Brief, which)
        self.do(who, Verb.REMOVE, lambda session, me: removal.let_in_again(session, me, key, "it was the right one"))

    # An export goes out, and comes back when much has happened.

    @rule()
    def export(self) -> None:
        self.sheet = exported(Desk(self.store, self.people["you"], None))  # type: ignore[arg-type]

    @precondition(lambda self: self.sheet[1])
    @rule(who=WHO, which=WHICH, cells=CELLS)
    def bring_back(self, who: str, which: int, cells: dict[str, str]) -> None:
        """Rows that were left as they were change nothing, whatever happened since."""
        heads, rows = self.sheet
        at = which % len(rows)
        edited = [*rows[:at], {**rows[at], **cells}, *rows[at + 1 :]]
        records = list(sheet_of(heads, edited).records())
        with self.store.reading() as session:
            before = state_of(session)
        judged: list[returned.Judged] = []

        def gesture(session: Session, me: Person) -> None:
            with one_batch():
                judged.extend(returned.take(session, me, records, set()))

        self.do(who, Verb.UPDATE, gesture)
        with self.store.reading() as session:
            keys = [key for _table, key in self.changed_since(before)]
            touched = {session.get_one(Recommendation, key).reference for key in keys}
            assert all(may(session, self.people[who], Verb.UPDATE, key) for key in keys)
        assert touched == {row.label for row in judged if row.verdict is Verdict.CHANGE}
        assert touched <= {edited[at]["reference"]}

    # And all of it may be undone.

    @rule(who=WHO, which=WHICH)
    def undo(self, who: str, which: int) -> None:
        me = self.people[who]
        with self.store.reading() as session:
            known = batches(session)
            batch = known[-1 - which % len(known)]
            allowed = may_undo(session, me, batch)
        assert not undo_or_nothing(self.store, me, batch) or allowed

    @rule(which=st.integers(0, 3))
    def undo_what_was_last(self, which: int) -> None:
        self.undo("you", which)

    @invariant()
    def it_holds_together(self) -> None:
        """Asked again whenever something was written."""
        with self.store.reading() as session:
            now = session.exec(select(StoreState.data_version)).one()
            if now != self.held_at:
                expect_everything_to_hold(session)
        self.held_at = now


@pytest.fixture(scope="module", autouse=True)
def _nothing_left() -> Iterator[None]:
    yield
    shutil.rmtree(_furnished().parent)
    _furnished.cache_clear()


@pytest.mark.parametrize(("examples", "steps"), [(6, 20), pytest.param(100, 40, marks=pytest.mark.long, id="many")])
def test_whatever_people_do_the_store_holds_together(examples: int, steps: int) -> None:
    chosen = settings(max_examples=examples, stateful_step_count=steps, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Gestures, settings=chosen)

"""Whatever people do, undoing restores what was there, or refuses and touches nothing; and history is the row."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from tests.actions.conftest import extraction, finding, take
from tests.actions.test_undo import expect_history_to_hold
from tracker.actions import evidence, links, people, review
from tracker.actions.correction import correct_brief
from tracker.actions.evidence import strength_of
from tracker.actions.reextraction import reextract
from tracker.actions.rules import hold_together
from tracker.actions.undo import plan, undo
from tracker.actions.undo_plan import Step
from tracker.actions.updates import advance
from tracker.errors import TrackerError
from tracker.store.access import sole_person
from tracker.store.history import as_json, one_batch
from tracker.store.people_tables import Change, Person, Unit
from tracker.store.sessions import Store
from tracker.store.tables import Addressee, Author, Brief, Evidence, Recommendation
from tracker.store.tombstones import gone
from tracker.store.upgrade import opened
from tracker.vocabulary.answers import Contribution, EvidenceKind, Review
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.roles import Role
from tracker.vocabulary.statuses import Status

_DATES = st.builds(PartialDate, st.dates(date(2019, 1, 1), date(2024, 1, 1)), st.sampled_from(Precision))
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(Status),
        "status_on": st.none() | _DATES,
        "outcome_on": st.none() | _DATES,
        "contribution": st.sampled_from(Contribution),
        "rival_explanation": st.sampled_from(["", "Chance."]),
        "notes": st.sampled_from(["", "One.", "Two."]),
        "due": st.none() | st.dates(date(2025, 1, 1), date(2025, 1, 3)),
    },
)
_WHICH = st.integers(1, 3)
_WORDS = st.sampled_from(["Keep talking.", "The ministry should publish figures.", "Nobody advised this at all."])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("advance"), _WHICH, FIELDS),
        st.tuples(st.just("bulk"), st.just(0), FIELDS),
        st.tuples(st.just("review"), _WHICH, st.sampled_from(Review)),
        st.tuples(st.just("amend"), _WHICH, st.sampled_from([["Tehran"], [], ["Iran", "Iraq"]])),
        st.tuples(st.just("correct"), st.just(0), st.sampled_from([["C. Writer"], [], ["A. Writer"]])),
        st.tuples(st.just("prove"), _WHICH, st.sampled_from(EvidenceKind)),
        st.tuples(st.just("withdraw"), _WHICH, st.just(None)),
        st.tuples(st.just("again"), st.just(0), st.lists(_WORDS, max_size=3, unique=True)),
        st.tuples(st.just("take"), st.just(0), st.just(None)),
        st.tuples(st.just("person"), st.just(0), st.sampled_from(Role)),
        st.tuples(st.just("adopt"), _WHICH, st.just(None)),
        st.tuples(st.just("claim"), _WHICH, st.just(None)),
        *[st.tuples(st.just("undo"), st.integers(0, 8), st.just(None))] * 4,
    ),
    min_size=2,
    max_size=14,
)


def gesture(session: Session, me: Person, what: str, which: int, value: Any) -> None:
    doing: dict[str, Callable[[], object]] = {
        "advance": lambda: advance(session, me, which, None, "a step", **value),
        "bulk": lambda: _bulk(session, me, value),
        "review": lambda: review._decide(session, me, which, None, value, "a step"),
        "amend": lambda: review.amend(session, me, which, None, wording=f"In other words {value}", addressees=value),
        "correct": lambda: correct_brief(session, me, 1, None, authors=value, title=f"Other {value}"),
        "prove": lambda: evidence.add(session, me, which, value, note="It happened.", source=value.value),
        "withdraw": lambda: evidence.withdraw(session, me, which, None, "a step"),
        "again": lambda: reextract(
            session, me, 1, extraction(*(finding(words) for words in value or ["Keep talking."]))
        ),
        "adopt": lambda: _adopt(session, me, which),
        "claim": lambda: _claim(session, me, which),
        "take": lambda: take(session, me, b"another"),
        "person": lambda: people.add(session, me, f"{value}@example.org", value),
    }
    doing[what]()


def _adopt(session: Session, me: Person, which: int) -> None:
    """Two gestures, the second of which rests on the first."""
    evidence.add(session, me, which, EvidenceKind.NEWS_REPORT, note="It happened.")
    advance(session, me, which, None, "a step", status=Status.ADOPTED, status_on=PartialDate.parse("2023"))


def _claim(session: Session, me: Person, which: int) -> None:
    """Two gestures, the second of which rests on the first."""
    advance(session, me, which, None, "a step", rival_explanation="Chance.", outcome_on=PartialDate.parse("2023"))
    advance(session, me, which, None, "a step", contribution=Contribution.POSSIBLE)


def _bulk(session: Session, me: Person, fields: dict[str, Any]) -> None:
    with one_batch():
        for key in (1, 2):
            advance(session, me, key, None, "a step", **fields)


def state_of(session: Session) -> dict[tuple[str, int | None], dict[str, Any]]:
    """All that undoing may restore: every row but its version, with what it is linked with."""
    found: dict[tuple[str, int | None], dict[str, Any]] = {}
    for table in (Brief, Recommendation, Evidence, Person, Unit, Author, Addressee):
        for row in session.exec(select(table)):
            key: Any = row.id  # type: ignore[attr-defined]
            values = row.model_dump(exclude={"version"})
            if isinstance(row, Recommendation):
                values["addressees"] = links.addressees_of(session, key)
            if isinstance(row, Brief):
                values["authors"] = links.authors_of(session, key)
            found[str(table.__tablename__), key] = values
    return found


def batches(session: Session) -> list[str]:
    return list(dict.fromkeys(session.exec(select(Change.batch).order_by(col(Change.id)))))


def undo_or_nothing(store: Store, me: Person, batch: str) -> bool:
    """Undo it: what was promised is done, to that alone; or nothing is, and a plan says so too, but for the rules."""
    with store.writing() as session:
        state, changes = state_of(session), len(session.exec(select(Change.id)).all())
        try:
            promised = plan(session, me, batch)
            undo(session, me, batch)
        except TrackerError:
            session.expire_all()
            assert state_of(session) == state
            assert len(session.exec(select(Change.id)).all()) == changes
            return False
        assert promised.refused == ""
        session.expire_all()
        after = state_of(session)
        touched = {(step.entity, step.entity_id) for step in promised.steps}
        assert {key for key in after if after[key] != state.get(key)} <= touched
        for step in promised.steps:
            key = step.entity, step.entity_id
            assert as_json(after[key][step.field]) == step.then
            if not promised.made:
                told = changes_of(session, batch, step)
                assert as_json(state[key][step.field]) == told[-1].new
                assert step.then == told[0].old
    return True


def changes_of(session: Session, batch: str, step: Step) -> list[Change]:
    mine = (Change.entity == step.entity, Change.entity_id == step.entity_id, Change.field == step.field)
    return list(session.exec(select(Change).where(Change.batch == batch, *mine).order_by(col(Change.id))))


def expect_rules_to_hold(session: Session) -> None:
    """Of what was removed for good too little is left to ask."""
    for row in session.exec(select(Recommendation)):
        if gone(session.get_one(Brief, row.brief_id)):
            continue
        hold_together(session, row)
        assert row.status != Status.ADOPTED or strength_of(session, row.id or 0) >= 2 or _withdrawn(session, row)


def _withdrawn(session: Session, row: Recommendation) -> bool:
    """Evidence may be withdrawn from under an adoption by hand; undoing must not do it."""
    items = session.exec(select(Evidence.id).where(Evidence.recommendation_id == row.id, col(Evidence.withdrawn))).all()
    by_hand = select(Change.id).where(
        Change.entity == "evidence",
        col(Change.entity_id).in_(items),
        Change.field == "withdrawn",
        Change.why == "a step",
    )
    return session.exec(by_hand).first() is not None


@given(STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_restores_or_refuses(tmp_path: Path, steps: list[tuple[str, int, Any]]) -> None:
    with opened(f"sqlite:///{tmp_path}/{abs(hash(str(steps)))}.db") as store:
        with store.writing() as session:
            me = sole_person(session)
            take(session, me)
        for what, which, value in steps:
            with store.reading() as session:
                known = batches(session)
            if what == "undo":
                undo_or_nothing(store, me, known[-1 - which % len(known)])
            else:
                try:
                    with store.writing() as session:
                        gesture(session, me, what, which, value)
                except TrackerError:
                    continue
            with store.reading() as session:
                expect_history_to_hold(session)
                expect_rules_to_hold(session)

"""Who may do what: every action and every query, called as every role, and as somebody who was shut out.

Which verb each of them asks for is pinned here by hand, and every public function with a session that asks nobody is
named with its reason; whatever is found and named in neither place fails. They are called with made-up arguments: what
gets past the door may fail for other reasons; what matters is who does.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from sqlmodel import Session, SQLModel, select

from tests.actions.conftest import Desk, document, extraction
from tracker import actions, queries
from tracker.actions import people, scope
from tracker.document import Document
from tracker.errors import NotAllowed, NotSignedIn, TrackerError
from tracker.extraction.finding import Extraction
from tracker.queries.filters import Filter
from tracker.store import access
from tracker.store.people_tables import Person, Unit
from tracker.store.tables import Recommendation
from tracker.vocabulary.roles import MAY, Role, Verb

WORDS = Path(__file__).parents[2] / "docs" / "words.md"
Call = Callable[..., Any]

ON_SQLITE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)


def _functions(package: Any) -> Iterator[tuple[str, Call]]:
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        found = importlib.import_module(module.name)
        for name, function in inspect.getmembers(found, inspect.isfunction):
            if function.__module__ == module.name and not name.startswith("_"):
                yield f"{module.name.removeprefix('tracker.')}.{name}", function


ASKS: dict[Verb, str] = {
    Verb.VIEW: """
        actions.drafts.discard actions.drafts.keep actions.people.receive_digest actions.preferences.set_shortcuts
        queries.asks.asks queries.asks.repeated
        queries.choices.choices queries.counted.counted queries.counted.foremost queries.counted.years
        queries.briefs.titles
        queries.counts.counts queries.counts.totals
        queries.digest.digest queries.drafts.draft queries.evidence_files.file queries.evidence_files.files
        queries.facets.facet queries.views.views actions.views.delete actions.views.rename actions.views.save
        queries.handles.recommendation_id queries.history.history queries.history.recent queries.ledger.state
        queries.records.keys
        actions.tokens.make actions.tokens.revoke queries.tokens.mine queries.for_programs.brief_keys
        queries.for_programs.briefs queries.for_programs.recommendation_keys queries.for_programs.recommendations
        queries.listing.listing queries.records.records queries.makeup.makeup queries.meetings.approved
        queries.past.past queries.record.record
        queries.spreadsheet.heads queries.spreadsheet.rows queries.standing.standing
        queries.stories.stories
        queries.impact.impact queries.momentum.momentum queries.rates.ambition queries.rates.comparison
        queries.rates.rates queries.rates.shared queries.timing.timing queries.timing.timings
    """,
    Verb.VIEW_WORK: """
        queries.asks.compared queries.likely_asks.asking_alike queries.likely_asks.proposals queries.likely_asks.stamp
        queries.likely_asks.wordings
        queries.accuracy.by_confidence queries.accuracy.by_format queries.briefs.brief queries.briefs.briefs
        queries.briefs.next_waiting queries.briefs.saying queries.handles.brief_id queries.handles.handle
        queries.latest.latest queries.people.owners queries.people.principal queries.people.principals
        queries.people.unit_names queries.spellings.merged queries.spellings.names queries.spellings.proposals
        queries.versions.comparison queries.versions.proposed queries.versions.replaced_by
    """,
    Verb.UPLOAD: "actions.ingest.ingest",
    Verb.UPDATE: """
        actions.bulk.preview actions.bulk.update_all actions.checks.checked actions.checks.holds actions.checks.stands
        actions.evidence.add actions.evidence.withdraw actions.returned.judge actions.returned.take
        actions.scope.allow_update
        actions.updates.advance actions.updates.planned actions.views.share queries.queue.ahead
        queries.queue.following queries.queue.keys queries.queue.waiting queries.steps.last_step
    """,
    Verb.CONFIRM: """
        actions.asks.keep_apart actions.asks.part actions.asks.put_together actions.asks.take_back
        actions.correction.correct_brief actions.names.keep_apart actions.names.merge actions.names.part
        actions.reextraction.reextract actions.review.add_missed actions.review.amend actions.review.confirm
        actions.review.confirm_above actions.review.reject actions.review.reopen actions.shaping.join
        actions.shaping.move actions.shaping.split actions.versions.keep_both actions.versions.not_replaced
        actions.versions.replaced queries.steps.last_review_step
    """,
    Verb.IMPORT: """
        actions.moving_in.judge actions.moving_in.take actions.plan.save queries.profiles.mapping queries.profiles.names
    """,
    Verb.APPROVE_REPORT: """
        actions.shares.make actions.shares.revoke queries.shares.shares
        actions.meetings.amend actions.meetings.approve actions.meetings.prepare queries.meetings.meeting
        queries.meetings.meetings
    """,
    Verb.REMOVE: "actions.removal.let_in_again actions.removal.remove_brief",
    Verb.READ_HISTORY: """
        actions.undo.plan actions.undo.undo actions.undo_scope.allow_undo actions.undo_scope.undoable
        actions.undo_scope.undone actions.undo_scope.made_at
        queries.audit.doers queries.audit.gestures
    """,
    Verb.MANAGE_PEOPLE: """
        actions.people.add actions.people.amend actions.people.digest_failed actions.people.digest_sent
        actions.removal.remove_person actions.units.add actions.units.rename queries.people.people
        queries.people.person_id queries.people.units queries.tokens.everybodys
    """,
}
"""The verb that each function asks for."""

ASKS_NOBODY: dict[str, str] = {
    "parts of actions, which have asked: they write what was decided, for the person in `by` where history is kept": """
        actions.admins.one_stays actions.blanking.forget_beside actions.blanking.forget_links
        actions.blanking.forget_words actions.carrying.carry_over actions.changes.blot_out actions.changes.change
        actions.changes.change_all actions.changes.touch actions.copies.forget_carried
        actions.ingest.add_recommendation actions.ingest.set_links actions.links.ensure_region
        actions.links.add_addressees actions.links.insert_unless_there actions.links.named
        actions.links.set_addressees actions.links.set_authors actions.links.set_regions
        actions.links.set_topics actions.restoring.restore actions.restoring.restore_all
        actions.review.set_addressees actions.units.named
    """,
    "parts of actions, which have asked: they read what there is to decide by": """
        actions.chains.above actions.chains.hold actions.chains.hold_parent actions.chains.hold_replacement
        actions.chains.newer_versions actions.chains.older_versions
        actions.changes.changed_since actions.changes.found actions.changes.merged
        actions.changes.settled actions.changes.unchanged actions.copies.copies actions.edited.as_told
        actions.edited.read_edits actions.evidence.strength_of actions.evidence.strengths actions.former.owner_called
        actions.former.unit_called actions.ingest.reference_stem
        actions.links.addressees_of actions.links.authors_of actions.links.keys_of actions.links.regions_of
        actions.links.topics_of
        actions.reextraction.document_of actions.reextraction.next_position actions.reextraction.reference_stem_of
        actions.restoring.value_now actions.rules.completed actions.rules.hold_claims actions.rules.hold_together
        actions.rules.older_than_brief actions.rules.unproven actions.scope.unit_of
        actions.undo_plan.called actions.undo_plan.conflicts actions.undo_plan.steps actions.undo_plan.touched
        actions.updates.all_columns
    """,
    "it is the answer to whether one may": "actions.scope.may_update actions.scope.within_scope",
    "who signs in is nobody yet": "actions.sign_in.due actions.sign_in.known actions.sign_in.welcome",
    "who comes with a token or a link is nobody yet": """
        actions.shares.opened actions.tokens.used queries.shares.behind queries.tokens.bearer
    """,
    "parts of queries, which have asked: conditions, and what to call what was found": """
        queries.counts.confirmed queries.counts.counted queries.filters.about queries.filters.matching
        queries.filters.there queries.filters.visible queries.exactness.vague
        queries.history.referred queries.names.addressees queries.names.authors queries.names.owners
        queries.names.parents queries.names.region_codes queries.names.replacements queries.names.topics
        queries.proofs.public queries.proofs.seen_by queries.proofs.strengths queries.records.flat queries.search.says
    """,
    "they open sessions, and ask in each by `returned` and `moving_in`": """
        actions.importing.dry_run actions.importing.run
    """,
    "of the store itself, and none of its contents": """
        queries.state.data_version queries.state.past_version queries.state.present
    """,
}
"""Functions that ask for no verb, by the reason why they need not."""

VERBS = {name: verb for verb, names in ASKS.items() for name in names.split()}
FOUND = {
    name: function
    for package in (actions, queries)
    for name, function in _functions(package)
    if {"session", "actor"} & inspect.signature(function).parameters.keys()
    or Session in get_type_hints(function).values()
}


def made_up(kind: Any) -> Any:
    """Some value of this type; whatever a new action asks for is added here."""
    if get_origin(kind) in (Union, type(int | None)):
        return made_up(get_args(kind)[0])
    known: dict[Any, Any] = {
        int: 1,
        str: "x@example.org",
        float: 0.5,
        bool: False,
        bytes: b"other bytes",
        date: date(2020, 5, 4),
        datetime: datetime(2020, 5, 4, tzinfo=UTC),
        Filter: Filter(),
        Document: document(),
        Extraction: extraction(),
        Any: None,
        object: None,
    }
    if kind in known:
        return known[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    origin = get_origin(kind) or kind
    if (isinstance(origin, type) and issubclass(origin, dict)) or getattr(origin, "__name__", "") == "Mapping":
        return {}
    if getattr(origin, "__name__", "") in {"Sequence", "Iterable", "Collection", "tuple", "list", "set", "frozenset"}:
        return ()
    if hasattr(kind, "__dataclass_fields__"):
        hints = get_type_hints(kind)
        needed = [name for name, p in inspect.signature(kind).parameters.items() if p.default is p.empty]
        return kind(**{name: made_up(hints[name]) for name in needed})
    raise AssertionError(f"made_up() does not know {kind!r} yet")


def call(function: Call, session: Session, actor: Person) -> None:
    hints = get_type_hints(function)
    given: dict[str, Any] = {"session": session, "actor": actor}
    for name, parameter in inspect.signature(function).parameters.items():
        wanted = parameter.default is parameter.empty and parameter.kind not in (
            parameter.VAR_KEYWORD,
            parameter.VAR_POSITIONAL,
        )
        if wanted and name not in given:
            kind = hints[name]
            table = isinstance(kind, type) and issubclass(kind, SQLModel)
            given[name] = session.get(kind, 1) if table else made_up(kind)
    answer = function(**given)
    if isinstance(answer, Iterator):
        next(answer, None)


BY_CHANGE = {"actions.undo.undo", "actions.undo.plan", "actions.undo_scope.allow_undo"}
"""What asks for more than its verb, by what was changed and by whom (`tests/actions/test_undo.py`)."""


class Asked(Exception):
    """What `allow` was asked for."""


@dataclass
class World:
    desk: Desk
    people: dict[Role, Person]

    def tried(self, function: Call, actor: Person) -> Exception | None:
        """How the call failed, None where it did not; nothing of it is kept."""
        try:
            with self.desk.store.writing() as session:
                call(function, session, actor)
                raise Asked
        except Asked:
            return None
        except (TrackerError, ValueError, TypeError) as wrong:
            return wrong


@pytest.fixture
def world(desk: Desk) -> World:
    """One brief, which belongs to the unit of everybody; one piece of evidence."""
    desk.prove()
    found = {role: desk.person(role, "north") for role in Role}
    desk.person(Role.ADMIN, "second")
    with desk.store.writing() as session:
        unit = session.exec(select(Unit.id).where(Unit.name == "north")).one()
        for row in session.exec(select(Recommendation)):
            row.unit_id = unit
    return World(desk, found)


def verb_of(function: Call, world: World, patch: pytest.MonkeyPatch) -> Verb:
    """What the function asks for first."""

    def can(_person: Person, verb: Verb) -> bool:
        raise Asked(verb)

    with patch.context() as patched:
        patched.setattr(access, "can", can)
        with world.desk.store.reading() as session, pytest.raises(Asked) as asked:
            call(function, session, world.desk.me)
    verb = asked.value.args[0]
    assert isinstance(verb, Verb)
    return verb


def test_every_function_is_named_once_with_its_verb_or_its_reason() -> None:
    named = [name for names in (*ASKS.values(), *ASKS_NOBODY.values()) for name in names.split()]
    assert len(named) == len(set(named))
    assert set(FOUND) - set(named) == set(), "say which verb they ask for, or why they need not ask"
    assert set(named) - set(FOUND) == set(), "they are no more"
    for name, function in FOUND.items():
        if name in VERBS:
            assert {"session", "actor"} <= inspect.signature(function).parameters.keys(), name


@ON_SQLITE
def test_every_action_and_query_asks_for_its_verb(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {name: verb_of(FOUND[name], world, monkeypatch) for name in VERBS}
    assert asked == VERBS


@ON_SQLITE
def test_every_action_and_query_refuses_strangers(world: World) -> None:
    shut_out = world.people[Role.DIRECTOR]
    with world.desk.store.writing() as session:
        people.amend(session, world.desk.me, shut_out.id or 0, None, active=False)
    for name in VERBS:
        assert isinstance(world.tried(FOUND[name], shut_out), NotSignedIn), f"{name} lets in somebody who was shut out"
        assert isinstance(world.tried(FOUND[name], Person(email="x@example.org", role="admin")), NotSignedIn), name


@ON_SQLITE
def test_every_role_may_call_what_the_table_says_and_nothing_else(world: World) -> None:
    for name, verb in VERBS.items():
        for role, person in world.people.items():
            refused = isinstance(world.tried(FOUND[name], person), NotAllowed | NotSignedIn)
            if verb not in MAY[role] or name not in BY_CHANGE:
                assert refused is (verb not in MAY[role]), f"{name} as {role.value}"


def test_the_docs_tell_the_whole_table() -> None:
    lines = WORDS.read_text("utf-8").splitlines()
    assert f"| may | {' | '.join(f'`{role.value}`' for role in Role)} |" in lines
    for verb in Verb:
        row = [line for line in lines if line.startswith(f"| `{verb.value}`")]
        assert len(row) == 1, verb
        assert [cell.strip() for cell in row[0].split("|")[2:-1]] == [
            "yes" if verb in MAY[role] else "" for role in Role
        ]


@ON_SQLITE
@pytest.mark.parametrize(
    ("own", "of_brief", "mine"),
    [
        ("north", None, True),
        ("south", "north", False),
        (None, "north", True),
        (None, "south", False),
        (None, None, False),
    ],
)
def test_a_recommendation_belongs_to_its_own_unit_else_to_its_briefs(
    world: World, own: str | None, of_brief: str | None, mine: bool
) -> None:
    with world.desk.store.writing() as session:
        keys = {unit.name: unit.id for unit in session.exec(select(Unit))} | {None: None}
        if "south" not in keys:
            session.add(Unit(name="south"))
            session.flush()
            keys["south"] = session.exec(select(Unit.id).where(Unit.name == "south")).one()
        row = session.get_one(Recommendation, 1)
        brief = session.get_one(type(world.desk.taken.brief), row.brief_id)
        row.unit_id, brief.unit_id = keys[own], keys[of_brief]
        session.flush()
        assert scope.may_update(session, world.people[Role.STAFF], row) is mine
        with suppress(NotAllowed):
            scope.allow_update(session, world.people[Role.STAFF], row)
            assert mine
        assert scope.may_update(session, world.people[Role.EDITOR], row)
        assert not scope.may_update(session, world.people[Role.VIEWER], row)

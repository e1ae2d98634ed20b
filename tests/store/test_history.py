import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from tests.actions.conftest import Desk, take
from tracker.actions import links, review
from tracker.errors import Invalid, Stale
from tracker.store.access import sole_person
from tracker.store.history import as_json, replayed, typed
from tracker.store.people_tables import Change
from tracker.store.tables import Recommendation
from tracker.store.upgrade import opened
from tracker.vocabulary.answers import Contribution, Response
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.statuses import Status

_DATES = st.builds(PartialDate, st.dates(date(2015, 1, 1), date(2024, 1, 1)), st.sampled_from(Precision))
_EDITS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(Status),
        "status_on": st.none() | _DATES,
        "response": st.sampled_from(Response),
        "outcome": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20),
        "outcome_on": st.none() | _DATES,
        "contribution": st.sampled_from(Contribution),
        "rival_explanation": st.sampled_from(["", "Chance."]),
        "due": st.none() | st.dates(),
    },
)
_STEPS = st.lists(st.tuples(_EDITS, st.none() | st.integers(1, 4)), max_size=6)


@given(_STEPS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_replaying_the_changes_gives_the_row(tmp_path: Path, steps: list[tuple[dict[str, Any], int | None]]) -> None:
    with opened(f"sqlite:///{tmp_path}/{abs(hash(str(steps)))}.db") as store:
        with store.writing() as session:
            me = sole_person(session)
            taken = take(session, me)
        desk = Desk(store, me, taken)
        for fields, seen in steps:
            with suppress(Invalid, Stale):
                desk.advance(seen, **fields)
        with store.writing() as session:
            review.amend(session, me, 1, None, addressees=["Tehran"])
        with store.reading() as session:
            row = session.get_one(Recommendation, 1)
            statement = select(Change).where(Change.entity == "recommendation", Change.entity_id == 1)
            past = replayed(session.exec(statement.order_by(col(Change.id))))
            assert past.pop("addressees") == links.addressees_of(session, 1)
            assert past == json.loads(as_json(row.model_dump()))


@pytest.mark.parametrize("why", ["taken in", "Undo  of 0a1b2c: a slip", "carried over from B-2020-1/R1", "undo of"])
def test_a_reason_that_reads_like_one_of_the_program_is_marked_as_typed(why: str) -> None:
    assert typed(why) == f"“{' '.join(why.split())}”"
    assert typed(f"We {why}") == f"We {' '.join(why.split())}"

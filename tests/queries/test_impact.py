"""What came of successes: three counts that each add up to the rate, and strengths that follow the rule."""

from typing import Any

import pytest
from sqlmodel import select

from tests.queries.filled import Filled, fill
from tracker.actions import evidence
from tracker.queries.counts import totals
from tracker.queries.filters import Filter
from tracker.queries.impact import impact
from tracker.queries.listing import listing
from tracker.queries.outcomes import public_strength
from tracker.queries.rates import of_totals
from tracker.store.sessions import Store
from tracker.store.tables import Evidence, Recommendation
from tracker.vocabulary.answers import EvidenceKind, Item, strength
from tracker.vocabulary.statuses import Success, successes


@pytest.mark.parametrize("switch", Success)
@pytest.mark.parametrize("chosen", [Filter(), Filter(authors=("Ann",)), Filter(levels=("supporting",), open_only=True)])
def test_each_count_adds_up_to_the_rate(filled: Filled, chosen: Filter, switch: Success) -> None:
    with filled.store.reading() as session:
        found = impact(session, filled.me, chosen, switch)
        rate = of_totals(totals(session, filled.me, chosen), switch)
    assert found.total == rate.part
    for numbers in (found.contributions, found.outcomes, found.strengths):
        assert sum(numbers.values()) == rate.part


@pytest.mark.parametrize("switch", [Success.ADOPTED, Success.MOVED])
def test_each_number_is_that_of_its_list(filled: Filled, switch: Success) -> None:
    shown: dict[str, Any] = {"reviews": ("confirmed",), "levels": ("headline",), "statuses": successes(switch)}
    with filled.store.reading() as session:
        found = impact(session, filled.me, Filter(), switch)
        for field, numbers in (
            ("contributions", found.contributions),
            ("outcome_types", found.outcomes),
            ("strengths", found.strengths),
        ):
            for key, n in numbers.items():
                assert listing(session, filled.me, Filter(**{**shown, field: (key,)})).total == n, (field, key)


def test_strength_follows_the_rule(store: Store) -> None:
    filled = fill(store)
    kinds = [*EvidenceKind, EvidenceKind.NEWS_REPORT, EvidenceKind.PUBLIC_DOCUMENT]
    with store.writing() as session:
        for number, kind in enumerate(kinds):
            for key in range(number % 4 + 1, 20, 4):
                source = (" The Paper", "the paper ", "", "Others")[(key + number) % 4]
                evidence.add(session, filled.me, key, kind, note="So.", source=source, confidential=key % 3 == 0)
        for item in session.exec(select(Evidence)):
            item.withdrawn = (item.id or 0) % 5 == 0
    with store.reading() as session:
        told = dict(session.execute(select(Recommendation.id, public_strength())).all())
        items: dict[int, list[Item]] = {}
        for item in session.exec(select(Evidence)):
            if not item.withdrawn and not item.confidential:
                known = Item(EvidenceKind(item.kind), item.source)
                items.setdefault(item.recommendation_id, []).append(known)
    assert told == {key: strength(items.get(key, [])) for key in told}
    assert len(set(told.values())) >= 4

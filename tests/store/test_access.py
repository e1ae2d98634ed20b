import pytest

from tracker.store.access import at_most, can
from tracker.store.people_tables import Person
from tracker.vocabulary.roles import MAY, Role, Verb


@pytest.mark.parametrize("role", list(Role))
def test_at_most_a_role_is_less_and_never_more(role: Role) -> None:
    person = Person(email="x@example.org", role=role.value)
    sole = Person(email="y@example.org", role="admin", sole=True)
    for most in Role:
        with at_most(most):
            assert {verb for verb in Verb if can(person, verb)} == MAY[role] & MAY[most]
            assert {verb for verb in Verb if can(sole, verb)} == MAY[most]
    assert {verb for verb in Verb if can(person, verb)} == MAY[role]

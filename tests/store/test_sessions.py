"""What both engines understand alike."""

import pytest
from sqlalchemy import func, literal, select

from tracker.store.sessions import Store


@pytest.mark.parametrize("text", ["École", "ŽIVOT", "A. Writer", "Ørsted ÆØÅ", "1984", ""])
def test_letters_of_any_language_have_a_small_form(store: Store, text: str) -> None:
    with store.reading() as session:
        assert session.execute(select(func.lower(literal(text)))).scalar_one() == text.lower()


def test_nothing_has_no_small_form(store: Store) -> None:
    with store.reading() as session:
        assert session.execute(select(func.lower(None))).scalar_one() is None

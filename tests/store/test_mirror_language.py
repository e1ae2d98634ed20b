"""How the copy in memory is asked: for the same rows, in a way that it answers soon."""

from typing import Any

import pytest
from sqlalchemy import exists, or_
from sqlmodel import Session, col, select

from tests.actions.conftest import Desk
from tracker.queries.openness import confidential_ever, open_to_all
from tracker.store.mirror_language import DIALECT, in_its_language
from tracker.store.tables import Evidence, Recommendation
from tracker.vocabulary.answers import EvidenceKind
from tracker.vocabulary.dates import PartialDate

R, E = Recommendation, Evidence


def said(session: Session, statement: Any) -> tuple[str, Any]:
    """The statement in the copy's language, and as something that the store can be asked too."""
    own = in_its_language(session, statement, lambda _question, _find: "none")
    return str(own.compile(dialect=DIALECT)), own


@pytest.mark.parametrize("where", [open_to_all, confidential_ever, lambda: ~confidential_ever()])
def test_what_is_asked_of_each_row_is_asked_once_and_finds_the_same(desk: Desk, where: Any) -> None:
    desk.prove(number=1)
    desk.prove(EvidenceKind.NAMED_SOURCE, number=2, confidential=True)
    desk.advance(number=2, status="adopted", status_on=PartialDate.parse("2021-03-02"))
    statement = select(R.id).where(where()).order_by(col(R.id))
    with desk.store.reading() as session:
        words, own = said(session, statement)
        assert "EXISTS" not in words
        assert session.exec(own).all() == session.exec(statement).all()


@pytest.mark.parametrize(
    "where",
    [
        (col(E.recommendation_id) == col(R.id), col(E.version) == col(R.version)),
        (col(E.recommendation_id) == col(R.id), or_(col(E.confidential), col(R.status) == "adopted")),
        (col(E.recommendation_id) > col(R.id),),
        (col(E.id) == col(R.superseded_by_id),),
        (col(E.confidential).is_(True),),
    ],
)
def test_what_asks_for_more_than_one_link_is_asked_as_it_is(desk: Desk, where: Any) -> None:
    statement = select(R.id).where(exists(select(E.id).where(*where).correlate(R)))
    with desk.store.reading() as session:
        assert said(session, statement)[0].count("EXISTS") == 1

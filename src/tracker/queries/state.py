"""The state of the store: what caches hang on, and whether its contents are invented."""

from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session, col

from tracker.store.history import CREATED
from tracker.store.people_tables import Change, StoreState
from tracker.store.tables import Evidence


@dataclass(frozen=True, slots=True)
class State:
    """`version` grows with every writing; `sample` is whether the contents are invented."""

    version: int
    sample: bool


def present(session: Session) -> State:
    """The state that the session sees."""
    version, sample = session.execute(
        select(col(StoreState.data_version), col(StoreState.sample)).where(col(StoreState.id) == 1)
    ).one()
    return State(version, sample)


def data_version(session: Session) -> int:
    """A number that grows with every writing."""
    return present(session).version


def past_version(session: Session) -> int:
    """A number that grows with whatever reaches into the past: what reports of days that are over hang on.

    That is what is approved for them, what is removed for good or made confidential, and confidential evidence that is
    added.
    """
    in_confidence = select(col(Evidence.id)).where(col(Evidence.confidential).is_(True))
    reaching = or_(
        col(Change.entity) == "meeting",
        and_(col(Change.entity) == "brief", col(Change.field) == "removed"),
        and_(col(Change.entity) == "evidence", col(Change.field) == "confidential"),
        and_(col(Change.entity) == "evidence", col(Change.field) == CREATED, col(Change.entity_id).in_(in_confidence)),
    )
    return session.execute(select(func.max(col(Change.id))).where(reaching)).scalar() or 0

"""The state of the store: what caches hang on, and whether its contents are invented."""

from sqlmodel import Session

from tracker.store.people_tables import StoreState


def data_version(session: Session) -> int:
    """A number that grows with every writing."""
    return session.get_one(StoreState, 1).data_version


def is_sample(session: Session) -> bool:
    """Whether the store holds sample data."""
    return session.get_one(StoreState, 1).sample

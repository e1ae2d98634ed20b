"""The state of the history, which a report names: whoever keeps it can tell whether anything was altered since."""

from datetime import date

from sqlmodel import Session

from tracker.store import ledger
from tracker.store.access import allow
from tracker.store.clock import end_of
from tracker.store.people_tables import Person
from tracker.vocabulary.roles import Verb


def state(session: Session, actor: Person, day: date) -> str:
    """The last hash of the ledger at the end of the day, in hexadecimal digits; "" before the first change."""
    allow(session, actor, Verb.VIEW)
    return ledger.head(session, end_of(day)).hex()

"""The state of the history, which a report names: whoever keeps it can tell whether anything was altered since."""

from datetime import date

from sqlmodel import Session

from tracker.store import ledger
from tracker.store.access import allow
from tracker.store.clock import end_of, today
from tracker.store.people_tables import Person
from tracker.vocabulary.roles import Verb


def state(session: Session, actor: Person, day: date) -> str:
    """The last hash of the ledger at the end of the day, in hexadecimal digits; "" before the first change.

    Of a day that is not over it is that of the moment, whatever the clock said when the last change was kept.
    """
    allow(session, actor, Verb.VIEW)
    return ledger.head(session, end_of(day) if day < today() else None).hex()

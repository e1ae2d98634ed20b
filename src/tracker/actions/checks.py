"""Quick looks at a recommendation: one gesture each."""

from sqlmodel import Session

from tracker.actions.updates import advance
from tracker.errors import Invalid
from tracker.store.clock import today
from tracker.store.people_tables import Person
from tracker.store.tables import Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.dates import in_a_year
from tracker.vocabulary.gestures import CHECKED
from tracker.vocabulary.statuses import Status, closed


def checked(session: Session, actor: Person | None, recommendation_id: int, seen: int | None) -> Recommendation:
    """Say that somebody looked and found no change: the day of the last look moves, and nothing else."""
    return advance(session, actor, recommendation_id, seen, _(CHECKED), verified_on=today())


def holds(session: Session, actor: Person | None, recommendation_id: int, seen: int | None) -> Recommendation:
    """Say that what was found still holds, and is to be checked again in a year."""
    why = _("Checked, still holds")
    return advance(session, actor, recommendation_id, seen, why, verified_on=today(), reverify_by=in_a_year(today()))


def stands(
    session: Session, actor: Person | None, recommendation_id: int, seen: int | None, status: Status
) -> Recommendation:
    """Say where an open recommendation stands. Invalid for a status that closes it: that takes the form."""
    if status in closed():
        raise Invalid(_("Closing a recommendation takes the form, with the day and what shows it."))
    return advance(session, actor, recommendation_id, seen, _("Checked"), status=status, verified_on=today())

"""What people type for a brief, and what they are told of it: its handle, "B-2020-41"."""

from sqlmodel import Session, col, select

from tracker.errors import NotFound
from tracker.queries.filters import there
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb


def handle(session: Session, actor: Person, brief_id: int) -> str:
    """What the references of the brief's recommendations begin with; its id where it has none."""
    allow(session, actor, Verb.VIEW_WORK)
    known = select(Recommendation.reference).where(Recommendation.brief_id == brief_id).limit(1)
    reference = session.exec(known).first()
    return reference.rpartition("/")[0] if reference else str(brief_id)


def brief_id(session: Session, actor: Person, typed: str) -> int:
    """The brief that a person means by its handle, its id or one of its references; NotFound where it is none."""
    allow(session, actor, Verb.VIEW_WORK)
    text = typed.strip()
    stem = text.rpartition("/")[0] or text
    by_reference = col(Recommendation.reference).startswith(f"{stem}/", autoescape=True)
    found = session.exec(select(Recommendation.brief_id).where(by_reference).limit(1)).first()
    if found is None and text.isdecimal() and len(text) < 18:
        found = session.exec(select(Brief.id).where(col(Brief.id) == int(text))).first()
    if found is None:
        raise NotFound(_("There is no brief {typed}.").format(typed=typed))
    return found


def recommendation_id(session: Session, actor: Person, reference: str) -> int:
    """The recommendation of this reference; NotFound where there is none that the actor may see."""
    viewer = allow(session, actor, Verb.VIEW)
    wanted = col(Recommendation.reference) == reference.strip()
    found = session.exec(select(Recommendation.id).where(wanted, *there(viewer))).first()
    if found is None:
        raise NotFound(_("There is no recommendation {which}.").format(which=reference))
    return found

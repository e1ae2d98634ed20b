"""The files that go with pieces of evidence: which there are, and one of them whole."""

from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from tracker.errors import NotFound
from tracker.queries.filters import there
from tracker.store.access import allow, can
from tracker.store.people_tables import Person
from tracker.store.tables import Evidence, EvidenceFile, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.roles import Verb


def files(session: Session, actor: Person, recommendation_id: int) -> dict[int, tuple[str, int]]:
    """Of each piece of evidence that the actor may see and that has a file: its name, and its size in bytes."""
    named: Any = select(EvidenceFile.evidence_id, EvidenceFile.name, func.length(EvidenceFile.data))
    wanted = _seen(named, allow(session, actor, Verb.VIEW)).where(Evidence.recommendation_id == recommendation_id)
    return {key: (name, size) for key, name, size in session.execute(wanted)}


def file(session: Session, actor: Person | None, evidence_id: int) -> EvidenceFile:
    """The file of a piece of evidence; NotFound where there is none that the actor may see."""
    whole: Any = select(EvidenceFile)
    wanted = _seen(whole, allow(session, actor, Verb.VIEW)).where(col(EvidenceFile.evidence_id) == evidence_id)
    found: EvidenceFile | None = session.execute(wanted).scalar()
    if found is None:
        raise NotFound(_("There is no such file. It may have been removed."))
    return found


def _seen(statement: Any, viewer: Person) -> Any:
    """Of evidence that counts, on a recommendation that the viewer may see; confidential for those alone who may."""
    known = statement.join(Evidence, col(Evidence.id) == col(EvidenceFile.evidence_id)).join(Recommendation)
    hidden = [] if can(viewer, Verb.VIEW_CONFIDENTIAL) else [col(Evidence.confidential).is_(False)]
    return known.where(col(Evidence.withdrawn).is_(False), *there(viewer), *hidden)

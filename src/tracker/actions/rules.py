"""What a recommendation's answers need to hold together, in a form, an import and on the command line alike."""

from typing import Any

from sqlmodel import Session

from tracker.actions.evidence import strength_of
from tracker.errors import Invalid
from tracker.store.clock import today
from tracker.store.tables import Brief, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.answers import STRENGTH_TO_ADOPT, Contribution
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.statuses import STATUSES, Status

_CLAIMS = {Contribution.POSSIBLE, Contribution.CONTRIBUTED, Contribution.IMPORTANT, Contribution.DECISIVE}


def completed(session: Session, row: Recommendation, values: dict[str, Any]) -> dict[str, Any]:
    """The values with what follows from them; Invalid where the row would not hold together with them.

    A new status has its own date or none, and counts as a look at the record. An outcome dated before the brief is
    pre-existing.
    """
    full = dict(values)
    if "status" in full and full["status"] != row.status:
        full.setdefault("status_on", None)
        full.setdefault("status_on_precision", Precision.DAY.value if full["status_on"] else None)
        full.setdefault("verified_on", today())
    after = {**row.model_dump(), **full}
    hold_together(session, row, after)
    if _came_before(session, row, after):
        full["contribution"] = Contribution.PRE_EXISTING.value
    if after["status"] != row.status:
        _check_evidence(session, row, after)
    return full


def hold_together(session: Session, row: Recommendation, after: dict[str, Any]) -> None:
    """Invalid where the answers in `after`, all columns of the row by name, contradict each other or the brief."""
    if _came_before(session, row, after) and Contribution(after["contribution"]) in _CLAIMS:
        raise Invalid(_("The outcome is older than the brief, so the brief cannot have contributed to it."))
    _check_status(row, after)
    _check_contribution(after)


def _came_before(session: Session, row: Recommendation, after: dict[str, Any]) -> bool:
    """Whether the last day on which the outcome may have come about lies before the brief's publication."""
    brief = session.get(Brief, row.brief_id)
    if after["outcome_on"] is None or brief is None or brief.published is None:
        return False
    observed = PartialDate(after["outcome_on"], Precision(after["outcome_on_precision"] or Precision.DAY))
    return observed.last < brief.published


def _check_status(row: Recommendation, after: dict[str, Any]) -> None:
    status = Status(after["status"])
    label = _(STATUSES[status].label)
    if STATUSES[status].closed and after["status_on"] is None:
        raise Invalid(
            _("To close a recommendation as “{label}”, give the day on which that came about.").format(label=label)
        )
    if after["status_on"] is not None and after["status_on"] > today():
        raise Invalid(_("The day on which a status came about cannot lie in the future."))
    if status is Status.SUPERSEDED and after["superseded_by_id"] is None:
        raise Invalid(_("Name the later recommendation that has replaced this one."))
    if after["superseded_by_id"] == row.id:
        raise Invalid(_("A recommendation cannot replace itself."))


def _check_evidence(session: Session, row: Recommendation, after: dict[str, Any]) -> None:
    if unproven(session, row.id or 0, after["status"]):
        raise Invalid(
            _(
                "To close a recommendation as “{label}”, first add evidence of strength 2 or more: "
                "a news report, a public document, a named source, or better."
            ).format(label=_(STATUSES[Status(after["status"])].label))
        )


def unproven(session: Session, recommendation_id: int, status: str) -> bool:
    """Whether the evidence is too weak for this status."""
    return status == Status.ADOPTED and strength_of(session, recommendation_id) < STRENGTH_TO_ADOPT


def _check_contribution(after: dict[str, Any]) -> None:
    if Contribution(after["contribution"]) in _CLAIMS and not after["rival_explanation"].strip():
        raise Invalid(_("Say what else may explain the outcome before you say that the brief contributed to it."))

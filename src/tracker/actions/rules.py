"""What a recommendation's answers need to hold together, in a form, an import and on the command line alike."""

from typing import Any

from sqlmodel import Session

from tracker.actions.evidence import strength_of
from tracker.errors import Invalid
from tracker.store.clock import today
from tracker.store.tables import Brief, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.answers import CLAIMS, STRENGTH_TO_ADOPT, Contribution
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.statuses import STATUSES, Status

_DATED = {"outcome_on", "status", "status_on", "contribution"}
_NOTHING_YET = {Status.NOT_ASSESSED, Status.NO_MOVEMENT}
"""Statuses of which nothing came about, whenever they are dated."""


def completed(session: Session, row: Recommendation, values: dict[str, Any]) -> dict[str, Any]:
    """The values with what follows from them; Invalid where the row would not hold together with them.

    A new status has its own date or none, and counts as a look at the record. An outcome or a status that came about
    before the brief is pre-existing.
    """
    full = dict(values)
    if "status" in full and full["status"] != row.status:
        full.setdefault("status_on", None)
        full.setdefault("status_on_precision", Precision.DAY.value if full["status_on"] else None)
        full.setdefault("verified_on", today())
    after = {**row.model_dump(), **full}
    if not full.keys().isdisjoint(_DATED) and _came_before(session, row, after):
        if Contribution(after["contribution"]) in CLAIMS:
            raise Invalid(_("What came about is older than the brief, so the brief cannot have contributed to it."))
        full["contribution"] = Contribution.PRE_EXISTING.value
    _check_status(session, row, after)
    _check_contribution(after)
    return full


def _came_before(session: Session, row: Recommendation, after: dict[str, Any]) -> bool:
    """Whether the last day on which the outcome, or the status, may have come about lies before the publication."""
    brief = session.get(Brief, row.brief_id)
    if brief is None or brief.published is None:
        return False
    dated = ["outcome_on"] if after["status"] in _NOTHING_YET else ["outcome_on", "status_on"]
    known = [(after[name], after[f"{name}_precision"]) for name in dated if after[name] is not None]
    lasts = [PartialDate(day, Precision(precision or Precision.DAY)).last for day, precision in known]
    return any(last < brief.published for last in lasts)


def _check_status(session: Session, row: Recommendation, after: dict[str, Any]) -> None:
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
    if status is Status.ADOPTED and row.status != status and strength_of(session, row.id or 0) < STRENGTH_TO_ADOPT:
        raise Invalid(
            _(
                "To close a recommendation as “{label}”, first add evidence of strength 2 or more: "
                "a news report, a public document, a named source, or better."
            ).format(label=label)
        )


def _check_contribution(after: dict[str, Any]) -> None:
    if Contribution(after["contribution"]) in CLAIMS and not after["rival_explanation"].strip():
        raise Invalid(_("Say what else may explain the outcome before you say that the brief contributed to it."))

"""What a recommendation's answers need to hold together, in a form, an import and on the command line alike."""

from collections.abc import Callable, Mapping
from datetime import date
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
    brief = session.get(Brief, row.brief_id)
    published = brief.published if brief else None
    return complete(row.model_dump(), values, published, lambda: strength_of(session, row.id or 0))


def complete(
    row: Mapping[str, Any], values: Mapping[str, Any], published: date | None, strength: Callable[[], int]
) -> dict[str, Any]:
    """As `completed`, of a row that may not exist yet: its values, when its brief came out, how strong its evidence is.

    `strength` is asked for only where it matters.
    """
    full = dict(values)
    if "status" in full and full["status"] != row["status"]:
        full.setdefault("status_on", None)
        full.setdefault("status_on_precision", Precision.DAY.value if full["status_on"] else None)
        full.setdefault("verified_on", today())
    after = {**row, **full}
    if _came_before(published, after):
        if Contribution(after["contribution"]) in _CLAIMS:
            raise Invalid(_("The outcome is older than the brief, so the brief cannot have contributed to it."))
        full["contribution"] = Contribution.PRE_EXISTING.value
    _check_status(row, after, strength)
    _check_contribution(after)
    return full


def _came_before(published: date | None, after: dict[str, Any]) -> bool:
    """Whether the last day on which the outcome may have come about lies before the brief's publication."""
    if after["outcome_on"] is None or published is None:
        return False
    observed = PartialDate(after["outcome_on"], Precision(after["outcome_on_precision"] or Precision.DAY))
    return observed.last < published


def _check_status(row: Mapping[str, Any], after: dict[str, Any], strength: Callable[[], int]) -> None:
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
    if after["superseded_by_id"] is not None and after["superseded_by_id"] == row["id"]:
        raise Invalid(_("A recommendation cannot replace itself."))
    if status is Status.ADOPTED and row["status"] != status and strength() < STRENGTH_TO_ADOPT:
        raise Invalid(
            _(
                "To close a recommendation as “{label}”, first add evidence of strength 2 or more: "
                "a news report, a public document, a named source, or better."
            ).format(label=label)
        )


def _check_contribution(after: dict[str, Any]) -> None:
    if Contribution(after["contribution"]) in _CLAIMS and not after["rival_explanation"].strip():
        raise Invalid(_("Say what else may explain the outcome before you say that the brief contributed to it."))

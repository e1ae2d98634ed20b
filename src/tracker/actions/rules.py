"""What a recommendation's answers need to hold together, in a form, an import and on the command line alike."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from tracker.actions.evidence import strength_of
from tracker.errors import Invalid, Obstacles, TooLittleEvidence
from tracker.store.clock import today
from tracker.store.tables import Brief, Recommendation
from tracker.translation import gettext as _
from tracker.vocabulary.answers import STRENGTH_TO_ADOPT, Contribution
from tracker.vocabulary.dates import PartialDate, Precision
from tracker.vocabulary.statuses import STATUSES, Status

_CLAIMS = {Contribution.POSSIBLE, Contribution.CONTRIBUTED, Contribution.IMPORTANT, Contribution.DECISIVE}


def completed(session: Session, row: Recommendation, values: dict[str, Any]) -> dict[str, Any]:
    """The values with what follows from them; Obstacles, with every one, where the row would not hold together.

    A new status has its own date or none, and counts as a look at the record. An outcome dated before the brief is
    pre-existing.
    """
    full = dict(values)
    if "status" in full and full["status"] != row.status:
        full.setdefault("status_on", None)
        full.setdefault("status_on_precision", Precision.DAY.value if full["status_on"] else None)
        full.setdefault("verified_on", today())
    after = {**row.model_dump(), **full}
    wrong = [*_of_status(after), *_of_replacement(row, after), *_of_evidence(session, row, after)]
    if not _came_before(session, row, after):
        wrong += _of_contribution(after)
    elif Contribution(after["contribution"]) in _CLAIMS:
        wrong.append(Invalid(_("The outcome is older than the brief, so the brief cannot have contributed to it.")))
    else:
        full["contribution"] = Contribution.PRE_EXISTING.value
    if wrong:
        raise Obstacles(wrong)
    return full


def _came_before(session: Session, row: Recommendation, after: dict[str, Any]) -> bool:
    """Whether the last day on which the outcome may have come about lies before the brief's publication."""
    brief = session.get(Brief, row.brief_id)
    if after["outcome_on"] is None or brief is None or brief.published is None:
        return False
    observed = PartialDate(after["outcome_on"], Precision(after["outcome_on_precision"] or Precision.DAY))
    return observed.last < brief.published


def _of_status(after: dict[str, Any]) -> Iterator[Invalid]:
    meaning, on = STATUSES[Status(after["status"])], after["status_on"]
    if meaning.closed and on is None:
        said = _("To close a recommendation as “{label}”, give the day on which that came about.")
        yield Invalid(said.format(label=_(meaning.label)))
    if on is not None and on > today():
        yield Invalid(_("The day on which a status came about cannot lie in the future."))


def _of_replacement(row: Recommendation, after: dict[str, Any]) -> Iterator[Invalid]:
    if after["status"] == Status.SUPERSEDED and after["superseded_by_id"] is None:
        yield Invalid(_("Name the later recommendation that has replaced this one."))
    if after["superseded_by_id"] == row.id:
        yield Invalid(_("A recommendation cannot replace itself."))


def _of_evidence(session: Session, row: Recommendation, after: dict[str, Any]) -> Iterator[Invalid]:
    closes = after["status"] == Status.ADOPTED and row.status != Status.ADOPTED
    if closes and strength_of(session, row.id or 0) < STRENGTH_TO_ADOPT:
        yield TooLittleEvidence(
            _(
                "To close a recommendation as “{label}”, first add evidence of strength {n} or more: "
                "a news report, a public document, a named source, or better."
            ).format(label=_(STATUSES[Status.ADOPTED].label), n=STRENGTH_TO_ADOPT)
        )


def _of_contribution(after: dict[str, Any]) -> Iterator[Invalid]:
    if Contribution(after["contribution"]) in _CLAIMS and not after["rival_explanation"].strip():
        yield Invalid(_("Say what else may explain the outcome before you say that the brief contributed to it."))

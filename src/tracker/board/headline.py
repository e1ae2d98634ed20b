"""The figures that stand first: how many, how many assessed, how many adopted, what still holds, what waits."""

from dataclasses import dataclass

from tracker.queries.counts import Totals
from tracker.queries.standing import Standing
from tracker.translation import gettext as _
from tracker.vocabulary.numbers import briefs, number, share

RECOMMENDATIONS, ASSESSED, ADOPTED, IN_FORCE, PENDING = "recommendations assessed adopted in_force pending".split()
"""The keys of the figures."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its key and its name; `of` is what it is taken from, None where it stands alone.

    `taken_from` says that in words.
    """

    key: str
    name: str
    value: int
    of: int | None
    taken_from: str


def headline(totals: Totals, standing: Standing) -> tuple[Figure, ...]:
    """The figures of a view, that of pending ones where it is told; `standing` is that of the same view."""
    adopted, in_force, assessed = standing.adopted, standing.in_force, totals.assessed
    whole = _("of {n}").format(n=number(totals.total)) + share(assessed, totals.total)
    checked = _("of {n} assessed").format(n=number(assessed)) + share(adopted, assessed)
    held = _("of {n} adopted").format(n=number(adopted)) + share(in_force, adopted)
    pending = Figure(PENDING, _("To be confirmed"), totals.pending, None, _beside(totals))
    return (
        Figure(RECOMMENDATIONS, _("Recommendations"), totals.total, None, _from(totals)),
        Figure(ASSESSED, _("Assessed"), assessed, totals.total, whole),
        Figure(ADOPTED, _("Adopted, at least in part"), adopted, assessed, checked),
        Figure(IN_FORCE, _("Still in force"), in_force, adopted, held),
        *((pending,) if totals.told else ()),
    )


def _from(totals: Totals) -> str:
    said = _("confirmed headline ones, from {briefs}") if totals.headline_only else _("confirmed ones, from {briefs}")
    return said.format(briefs=briefs(totals.briefs))


def _beside(totals: Totals) -> str:
    said = _("headline ones, not among the {n}") if totals.headline_only else _("not among the {n}")
    return said.format(n=number(totals.total))

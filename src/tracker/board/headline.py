"""The figures that stand first: how many, how many assessed, how many adopted, what still holds, what waits."""

from dataclasses import dataclass

from tracker.queries.counts import Totals
from tracker.queries.standing import Standing
from tracker.translation import gettext as _
from tracker.vocabulary.numbers import briefs, number, share


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its name, and in words what it was taken from."""

    name: str
    value: int
    taken_from: str


def headline(totals: Totals, standing: Standing) -> tuple[Figure, ...]:
    """The five figures of a view; `standing` is that of the same view."""
    adopted, in_force, assessed = standing.adopted, standing.in_force, totals.assessed
    return (
        Figure(_("Recommendations"), totals.total, _from(totals)),
        Figure(_("Assessed"), assessed, _("of {n}").format(n=number(totals.total)) + share(assessed, totals.total)),
        Figure(
            _("Adopted, at least in part"),
            adopted,
            _("of {n} assessed").format(n=number(assessed)) + share(adopted, assessed),
        ),
        Figure(_("Still in force"), in_force, _("of {n} adopted").format(n=number(adopted)) + share(in_force, adopted)),
        Figure(
            _("To be confirmed"),
            totals.pending,
            (_("headline ones, not among the {n}") if totals.headline_only else _("not among the {n}")).format(
                n=number(totals.total)
            ),
        ),
    )


def _from(totals: Totals) -> str:
    said = _("confirmed headline ones, from {briefs}") if totals.headline_only else _("confirmed ones, from {briefs}")
    return said.format(briefs=briefs(totals.briefs))

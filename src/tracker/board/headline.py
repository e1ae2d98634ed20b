"""The figures that stand first: how many, how many assessed, how many adopted, what still holds, what waits."""

from dataclasses import dataclass

from tracker.queries.counts import Totals
from tracker.queries.standing import Standing
from tracker.translation import gettext as _
from tracker.vocabulary.numbers import briefs, number, share


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its name, the number that it was taken from (None where from none), and that in words.

    `key` is recommendations, assessed, adopted, in_force or pending.
    """

    key: str
    name: str
    value: int
    of: int | None
    taken_from: str


def headline(totals: Totals, standing: Standing) -> tuple[Figure, ...]:
    """The five figures of a view; `standing` is that of the same view."""
    adopted, in_force, assessed = standing.adopted, standing.in_force, totals.assessed
    of_total, of_assessed = _("of {n}").format(n=number(totals.total)), _("of {n} assessed").format(n=number(assessed))
    return (
        Figure("recommendations", _("Recommendations"), totals.total, None, _from(totals)),
        Figure("assessed", _("Assessed"), assessed, totals.total, of_total + share(assessed, totals.total)),
        Figure("adopted", _("Adopted, at least in part"), adopted, assessed, of_assessed + share(adopted, assessed)),
        Figure(
            "in_force",
            _("Still in force"),
            in_force,
            adopted,
            _("of {n} adopted").format(n=number(adopted)) + share(in_force, adopted),
        ),
        Figure("pending", _("To be confirmed"), totals.pending, None, _beside(totals)),
    )


def _beside(totals: Totals) -> str:
    said = _("headline ones, not among the {n}") if totals.headline_only else _("not among the {n}")
    return said.format(n=number(totals.total))


def _from(totals: Totals) -> str:
    said = _("confirmed headline ones, from {briefs}") if totals.headline_only else _("confirmed ones, from {briefs}")
    return said.format(briefs=briefs(totals.briefs))

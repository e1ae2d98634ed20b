"""The records behind the figures: each recommendation that a figure counts, with the figures that count it."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.board.headline import ADOPTED, ASSESSED, IN_FORCE, RECOMMENDATIONS
from tracker.queries.counted import Counted
from tracker.translation import spoken
from tracker.vocabulary import regions
from tracker.vocabulary.statuses import STATUSES, Status


@dataclass(frozen=True, slots=True)
class Entry:
    """One recommendation; `figures` are the keys of the figures that count it.

    `published` and `since` are as exactly as they are known ("2024-05"), `regions` names of countries, `strength` that
    of its public evidence. What is still to be confirmed is in no annex: nobody has judged yet that it is ours.
    """

    reference: str
    wording: str
    brief: str
    published: str | None
    authors: tuple[str, ...]
    regions: tuple[str, ...]
    status: Status
    since: str | None
    strength: int
    figures: tuple[str, ...]


def annex(counted: Iterable[Counted]) -> tuple[Entry, ...]:
    """The entries, in the order given."""
    return tuple(
        Entry(
            reference=one.reference,
            wording=one.wording,
            brief=one.brief,
            published=one.published,
            authors=one.authors,
            regions=tuple(regions.name(code, spoken()) for code in one.regions),
            status=one.status,
            since=one.since,
            strength=one.strength,
            figures=counting_it(one),
        )
        for one in counted
    )


def counting_it(one: Counted) -> tuple[str, ...]:
    """The keys of the figures that count the recommendation."""
    counts = {
        RECOMMENDATIONS: True,
        ASSESSED: STATUSES[one.status].assessed,
        ADOPTED: one.adopted,
        IN_FORCE: one.in_force,
    }
    return tuple(key for key, counted in counts.items() if counted)

"""What there is to choose from in a filter, each with the number of recommendations behind it."""

from dataclasses import dataclass

from sqlmodel import Session

from tracker.queries.axes import By
from tracker.queries.counts import ALL_LEVELS, counts
from tracker.queries.filters import Filter
from tracker.store.people_tables import Person


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: as the address has it, as a person calls it, and how many recommendations it has."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that occur, those with the most recommendations first."""

    authors: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    region_groups: tuple[Choice, ...]
    addressees: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    series: tuple[Choice, ...]


def choices(session: Session, actor: Person) -> Choices:
    """What the filters of every page offer; pending and confirmed recommendations of all levels are counted."""
    return Choices(
        authors=_values(session, actor, By.AUTHOR),
        regions=_values(session, actor, By.REGION),
        region_groups=_values(session, actor, By.REGION_GROUP),
        addressees=_values(session, actor, By.ADDRESSEE),
        topics=_values(session, actor, By.TOPIC),
        series=_values(session, actor, By.SERIES),
    )


def _values(session: Session, actor: Person, by: By) -> tuple[Choice, ...]:
    table = counts(session, actor, by, Filter(), levels=ALL_LEVELS)
    rows = zip(table["key"], table["label"], table["total"] + table["pending"], strict=True)
    return tuple(Choice(key, label, int(count)) for key, label, count in rows if key is not None)

"""What stands in place of what was removed for good: a wrong or confidential upload, or a person."""

from tracker.store.people_tables import Person
from tracker.store.tables import Brief

MARK = "[removed]"
"""In place of words that are gone."""


WORDS: dict[str, tuple[str, ...]] = {"recommendation": ("outcome", "rival_explanation", "notes")}
"""Of rows that stay, by table, the fields of which words can go: those carried over from a row that is gone."""

OF_NAMES = "[removed name of "
"""How what stands in place of the name of an author or addressee begins."""


def of_name(kind: str, key: int) -> str:
    """In place of the name of an author or addressee that history still tells of."""
    return f"{OF_NAMES}{kind} {key}]"


def of_person(key: int) -> str:
    """In place of a person's name and address: no address at which anybody could sign in."""
    return f"[removed person {key}]"


def gone(row: object) -> bool:
    """Whether only the place of this brief or person is left."""
    if isinstance(row, Person):
        return row.email == of_person(row.id or 0)
    return isinstance(row, Brief) and row.removed and row.title == MARK

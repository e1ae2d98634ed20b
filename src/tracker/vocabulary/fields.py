"""The fields of a recommendation that are brought up to date, by the words of forms and as the store has them."""

from collections.abc import Iterable

from tracker.vocabulary.columns import EDITABLE, PARTIAL_DATES, WORK

_BY_ID = ("superseded_by", "owner", "unit")


def stored(field: str) -> tuple[str, ...]:
    """The columns of the store that hold a field: a date has its precision beside it, a link is the id of its row."""
    if field in PARTIAL_DATES:
        return field, f"{field}_precision"
    return (f"{field}_id",) if field in _BY_ID else (field,)


def _columns(fields: Iterable[str]) -> frozenset[str]:
    return frozenset(name for field in fields for name in stored(field))


UPDATED = _columns(EDITABLE)
"""What whoever may update a recommendation may change; everything else of it belongs to its review."""

OF_THE_WORK = _columns(WORK)
"""Of these, what is told to those alone who may see the work."""

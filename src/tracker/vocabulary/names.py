"""Whose names may be spelled in several ways."""

from enum import StrEnum

from tracker.translation import marked


class Named(StrEnum):
    """Those who are known by names; the keys are those of the tables."""

    AUTHOR = "author"
    ADDRESSEE = "addressee"


NAMED_LABELS: dict[Named, str] = {Named.AUTHOR: marked("Authors"), Named.ADDRESSEE: marked("Addressees")}

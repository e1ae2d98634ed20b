"""The groups that charts set beside each other: what may be chosen, what a group is called, what its marks lead to."""

from tracker.queries.axes import By
from tracker.translation import marked, ngettext, nmarked
from tracker.vocabulary.numbers import number

FIELDS: dict[By, str] = {
    By.AUTHOR: "authors",
    By.REGION_GROUP: "regions",
    By.REGION: "regions",
    By.SERIES: "series",
    By.TOPIC: "topics",
    By.ADDRESSEE: "addressees",
    By.ACTION_TYPE: "action_types",
}
"""What may be compared, and the part of the filter that its keys fill."""

ROWS: dict[By, str] = {
    By.AUTHOR: marked("Author"),
    By.REGION_GROUP: marked("Part of the world"),
    By.REGION: marked("Country"),
    By.SERIES: marked("Series"),
    By.TOPIC: marked("Topic"),
    By.ADDRESSEE: marked("Addressee"),
    By.ACTION_TYPE: marked("How much is asked"),
}
"""What one group is."""

_GROUPS: dict[By, tuple[str, str]] = {
    By.AUTHOR: nmarked("{n} author", "{n} authors"),
    By.REGION_GROUP: nmarked("{n} part of the world", "{n} parts of the world"),
    By.REGION: nmarked("{n} country", "{n} countries"),
    By.SERIES: nmarked("{n} series", "{n} series"),
    By.TOPIC: nmarked("{n} topic", "{n} topics"),
    By.ADDRESSEE: nmarked("{n} addressee", "{n} addressees"),
    By.ACTION_TYPE: nmarked("{n} kind of ask", "{n} kinds of ask"),
}


def many(by: By, n: int) -> str:
    """So many groups: "1 author", "1,200 countries"."""
    return ngettext(*_GROUPS[by], n).format(n=number(n))

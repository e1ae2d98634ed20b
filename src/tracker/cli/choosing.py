"""The filters of `tracker list` and `tracker counts`."""

from typing import Annotated, Any

import typer

from tracker.cli.options import partial_date
from tracker.errors import Invalid
from tracker.queries.filters import Filter
from tracker.queries.search import MOST_WORDS, searchable
from tracker.translation import gettext as _
from tracker.vocabulary import regions
from tracker.vocabulary.answers import Review
from tracker.vocabulary.statuses import Status


def repeated(name: str, words: str, metavar: str | None = None) -> Any:
    """An option that may be given several times, or never."""
    return typer.Option(name, metavar=metavar, help=words, default_factory=list)


Authors = Annotated[list[str], repeated("--author", _("By this author; may be repeated, meaning or."), "NAME")]
Regions = Annotated[list[str], repeated("--region", _("About this country (code or name) or region group."), "PLACE")]
Addressees = Annotated[list[str], repeated("--addressee", _("Addressed to them."), "NAME")]
Topics = Annotated[list[str], repeated("--topic", _("Filed under this topic."), "TOPIC")]
Statuses = Annotated[list[Status], repeated("--status", _("Where the ask stands."))]
Reviews = Annotated[list[Review], repeated("--review", _("Parsed only, confirmed, or rejected."))]
Since = Annotated[str, typer.Option("--since", metavar="DATE", help=_("Published on this day or later."))]
Until = Annotated[str, typer.Option("--until", metavar="DATE", help=_("Published on this day or earlier."))]
Search = Annotated[str, typer.Option("--search", metavar="WORDS", help=_("Words that must all occur."))]


def chosen(
    authors: list[str],
    places: list[str],
    addressees: list[str],
    topics: list[str],
    statuses: list[Status],
    reviews: list[Review],
    levels: tuple[str, ...],
    since: str,
    until: str,
    search: str,
) -> Filter:
    """The filter that the options make; Invalid where a place or a date is none, or no word is searched for."""
    first, last = partial_date(since, "--since"), partial_date(until, "--until")
    return Filter(
        authors=tuple(authors),
        regions=tuple(_place(place) for place in places),
        addressees=tuple(addressees),
        topics=tuple(topics),
        statuses=tuple(statuses),
        reviews=tuple(reviews),
        levels=levels,
        since=first.day if first else None,
        until=last.last if last else None,
        search=_words(search),
    )


def _words(search: str) -> str:
    try:
        return searchable(search) if search else ""
    except ValueError as wrong:
        told = _("--search wants words, at most {n} of them, and not {text!r}.")
        raise Invalid(told.format(n=MOST_WORDS, text=search)) from wrong


def _place(text: str) -> str:
    """The code of a country, or the key of a region group, that a person means."""
    code = regions.find(text)
    if code:
        return code
    wanted = text.strip().casefold()
    for group, label in regions.REGION_GROUP_LABELS.items():
        if wanted in (group.value, label.casefold(), _(label).casefold()):
            return group.value
    groups = ", ".join(regions.RegionGroup)
    raise Invalid(_("{text!r} is no country and no region group. Groups: {groups}.").format(text=text, groups=groups))

"""What other programs can ask for: each view with its columns, the parameters of its own, and its rows in steps.

The parameters of the filter are those of the pages (`queries.parameters`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session
from starlette.datastructures import QueryParams

from tracker.errors import BadParameter
from tracker.queries import for_programs, parameters
from tracker.queries.axes import By
from tracker.queries.counts import counts
from tracker.queries.filters import Filter
from tracker.queries.parameters import PARAMETERS
from tracker.store.access import can
from tracker.store.people_tables import Person
from tracker.translation import gettext as _
from tracker.translation import marked
from tracker.vocabulary.answers import Review
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Status

LONGEST_PAGE = 10_000
FORMATS = ("json", "csv")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request asks for: the filter, the key to go on after, so many rows at most (None: all), the groups."""

    chosen: Filter
    after: int = 0
    limit: int | None = None
    by: By | None = None


@dataclass(frozen=True, slots=True)
class View:
    """One view: its address below `/api/`, what it takes beside the filter, and its columns in CSV.

    `keys(session, actor, wanted, after, most)` are the keys of its rows in order, `rows(session, actor, wanted, keys)`
    the rows of some of them, `step` how many at a time.
    """

    own: tuple[str, ...]
    columns: tuple[str, ...]
    keys: Callable[[Session, Person, Wanted, int, int], list[int]]
    rows: Callable[[Session, Person, Wanted, Sequence[int]], list[Row]]
    step: int = 500


OWN: dict[str, str] = {
    "by": ", ".join(By),
    "limit": marked("a number from 1 to 10000"),
    "after": marked("a number, as a link to the next page has it"),
    "format": ", ".join(FORMATS),
    "public": "1",
}
"""What there is beside the parameters of the filter, and what each wants."""


def wanted(view: View, query: QueryParams) -> Wanted:
    """What the parameters ask of the view; BadParameter for the first one that cannot be meant, or is not known."""
    given: dict[str, list[str]] = {}
    for name, value in query.multi_items():
        given.setdefault(name, []).append(value)
    known = (*PARAMETERS, *view.own, "format", "public")
    for name, values in given.items():
        if name not in known:
            raise _unknown(name, known)
        if name in OWN and len(values) > 1:
            raise parameters.too_often(name, 1)
    chosen = parameters.strictly(given)
    if "by" in view.own and "by" not in given:
        raise BadParameter(_("Say by what to count: by={words}.").format(words="|".join(By)), "by")
    _one("format", given, FORMATS.index)
    outside = _one("public", given, ("1",).index) is not None
    after, limit = _one("after", given, parameters.a_number), _one("limit", given, _page)
    return Wanted(_open(chosen) if outside else chosen, after or 0, limit, _one("by", given, By))


def _open(chosen: Filter) -> Filter:
    """The filter of what may leave the institute: confirmed, and resting on nothing confidential."""
    if chosen.reviews and Review.CONFIRMED not in chosen.reviews:
        told = _("With public=1 confirmed recommendations alone are told. Leave review away, or ask for confirmed.")
        raise BadParameter(told, "review")
    return replace(chosen, open_only=True, reviews=(Review.CONFIRMED.value,))


def _unknown(name: str, known: Sequence[str]) -> BadParameter:
    short = name if len(name) <= 40 else f"{name[:40]}…"
    said = _("There is no parameter {name!r} here. There are: {known}.")
    return BadParameter(said.format(name=short, known=", ".join(known)), short)


def _one(name: str, given: Mapping[str, Sequence[str]], read: Callable[[str], Any]) -> Any:
    """The one value of a parameter that is no filter's; None where it is not given."""
    if name not in given:
        return None
    try:
        return read(given[name][0])
    except ValueError:
        raise parameters.unreadable(name, given[name][0], _(OWN[name])) from None


def _page(text: str) -> int:
    number = parameters.a_number(text)
    if number > LONGEST_PAGE:
        raise ValueError(text)
    return number


def flat(row: Row) -> Iterator[Any]:
    """The cells of a row in CSV: the brief's beside the others, evidence an item a line."""
    for name, value in row.items():
        if name == "brief":
            yield from value.values()
        elif name == "evidence":
            yield "\n".join(map(_item, value))
        else:
            yield value


def _item(item: Row) -> str:
    parts = (item["source"], item["dated"], item["url"], item["quote"], item["note"])
    told = ", ".join(part for part in parts if part)
    kind = f"{item['kind']} (confidential)" if item["confidential"] else str(item["kind"])
    return f"{kind}: {told}" if told else kind


def _counted(session: Session, actor: Person, asked: Wanted, _keys: Sequence[int]) -> list[Row]:
    table = counts(session, actor, asked.by or By.YEAR, asked.chosen)
    numbers = list(table.columns[2:])
    groups = table.to_dict("records")
    rows = [{"key": g["key"], "label": g["label"], **{name: int(g[name]) for name in numbers}} for g in groups]
    tells_work = can(actor, Verb.VIEW_WORK) and not asked.chosen.open_only
    return rows if tells_work else [{**row, "pending": None} for row in rows]


_RECOMMENDATION = (
    "id reference text detail level parent stance addressees action_type confidence review status status_on response "
    "outcome_type outcome_on outcome fidelity contribution rival_explanation owner due verified_on reverify_by "
    "priority notes version superseded_by strength evidence brief_id brief_title brief_authors brief_regions "
    "brief_topics brief_published brief_series brief_number"
).split()

VIEWS: dict[str, View] = {
    "recommendations": View(
        ("limit", "after"),
        tuple(_RECOMMENDATION),
        lambda session, me, asked, after, most: for_programs.recommendation_keys(
            session, me, asked.chosen, after, most
        ),
        lambda session, me, asked, keys: for_programs.recommendations(session, me, asked.chosen, keys),
    ),
    "briefs": View(
        ("limit", "after"),
        tuple(for_programs.BRIEF_COLUMNS),
        lambda session, me, asked, after, most: for_programs.brief_keys(session, me, asked.chosen, after, most),
        lambda session, me, asked, keys: for_programs.briefs(session, me, asked.chosen, keys),
    ),
    "counts": View(
        ("by",),
        ("key", "label", "total", "pending", *(status.value for status in Status)),
        lambda _session, _me, _asked, after, _most: [] if after else [1],
        _counted,
    ),
}

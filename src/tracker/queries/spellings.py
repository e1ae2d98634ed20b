"""Names that count: another spelling of an author or addressee stands for the one that a person merged it into."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from tracker.queries.similar import likely_same
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.tables import (
    NAMES,
    Addressee,
    Author,
    BriefAuthor,
    BriefRegion,
    Recommendation,
    RecommendationAddressee,
    RecommendationAuthor,
)
from tracker.store.tombstones import OF_NAMES
from tracker.store.work_tables import KeptApart
from tracker.vocabulary.names import Named
from tracker.vocabulary.roles import Verb

Table = type[Author] | type[Addressee]
_CHUNK = 500
_LOCAL = 3
"""Countries of a body that is no international one."""


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling, how many briefs or recommendations bear it, and the key of the one that counts for it.

    `countries` are those of its briefs, by code, where they were asked for: they tell one ministry of finance from
    another's.
    """

    id: int
    name: str
    uses: int
    same_as: int | None = None
    version: int = 1
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Spellings that are likely of the same one, the one in most use first."""

    names: tuple[Name, ...]


def counted(source: Any, link: Any, table: Table, *columns: Any) -> Any:
    """A select from `source` of the columns and, as `key`, the name that counts for the one whom `link` names.

    `link` is a column of `source` with keys of `table`.
    """
    chosen: Any = aliased(table)
    named = func.coalesce(chosen.name, table.name).label("key")
    statement: Any = select(*columns, named).select_from(source).join(table, link == col(table.id))
    return statement.outerjoin(chosen, chosen.id == col(table.same_as_id))


def root(table: Any) -> Any:
    """The key of the name that counts for a name."""
    return func.coalesce(col(table.same_as_id), col(table.id))


def meant(table: Table, names: Sequence[str]) -> Any:
    """A select of the keys of all spellings of those who bear one of the names."""
    other = aliased(table)
    return select(col(table.id)).where(root(table).in_(select(root(other)).where(col(other.name).in_(names))))


def names(session: Session, actor: Person, kind: Named) -> tuple[Name, ...]:
    """Every spelling, those in most use first, but for what was removed; for those who see the work."""
    allow(session, actor, Verb.VIEW_WORK)
    table = NAMES[kind]
    uses = _uses(kind).subquery()
    statement = (
        select(col(table.id), col(table.name), func.coalesce(uses.c.n, 0), col(table.same_as_id), col(table.version))
        .outerjoin(uses, uses.c.key == col(table.id))
        .where(col(table.name).not_like(f"{OF_NAMES}%"))
        .order_by(func.coalesce(uses.c.n, 0).desc(), col(table.name))
    )
    return tuple(Name(*row) for row in session.execute(statement))


def proposals(session: Session, actor: Person, kind: Named) -> tuple[Proposal, ...]:
    """Which spellings a person may want to merge, the surest first: none that are merged or were kept apart.

    Addressees whose briefs are about different countries are different bodies, however alike they are called.
    """
    known = [name for name in names(session, actor, kind) if name.same_as is None and name.uses]
    pairs = select(col(KeptApart.one_id), col(KeptApart.other_id)).where(col(KeptApart.entity) == kind.value)
    apart = {(one, other) for one, other in session.execute(pairs)}
    by_text = {name.name: name for name in known}
    likely = likely_same(list(by_text), people=kind is Named.AUTHOR)
    groups = [tuple(by_text[text] for text in group) for group in likely]
    if kind is Named.ADDRESSEE:
        countries = _countries(session, {name.id for group in groups for name in group})
        groups = [tuple(replace(name, countries=countries.get(name.id, ())) for name in group) for group in groups]
    return tuple(Proposal(one) for group in groups for one in _parted(group, apart) if len(one) > 1)


def merged(session: Session, actor: Person, kind: Named) -> tuple[tuple[Name, tuple[Name, ...]], ...]:
    """Each name that counts for others, with those others, by name."""
    known = {name.id: name for name in names(session, actor, kind)}
    under: dict[int, list[Name]] = {}
    for name in known.values():
        if name.same_as is not None:
            under.setdefault(name.same_as, []).append(name)
    found = [(known[key], tuple(others)) for key, others in under.items()]
    return tuple(sorted(found, key=lambda pair: pair[0].name.casefold()))


def _parted(group: tuple[Name, ...], apart: set[tuple[int, int]]) -> list[tuple[Name, ...]]:
    """The group, in order of use, as so many as a person, or a border, has kept apart."""
    kept: list[list[Name]] = []
    for name in sorted(group, key=lambda name: (-name.uses, name.name)):
        one = next((one for one in kept if not any(_differ(name, other, apart) for other in one)), None)
        if one is None:
            kept.append([name])
        else:
            one.append(name)
    return [tuple(one) for one in kept]


def _differ(one: Name, other: Name, apart: set[tuple[int, int]]) -> bool:
    if (min(one.id, other.id), max(one.id, other.id)) in apart:
        return True
    local = 0 < len(one.countries) <= _LOCAL and 0 < len(other.countries) <= _LOCAL
    return local and set(one.countries).isdisjoint(other.countries)


def _countries(session: Session, keys: set[int]) -> dict[int, tuple[str, ...]]:
    """The countries of the briefs in which each of the addressees is told to act, by code."""
    statement = (
        select(col(RecommendationAddressee.addressee_id), col(BriefRegion.code))
        .join(Recommendation, col(Recommendation.id) == col(RecommendationAddressee.recommendation_id))
        .join(BriefRegion, col(BriefRegion.brief_id) == col(Recommendation.brief_id))
        .distinct()
        .order_by(col(BriefRegion.code))
    )
    found: dict[int, tuple[str, ...]] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), _CHUNK):
        some = col(RecommendationAddressee.addressee_id).in_(wanted[start : start + _CHUNK])
        for key, code in session.execute(statement.where(some)):
            found[key] = (*found.get(key, ()), code)
    return found


def _uses(kind: Named) -> Any:
    if kind is Named.ADDRESSEE:
        key = col(RecommendationAddressee.addressee_id)
        return select(key.label("key"), func.count().label("n")).group_by(key)
    links: Iterable[Any] = (BriefAuthor, RecommendationAuthor)
    each: list[Any] = [select(col(link.author_id).label("key")) for link in links]
    every = each[0].union_all(*each[1:]).subquery()
    return select(every.c.key, func.count().label("n")).group_by(every.c.key)

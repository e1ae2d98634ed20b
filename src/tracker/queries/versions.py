"""Which briefs may be versions of one, and what became of each recommendation from the older to the newer."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process
from sqlmodel import Session, col, or_, select

from tracker.errors import NotFound
from tracker.queries.pairing import paired
from tracker.store.access import allow
from tracker.store.passages import holds, passage, says_the_same
from tracker.store.people_tables import Person
from tracker.store.tables import Brief, Recommendation
from tracker.store.work_tables import KeptApart
from tracker.translation import gettext as _
from tracker.vocabulary.answers import Review
from tracker.vocabulary.roles import Verb

_TITLES, _NUMBERED, _CHANGED = 90, 70, 60
"""Likeness, 0 to 100, from which two titles are those of one brief, the same with one series and number; from which two
wordings are of one recommendation."""


class Fate(StrEnum):
    """What became of a recommendation from one version to the next."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Pair:
    """A recommendation of the older version and the one of the newer that it became; either may be missing.

    `words` are what the briefs say for them, in the same order. `there` says of one that is gone that its words stand
    in the newer brief, though no recommendation was found in them.
    """

    fate: Fate
    older: Recommendation | None
    newer: Recommendation | None
    words: tuple[str, str] = ("", "")
    there: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a brief, and what became of each recommendation, in the order of the newer one."""

    older: Brief
    newer: Brief
    pairs: tuple[Pair, ...]


def proposed(session: Session, actor: Person, brief_id: int, among: tuple[int, ...] = ()) -> Brief | None:
    """The brief of which this one looks like another version, the likest; None where there is none.

    It is looked for `among` briefs of these ids, or all of them where none is given. Left out are briefs that have been
    told apart from it, that are linked with it, or that were removed.
    """
    allow(session, actor, Verb.VIEW_WORK)
    row = session.get(Brief, brief_id)
    if row is None or not row.title.strip() or row.removed:
        return None
    told_apart = select(KeptApart.one_id, KeptApart.other_id).where(
        KeptApart.entity == "brief", or_(KeptApart.one_id == brief_id, KeptApart.other_id == brief_id)
    )
    left_out = {key for pair in session.exec(told_apart) for key in pair} | {brief_id, row.newer_id}
    columns: Any = (Brief.id, Brief.title, Brief.series, Brief.number, Brief.newer_id)
    within = [col(Brief.id).in_(among)] if among else []
    kept = session.execute(select(*columns).where(col(Brief.removed).is_(False), *within))
    others = {key: rest for key, *rest in kept if key not in left_out and rest[-1] != brief_id}
    titles = {key: title for key, (title, *_rest) in others.items()}
    found = process.extract(row.title, titles, scorer=fuzz.token_sort_ratio, processor=default_process, limit=5)
    for _title, likeness, key in found:
        same_number = bool(row.number) and (row.series, row.number) == tuple(others[key][1:3])
        if likeness >= _TITLES or (same_number and likeness >= _NUMBERED):
            return session.get(Brief, key)
    return None


def replaced_by(session: Session, actor: Person, brief_id: int) -> Brief | None:
    """The brief of which this one is the newer version, the last of several; None where there is none."""
    allow(session, actor, Verb.VIEW_WORK)
    older = select(Brief).where(Brief.newer_id == brief_id, col(Brief.removed).is_(False))
    return session.exec(older.order_by(col(Brief.id).desc()).limit(1)).first()


def comparison(session: Session, actor: Person, one: int, other: int) -> Comparison:
    """What became of each recommendation, rejected ones left out.

    NotFound where there are no such two briefs; Invalid where too many recommendations differ to be compared.
    """
    allow(session, actor, Verb.VIEW_WORK)
    found = [brief for key in (one, other) if (brief := session.get(Brief, key)) and not brief.removed]
    if len(found) < 2 or one == other:
        raise NotFound(_("There are no such two briefs. Choose one from the list of briefs to review."))
    older, newer = _by_age(found)
    pairs = _paired(_rows(session, older), _rows(session, newer))
    return Comparison(older, newer, tuple(_read(pair, older, newer) for pair in pairs))


def _by_age(briefs: list[Brief]) -> list[Brief]:
    """The older one first: as a person has said, else by publication, else in the order in which they came in."""
    one, other = briefs
    if other.newer_id == one.id or one.newer_id == other.id:
        return [one, other] if one.newer_id == other.id else [other, one]
    dates = [brief.published for brief in briefs]
    return sorted(briefs, key=lambda brief: (str(brief.published) if all(dates) else "", brief.id or 0))


def _rows(session: Session, brief: Brief) -> list[Recommendation]:
    statement = select(Recommendation).where(
        Recommendation.brief_id == brief.id, Recommendation.review != Review.REJECTED.value
    )
    return list(session.exec(statement.order_by(col(Recommendation.position), col(Recommendation.id))))


def _paired(older: list[Recommendation], newer: list[Recommendation]) -> list[Pair]:
    """Each recommendation of the newer with the likest of the older that no likelier one has, then what is gone."""
    found = paired([row.wording for row in newer], [row.wording for row in older], _CHANGED)
    taken = {place for place, _likeness in found.values()}
    pairs = [_pair(row, found.get(place), older) for place, row in enumerate(newer)]
    return [*pairs, *(Pair(Fate.GONE, row, None) for place, row in enumerate(older) if place not in taken)]


def _pair(row: Recommendation, found: tuple[int, float] | None, older: list[Recommendation]) -> Pair:
    if found is None:
        return Pair(Fate.NEW, None, row)
    return Pair(Fate.CHANGED, older[found[0]], row)


def _read(pair: Pair, older: Brief, newer: Brief) -> Pair:
    """The pair by what the briefs say: a bold line may be the same over a text that is not."""
    words = (passage(pair.older, older) if pair.older else "", passage(pair.newer, newer) if pair.newer else "")
    if pair.older is None or pair.newer is None:
        there = pair.older is not None and holds(newer.text, pair.older.quote or pair.older.wording)
        return replace(pair, words=words, there=there)
    same = says_the_same(pair.older, older, pair.newer, newer)
    return replace(pair, words=words, fate=Fate.SAME if same else Fate.CHANGED)

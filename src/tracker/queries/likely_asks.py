"""Which recommendations of different briefs probably ask the same, for a person to say whether they do."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.queries.alike import Like
from tracker.queries.counts import confirmed
from tracker.queries.effective import REGIONS
from tracker.queries.filters import Filter
from tracker.store.access import allow
from tracker.store.people_tables import Change, Person
from tracker.store.tables import Addressee, Brief, Recommendation, RecommendationAddressee
from tracker.store.work_tables import KeptApart
from tracker.vocabulary.roles import Verb

_TOUCHING = "* wording level review removed newer_id addressees regions same_as_id".split()
"""The fields on whose changes it hangs which recommendations are alike."""
_MOST = 8
"""How many asks one proposal holds at most; what is left over is proposed after it."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Proposal:
    """Asks that are probably one, by their keys: the one in the middle first, then the likest to it.

    `likeness`, 0 to 100, is that of each of the others to the first.
    """

    keys: tuple[int, ...]
    likeness: tuple[float, ...]


def stamp(session: Session, actor: Person) -> int:
    """A number that grows where other recommendations may be alike than before; deciding on proposals leaves it."""
    allow(session, actor, Verb.VIEW_WORK)
    last = select(col(Change.id)).where(col(Change.field).in_(_TOUCHING)).order_by(col(Change.id).desc()).limit(1)
    return session.execute(last).scalar() or 0


def wordings(session: Session, actor: Person) -> list[tuple[int, str]]:
    """Every confirmed headline recommendation, by its id: what is to be compared."""
    allow(session, actor, Verb.VIEW_WORK)
    columns: Any = (Recommendation.id, Recommendation.wording)
    statement = select(*columns).join(Brief).where(*confirmed(session, Filter())).order_by(col(Recommendation.id))
    return [(key, wording) for key, wording in session.execute(statement)]


def asking_alike(session: Session, actor: Person, likes: Sequence[Like]) -> tuple[Like, ...]:
    """Those of the pairs (of ids) that may ask the same of the same: of two briefs, to somebody and about a place in
    common, unless one of them names nobody, or no place.
    """
    allow(session, actor, Verb.VIEW_WORK)
    keys = sorted({key for like in likes for key in (like.one, like.other)})
    briefs: dict[int, int] = {}
    asked: dict[int, set[Any]] = {}
    about: dict[int, set[Any]] = {}
    for chunk in (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK)):
        of: Any = (Recommendation.id, Recommendation.brief_id)
        briefs |= dict(session.execute(select(*of).where(col(Recommendation.id).in_(chunk))).all())
        _gather(asked, session.execute(_addressees(chunk)))
        _gather(about, session.execute(_regions(chunk)))

    def meet(of: Mapping[int, set[Any]], like: Like) -> bool:
        ones, others = of.get(like.one), of.get(like.other)
        return not ones or not others or bool(ones & others)

    return tuple(
        like for like in likes if briefs[like.one] != briefs[like.other] and meet(asked, like) and meet(about, like)
    )


def proposals(session: Session, actor: Person, chosen: Filter, likes: Sequence[Like]) -> tuple[Proposal, ...]:
    """What of the pairs nobody has decided on, as groups around the one that most are like; the likest first.

    At least one of each group is in the view; of the others it may hold more.
    """
    allow(session, actor, Verb.VIEW_WORK)
    known = {key for like in likes for key in (like.one, like.other)}
    apart = _apart(session)
    asks = _asks(session, known | {key for pair in apart for key in pair})
    divided = {frozenset((asks.get(one, one), asks.get(other, other))) for one, other in apart}
    near: dict[int, dict[int, float]] = {}
    for like in likes:
        pair = frozenset((asks[like.one], asks[like.other]))
        if len(pair) == 2 and pair not in divided:
            one, other = pair
            likeness = max(like.likeness, near.get(one, {}).get(other, 0.0))
            near.setdefault(one, {})[other] = near.setdefault(other, {})[one] = likeness
    found = list(_around(near, divided))
    if chosen != Filter():
        seen = {asks[key] for key in _within(session, chosen, known)}
        found = [proposal for proposal in found if seen & set(proposal.keys)]
    return tuple(sorted(found, key=lambda one: (-one.likeness[0], -len(one.keys), one.keys)))


def shared(one: str, other: str) -> str:
    """The longest run of words that two wordings have in common, as the first has it; "" where it is no two words."""
    words, others = one.split(), other.split()
    mine, theirs = ([word.casefold().strip(".,;:()“”\"'") for word in text] for text in (words, others))
    run = SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match()
    return " ".join(words[run.a : run.a + run.size]).strip(".,;:") if run.size > 1 else ""


def _around(near: Mapping[int, Mapping[int, float]], divided: Collection[frozenset[int]]) -> Iterator[Proposal]:
    """Groups around those that most are like; each ask is in one of them at most."""
    left = set(near)
    for middle in sorted(near, key=lambda key: (-len(near[key]), key)):
        if middle not in left:
            continue
        group: list[int] = []
        for other in sorted(near[middle].keys() & left, key=lambda key: (-near[middle][key], key)):
            if len(group) + 1 < _MOST and not any(frozenset((other, one)) in divided for one in group):
                group.append(other)
        if group:
            left -= {middle, *group}
            yield Proposal((middle, *group), tuple(near[middle][key] for key in group))


def _apart(session: Session) -> set[tuple[int, int]]:
    pairs = select(col(KeptApart.one_id), col(KeptApart.other_id)).where(col(KeptApart.entity) == "recommendation")
    return {(one, other) for one, other in session.execute(pairs)}


def _asks(session: Session, keys: set[int]) -> dict[int, int]:
    """For each recommendation what stands for its ask."""
    columns: Any = (Recommendation.id, Recommendation.repeats_id)
    again = select(*columns).where(col(Recommendation.repeats_id).is_not(None))
    first: dict[int, int] = dict(session.execute(again).all())
    return {key: first.get(key, key) for key in keys}


def _within(session: Session, chosen: Filter, keys: set[int]) -> set[int]:
    statement = select(col(Recommendation.id)).join(Brief).where(*confirmed(session, chosen))
    return keys & set(session.execute(statement).scalars())


def _gather(into: dict[int, set[Any]], rows: Any) -> None:
    for key, value in rows:
        into.setdefault(key, set()).add(value)


def _addressees(keys: Sequence[int]) -> Any:
    link = RecommendationAddressee
    counting = func.coalesce(col(Addressee.same_as_id), col(Addressee.id))
    columns: Any = (link.recommendation_id, counting)
    statement: Any = select(*columns)
    named = statement.join(Addressee, col(Addressee.id) == link.addressee_id)
    return named.where(col(link.recommendation_id).in_(keys))


def _regions(keys: Sequence[int]) -> Any:
    links = REGIONS.links()
    return select(links.c.recommendation_id, links.c.key).where(links.c.recommendation_id.in_(keys))

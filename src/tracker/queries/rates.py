"""Rates of success by author, region and so on: what `counts` counts, with what each rests on and what is unknown."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import case, func, select
from sqlmodel import Session, col

from tracker.queries.axes import By, axis, grouped
from tracker.queries.counts import HEADLINE, Totals, confirmed, counts
from tracker.queries.filters import Filter
from tracker.stats.combined import standardised
from tracker.stats.fairness import LEAST, Comparison, compared
from tracker.stats.rates import Rate, rate
from tracker.stats.shares import share
from tracker.store.access import allow
from tracker.store.people_tables import Person
from tracker.store.sessions import answers
from tracker.store.tables import Brief, Recommendation
from tracker.vocabulary.advice import REFERENCE_MIX
from tracker.vocabulary.roles import Verb
from tracker.vocabulary.statuses import Status, Success, assessed, successes

COLUMNS = "key label total pending assessed not_assessed outside part share low high worst best".split()
STANDARDISED = "key standardised standardised_low standardised_high covered".split()

Strata = dict[int, tuple[int, int]]


def of_totals(found: Totals, switch: Success) -> Rate:
    """The rate of a whole view, in which each recommendation counts once."""
    return rate(found.statuses, found.pending, switch)


def of_counts(table: pd.DataFrame, switch: Success) -> pd.DataFrame:
    """The rates of the groups in a table of `counts`, in its order. Columns: `COLUMNS`.

    `part` of `assessed` are a success under `switch`, which is the `share`, with its interval from `low` to `high`;
    `worst` and `best` are the shares if all `not_assessed` went one way or the other. Shares are 0 to 1, None of none.
    """
    rows = [_line(row, rate(_by_status(row), int(row["pending"]), switch)) for row in table.to_dict("records")]
    made = pd.DataFrame(rows, columns=COLUMNS)
    made["key"] = pd.Series([row["key"] for row in rows], dtype=object)
    return made


def rates(
    session: Session, actor: Person, by: By, chosen: Filter, switch: Success, *, levels: Sequence[str] = HEADLINE
) -> pd.DataFrame:
    """One row a group, as `counts` orders them. Columns: `COLUMNS`, as `of_counts` has them."""
    return of_counts(counts(session, actor, by, chosen, levels=levels), switch)


def ambition(
    session: Session, actor: Person, by: By, chosen: Filter, switch: Success, *, levels: Sequence[str] = HEADLINE
) -> pd.DataFrame:
    """What the rate of each group would be if all of them asked for as much. Columns: `STANDARDISED`.

    The common mix of action types is `REFERENCE_MIX`, in which no group of the view has a part. `covered` is the part
    of it of which the group has some; where that is too little, the others are None.
    """
    allow(session, actor, Verb.VIEW)
    where = [*confirmed(session, chosen, levels), col(Recommendation.status).in_([word.value for word in assessed()])]
    good = col(Recommendation.status).in_([word.value for word in successes(switch)])
    columns = (col(Recommendation.action_type), case((good, 1), else_=0).label("success"))
    asked = axis(by)
    mix = {int(action): float(n) for action, n in REFERENCE_MIX.items()}
    strata = _strata(answers(session, grouped(asked, columns, where)), asked.key)
    rows = []
    for key, found in strata.items():
        one = standardised({action: share(*numbers) for action, numbers in found.items()}, mix)
        rows.append((key, one.value, one.low, one.high, one.covered))
    made = pd.DataFrame(rows, columns=STANDARDISED)
    made["key"] = pd.Series([row[0] for row in rows], dtype=object)
    return made


def comparison(
    session: Session, actor: Person, by: By, chosen: Filter, switch: Success, whole: Rate, *, least: int = LEAST
) -> tuple[pd.DataFrame, Comparison]:
    """The groups of a view, as `rates` has them, against each other and against the `whole` of it, and those rates.

    Recommendations in no group are only in the whole.
    """
    table = rates(session, actor, by, chosen, switch)
    return table, of_rates(table, whole, least)


def of_rates(table: pd.DataFrame, whole: Rate, least: int = LEAST) -> Comparison:
    """The groups of a table of `rates` with anything confirmed, against each other and against the `whole` view."""
    lines = zip(table["key"], table["total"], table["part"], table["assessed"], strict=True)
    groups = {key: (int(part), int(n)) for key, total, part, n in lines if key is not None and total}
    return compared(groups, (whole.part, whole.assessed), least)


def shared(session: Session, actor: Person, one: Filter, other: Filter) -> int:
    """How many confirmed recommendations are in both views."""
    allow(session, actor, Verb.VIEW)
    both = [*confirmed(session, one), *confirmed(session, other)]
    statement = select(func.count()).select_from(Recommendation).join(Brief).where(*both)
    return int(answers(session, statement)[0][0])


def _by_status(row: Mapping[Any, Any]) -> Mapping[Status, int]:
    return {status: int(row[status.value]) for status in Status}


def _line(row: Mapping[Any, Any], found: Rate) -> Mapping[str, Any]:
    of = found.share
    numbers = {"assessed": found.assessed, "not_assessed": found.not_assessed, "outside": found.outside}
    shares = {"share": of.value, "low": of.low, "high": of.high, "worst": found.worst, "best": found.best}
    named = {name: row[name] for name in ("key", "label", "total", "pending")}
    return {**named, **numbers, "part": found.part, **shares}


def _strata(rows: Any, key: Any) -> dict[Any, Strata]:
    """For each group the (successes, assessed) of each action type."""
    found: dict[Any, Strata] = {}
    for *parts, action, success, n in rows:
        mine = found.setdefault(key(*parts) or None, {})
        part, whole = mine.get(action, (0, 0))
        mine[action] = (part + n * success, whole + n)
    return found

"""What every number must be: counted by hand over all rows of the store's file, by nothing the product counts with.

Rows are read as SQLite keeps them; a past day is had by taking back every later change, one by one. Only words (labels
of statuses and places) are the product's.
"""

import json
import sqlite3
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from math import exp, log, sqrt
from pathlib import Path
from typing import Any

from tracker.vocabulary.advice import ACTION_TYPE_LABELS, ActionType
from tracker.vocabulary.regions import REGION_GROUP_LABELS, RegionGroup
from tracker.vocabulary.regions import name as country
from tracker.vocabulary.statuses import STATUSES, Status

GROUPS: dict[str, tuple[str, ...]] = {
    "adopted": ("adopted", "adopted_otherwise", "partly_adopted"),
    "moving": ("under_consideration", "in_progress", "stalled"),
    "no_movement": ("no_movement",),
    "not_adopted": ("not_adopted", "contrary_action"),
    "not_assessed": ("not_assessed",),
    "outside": ("overtaken", "superseded", "withdrawn"),
}
ASSESSED = (*GROUPS["adopted"], *GROUPS["moving"], *GROUPS["no_movement"], *GROUPS["not_adopted"])
SUCCESS: dict[str, tuple[str, ...]] = {
    "adopted": ("adopted",),
    "otherwise": ("adopted", "adopted_otherwise"),
    "partly": GROUPS["adopted"],
    "moved": (*GROUPS["adopted"], *GROUPS["moving"]),
}
STRENGTH = {
    "own_claim": 1,
    "news_report": 2,
    "public_document": 2,
    "named_source": 2,
    "independent_confirmation": 4,
    "decisive_document": 5,
}
CLOSED = (*GROUPS["adopted"], *GROUPS["not_adopted"], *GROUPS["outside"])
NOBODY = {
    "author": "Without author",
    "region": "Without country",
    "region_group": "Without country",
    "year": "Without date",
    "quarter": "Without date",
    "month": "Without date",
    "topic": "Without topic",
    "addressee": "Addressed to nobody by name",
    "series": "Without series",
}
Z = 1.959963984540054
Query = Mapping[str, Sequence[str]]


@dataclass
class Rec:
    """One recommendation with all that it is counted by."""

    row: dict[str, Any]
    brief: dict[str, Any]
    authors: list[str]
    codes: list[str]
    regions: list[str]
    topics: list[str]
    addressees: list[str]
    printed: list[str]
    evidence: list[dict[str, Any]]

    def __getattr__(self, name: str) -> Any:
        return self.row[name]

    @property
    def published(self) -> date | None:
        return day(self.brief["published"])

    @property
    def precision(self) -> str | None:
        return self.brief["published_precision"] if self.brief["published"] else None

    @property
    def public(self) -> list[dict[str, Any]]:
        return [item for item in self.evidence if not item["confidential"]]

    @property
    def strength(self) -> int:
        """Of what is public."""
        return strongest(self.public)

    @property
    def strength_inside(self) -> int:
        """Of all of it, for those who may see it."""
        return strongest(self.evidence)

    @property
    def open_to_all(self) -> bool:
        """Whether a figure that leaves the institute may count it."""
        if self.status == "not_assessed" or not any(item["confidential"] for item in self.evidence):
            return True
        enough = any(STRENGTH[item["kind"]] >= 2 for item in self.public)
        return enough if self.status in GROUPS["adopted"] else bool(self.public)

    def keys(self, by: str) -> list[Any]:
        """The groups that it is in."""
        on = self.published
        of: dict[str, Callable[[], list[Any]]] = {
            "author": lambda: self.authors,
            "region": lambda: self.codes,
            "region_group": lambda: self.regions,
            "topic": lambda: self.topics,
            "addressee": lambda: self.addressees,
            "series": lambda: [self.brief["series"]] if self.brief["series"] else [],
            "status": lambda: [self.status],
            "action_type": lambda: [self.action_type],
            "year": lambda: [f"{on:%Y}"] if on else [],
            "quarter": lambda: [f"{on:%Y}-Q{(on.month + 2) // 3}"] if on else [],
            "month": lambda: [f"{on:%Y-%m}"] if on else [],
        }
        return of[by]()


def strongest(items: Sequence[dict[str, Any]]) -> int:
    best = max((STRENGTH[item["kind"]] for item in items), default=0)
    twos = {item["source"].strip().lower() for item in items if STRENGTH[item["kind"]] == 2}
    return 3 if best == 2 and len(twos - {""}) > 1 else best


def day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def last_day(first: date, precision: str | None) -> date:
    """The last day that a date may stand for."""
    if precision == "year":
        return first.replace(month=12, day=31)
    return first.replace(day=monthrange(first.year, first.month)[1]) if precision == "month" else first


def middle(first: date, precision: str | None) -> date:
    return first + (last_day(first, precision) - first) // 2


def later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def months(first: date, last: date) -> float:
    """Whole months from one day to another, and the part of the next."""
    whole = 0
    while later(first, whole + 1) <= last:
        whole += 1
    start, end = later(first, whole), later(first, whole + 1)
    return whole + (last - start).days / (end - start).days


def wilson(part: int, n: int, z: float = Z) -> tuple[float, float, float]:
    """Share, low and high; the closed formula."""
    p, mid = part / n, (part / n + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return p, 0.0 if part == 0 else mid - reach, 1.0 if part == n else mid + reach


class Rows:
    """All rows of a store's file, as they are, or as they were at the end of a day."""

    def __init__(self, file: Path, as_of: date, *, past: bool = False) -> None:
        self.as_of = as_of
        with sqlite3.connect(file) as connection:
            connection.row_factory = sqlite3.Row
            tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            read = {name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')] for name in tables}
        self.links, self.changes = read, read["change"]
        names = ("brief", "recommendation", "evidence", "author", "addressee", "person", "topic", "meeting")
        self.of: dict[str, dict[int, dict[str, Any]]] = {name: {row["id"]: row for row in read[name]} for name in names}
        if past:
            self._take_back(datetime.combine(as_of + timedelta(days=1), time()).isoformat(" "))

    def _take_back(self, moment: str) -> None:
        for change in sorted(self.changes, key=lambda row: -row["id"]):
            rows = self.of.get(change["entity"])
            if rows is None or change["at"] < moment or change["entity_id"] not in rows:
                continue
            row = rows[change["entity_id"]]
            if change["field"] == "*":
                if not row.get("confidential"):  # what rests on it in confidence is told of no day
                    del rows[change["entity_id"]]
            elif change["field"] in row and not (change["field"] == "confidential" and row["confidential"]):
                row[change["field"]] = json.loads(change["old"]) if change["old"] else None

    def name_of(self, table: str, key: int) -> str:
        """The name that counts for a name."""
        while self.of[table][key]["same_as_id"] is not None:
            key = self.of[table][key]["same_as_id"]
        return str(self.of[table][key]["name"])

    def about(self, row: dict[str, Any], what: str, column: str) -> list[Any]:
        """The keys of its own links, or of those of its brief."""
        own = row[f"own_{what}s"]
        table, of, key = ("recommendation", "recommendation_id", "id") if own else ("brief", "brief_id", "brief_id")
        found = [link for link in self.links[f"{table}_{what}"] if link[of] == row[key]]
        return [link[column] for link in sorted(found, key=lambda link: (link["position"], link[column]))]

    @cached_property
    def recs(self) -> list[Rec]:
        return [self._rec(row) for row in self.of["recommendation"].values()]

    def _rec(self, row: dict[str, Any]) -> Rec:
        groups = {region["code"]: region["region_group"] for region in self.links["region"]}
        codes = self.about(row, "region", "code")
        to = [link for link in self.links["recommendation_addressee"] if link["recommendation_id"] == row["id"]]
        items = [one for one in self.of["evidence"].values() if one["recommendation_id"] == row["id"]]
        return Rec(
            row=row,
            brief=self.of["brief"][row["brief_id"]],
            authors=once(self.name_of("author", key) for key in self.about(row, "author", "author_id")),
            codes=once(codes),
            regions=once(groups[code] for code in codes),
            topics=once(self.of["topic"][key]["name"] for key in self.about(row, "topic", "topic_id")),
            addressees=once(self.name_of("addressee", link["addressee_id"]) for link in to),
            printed=[link["printed"] for link in to],
            evidence=[one for one in items if not one["withdrawn"]],
        )

    def matching(self, query: Query) -> list[Rec]:
        """All that the list shows under these parameters."""
        return [one for one in self.recs if self._matches(one, query)]

    def _matches(self, one: Rec, query: Query) -> bool:
        if one.brief["removed"] or (one.brief["newer_id"] is not None and not query.get("brief")):
            return False
        return all(_FIELDS[name](self, one, values) for name, values in query.items() if name in _FIELDS and values)

    def view(self, query: Query, *, outside: bool = False) -> "View":
        """What charts count under these parameters; `outside` leaves out what rests on confidential evidence."""
        levels = query.get("level") or ["headline"]
        rows = [one for one in self.matching(query) if one.level in levels and one.review != "rejected"]
        return View(self, query, [one for one in rows if one.open_to_all or not outside])


def once(values: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(values))


def _dated(one: Rec, values: Sequence[str], *, since: bool) -> bool:
    if one.published is None:
        return False
    asked = date.fromisoformat(values[-1])
    return one.published >= asked if since else last_day(one.published, one.precision) <= asked


def _by(rows: Rows, one: Rec, values: Sequence[str]) -> bool:
    keys = {key for key, author in rows.of["author"].items() if author["name"] in values}
    return any(rows.name_of("author", key) in one.authors for key in keys)


_FIELDS: dict[str, Callable[[Rows, Rec, Sequence[str]], bool]] = {
    "author": _by,
    "and-author": _by,
    "region": lambda _rows, one, values: bool({*one.codes, *one.regions} & set(values)),
    "and-region": lambda _rows, one, values: bool({*one.codes, *one.regions} & set(values)),
    "addressee": lambda _rows, one, values: bool({*one.addressees, *one.printed} & set(values)),
    "topic": lambda _rows, one, values: bool(set(one.topics) & set(values)),
    "series": lambda _rows, one, values: one.brief["series"] in values,
    "status": lambda _rows, one, values: one.status in values,
    "review": lambda _rows, one, values: one.review in values,
    "level": lambda _rows, one, values: one.level in values,
    "action": lambda _rows, one, values: str(one.action_type) in values,
    "brief": lambda _rows, one, values: str(one.brief_id) in values,
    "ask": lambda _rows, one, values: str(one.repeats_id or one.id) in values,
    "contribution": lambda _rows, one, values: one.contribution in values,
    "outcome-type": lambda _rows, one, values: (one.outcome_type or "none") in values,
    "strength": lambda _rows, one, values: str(one.strength) in values,
    "since": lambda _rows, one, values: _dated(one, values, since=True),
    "until": lambda _rows, one, values: _dated(one, values, since=False),
}


@dataclass
class Group:
    """One row of a table of counts."""

    key: Any
    label: str
    statuses: Counter[str] = field(default_factory=Counter)
    pending: int = 0

    @property
    def total(self) -> int:
        return sum(self.statuses.values())

    def sum(self, words: Iterable[str]) -> int:
        return sum(self.statuses[word] for word in words)

    @property
    def assessed(self) -> int:
        return self.sum(ASSESSED)


@dataclass
class View:
    """What is counted in a view, of which each number is a sum over its rows."""

    rows: Rows
    query: Query
    all: list[Rec]

    @cached_property
    def confirmed(self) -> list[Rec]:
        return [one for one in self.all if one.review == "confirmed"]

    @cached_property
    def whole(self) -> Group:
        found = Group(None, "")
        for one in self.all:
            _count(found, one)
        return found

    @property
    def total(self) -> int:
        return len(self.confirmed)

    @property
    def pending(self) -> int:
        return len(self.all) - len(self.confirmed)

    @property
    def briefs(self) -> int:
        return len({one.brief_id for one in self.confirmed})

    @property
    def adopted(self) -> list[Rec]:
        return [one for one in self.confirmed if one.status in GROUPS["adopted"]]

    @property
    def in_force(self) -> list[Rec]:
        return [one for one in self.adopted if not lapsed(one, self.rows.as_of)]

    @property
    def with_due(self) -> int:
        return sum(one.due is not None for one in self.confirmed)

    @property
    def overdue(self) -> int:
        today = self.rows.as_of
        return sum(is_due(one, today) and day(one.due) != today for one in self.confirmed)

    def by(self, what: str) -> list[Group]:
        """The groups as a table has them: times in their order, others the largest first, those in none last."""
        found: dict[Any, Group] = {}
        for one in self.all:
            if what in ("quarter", "month") and one.precision == "year":
                continue
            for key in one.keys(what) or [None]:
                _count(found.setdefault(key, Group(key, called(what, key))), one)
        if what in ("year", "quarter", "month"):
            return sorted(found.values(), key=lambda g: (g.key is None, g.key or ""))
        return sorted(found.values(), key=lambda g: (g.key is None, -g.total, -g.pending, g.label))

    def successes(self, switch: str) -> list[Rec]:
        return [one for one in self.confirmed if one.status in SUCCESS[switch]]


def _count(group: Group, one: Rec) -> None:
    if one.review == "confirmed":
        group.statuses[one.status] += 1
    else:
        group.pending += 1


def called(what: str, key: Any) -> str:
    if key is None:
        return NOBODY[what]
    if what == "region":
        return country(key)
    if what == "region_group":
        return REGION_GROUP_LABELS[RegionGroup(key)]
    if what == "status":
        return STATUSES[Status(key)].label
    if what == "action_type":
        return ACTION_TYPE_LABELS[ActionType(key)]
    return str(key)


def is_due(one: Rec, today: date) -> bool:
    due, looked = day(one.due), day(one.verified_on) or date.min
    return due is not None and due <= today and looked < due


def lapsed(one: Rec, today: date) -> bool:
    again, looked = day(one.reverify_by), day(one.verified_on) or date.min
    return again is not None and again < today and (looked <= again or looked <= later(today, -12))


def is_stale(one: Rec, today: date) -> bool:
    return one.status not in CLOSED and (day(one.verified_on) or date.min) <= later(today, -12)


Stay = tuple[float, str]


def followed(view: View, switch: str) -> list[tuple[Rec, date | None, Stay | str]]:
    """Each confirmed one with the last day it may have been published, and its stay or why it has none."""
    return [(one, *_stay(one, view.rows, switch)) for one in view.confirmed]


def _stay(one: Rec, rows: Rows, switch: str) -> tuple[date | None, Stay | str]:
    first, precision = _published(one, rows)
    until = last_day(first, precision) if first else None
    event, ended = one.status in SUCCESS[switch], one.status in (*CLOSED, *SUCCESS[switch])
    on, exactly = (day(one.status_on), one.status_on_precision) if ended else (None, None)
    why_not = {
        "not_assessed": one.status == "not_assessed",
        "undated": first is None,
        "not_yet": first is not None and first > rows.as_of,
        "pre_existing": first is not None and on is not None and last_day(on, exactly) < first,
        "coarse": "year" in (precision, exactly),
    }
    reason = next((word for word, holds in why_not.items() if holds), None)
    if reason is None and ended and on is None:
        reason = "undated"
    if reason or first is None:
        return until, reason or "undated"
    start = min(middle(first, precision), rows.as_of)
    if on is None or on > rows.as_of:
        return until, (months(start, rows.as_of), "open")
    end = max(min(middle(on, exactly), rows.as_of), start)
    return until, (months(start, end), "event" if event else "competing")


def _published(one: Rec, rows: Rows) -> tuple[date | None, str | None]:
    """When the oldest version of its brief came out."""
    known = []
    for brief in rows.of["brief"].values():
        last = brief
        while last["newer_id"] is not None:
            last = rows.of["brief"][last["newer_id"]]
        if last["id"] == one.brief_id and brief["published"]:
            known.append((day(brief["published"]), brief["published_precision"]))
    return min(known, default=(None, None))


def incidence(stays: Sequence[Stay]) -> list[tuple[float, float, float, float]]:
    """(time, share, low, high) at each event: the Aalen-Johansen estimate with its delta-method variance, by hand.

    Where nobody is left at risk there is no error to be told: the share has not fallen, and may be all.
    """
    points, steps, survival = [], [], 1.0
    share, floor = 0.0, 0.0
    for at in sorted({one[0] for one in stays}):
        n = sum(one[0] >= at for one in stays)
        events = stays.count((at, "event"))
        ends = events + stays.count((at, "competing"))
        share += survival * events / n
        steps.append((share, survival, events, ends, n))
        survival *= 1 - ends / n
        if events:
            error = _variance(steps, share) if n > ends else 0.0
            low, high = _interval(share, error, floor)
            floor = low
            points.append((at, share, low, high))
    return points


def _variance(steps: Sequence[tuple[float, float, int, int, int]], share: float) -> float:
    total = 0.0
    for then, before, events, ends, n in steps:
        gone = share - then
        total += gone**2 * ends / (n * (n - ends)) if n > ends else 0.0
        total += before**2 * (n - events) * events / n**3 - 2 * gone * before * events / n**2
    return total


def _interval(share: float, variance: float, floor: float) -> tuple[float, float]:
    if variance <= 0 or share >= 1:
        return floor, 1.0
    reach = Z * sqrt(variance) / (share * log(share))
    low, high = sorted((share ** exp(reach), share ** exp(-reach)))
    return max(floor, min(low, share)), max(high, share)


def at(points: Sequence[tuple[float, float, float, float]], month: float) -> tuple[float, float, float]:
    """Share, low and high at that time."""
    before = [one for one in points if one[0] <= month]
    return before[-1][1:] if before else (0.0, 0.0, 0.0)

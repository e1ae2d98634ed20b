"""What Impact must show of how fast each group came to success: a small curve each, and who differs from the rest."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import NormalDist
from typing import Any

import pandas as pd
import pytest

from tests.figures.drawn import Mark
from tests.figures.more_pages import LEAST, against, place
from tests.figures.oracle import NOBODY, Rec, Stay, View, at, followed, incidence, later, wilson
from tests.figures.pages import LEFT, Told
from tests.figures.seen import bare
from tests.figures.words import be, listed, n, pct, pcts, recs

FIELDS = {
    "author": "authors",
    "region_group": "regions",
    "region": "regions",
    "series": "series",
    "topic": "topics",
    "addressee": "addressees",
    "action_type": "action_types",
}
"""What may be chosen, and the part of the filter that a mark fills."""
NOUNS = {
    "author": ("author", "authors"),
    "region_group": ("part of the world", "parts of the world"),
    "region": ("country", "countries"),
    "series": ("series", "series"),
    "topic": ("topic", "topics"),
    "addressee": ("addressee", "addressees"),
    "action_type": ("kind of ask", "kinds of ask"),
}
DRAWN, SPANS, DOTS = 6, (12, 24, 36), (12, 24, 36, 60, 120)
YEARS = {24: "two years", 12: "a year"}


def many(by: str, number: int) -> str:
    return f"{n(number)} {NOUNS[by][number != 1]}"


@dataclass
class Pace:
    """The confirmed ones of a group, each with the last day it may have been published, its stay or why it has none."""

    key: Any
    label: str
    cases: Sequence[tuple[Rec, date | None, Stay | str]]
    pending: int
    as_of: date

    @cached_property
    def stays(self) -> list[Stay]:
        return [stay for _one, _last, stay in self.cases if not isinstance(stay, str)]

    @cached_property
    def left(self) -> Counter[str]:
        return Counter(stay for _one, _last, stay in self.cases if isinstance(stay, str))

    @cached_property
    def points(self) -> list[tuple[float, float, float, float]]:
        return incidence(self.stays)

    @property
    def total(self) -> int:
        return len(self.cases)

    @property
    def events(self) -> int:
        return sum(end == "event" for _time, end in self.stays)

    @property
    def end(self) -> float:
        return max((time for time, _end in self.stays), default=0.0)

    @property
    def drawn_to(self) -> float:
        return min(self.end, 120.0)

    @property
    def median(self) -> str:
        half = next((time for time, share, *_rest in self.points if share >= 0.5 - 1e-12), None)
        return "not reached" if half is None else n(round(half))

    def within(self, span: int) -> tuple[int, int]:
        """Successes within the months, of those published that long ago."""
        until = later(self.as_of, -span)
        known = [stay for _one, last, stay in self.cases if last and last <= until and not isinstance(stay, str)]
        return sum(end == "event" and time <= span for time, end in known), len(known)

    def steps(self, end: float) -> list[tuple[float, float, float, float]]:
        found = [(0.0, 0.0, 0.0, 0.0), *(point for point in self.points if point[0] <= end)]
        return [*found, (end, *found[-1][1:])]


def paces(view: View, by: str, switch: str) -> tuple[list[Pace], Pace]:
    """Every group that has anything confirmed, the largest first, and all of the view."""
    every, today = followed(view, switch), view.rows.as_of
    groups = [
        Pace(group.key, group.label, [case for case in every if group.key in case[0].keys(by)], group.pending, today)
        for group in view.by(by)
        if group.key is not None and group.total
    ]
    groups.sort(key=lambda one: (-one.total, one.label))
    return groups, Pace(None, "All of this view", every, view.pending, today)


@dataclass
class Apart:
    """Groups compared by their successes within so many months."""

    month: int
    large: list[Pace]
    away: list[str]
    best: str | None


def compared(groups: Sequence[Pace], whole: Pace, month: int) -> Apart:
    large = [one for one in groups if one.within(month)[1] >= LEAST]
    sure = 1 - 0.05 / max(len(large), 1)
    z = NormalDist().inv_cdf((1 + sure) / 2)
    shares = {one.label: wilson(*one.within(month), z) for one in large}
    part, of = whole.within(month)
    where = {one.label: against(*one.within(month), shares[one.label], part / of, sure) for one in large}
    best = [one.label for one in large if len(large) > 1 and place(one.label, shares) == "1"]
    order = sorted(large, key=lambda one: (-shares[one.label][0], -one.within(month)[1], str(one.key)))
    away = [one.label for one in order if where[one.label] != "Within chance"]
    return Apart(month, large, away, best[0] if best else None)


def curves(view: View, by: str, switch: str = "partly") -> Told:
    groups, whole = paces(view, by, switch)
    shown = groups[:DRAWN]
    both = [compared(shown, whole, month) for month in YEARS]
    found = next((one for one in both if len(one.large) > 1), both[-1])
    told = Told([_finding(shown, whole, found, by)], ["95 %", "95 of 100 such samples"])
    said = many(by, len(groups))
    if len(groups) > len(shown):
        said = f"The {n(len(shown))} largest of {said}"
        told.must.append(f"are drawn; {many(by, len(groups) - len(shown))} more are not.")
    are = be(whole.total, "recommendation is", "recommendations are")
    told.must.append(f"{said}; {n(len(whole.stays))} of {n(whole.total)} confirmed {are} followed")
    told.must += _alt(shown, found.month, by)
    told.must += _note(view, groups, whole, found, by)

    def check(figure: dict[str, Any] | None, table: pd.DataFrame) -> list[Mark]:
        lines = table.to_dict("records")
        for line, one in zip(lines, [*shown, whole], strict=True):
            _check_line(line, one)
        if not shown:
            assert not (figure or {})["data"]
            return []
        return _check_panels(figure or {}, shown, whole, found.month, FIELDS[by])

    told.charts[f"time.{by}"] = check
    return told


def _finding(shown: Sequence[Pace], whole: Pace, found: Apart, by: str) -> str:
    years = YEARS[found.month]
    if not shown:
        return "There is no group to follow over time"
    if not whole.events:
        return "No success with a known date has come about yet"
    if len(found.large) < 2:
        said = many(by, len(found.large))
        return f"There are too few to compare: {said} with {LEAST} or more followed for {years}"
    if found.best is not None:
        return f"{found.best} came to success within {years} more often than the others compared"
    if not found.away:
        return f"None of {many(by, len(found.large))} differs from the rest within {years} by more than chance"
    differ = be(len(found.away), "differs", "differ")
    return f"{listed(found.away)} {differ} from the rest within {years} by more than chance"


def _alt(shown: Sequence[Pace], month: int, by: str) -> list[str]:
    cohorts = [(one.label, *one.within(month)) for one in shown]
    parts = [f"{label} {pct(part / of)} of {n(of)}" if of else f"{label} not known yet" for label, part, of in cohorts]
    said = f"Curves of {many(by, len(shown))} that rise with the months after publication, each before that of all."
    return [f"{said} Within {month} months: {listed(parts)}."] if shown else []


def _note(view: View, groups: Sequence[Pace], whole: Pace, found: Apart, by: str) -> list[str]:
    few = [one.label for one in groups[:DRAWN] if one not in found.large]
    several = any(len(one.keys(by)) > 1 for one in view.confirmed)
    nowhere = sum(not one.keys(by) for one in view.confirmed)
    return [
        *([f"Too few to compare: {listed(few)}."] if few else []),
        *(["One that belongs to several groups counts in each, and once among all."] if several else []),
        *([f"{NOBODY[by]}: {n(nowhere)}."] if nowhere else []),
        *(f"{n(number)} {LEFT[reason]}" for reason, number in whole.left.items()),
    ]


def _check_line(line: dict[Any, Any], one: Pace) -> None:
    counts = (one.label, one.total, len(one.stays), one.events, one.median, sum(one.left.values()), one.pending)
    assert tuple(line[name] for name in ("label", "total", "followed", "part", "median", "left", "pending")) == counts
    assert {reason: line[f"left_{reason}"] for reason in LEFT} == {reason: one.left[reason] for reason in LEFT}
    for span in SPANS:
        part, of = one.within(span)
        assert line[f"n_{span}"] == of, (line, span)
        shares = [line[f"{name}_{span}"] for name in ("within", "low", "high")]
        expected = pytest.approx(wilson(part, of)) if of else [None] * 3
        assert [None if pd.isna(share) else share for share in shares] == expected, (line, span)


def _check_panels(figure: dict[str, Any], shown: Sequence[Pace], whole: Pace, month: int, field: str) -> list[Mark]:
    end, axis = max(one.drawn_to for one in shown), figure["layout"]["yaxis"]
    ends = list(zip(axis["tickvals"], axis["ticktext"], strict=True))
    notes = [note for note in figure["layout"]["annotations"] if note["text"].startswith("<b>")]
    names = [note for note in notes if note["xref"] == "paper"]
    assert len(figure["data"]) == 5 * len(shown) and len(ends) == 2 * len(shown) and len(names) == len(shown)
    marks: list[Mark] = []
    for row, one in enumerate(shown):
        (floor, none), (ceiling, most) = ends[2 * row : 2 * row + 2]
        assert none == "0%"
        height = _Height(floor, ceiling, float(most.removesuffix("%")) / 100)
        _check_name(bare(names[row]["text"]), one)
        _check_lines(figure["data"][5 * row : 5 * row + 4], one, whole, end, height)
        dots, said = figure["data"][5 * row + 4], [note for note in notes if row == _row(note, ends)]
        marks += _check_dots(dots, one, month, field, height)
        _check_captions([note for note in said if note not in names], one, dots["x"], height)
    return marks


@dataclass
class _Height:
    """Where a share lies, between the two ticks of its panel; what is higher than the panel is cut off there."""

    floor: float
    ceiling: float
    most: float

    def of(self, share: float) -> float:
        return self.floor + (self.ceiling - self.floor) * min(share / self.most, 1.0)


def _row(note: dict[str, Any], ends: Sequence[tuple[float, str]]) -> int:
    """In which panel a caption stands."""
    return max(place // 2 for place, (up, _text) in enumerate(ends) if place % 2 and note["y"] <= up + 0.3)


def _check_name(text: str, one: Pace) -> None:
    """A long name is cut, its numbers never."""
    name, said = text[: -len(_of(one))], text[-len(_of(one)) :]
    assert said == _of(one), (text, said)
    assert name == one.label or (name.endswith("…") and one.label.startswith(name[:-1]) and len(name) > 12), text


def _of(one: Pace) -> str:
    return f" {n(len(one.stays))} of {n(one.total)} followed"


def _check_lines(traces: Sequence[dict[str, Any]], one: Pace, whole: Pace, end: float, height: _Height) -> None:
    """The curve of all, the field around that of the group, and that of the group."""
    own, of_all = one.steps(one.drawn_to), whole.steps(min(whole.drawn_to, end))
    for trace, steps, part in zip(traces, (of_all, own, own, own), (1, 2, 3, 1), strict=True):
        assert trace["x"] == pytest.approx([step[0] for step in steps]), one.label
        assert trace["y"] == pytest.approx([height.of(step[part]) for step in steps], abs=1e-9), (one.label, part)
        assert not any(trace["customdata"])


def _check_dots(dots: dict[str, Any], one: Pace, month: int, field: str, height: _Height) -> list[Mark]:
    full: list[float] = [known for known in DOTS if known <= one.drawn_to]
    expected = sorted(full, key=lambda known: (known != month, known)) or [one.drawn_to]
    assert dots["x"] == pytest.approx(expected)
    assert dots["y"] == pytest.approx([height.of(at(one.points, known)[0]) for known in expected], abs=1e-9)
    assert dots["text"] == [str(one.total)] * len(expected)
    opens = f"Click for {be(one.total, 'its', 'all its')} {recs(one.total)}"
    for known, target, hover in zip(expected, dots["customdata"], dots["hovertext"], strict=True):
        share, low, high = at(one.points, known)
        told = f"{n(round(known))} months: {pct(share)}, likely {pcts(low, high)}"
        assert bare(hover).split("\n") == [" ".join(one.label.split()), told, opens]
        assert target == [field, str(one.key), ""]
    return [(target, one.total) for target in dots["customdata"]]


def _check_captions(notes: Sequence[dict[str, Any]], one: Pace, months: Sequence[float], height: _Height) -> None:
    """The share at a dot, that of the month told before the others; at the last one where there is nothing yet."""
    shares = {known: at(one.points, known)[0] for known in months if at(one.points, known)[0]} or {max(months): 0.0}
    found = {note["x"]: (note["y"], bare(note["text"])) for note in notes}
    assert len(found) == len(notes) and found.keys() <= shares.keys()
    assert not shares or next(iter(shares)) in found
    for known, (up, text) in found.items():
        assert text == pct(shares[known]) and up == pytest.approx(height.of(shares[known])), (one.label, known)

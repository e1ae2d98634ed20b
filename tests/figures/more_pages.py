"""What the other pages must show: two views compared, repeated asks, the list, what needs a look, a report."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from math import comb, sqrt
from statistics import NormalDist
from typing import Any

import pandas as pd
import pytest

from tests.figures.boards import Reported
from tests.figures.drawn import Mark, check_rate, check_standing
from tests.figures.oracle import GROUPS, SUCCESS, Group, Rec, Rows, View, is_due, is_stale, lapsed, wilson
from tests.figures.pages import FIGURES, Told, _within, rate, share, standing
from tests.figures.words import be, many, n, on, pct, recs
from tracker.vocabulary.statuses import SUCCESS_LABELS, Success

LEAST = 10


def sides(one: View, other: View, switch: str = "partly") -> Told:
    both = [(len(view.successes(switch)), view.whole.assessed) for view in (one, other)]
    unknown = [view.whole.statuses["not_assessed"] for view in (one, other)]
    said = [
        f"{n(of)} assessed, {n(left)} not" + (f", {n(view.pending)} to be confirmed" if view.pending else "")
        for (_part, of), left, view in zip(both, unknown, (one, other), strict=True)
    ]
    today, shared = on(one.rows.as_of), len({rec.id for rec in one.confirmed} & {rec.id for rec in other.confirmed})
    told = Told(
        [
            f"{SUCCESS_LABELS[Success(switch)]}. First: {said[0]}. Second: {said[1]}",
            *(f"{n(part)} of {n(of)} assessed, {share(part, of)}{rate(part, of)}" for part, of in both),
        ],
        ["95 of 100 such samples", "from 0 to 100%", f", as of {today}"],
    )
    if shared:
        told.must.append(f"{n(shared)} {be(shared)} in both views")
    if all(of for _part, of in both):
        (p, p_low, p_high), (q, q_low, q_high) = (wilson(*numbers) for numbers in both)
        low, high = (
            p - q - sqrt((p - p_low) ** 2 + (q_high - q) ** 2),
            p - q + sqrt((p_high - p) ** 2 + (q - q_low) ** 2),
        )
        points = f"{round(100 * abs(p - q))} points {'more' if p > q else 'fewer'}"
        told.must.append(
            f"{pct(p)} against {pct(q)}: {points if low > 0 or high < 0 else 'no more than chance may do'}"
        )
        told.must.append(f"The first is likely between {round(100 * low)} and {round(100 * high)} points above")

    def check(figure: dict[str, Any] | None, table: pd.DataFrame) -> list[Mark]:
        for view, line in zip((one, other), table.to_dict("records"), strict=True):
            _check_side(line, view, switch)
        (trace,) = (figure or {})["data"]
        rates = [wilson(*numbers) for numbers in both if numbers[1]]
        assert trace["x"] == pytest.approx([value for value, _low, _high in rates])
        assert trace["error_x"]["array"] == pytest.approx([high - value for value, _low, high in rates], abs=1e-9)
        assert trace["error_x"]["arrayminus"] == pytest.approx([value - low for value, low, _high in rates], abs=1e-9)
        captions = [note["text"] for note in (figure or {})["layout"]["annotations"]]
        assert [text for text in captions if text.startswith("<b>")] == [
            f"<b>{pct(one[0])}</b>".replace("%", "&#37;") for one in rates
        ]
        return []

    told.charts["sides"] = check
    return told


def _check_side(line: Mapping[Any, Any], view: View, switch: str) -> None:
    part, of, unknown = len(view.successes(switch)), view.whole.assessed, view.whole.statuses["not_assessed"]
    assert (line["total"], line["pending"], line["not_assessed"]) == (view.total, view.pending, unknown)
    check_rate(line, view.whole, switch)
    if of + unknown:
        assert (line["worst"], line["best"]) == pytest.approx(
            (part / (of + unknown), (part + unknown) / (of + unknown))
        )
    for span in (12, 24, 36):
        good, known, _until = _within(view, switch, span)
        assert line[f"n_{span}"] == known
        assert pd.isna(line[f"within_{span}"]) if not known else line[f"within_{span}"] == pytest.approx(good / known)


def fair(
    view: View, switch: str = "partly", by: str = "author", nouns: tuple[str, str] = ("author", "authors")
) -> Told:
    groups = view.by(by)
    good = SUCCESS[switch]
    large = [group for group in groups if group.key is not None and group.assessed >= LEAST]
    few = [group for group in groups if group.key is not None and group.total and group.assessed < LEAST]
    sure = 1 - 0.05 / max(len(large), 1)
    shares = {group.label: _wide(group.sum(good), group.assessed, sure) for group in large}
    part, of = len(view.successes(switch)), view.whole.assessed
    beyond = {
        group.label: against(group.sum(good), group.assessed, shares[group.label], part / of, sure) for group in large
    }
    away = [label for label, where in beyond.items() if where != "Within chance"]
    say = many(len(large), *nouns)
    told = Told([f"{say} with {LEAST} or more assessed, against {pct(part / of)} of all {n(of)}"])
    told.may += [
        "95 %",
        "57 in 100 specific actions, 36 general, 7 less",
        f"{n(len(away))} of {say} differ",
        f"None of {say} differs",
        f"Dots of {say}",
        f": {say} with {LEAST}",
    ]
    told.must += [f"{many(len(few), *nouns)} with fewer than {LEAST} assessed are in the table"] if few else []
    told.may += [f"{label} {pct(value[0])}" for label, value in shares.items()]

    def check(figure: dict[str, Any] | None, table: pd.DataFrame) -> list[Mark]:
        lines = table.to_dict("records")
        for line, group in zip(lines, groups, strict=True):
            assert (line["total"], line["pending"]) == (group.total, group.pending)
            check_rate(line, group, switch)
            assert line["place"] == place(group.label, shares), line
            assert line["against"] == beyond.get(group.label, "Too few"), line
            found = _standardised(view, group, by, good)
            assert pd.isna(line["standardised"]) if found is None else line["standardised"] == pytest.approx(found)
        return _check_funnel(figure or {}, large, good, part / of, by)

    told.charts[f"fair.{by}"] = check
    return told


def against(part: int, of: int, interval: tuple[float, float, float], whole: float, sure: float) -> str:
    share, low, high = interval
    if low <= whole <= high:
        return "Within chance"
    runs = range(part, of + 1) if share >= whole else range(part + 1)
    tail = sum(comb(of, k) * whole**k * (1 - whole) ** (of - k) for k in runs)
    return "Within chance" if tail > (1 - sure) / 2 else "Above" if share > whole else "Below"


def _wide(part: int, of: int, sure: float) -> tuple[float, float, float]:
    """Share, low and high: the wider ends of Wilson's interval and of that of Clopper and Pearson."""
    value, low, high = wilson(part, of, NormalDist().inv_cdf((1 + sure) / 2))
    chance = (1 - sure) / 2
    low = min(low, _where(lambda p: sum(_binomial(k, of, p) for k in range(part, of + 1)) < chance))
    return value, low, max(high, _where(lambda p: sum(_binomial(k, of, p) for k in range(part + 1)) >= chance))


def _where(holds: Callable[[float], bool]) -> float:
    """Up to which share it holds."""
    low, high = 0.0, 1.0
    for _half in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _binomial(k: int, of: int, p: float) -> float:
    return comb(of, k) * p**k * (1 - p) ** (of - k)


def place(label: str, shares: dict[str, tuple[float, float, float]]) -> str:
    if label not in shares:
        return ""
    _share, low, high = shares[label]
    first = 1 + sum(other[1] > high for other in shares.values())
    last = len(shares) - sum(other[2] < low for other in shares.values())
    return str(first) if first == last else f"{first}–{last}"


def _standardised(view: View, group: Group, by: str, good: Sequence[str]) -> float | None:
    """The mean of the group's shares by how much is asked, weighted by one mix for all."""
    checked = [one for one in view.confirmed if one.status in _ASSESSED]
    mine = [one for one in checked if group.key in (one.keys(by) or [None])]
    weights = {kind: _MIX[kind] for kind in {one.action_type for one in mine}}
    if sum(weights.values()) < 90:
        return None
    rates = {kind: [one.status in good for one in mine if one.action_type == kind] for kind in weights}
    return float(sum(weights[kind] * sum(rates[kind]) / len(rates[kind]) for kind in weights) / sum(weights.values()))


_MIX = {1: 3, 2: 2, 3: 2, 4: 36, 5: 57}
_ASSESSED = tuple(word for name in ("adopted", "moving", "no_movement", "not_adopted") for word in GROUPS[name])


def _check_funnel(
    figure: dict[str, Any], large: Sequence[Group], good: Sequence[str], whole: float, by: str
) -> list[Mark]:
    if not large:
        assert not figure.get("data"), "there is nothing to compare"
        return []
    *_field, line, dots = figure["data"]
    assert line["y"] == pytest.approx([whole] * len(line["y"]))
    found = {
        target[1]: (x, y, text)
        for target, x, y, text in zip(dots["customdata"], dots["x"], dots["y"], dots["text"], strict=True)
    }
    expected = {
        str(group.key): (group.assessed, group.sum(good) / group.assessed, str(group.assessed)) for group in large
    }
    assert found.keys() == expected.keys()
    for key, (x, y, text) in found.items():
        assert (x, text) == (expected[key][0], expected[key][2]) and y == pytest.approx(expected[key][1])
    for target, hover in zip(dots["customdata"], dots["hovertext"], strict=True):
        group = next(group for group in large if str(group.key) == target[1])
        part = group.sum(good)
        assert (
            f"{n(part)} of {n(group.assessed)} assessed: {share(part, group.assessed)}".replace("%", "&#37;") in hover
        )
    return [(target, x) for target, x in zip(dots["customdata"], dots["x"], strict=True)]


def asks_of(view: View) -> list[list[Rec]]:
    """The asks that are made more than once, each with its times, the oldest first."""
    key = lambda one: one.repeats_id or one.id  # noqa: E731
    found = [list(times) for _key, times in groupby(sorted(view.confirmed, key=key), key)]
    return [sorted(times, key=lambda one: (one.brief["published"] or "", one.brief_id, one.id)) for times in found]


def repeated(view: View) -> Told:
    every = asks_of(view)
    again = [times for times in every if len(times) > 1]
    repeating = sum(map(len, again))
    told = Told(
        [
            f"{FIGURES[0]}\n\n{n(view.total)}\n\nconfirmed headline ones, from {many(view.briefs, 'brief')}",
            f"Different asks\n\n{n(len(every))}\n\neach repeated one counted once",
            f"Asked more than once\n\n{n(len(again))}\n\nby {recs(repeating)}",
        ]
    )
    most = max(map(len, again), default=0)
    leaders = [times for times in again if len(times) == most]
    if len(leaders) > 1:
        told.must.append(f"{n(len(again))} asks are made more than once, at most {n(most)} times")
    for times in again:
        years = [one.published.year for one in times if one.published]
        span = many(max(years) - min(years), "year") if years and max(years) > min(years) else ""
        said = f"{n(len(times))} times" + (f" over {span}" if span else f" in {years[0]}" if years else "")
        briefs = many(len({one.brief_id for one in times}), "brief")
        told.must.append(f"{said} · {f'{min(years)}–{max(years)} · ' if span else ''}{briefs}")
        told.may += [f"is asked most: {said}"]
        names = list(dict.fromkeys(name for one in times for name in one.authors))
        told.may += [f", {len(names) - 3} more"] if len(names) > 3 else []
    return told


def more_of(rows: Sequence[Rec]) -> list[str]:
    """ ", 2 more" of the names that are not told, for each row."""
    names = [names for one in rows for names in (one.authors, one.codes, one.printed, one.addressees)]
    return [f", {len(some) - 3} more" for some in names if len(some) > 3]


def listing(rows: Rows, query: dict[str, list[str]], page: int = 1) -> Told:
    found = rows.matching(query)
    counted = [one for one in found if one.level == "headline" and one.review == "confirmed"]
    pending = [one for one in found if one.review == "pending"]
    first = (page - 1) * 50 + 1
    shown = f", {first} to {min(len(found), first + 49)} shown" if len(found) > 50 else ""
    told = Told([f"{recs(len(found))}{shown}"], more_of(found))
    if len(counted) != len(found):
        told.must.append(f"Charts and the board count {n(len(counted))} of them")
        headline = sum(one.level == "headline" for one in pending)
        if pending:
            levels = {"headline": headline, "supporting": len(pending) - headline}
            parts = ", ".join(f"{n(many)} {level}" for level, many in levels.items() if many)
            told.must.append(f"{n(len(pending))} {be(len(pending))} to be confirmed: {parts}.")
    return told


def updates(rows: Rows, query: dict[str, list[str]]) -> tuple[Told, int]:
    """The page, and how many wait."""
    today = rows.as_of
    found = [one for one in rows.matching(query) if one.review == "confirmed"]
    due, stale, again = ([one for one in found if asks(one, today)] for asks in (is_due, is_stale, lapsed))
    total = len({one.id for one in (*due, *stale, *again)})
    reasons = {"Due": len(due), "Not checked for a year, or ever": len(stale), "To be checked again": len(again)}
    said = " · ".join(f"{reason}: {n(number)}" for reason, number in reasons.items() if number)
    told = Told([f"{recs(total)} {be(total, 'needs', 'need')} a look", said])
    told.must += [f"and {n(total - 8)} more"] if total > 8 else []
    return told, total


def report(told: Reported) -> Told:
    view = told.view
    page = Told([f"{n(value)}\n\n{taken}" for _name, value, taken in told.figures])
    said = standing(view)
    page.must += [*said.must[:2], told.covers, *told.changed, *told.unknown, *told.outside[:1], told.state]
    for groups, note in (told.regions, told.authors):
        page.must += [f"| {group.label} | {n(group.total)} | {told.of_assessed(group)} |" for group in groups]
        page.must += [note] if note else []
    page.may += [said for one in view.confirmed for said in told.proof(one)]
    page.may += [f"{place}. {words}" for words_of in told.decisions for place, words in enumerate(words_of, start=1)]
    return page


def check_report_bars(charts: Sequence[dict[str, Any]], told: Reported) -> None:
    for figure in charts:
        check_standing(figure, told.view)

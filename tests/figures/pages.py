"""What each page must show of a view: its sentences with their numbers, and what its charts and tables hold."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import pytest

from tests.figures.drawn import (
    Bar,
    Mark,
    check_map,
    check_stacked,
    check_standing,
    check_table,
    check_tally,
    period,
    waiting,
)
from tests.figures.oracle import (
    GROUPS,
    Group,
    Rec,
    Stay,
    View,
    at,
    followed,
    incidence,
    later,
    wilson,
)
from tests.figures.words import be, beside, listed, many, n, on, pct, pcts, recs
from tracker.vocabulary.answers import CONTRIBUTION_LABELS, OUTCOME_LABELS, Contribution, OutcomeType
from tracker.vocabulary.statuses import GROUP_LABELS, STATUSES, SUCCESS_LABELS, Status, Success
from tracker.vocabulary.statuses import Group as Named

Check = Callable[[dict[str, Any] | None, pd.DataFrame], list[Mark]]


@dataclass
class Told:
    """What a page must say, what else it may say, and what its charts must be, in their order, by the file's name."""

    must: list[str] = field(default_factory=list)
    may: list[str] = field(default_factory=list)
    charts: dict[str, Check] = field(default_factory=dict)

    def __iadd__(self, other: "Told") -> "Told":
        self.must += other.must
        self.may += other.may
        self.charts |= other.charts
        return self


def counted(view: View) -> str:
    said = f"{many(view.total, 'confirmed headline recommendation')} from {many(view.briefs, 'brief')}"
    said += f"; {waiting(view.pending)}" if view.pending else ""
    return f"{said}, as of {on(view.rows.as_of)}"


def figures(view: View) -> list[str]:
    """The five that stand first, without their names."""
    assessed, adopted, holds = view.whole.assessed, len(view.adopted), len(view.in_force)
    return [
        f"{n(view.total)}\n\nconfirmed headline ones, from {many(view.briefs, 'brief')}",
        f"{n(assessed)}\n\nof {n(view.total)}{beside(assessed, view.total)}",
        f"{n(adopted)}\n\nof {n(assessed)} assessed{beside(adopted, assessed)}",
        f"{n(holds)}\n\nof {n(adopted)} adopted{beside(holds, adopted)}",
        f"{n(view.pending)}\n\nheadline ones, not among the {n(view.total)}",
    ]


FIGURES = ("Recommendations", "Assessed", "Adopted, at least in part", "Still in force", "To be confirmed")


def standing(view: View, name: str = "standing") -> Told:
    groups = {word: view.whole.sum(words) for word, words in GROUPS.items()}
    assessed, adopted = view.whole.assessed, groups["adopted"]
    if not assessed:
        title = f"None of {recs(view.total)} has been assessed yet"
    elif assessed == 1:
        title = "The one assessed recommendation is" + (" adopted" if adopted else " not adopted so far")
    elif not adopted:
        title = f"None of {n(assessed)} assessed recommendations is adopted so far"
    else:
        title = f"{n(adopted)} of {n(assessed)} assessed recommendations {be(adopted)} adopted, at least in part"
    parts = listed([f"{GROUP_LABELS[Named(word)]} {n(number)}" for word, number in groups.items() if number])
    told = f"A bar of {recs(view.total)} by where they stand: {parts}."
    told += f" {waiting(view.pending)}." if view.pending else ""

    def check(figure: dict[str, Any] | None, table: pd.DataFrame) -> list[Mark]:
        numbers = [view.whole.statuses[status.value] for status in Status]
        assert list(table["total"]) == [*numbers, view.pending]
        return check_standing(figure or {}, view)

    return Told([title, told, counted(view)], charts={name: check})


def over_time(view: View, by: str, name: str) -> Told:
    groups = view.by(by)
    known = {group.key: group for group in groups if group.key and group.total}
    keys = _between(min(known), max(known), by) if known else []
    bars = [Bar("published" if key in known else "", key, period(key), known.get(key, Group(key, ""))) for key in keys]
    told = Told([*_leads([known[key] for key in keys if key in known], view, period, "was", "were the busiest")])
    undated = sum(one.published is None for one in view.confirmed)
    coarse = sum(one.precision == "year" for one in view.confirmed) if by != "year" else 0
    told.must += [f"{recs(undated)} without a date {be(undated)} not drawn."] if undated else []
    if coarse:
        stands = be(coarse, "stands", "stand")
        told.must.append(f"{recs(coarse)} {be(coarse)} known to the year alone and {stands} in the chart by year only.")
    if keys:
        top = ", ".join(f"{period(g.key)} {n(g.total)}" for g in sorted(known.values(), key=lambda g: -g.total)[:3])
        empty = len(keys) - len(known)
        alt = "Columns of recommendations by date of publication, from "
        alt += f"{period(keys[0])} to {period(keys[-1])}, by where they stand. The highest are {top}."
        alt += f" {n(empty)} {be(empty, 'column is', 'columns are')} empty." if empty else ""
        told.must.append(f"{alt} There {be(len(keys), 'is', 'are')} {many(len(keys), 'column')} in all.")

    def check(figure: dict[str, Any] | None, table: pd.DataFrame) -> list[Mark]:
        named = [Group(g.key, period(g.key) if g.key else g.label, g.statuses, g.pending) for g in groups]
        check_table(table, named)
        return check_stacked(figure, bars) if figure else []

    told.charts[name] = check
    return told


def _between(first: str, last: str, by: str) -> list[str]:
    """Every period, the empty ones too."""
    years = range(int(first[:4]), int(last[:4]) + 1)
    parts = {"year": [""], "quarter": [f"-Q{q}" for q in range(1, 5)], "month": [f"-{m:02d}" for m in range(1, 13)]}
    return [key for year in years for part in parts[by] if first <= (key := f"{year}{part}") <= last]


def _leads(
    groups: Sequence[Group], view: View, called: Callable[[str], str], one: str, more: str, nouns: str = ""
) -> list[str]:
    """The title of a ranked chart: who has the most."""
    most = max((group.total for group in groups), default=0)
    if not most:
        return [f"of {recs(view.total)}" if one == "was" else recs(view.total)]
    first = [called(group.key) if one == "was" else group.label for group in groups if group.total == most]
    number = f"{n(most)} of {recs(view.total)}"
    verb = "was the busiest" if one == "was" else one
    if len(first) == 1:
        return [f"{first[0]} {verb}: {number}"]
    if len(first) <= 3:
        return [f"{listed(first)} {more}: {number} each"]
    if one == "was":
        return [f"the {n(len(first))} busiest have {number} each"]
    much = "equally much" if more == AUTHORS.more else "equally often"
    return [f"{n(len(first))} {nouns} {more.removesuffix(' most')} {much}: {number} each"]


@dataclass
class Kind:
    """The words of a ranked chart of one kind of names."""

    by: str
    field: str
    noun: str
    nouns: str
    one: str
    more: str
    none: tuple[str, str]
    shown: int
    fold: str = ""


AUTHORS = Kind(
    "author",
    "authors",
    "author",
    "authors",
    "recommends most",
    "recommend most",
    ("has no author", "have no author"),
    12,
)
PARTS = Kind(
    "region_group",
    "regions",
    "country",
    "countries",
    "comes up most",
    "come up most",
    ("names no country", "name no country"),
    15,
)
COUNTRIES = replace(PARTS, by="region")


def ranked(view: View, kind: Kind, name: str, *, shown: int = 0, rates: bool = False) -> Told:
    groups = view.by(kind.by)
    named = [group for group in groups if group.key is not None and group.total]
    nameless = [group for group in groups if group.key is None and group.total]
    limit = shown or kind.shown
    kept = limit if len(named) > limit + 1 else len(named)
    head, tail = named[:kept], named[kept:]
    nouns = "parts of the world" if kind.by == "region_group" else kind.nouns
    told = Told(_leads(head, view, str, kind.one, kind.more, nouns))
    told.must.append(f"The bars may therefore add up to more than the {recs(view.total)} there are.")
    bars = [Bar(kind.field, str(group.key), group.label, group) for group in head]
    alt = [f"{listed([f'{group.label} {n(group.total)}' for group in head])}."] if head else []
    if tail:
        more = f"{n(len(tail))} more {be(len(tail), kind.noun, kind.nouns)}"
        folds = sum(group.total for group in tail) <= 2.5 * head[0].total
        most = recs(tail[0].total)
        told.must.append(
            f"“{more}” adds up {kind.nouns} with {most} or fewer each"
            if folds
            else f"{more} with {most} or fewer each are in the table and not drawn."
        )
        alt.append(f"{more} {be(len(tail), 'has', 'have')} fewer.")
        told.may += [more, f"{more}, with {n(tail[0].total)} or fewer each"]
        bars += [Bar("", "", more, _together(more, tail))] if folds else []
    bars += [Bar("", "", group.label, group) for group in nameless]
    if nameless:
        total = sum(group.total for group in nameless)
        alt.append(f"{recs(total)} {be(total, *kind.none)}.")
    told.must.append(" ".join(alt))

    def check(figure: dict[str, Any] | None, table: pd.DataFrame) -> list[Mark]:
        check_table(table, groups, "partly" if rates else "")
        return check_stacked(figure or {}, bars)

    told.charts[name] = check
    return told


def _together(label: str, groups: Sequence[Group]) -> Group:
    statuses: Counter[str] = Counter()
    for group in groups:
        statuses += group.statuses
    return Group(None, label, statuses, sum(group.pending for group in groups))


def overview(view: View) -> Told:
    told = Told([f"{name}\n\n{said}" for name, said in zip(FIGURES, figures(view), strict=True)])
    told += standing(view)
    told += over_time(view, "year", "years")
    told += ranked(view, AUTHORS, "authors", shown=6)
    told += ranked(view, PARTS, "regions")
    return told


def authors(view: View) -> Told:
    told = Told([counted(view)])
    told += ranked(view, AUTHORS, "authors", rates=True)
    return told


def regions(view: View) -> Told:
    groups = view.by("region")
    named = [group for group in groups if group.key is not None and group.total]
    nowhere = sum(group.total for group in groups if group.key is None)
    said = f"{n(view.total - nowhere)} of {recs(view.total)} are" if nowhere else f"{recs(view.total)} {be(view.total)}"
    top = listed([f"{group.label} {n(group.total)}" for group in named[:5]])
    told = Told([counted(view), f"{said} about {many(len(named), 'country', 'countries')}", f"{top}."])

    def check(figure: dict[str, Any] | None, table: pd.DataFrame) -> list[Mark]:
        check_table(table, groups)
        return check_map(figure or {}, groups)

    told.charts["map"] = check
    told += ranked(view, PARTS, "regions", rates=True)
    told += ranked(view, COUNTRIES, "countries", rates=True)
    return told


def trends(view: View, before: View, by: str = "year") -> Told:
    """`before` is the same view on the day from which on changes are told."""
    told = Told([counted(view)])
    told += over_time(view, by, f"trends.{by}")
    told += moved(view, before)
    return told


def moved(view: View, before: View) -> Told:
    then = {one.id: one.status for one in before.confirmed}
    now = {one.id: one.status for one in view.confirmed}
    good = GROUPS["adopted"]
    came, left = [key for key in now if key not in then], [key for key in then if key not in now]
    became = sum(now[key] in good and then[key] not in good for key in now if key in then)
    ceased = sum(now[key] not in good and then[key] in good for key in now if key in then)
    came_good, left_good = sum(now[key] in good for key in came), sum(then[key] in good for key in left)
    since, new = before.rows.as_of, became + came_good
    told = Told(
        [
            f"{recs(new)} {be(new, 'was', 'were')} recorded as adopted, at least in part, since {on(since)}",
            f"Confirmed: {n(len(then))} then. Since then {n(len(came))} came in and {n(len(left))} fell out. "
            f"{n(len(now))} now.",
            f"Adopted, at least in part: {n(sum(word in good for word in then.values()))} then. Since then "
            f"{n(became)} became adopted, {n(came_good)} came in adopted, {n(ceased)} lost that status and "
            f"{n(left_good)} fell out. {n(sum(word in good for word in now.values()))} now.",
        ]
    )
    moves = Counter((then.get(key), now.get(key)) for key in {*then, *now} if then.get(key) != now.get(key))

    def check(_figure: dict[str, Any] | None, table: pd.DataFrame) -> list[Mark]:
        names = {status.value: STATUSES[status].label for status in Status}
        expected = Counter(
            {
                (names.get(old or "", "Not counted yet"), names.get(new or "", "Counted no more")): n
                for (old, new), n in moves.items()
            }
        )
        found = Counter({(old, new): int(number) for old, new, number in table.itertuples(index=False)})
        assert found == expected, (found, expected)
        return []

    if moves:
        told.charts["moved"] = check
    return told


LEFT = {
    "not_assessed": "not assessed",
    "pre_existing": "ended before publication",
    "undated": "without a date",
    "coarse": "dated to the year alone",
    "not_yet": "published after the day of the figures",
}


def not_known(view: View, switch: str, span: int) -> int:
    """Of those published so long ago, how many may have been a success by then."""
    until = later(view.rows.as_of, -span)
    why = ("not_assessed", "undated", "coarse")
    return sum(bool(last and last <= until) and stay in why for _one, last, stay in followed(view, switch))


def _within(view: View, switch: str, span: int) -> tuple[int, int, str]:
    until = later(view.rows.as_of, -span)
    known = [
        stay for _one, last, stay in followed(view, switch) if last and last <= until and not isinstance(stay, str)
    ]
    return sum(end == "event" and time <= span for time, end in known), len(known), on(until)


def rate(part: int, of: int) -> str:
    return f", likely {pcts(*wilson(part, of)[1:])}" if of else ""


def share(part: int, of: int) -> str:
    return pct(part / of) if of else "–"


def impact(view: View, switch: str = "partly", pace: Told | None = None) -> Told:
    """`pace` is what is told of the time to success, that of all as one unless it is given."""
    part, of = len(view.successes(switch)), view.whole.assessed
    unknown = view.whole.statuses["not_assessed"]
    whole = of + unknown
    bounds = (
        f"{pcts(part / whole, (part + unknown) / whole)}\n\n{n(unknown)} {be(unknown)} not assessed" if whole else "–"
    )
    told = Told(
        [
            f"{SUCCESS_LABELS[Success(switch)]}\n\n{share(part, of)}\n\n{n(part)} of {n(of)} assessed{rate(part, of)}",
            f"If all were assessed\n\n{bounds}",
        ]
    )
    for span in (12, 24, 36):
        good, known, until = _within(view, switch, span)
        said = f"{n(good)} of {n(known)} published by {until}{rate(good, known)}"
        if unknown := not_known(view, switch, span):
            bounds = pcts(good / (known + unknown), (good + unknown) / (known + unknown))
            said += f"; {n(unknown)} not known may make it {bounds}"
        told.must.append(f"Within {span} months\n\n{share(good, known)}\n\n{said}")
    told += pace or curve(view, switch)
    if part:
        told += _tallies(view, switch)
    return told


SAID = {
    "adopted": "were adopted",
    "otherwise": "were adopted, or met by another measure,",
    "partly": "were adopted, at least in part,",
    "moved": "had moved",
}
HALF = {switch: f"Half of all {said}" for switch, said in SAID.items()}


def curve(view: View, switch: str) -> Told:
    every = [stay for _one, _last, stay in followed(view, switch)]
    stays: list[Stay] = [stay for stay in every if not isinstance(stay, str)]
    left = Counter(stay for stay in every if isinstance(stay, str))
    points, end = incidence(stays), min(max((time for time, _end in stays), default=0.0), 120.0)
    said = f"{many(len(stays), 'confirmed recommendation')}, followed from publication"
    out = sum(left.values())
    told = Told([said + (f"; {n(out)} more are left out" if out else "")], ["95 of 100 such samples"])
    told.must += [f"{n(number)} {LEFT[reason]}" for reason, number in left.items()]
    labelled = [month for month in (12, 24, 36, 60, 120) if month <= end] if points else []
    if points:
        parts = [f"{pct(at(points, month)[0])} after {month} months" for month in labelled]
        told.must.append(f"after publication, of {recs(len(stays))}. {listed(parts)}".rstrip())
        half = next((time for time, value, *_rest in points if value >= 0.5 - 1e-12), None)
        told.must += [f"{HALF[switch]} after {n(round(half))} months"] if half is not None else []
        cohorts = [(span, *_within(view, switch, span)) for span in (24, 12)]
        span, good, known, _until = next((one for one in cohorts if one[2]), (0, 0, 0, ""))
        years = "two years" if span == 24 else "a year"
        told.must += [f"{pct(good / known)} of {n(known)} {SAID[switch]} within {years}"] if span else []

    def check(figure: dict[str, Any] | None, table: pd.DataFrame) -> list[Mark]:
        months = range(0, int(end) + 1, 6) if stays else range(0)
        assert list(table["label"]) == [str(month) for month in months]
        for month, line in zip(months, table[["share", "low", "high"]].itertuples(index=False), strict=True):
            assert tuple(line) == pytest.approx(at(points, month), abs=1e-9), month
        return _check_curve(figure or {}, points, labelled, end, len(view.successes(switch)), switch)

    told.charts["time"] = check
    return told


def _check_curve(
    figure: dict[str, Any], points: Any, months: list[int], end: float, whole: int, switch: str
) -> list[Mark]:
    low, high, line, dots = figure["data"]
    steps = [(0.0, 0.0, 0.0, 0.0), *(point for point in points if point[0] <= end)]
    steps = [*steps, (end, *steps[-1][1:])]
    for trace, place in ((low, 2), (high, 3), (line, 1)):
        assert trace["x"] == pytest.approx([step[0] for step in steps])
        assert trace["y"] == pytest.approx([step[place] for step in steps], abs=1e-9)
    assert dots["x"] == months and dots["y"] == pytest.approx([at(points, month)[0] for month in months])
    for month, hover in zip(months, dots["hovertext"], strict=True):
        value, lower, upper = at(points, month)
        expected = f"{month} months: {pct(value)}, {pct(lower)} to {pct(upper)}"
        assert hover.replace("&#37;", "%").startswith(expected), (hover, expected)
    notes = [(note["x"], note["text"].replace("&#37;", "%")) for note in figure["layout"].get("annotations", ())]
    assert notes == [(month, f"<b>{pct(at(points, month)[0])}</b>") for month in months]
    return [(target, whole) for target in dots["customdata"][:1] if target == ["", "", f"success:{switch}"]]


def _tallies(view: View, switch: str) -> Told:
    found = view.successes(switch)
    total = len(found)
    order = ("decisive", "important", "contributed", "possible", "pre_existing", "not_assessed")
    helped = [(word, CONTRIBUTION_LABELS[Contribution(word)], _of(found, "contribution", word)) for word in order]
    kinds = [(word.value, OUTCOME_LABELS[word], _of(found, "outcome_type", word.value)) for word in OutcomeType]
    kinds = [*sorted(kinds, key=lambda bar: -bar[2]), ("none", "None recorded", _of(found, "outcome_type", None))]
    levels = (
        "nothing public",
        "our own claim",
        "one news report, document or source",
        "two sources that say the same",
        "confirmed by an independent person",
        "the decision cites the brief",
    )
    strong = [(str(k), f"{k}: {levels[k]}", sum(one.strength == k for one in found)) for k in range(5, -1, -1)]
    say = f"{many(total, 'success', 'successes')}"
    most = kinds[0][2]
    first = [label for _key, label, number in kinds[:-1] if number == most]
    alike = f"{most} of {total} each" if len(first) > 1 else f"{first[0][:1].lower()}{first[0][1:]} ({most} of {total})"
    sure = strong[0][2] + strong[1][2]
    told = Told([say])
    told.must += [f"{n(sum(bar[2] for bar in helped[:3]))} of {say}"] if helped[-1][2] < total else []
    told.must += [f"{n(sure)} of {say} {be(total)} confirmed by an outsider"]
    told.must += [alike] if most else []
    told.may += ["two items of strength 2 from different sources make 3", "rests on it alone stands at 0"]
    told.may += [label for _key, label, _number in strong]
    for name, field_, bars in (("outcomes", "outcome_types", kinds), ("contributions", "contributions", helped)):
        told += _tally(name, field_, bars, say, switch)
    told += _tally("strengths", "strengths", strong, say, switch)
    return told


def _of(found: Sequence[Rec], name: str, word: str | None) -> int:
    return sum(one.row[name] == word for one in found)


def _tally(name: str, field_: str, bars: Any, say: str, switch: str) -> Told:
    def check(figure: dict[str, Any] | None, table: pd.DataFrame) -> list[Mark]:
        assert [tuple(line) for line in table.itertuples(index=False)] == [tuple(bar) for bar in bars]
        return check_tally(figure or {}, bars, field_, switch)

    parts = listed([f"{label} {n(number)}" for _key, label, number in bars])
    return Told([f"Bars of {say}. {parts}."], charts={name: check})

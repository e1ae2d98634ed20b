"""What the charts must draw, and whether they do: every trace, caption and hover text, the table and its file."""

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from io import StringIO
from typing import Any

import pandas as pd
import pytest

from tests.figures.oracle import ASSESSED, GROUPS, SUCCESS, Group, View, wilson
from tests.figures.seen import bare
from tests.figures.words import MONTHS, be, beside, n, without
from tracker.vocabulary.statuses import GROUP_LABELS, Status
from tracker.vocabulary.statuses import Group as Named

Mark = tuple[list[str], int]
"""[field, key, group] of a mark, and how many it stands for."""


def period(key: str) -> str:
    """A period as a person says it."""
    if len(key) == 4:
        return key
    return f"Q{key[-1]} {key[:4]}" if "Q" in key else f"{MONTHS[int(key[5:]) - 1]} {key[:4]}"


@dataclass
class Bar:
    """One bar of a chart in six groups; `field` is "" where no list stands behind it."""

    field: str
    key: str
    label: str
    group: Group


def numbers_of(text: str) -> list[int]:
    return [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", text)]


def _has_room(layout: dict[str, Any], along: str, number: int) -> bool:
    """Whether a bar of this number holds a figure on the widest page: 11 pixels from side to side, 14 up and down."""
    low, high = sorted(layout[f"{along}axis"]["range"])
    if along == "x":
        return bool(number / (high - low) * 1216 >= 11)
    columns = layout["xaxis"]["range"][1] - layout["xaxis"]["range"][0]
    tall = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    return bool(number / (high - low) * tall >= 14 and 0.74 * 1216 / columns >= 11)


def check_stacked(figure: dict[str, Any], bars: Sequence[Bar]) -> list[Mark]:
    """Each trace is one of the six groups, each mark the number of one bar, its words say the same."""
    along, shown = "x", set()
    marks: list[Mark] = []
    for trace in figure["data"]:
        along = "x" if trace.get("orientation") == "h" else "y"
        word = next(one.value for one, label in GROUP_LABELS.items() if label == trace["name"].strip())
        shown.add(word)
        expected = [bar.group.sum(GROUPS[word]) for bar in bars]
        assert trace[along] == expected, (word, trace[along], expected)
        for number, words in zip(expected, trace["text"], strict=True):
            said = n(number) if number else ""
            assert words == said or (not words and not _has_room(figure["layout"], along, number)), (words, number)
        for bar, number, target, hover in zip(bars, expected, trace["customdata"], trace["hovertext"], strict=True):
            waiting = [bar.group.pending] if bar.group.pending else []
            told = bare(hover).removeprefix(bare(bar.label))
            assert numbers_of(told) == [number, bar.group.total, *waiting], hover
            assert target == ([bar.field, bar.key, word] if bar.field else []), (target, bar)
            marks += [(target, number)] if target and number else []
    assert shown == {word for word in GROUPS if any(bar.group.sum(GROUPS[word]) for bar in bars)}
    _check_totals(figure, bars, along)
    return marks


def _check_totals(figure: dict[str, Any], bars: Sequence[Bar], along: Any) -> None:
    """The number at the end of each bar stands there, and says its length; many columns have none."""
    ends = [note for note in figure["layout"].get("annotations", ()) if note["text"].startswith("<b>")]
    found = [(note[along], bare(note["text"])) for note in ends]
    expected = [(bar.group.total, n(bar.group.total)) for bar in bars if bar.group.total or along == "x"]
    assert found == expected or (along == "y" and len(bars) > 14 and not found), (found, expected)


def check_standing(figure: dict[str, Any], view: View, *, opens: bool = True) -> list[Mark]:
    """The bar of where all stand, and the one of what is to be confirmed."""
    whole, marks = view.whole, []
    parts = {word: whole.sum(words) for word, words in GROUPS.items() if whole.sum(words)}
    traces = [*figure["data"]]
    for (word, number), trace in zip(parts.items(), traces, strict=False):
        label = GROUP_LABELS[Named(word)]
        assert trace["x"] == [number] and trace["customdata"] == [["", "", word]], (word, number, trace["x"])
        assert trace["name"].strip() == f"{label}: {n(number)}", (trace["name"], number)
        assert numbers_of(bare(trace["hovertext"])) == [number, whole.total], trace["hovertext"]
        assert trace["text"] in ([n(number)], [""])
        marks.append((["", "", word], number))
    waiting = traces[len(parts) :]
    assert [trace["x"] for trace in waiting] == ([[view.pending]] if view.pending else [])
    for trace in waiting:
        assert numbers_of(trace["name"]) == numbers_of(bare(trace["hovertext"])) == [view.pending]
        marks += [(trace["customdata"][0], view.pending)] if opens else []
    said = [numbers_of(note["text"])[0] for note in figure["layout"]["annotations"]]
    allowed = Counter([whole.total, view.pending, *parts.values()])
    assert said[0] == whole.total and not Counter(said) - allowed, said
    return marks


def check_map(figure: dict[str, Any], groups: Sequence[Group]) -> list[Mark]:
    """Each country with its number, in the shade whose range holds it."""
    known = {group.key: group for group in groups if group.key is not None}
    marks, drawn = [], set()
    for trace in figure["data"]:
        counts = trace.get("z") or [numbers_of(text)[0] for text in trace.get("text", [])]
        ends = numbers_of(trace["name"].replace("–", " "))
        for number, target, hover in zip(counts, trace["customdata"], trace["hovertext"], strict=True):
            if not target:
                assert numbers_of(bare(hover).split("\n", 1)[-1])[:1] in ([], [0]) and not number, hover
                continue
            group = known[target[1]]
            drawn.add(group.key)
            assert number == group.total and ends[0] <= number <= ends[-1], (group.label, number, group.total, ends)
            told = bare(hover).removeprefix(group.label)
            assert numbers_of(told) == [number, *([group.pending] if group.pending else [])], hover
            marks.append((target, number))
    missing = {key for key, group in known.items() if group.total} - drawn
    assert not missing, missing
    return marks


def check_tally(figure: dict[str, Any], bars: Sequence[tuple[str, str, int]], field: str, switch: str) -> list[Mark]:
    """Bars of (key, label, number) of the successes."""
    (trace,) = figure["data"]
    whole = sum(number for _key, _label, number in bars)
    assert trace["x"] == [number for _key, _label, number in bars], (trace["x"], bars)
    marks = []
    ends = [bare(note["text"]) for note in figure["layout"]["annotations"] if note["text"].startswith("<b>")]
    assert ends == [f"{n(number)}{beside(number, whole) if number else ''}" for _key, _label, number in bars], ends
    for (key, label, number), target, hover in zip(bars, trace["customdata"], trace["hovertext"], strict=True):
        assert target == ([field, key, f"success:{switch}"] if number else []), target
        assert numbers_of(bare(hover).removeprefix(label)) == [number, whole], hover
        marks += [(target, number)] if number else []
    return marks


def check_table(table: pd.DataFrame, groups: Sequence[Group], switch: str = "") -> None:
    """The rows of a table of counts, with the rate of each group where there is a switch."""
    words = [status.value for status in Status]
    lines = table.to_dict("records")
    assert [line["label"] for line in lines] == [group.label for group in groups]
    for line, group in zip(lines, groups, strict=True):
        found = [line["total"], line["pending"], *(line[word] for word in words if word in line)]
        assert found == [group.total, group.pending, *(group.statuses[word] for word in words if word in line)], line
        if switch:
            assert {"worst", "best"} <= line.keys()
            check_rate(line, group, switch)


def check_rate(line: Mapping[Any, Any], group: Group, switch: str) -> None:
    """The rate of one group, and what it rests on."""
    part = group.sum(SUCCESS[switch])
    assert (line["part"], line["assessed"]) == (part, group.sum(ASSESSED)), line
    if {"worst", "best"} <= line.keys():
        _check_bounds(line, part, group)
    shares = [line[name] for name in ("share", "low", "high")]
    if not group.assessed:
        assert all(pd.isna(one) for one in shares), line
        return
    assert shares == pytest.approx(wilson(part, group.assessed)), line


def _check_bounds(line: Mapping[Any, Any], part: int, group: Group) -> None:
    unknown = group.statuses["not_assessed"]
    whole = group.assessed + unknown
    if whole:
        assert (line["worst"], line["best"]) == pytest.approx((part / whole, (part + unknown) / whole)), line
    else:
        assert pd.isna(line["worst"]) and pd.isna(line["best"]), line


def check_file(text: str, table: pd.DataFrame) -> None:
    """The CSV holds the table, each cell of it."""
    heads, *lines = csv.reader(StringIO(text))
    assert heads == list(table.columns)
    assert len(lines) == len(table)
    for line, row in zip(lines, table.itertuples(index=False), strict=True):
        for cell, value in zip(line, row, strict=True):
            same = not cell if pd.isna(value) else cell.lstrip("'") == str(value) or _equal(cell, value)
            assert same, (line, row)


def _equal(cell: str, value: Any) -> bool:
    try:
        return float(cell) == pytest.approx(float(value), rel=0, abs=5e-7)
    except (TypeError, ValueError):
        return False


def waiting(pending: int) -> str:
    return f"{n(pending)} more {be(pending)} to be confirmed and not counted here"


def check_svg(svg: str, figure: dict[str, Any], texts: Sequence[str]) -> None:
    """No number in the drawing that is not in the figure, its words or on an axis."""
    words = [unescape(text) for text in re.findall(r"<(?:tspan|title|desc)[^>]*>([^<]*)", svg)]
    layout = figure["layout"]
    known = [note["text"] for note in layout.get("annotations", ())]
    for trace in figure["data"]:
        known += [*trace.get("text", ()), trace.get("name", "")]
    for axis in (layout.get("xaxis", {}), layout.get("yaxis", {})):
        known += [*axis.get("ticktext", ()), *map(str, axis.get("tickvals", ()))]
        if axis.get("showticklabels") and axis.get("tickformat"):
            few = axis.get("range", [0, 1])[1] < 0.3
            ticks = range(0, 101, 1 if few else 5)
            known += [f"{tick}%" if "%" in axis["tickformat"] else n(tick) for tick in ticks]
    known += [part for text in known for part in re.split(r"<[^>]*>", text)]
    told = [text.rpartition(", as of ")[0] for text in texts]
    said = {" ".join(bare(one).split()) for one in (*known, *texts, *told)} - {""}
    rest, _absent = without(" ".join(" ".join(map(bare, words)).split()), said)
    assert not re.search(r"\d", rest), re.findall(r".{0,40}\d+.{0,20}", rest)

"""The colours: told apart by who sees fewer of them, and readable under words.

Colour vision is simulated after Machado, Oliveira and Fernandes (2009), severity 1; differences are those of CIE 1976.
"""

import itertools
from math import dist

import pytest

from tracker.charts.chart import Theme
from tracker.charts.palette import ORDER, Fill, palette
from tracker.charts.stacks import marker
from tracker.vocabulary.statuses import Group

SIGHT = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])
APART = 20


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def seen(colour: str, sight: str) -> list[float]:
    mixed = [sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in SIGHT[sight]]
    return [min(1.0, max(0.0, part)) for part in mixed]


def lab(light: list[float]) -> tuple[float, float, float]:
    r, g, b = light
    white = (0.95047, 1.0, 1.08883)
    xyz = (
        0.4124564 * r + 0.3575761 * g + 0.1804375 * b,
        0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
        0.0193339 * r + 0.1191920 * g + 0.9503041 * b,
    )
    x, y, z = (
        v ** (1 / 3) if v > 216 / 24389 else v * 841 / 108 + 4 / 29
        for v in (part / full for part, full in zip(xyz, white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, sight: str) -> float:
    return dist(lab(seen(one, sight)), lab(seen(other, sight)))


def contrast(one: str, other: str) -> float:
    dark, light = sorted(
        sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert difference("#000000", "#ffffff", "all colours") == pytest.approx(100, abs=0.1)
    assert difference("#ff0000", "#00a000", "all colours") > 2 * difference("#ff0000", "#00a000", "deuteranopia")


@THEMES
@pytest.mark.parametrize("sight", SIGHT)
def test_groups_stay_apart_for_every_eye(theme: Theme, sight: str) -> None:
    """Not assessed and outside the count are both nearly the paper: those two the hatching tells apart."""
    fills = palette(theme).groups
    pairs = [pair for pair in itertools.combinations(ORDER, 2) if pair != (Group.NOT_ASSESSED, Group.OUTSIDE)]
    near = {(a, b): difference(fills[a].colour, fills[b].colour, sight) for a, b in pairs}
    assert {pair: n for pair, n in near.items() if n < APART} == {}


@THEMES
def test_only_what_is_outside_the_count_is_hatched(theme: Theme) -> None:
    colours = palette(theme)
    hatched = [group for group in ORDER if "pattern" in marker(colours.groups[group], colours)]
    assert hatched == [Group.OUTSIDE]


@THEMES
@pytest.mark.parametrize("group", ORDER)
def test_words_on_a_fill_can_be_read(theme: Theme, group: Group) -> None:
    fill: Fill = palette(theme).groups[group]
    assert contrast(fill.words, fill.colour) >= 4.5
    if fill.hatching:
        assert contrast(fill.words, palette(theme).paper) >= 4.5


@THEMES
@pytest.mark.parametrize("group", ORDER)
def test_a_fill_stands_out_from_the_paper(theme: Theme, group: Group) -> None:
    fill = palette(theme).groups[group]
    assert contrast(fill.outline or fill.colour, palette(theme).paper) >= 3


@THEMES
def test_words_around_charts_can_be_read(theme: Theme) -> None:
    colours = palette(theme)
    assert min(contrast(words, colours.paper) for words in (colours.ink, colours.muted, colours.accent)) >= 4.5


@THEMES
@pytest.mark.parametrize("sight", SIGHT)
def test_shades_grow_and_stay_apart(theme: Theme, sight: str) -> None:
    colours = palette(theme)
    scale = [colours.land, *colours.steps]
    assert all(difference(a, b, sight) >= 14 for a, b in itertools.pairwise(scale))
    from_paper = [contrast(colour, colours.paper) for colour in scale]
    assert from_paper == sorted(from_paper)
    assert all(difference(colours.unsure, colour, sight) >= 14 for colour in scale)

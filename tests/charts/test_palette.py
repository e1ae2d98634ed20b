"""The colours: told apart by who sees fewer of them, and readable under words.

Colour vision is simulated after Machado, Oliveira and Fernandes (2009), severity 1; differences are CIEDE2000, as given
by Sharma, Wu and Dalal (2005). From 10 on two colours are told apart at a glance, also where they do not lie together.
"""

import itertools
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from tracker.charts.chart import Theme
from tracker.charts.curve import faint
from tracker.charts.palette import ORDER, Fill, palette
from tracker.charts.stacks import marker
from tracker.ui.listings import badge
from tracker.vocabulary.statuses import STATUSES, Group, Status

SIGHT = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])
APART = 13
"""How far apart colours are at the least that stand for different things of one kind."""
SHADES = 11
"""How far apart neighbours on a scale of shades are."""


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


def ciede2000(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - sqrt(chroma**7 / (chroma**7 + 25**7)))
    c1, c2 = hypot(a1 * stretch, b1), hypot(a2 * stretch, b2)
    h1, h2 = (degrees(atan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    uneven = 1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue))
    uneven += 0.32 * cos(radians(3 * hue + 6)) - 0.2 * cos(radians(4 * hue - 63))
    lightness = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    saturation = (c2 - c1) / (1 + 0.045 * chroma)
    tone = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * uneven)
    blue = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(lightness**2 + saturation**2 + tone**2 + blue * saturation * tone)


def difference(one: str, other: str, sight: str) -> float:
    return ciede2000(lab(seen(one, sight)), lab(seen(other, sight)))


def over(colour: str, paper: str, share: float) -> str:
    """What is seen of a colour that covers the paper by a share."""
    pairs = [(int(colour[place : place + 2], 16), int(paper[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def contrast(one: str, other: str) -> float:
    dark, light = sorted(
        sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert difference("#000000", "#ffffff", "all colours") == pytest.approx(100, abs=0.1)
    assert difference("#d02000", "#208000", "all colours") > 2 * difference("#d02000", "#208000", "deuteranopia")
    assert difference("#0040ff", "#006040", "all colours") > difference("#0040ff", "#006040", "tritanopia")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_of_the_paper(
    one: tuple[float, float, float], other: tuple[float, float, float], apart: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(apart, abs=1e-4)


@THEMES
@pytest.mark.parametrize("sight", SIGHT)
def test_groups_stay_apart_for_every_eye(theme: Theme, sight: str) -> None:
    fills = palette(theme).groups
    pairs = itertools.combinations(ORDER, 2)
    near = {(a, b): difference(fills[a].colour, fills[b].colour, sight) for a, b in pairs}
    assert {pair: n for pair, n in near.items() if n < APART} == {}


@THEMES
@pytest.mark.parametrize("sight", SIGHT)
def test_what_is_told_stands_out_from_what_it_is_told_before_for_every_eye(theme: Theme, sight: str) -> None:
    """A group's curve over its field and that of all, dots over the field of chance, a bar of what is not known."""
    colours = palette(theme)
    field = over(colours.accent, colours.paper, float(faint(colours.accent).rpartition(",")[2].rstrip(")")))
    drawn_together = {
        "a curve and that of all": (colours.accent, colours.unsure),
        "a curve and its field": (colours.accent, field),
        "the curve of all and a field": (colours.unsure, field),
        "the curve of all and the paper": (colours.unsure, colours.paper),
        "a dot beyond chance and the others": (colours.accent, colours.muted),
        "a dot and the field of chance": (colours.muted, colours.land),
        "a bar and that of what is not known": (colours.accent, colours.groups[Group.NOT_ASSESSED].colour),
        "a dot and the bar behind it": (colours.accent, over(colours.unsure, colours.paper, 0.5)),
    }
    near = {name: difference(*pair, sight) for name, pair in drawn_together.items()}
    assert {name: n for name, n in near.items() if n < APART} == {}


def test_statuses_of_one_colour_are_told_by_their_words() -> None:
    """Thirteen colours cannot be told apart: charts draw six groups, and wherever a status stands its label does."""
    labels = [meaning.label for meaning in STATUSES.values()]
    assert len({label.casefold() for label in labels}) == len(Status) == 13
    assert {meaning.group for meaning in STATUSES.values()} == set(ORDER)
    assert all(meaning.label in badge(status) for status, meaning in STATUSES.items())


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
    assert all(difference(a, b, sight) >= SHADES for a, b in itertools.pairwise(scale))
    from_paper = [contrast(colour, colours.paper) for colour in scale]
    assert from_paper == sorted(from_paper)
    assert all(difference(colours.unsure, colour, sight) >= SHADES for colour in scale)

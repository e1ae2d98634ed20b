import itertools
import json
from typing import Any

import pytest

from tracker.settings import house
from tracker.vocabulary import regions

FOLDER = house() / "data" / "boundaries"


@pytest.fixture(scope="module")
def features() -> list[dict[str, Any]]:
    world: dict[str, Any] = json.loads((FOLDER / "world.geojson").read_text("utf-8"))
    features: list[dict[str, Any]] = world["features"]
    return features


def area(ring: list[list[float]]) -> float:
    """Signed area in square degrees, negative where the ring runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2


def test_every_country_has_a_place_on_the_map(features: list[dict[str, Any]]) -> None:
    drawn = [feature["id"] for feature in features]
    points = json.loads((FOLDER / "points.json").read_text("utf-8"))
    assert len(drawn) == len(set(drawn))
    assert not set(drawn) & set(points)
    assert set(drawn) | set(points) == set(regions.codes())
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points.values())


def test_rings_are_closed_and_turn_the_right_way(features: list[dict[str, Any]]) -> None:
    for feature in features:
        for polygon in feature["geometry"]["coordinates"]:
            for number, ring in enumerate(polygon):
                assert ring[0] == ring[-1]
                assert (area(ring) < 0) == (number == 0), feature["id"]


def test_no_edge_runs_across_the_map(features: list[dict[str, Any]]) -> None:
    for feature in features:
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                for (ax, ay), (bx, by) in itertools.pairwise(ring):
                    assert abs(ax - bx) <= 180 or ay == by == -90, feature["id"]


def test_the_file_is_small_enough_to_send() -> None:
    assert (FOLDER / "world.geojson").stat().st_size < 350_000

"""The outlines of countries, and the places of those too small for one, as `data/boundaries` ships them."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from tracker.settings import house

UNPEOPLED = "ATA"
"""Antarctica, the one land that the map leaves out: it would fill a third of it."""


@lru_cache
def outlines() -> Mapping[str, dict[str, Any]]:
    """ISO alpha-3 code to GeoJSON feature."""
    kept = json.loads((house() / "data" / "boundaries" / "world.geojson").read_text("utf-8"))
    return {feature["id"]: feature for feature in kept["features"] if feature["id"] != UNPEOPLED}


@lru_cache
def points() -> Mapping[str, tuple[float, float]]:
    """ISO alpha-3 code to longitude and latitude, for countries that have no outline."""
    kept = json.loads((house() / "data" / "boundaries" / "points.json").read_text("utf-8"))
    return {code: (x, y) for code, (x, y) in kept.items()}

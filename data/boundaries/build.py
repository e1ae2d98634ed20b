"""Make world.geojson from the file countries-110m.json of the npm package world-atlas (Natural Earth, public domain).

    python data/boundaries/build.py path/to/countries-110m.json

Each feature's `id` is an ISO 3166-1 alpha-3 code. Coordinates are longitude and latitude in degrees, rounded to two
decimals. Exterior rings run clockwise, holes against it, as d3-geo and plotly want them; rings that cross the 180th
meridian are cut there, so that a plane map can draw them too.
"""

import json
import sys
from pathlib import Path
from typing import Any

from babel.core import get_global

from tracker.vocabulary import regions

Point = tuple[float, float]
Ring = list[Point]

WITHOUT_CODE = {"N. Cyprus": "CYP", "Somaliland": "SOM", "Kosovo": "XKX"}
"""Areas that the source draws by themselves and gives no code, and the code under which ISO 3166-1 has them."""
GUIANA = (-60.0, -50.0, 0.0, 8.0)
"""Where (west, east, south, north) a polygon of France is French Guiana, which has a code of its own."""


def decoded(topology: dict[str, Any]) -> list[Ring]:
    """The arcs of a quantised topology in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def joined(indices: list[int], arcs: list[Ring]) -> Ring:
    """One ring from its arcs; the complement of an index means the arc backwards."""
    ring: Ring = []
    for index in indices:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(points[1:] if ring else points)
    return ring


def unwrapped(ring: Ring) -> Ring:
    """The ring with longitudes that run on beyond 180 instead of jumping; one round a pole is closed along it."""
    out = [ring[0]]
    for x, y in ring[1:]:
        turns = round((out[-1][0] - x) / 360)
        out.append((x + 360 * turns, y))
    if abs(out[-1][0] - out[0][0]) > 180:
        pole = -90.0 if out[0][1] < 0 else 90.0
        out += [(out[-1][0], pole), (out[0][0], pole), out[0]]
    return out


def clipped(ring: Ring, west: float) -> Ring:
    """The part of the ring between `west` and `west` + 360, shifted to lie between -180 and 180."""
    for edge, sign in ((west, 1), (west + 360, -1)):
        kept: Ring = []
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, next_inside = (ax - edge) * sign >= 0, (bx - edge) * sign >= 0
            if inside:
                kept.append((ax, ay))
            if inside != next_inside:
                kept.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
        ring = kept
    shift = west + 180
    return rounded([(x - shift, y) for x, y in ring])


def rounded(ring: Ring) -> Ring:
    """The ring to two decimals, closed, without points that fall together; empty where nothing is left of it."""
    out: Ring = []
    for x, y in ring:
        point = (round(x, 2), round(y, 2))
        if not out or out[-1] != point:
            out.append(point)
    if out and out[0] != out[-1]:
        out.append(out[0])
    return out if len(out) > 3 else []


def pieces(rings: list[Ring]) -> list[list[Ring]]:
    """A polygon cut at the 180th meridian: one polygon, or one on either side of it."""
    flat = [unwrapped(ring) for ring in rings]
    cut = ([clipped(ring, west) for ring in flat] for west in (-540.0, -180.0, 180.0))
    return [[ring for ring in polygon if ring] for polygon in cut if polygon[0]]


def code_of(geometry: dict[str, Any], ring: Ring) -> str:
    """The alpha-3 code of one polygon of a geometry."""
    if not geometry.get("id"):
        return WITHOUT_CODE[geometry["properties"]["name"]]
    two = get_global("territory_aliases")[geometry["id"]][0]
    code = next(code for code in regions.codes() if regions.alpha2(code) == two)
    west, east, south, north = GUIANA
    if code == "FRA" and all(west < x < east and south < y < north for x, y in ring):
        return "GUF"
    return code


def world(topology: dict[str, Any]) -> dict[str, Any]:
    """The feature collection, one feature a code, in the order of the codes."""
    arcs = decoded(topology)
    shapes: dict[str, list[list[Ring]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            rings = [joined(indices, arcs) for indices in polygon]
            shapes.setdefault(code_of(geometry, rings[0]), []).extend(pieces(rings))
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {},
            "geometry": {"type": "MultiPolygon", "coordinates": shapes[code]},
        }
        for code in sorted(shapes)
    ]
    return {"type": "FeatureCollection", "features": features}


if __name__ == "__main__":
    source = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    target = Path(__file__).with_name("world.geojson")
    target.write_text(json.dumps(world(source), separators=(",", ":")) + "\n", "utf-8")
